"""The plan as pages show it: what to do, in which order, and what it brings."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from markupsafe import Markup

from generator.i18n import formats
from generator.model.horizon import HORIZONS, Horizon
from generator.model.report import PlanEntry
from generator.publishing.views.finding import (
    EffortView,
    TaskView,
    effort_view,
    task_view,
)
from generator.publishing.views.localized_report import LocalizedReport
from generator.publishing.views.score import LevelView, level_view

NOBODY = "-"
"""What a step without an owner or a task has in the place of one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepTraits:
    """What a list can be narrowed down by: plain strings, the same in all languages.

    `status` holds several words where several are true, like `open overdue`.
    """

    stage: str
    owner: str
    status: str
    effort: str
    evidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StepView:
    """One recommendation in its place of the plan.

    `after` is the total once this step and all before it are done, in whole points.
    `rank` is 0 for what is accepted and has no place.
    """

    rank: int
    name: Markup
    title: str
    recommendation: Markup
    place: Markup
    uri: str
    anchor: str
    gain: str
    up_to: bool
    effort: EffortView
    after: str
    lifts: Markup | None
    kind: Markup | None
    caps: bool
    task: TaskView | None
    traits: StepTraits


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """The steps of one horizon, and what they come to together.

    `days` are working days, `before` and `after` the total in whole points; `level`
    is the total's level once they are done, where there is one; `rises` whether that
    is another than before them.
    """

    horizon: Horizon
    steps: tuple[StepView, ...]
    days: Fraction
    before: str
    after: str
    level: LevelView | None
    rises: bool


def step_view(rank: int, entry: PlanEntry, book: LocalizedReport) -> StepView:
    """Prepare a step; `rank` counts from 1."""
    localizer = book.localizer
    finding = book.findings[entry.criterion]
    stage = localizer.text(book.stages[finding.stage].name)
    critical = finding.critical
    failed = critical is not None and critical.failed
    score = book.report.score
    capping = {cap.criterion for cap in score.capped_by} if score else set()
    advice = finding.advice
    return StepView(
        rank=rank,
        name=localizer.text(finding.asked.name),
        title=localizer.plain(finding.asked.name),
        recommendation=(
            localizer.line(advice)
            if advice
            else localizer.text(finding.asked.recommendation)
        ),
        place=Markup("{} › {}").format(stage, book.touchpoint_name(finding.touchpoint)),
        uri=book.finding_uri(entry.criterion),
        anchor=entry.criterion,
        gain=localizer.gain(entry.gain),
        up_to=entry.up_to,
        effort=effort_view(entry.effort, book),
        after="" if entry.after is None else formats.write_points(entry.after),
        lifts=book.lifts(entry),
        kind=book.kind_name(critical.kind) if critical and failed else None,
        caps=entry.criterion in capping,
        task=task_view(entry.task, localizer),
        traits=_traits(entry, finding.stage, finding.asked.evidence_from),
    )


def _traits(entry: PlanEntry, stage: str, evidence: str) -> StepTraits:
    task = entry.task
    words = [task.status if task else NOBODY]
    if task and task.overdue:
        words.append("overdue")
    if task and task.expired:
        words.append("expired")
    return StepTraits(
        stage=stage,
        owner=(task.owner if task else None) or NOBODY,
        status=" ".join(words),
        effort=str(entry.effort),
        evidence=evidence,
    )


def steps(book: LocalizedReport) -> tuple[StepView, ...]:
    """Return the plan in its order, without what is accepted."""
    entries = [entry for entry in book.report.plan if not entry.accepted]
    return tuple(
        step_view(rank, entry, book) for rank, entry in enumerate(entries, start=1)
    )


def accepted_steps(book: LocalizedReport) -> tuple[StepView, ...]:
    """Return what the shop has decided to live with for now."""
    return tuple(
        step_view(0, entry, book) for entry in book.report.plan if entry.accepted
    )


def phases(book: LocalizedReport, taken: tuple[StepView, ...]) -> tuple[Phase, ...]:
    """Return now, next and later, as far as they hold something.

    `taken` are the `steps` of the plan.
    """
    score = book.report.score
    entries = {entry.criterion: entry for entry in book.report.plan}
    before = formats.write_points(score.point) if score and score.point else "0"
    level = score.level if score else None
    found = []
    for horizon in HORIZONS:
        here = tuple(step for step in taken if entries[step.anchor].horizon == horizon)
        if not here:
            continue
        last = entries[here[-1].anchor]
        reached = last.level_after
        found.append(
            Phase(
                horizon=horizon,
                steps=here,
                days=sum((entries[one.anchor].days for one in here), Fraction(0)),
                before=before,
                after=here[-1].after,
                level=level_view(reached, book) if reached else None,
                rises=reached is not None and reached != level,
            )
        )
        before, level = here[-1].after, reached
    return tuple(found)
