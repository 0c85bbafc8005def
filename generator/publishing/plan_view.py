"""The plan as pages show it: what to do, in which order, and what it brings."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from generator.model.report import PlanEntry
from generator.publishing import numerals
from generator.publishing.audit_book import AuditBook
from generator.publishing.finding_view import (
    EffortView,
    TaskView,
    effort_view,
    task_view,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class StepView:
    """One recommendation in its place of the plan.

    `after` is the total once this step and all before it are done, in whole points.
    """

    rank: int
    name: Markup
    recommendation: Markup
    place: Markup
    uri: str
    anchor: str
    gain: str
    up_to: bool
    effort: EffortView
    after: str
    lifts_to: Markup | None
    kind: Markup | None
    caps: bool
    task: TaskView | None


def step_view(rank: int, entry: PlanEntry, book: AuditBook) -> StepView:
    """Prepare a step; `rank` counts from 1."""
    voice = book.voice
    finding = book.findings[entry.criterion]
    stage = voice.text(book.stages[finding.stage].name)
    critical = finding.critical
    failed = critical is not None and critical.failed
    score = book.report.score
    capping = {cap.criterion for cap in score.capped_by} if score else set()
    advice = finding.advice
    return StepView(
        rank=rank,
        name=voice.text(finding.asked.name),
        recommendation=(
            voice.line(advice) if advice else voice.text(finding.asked.recommendation)
        ),
        place=Markup("{} › {}").format(stage, book.touchpoint_name(finding.touchpoint)),
        uri=book.finding_uri(entry.criterion),
        anchor=entry.criterion,
        gain=voice.gain(entry.gain),
        up_to=entry.up_to,
        effort=effort_view(entry.effort, book),
        after="" if entry.after is None else numerals.write_points(entry.after),
        lifts_to=book.level_name(entry.lifts_to) if entry.lifts_to else None,
        kind=book.kind_name(critical.kind) if critical and failed else None,
        caps=entry.criterion in capping,
        task=task_view(entry.task, voice),
    )


def steps(book: AuditBook) -> tuple[StepView, ...]:
    """Return the plan in its order, without what is accepted."""
    entries = [entry for entry in book.report.plan if not entry.accepted]
    return tuple(
        step_view(rank, entry, book) for rank, entry in enumerate(entries, start=1)
    )


def accepted_steps(book: AuditBook) -> tuple[StepView, ...]:
    """Return what the shop has decided to live with for now."""
    return tuple(
        step_view(0, entry, book) for entry in book.report.plan if entry.accepted
    )
