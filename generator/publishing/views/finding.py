"""A finding as its stage page shows it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup

from generator.i18n.localizer import Localizer
from generator.i18n.markdown import web_address
from generator.model.finding import Finding, ShownEvidence, ShownTask
from generator.model.report import PlanEntry
from generator.model.text import Text
from generator.publishing import uris
from generator.publishing.views.cached_fragments import (
    AnswerBlock,
    AskedBlock,
    answer_block,
    asked_block,
)
from generator.publishing.views.localized_report import LocalizedReport

EFFORT_STEPS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class EffortView:
    """An effort as dots and word; `dots` full ones of five."""

    dots: str
    step: int
    name: Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceView:
    """A piece of evidence: a picture's files, an address, or what was said."""

    small: str = ""
    full: str = ""
    url: Markup | None = None
    href: str = ""
    said: Markup | None = None
    text: Markup | None = None
    alt: str = ""
    taken_on: Markup | None = None
    private: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskView:
    """Who does what until when."""

    status: str
    owner: Markup | None = None
    due: Markup | None = None
    overdue: bool = False
    reason: Markup | None = None
    until: Markup | None = None
    expired: bool = False
    note: Markup | None = None
    private: Markup | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CriticalView:
    """What makes the criterion critical."""

    kind: Markup
    reason: Markup
    level: Markup
    failed: bool
    exempt: Markup | None
    exempt_when: Markup | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceView:
    """A source: its name and the fact it holds."""

    name: Markup
    fact: Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingView:
    """Everything a stage page shows of one criterion, ready to be printed."""

    anchor: str
    name: Text
    touchpoint: Markup
    outcome: str
    state: str
    worth: str
    weight: int
    gain: str
    up_to: bool
    lifts: Markup | None
    effort: EffortView
    answer: AnswerBlock
    critical: CriticalView | None
    asked: AskedBlock
    advice: Markup | None
    reason: Markup | None
    note: Markup | None
    private: Markup | None
    checked_on: Markup | None
    stale: bool
    evidence: tuple[EvidenceView, ...]
    task: TaskView | None
    edit: str
    searched: str


def effort_view(effort: int, book: LocalizedReport) -> EffortView:
    """Prepare an effort: ●●○○○ and its word."""
    full = min(effort, EFFORT_STEPS)
    return EffortView(
        dots="●" * full + "○" * (EFFORT_STEPS - full),
        step=effort,
        name=book.effort_name(effort),
    )


def task_view(task: ShownTask | None, localizer: Localizer) -> TaskView | None:
    """Prepare a task, None where nobody has taken one."""
    if task is None:
        return None
    return TaskView(
        status=task.status,
        owner=localizer.string(task.owner) if task.owner else None,
        due=localizer.date(task.due) if task.due else None,
        overdue=task.overdue,
        reason=_if(task.reason, localizer.line),
        until=localizer.date(task.until) if task.until else None,
        expired=task.expired,
        note=_if(task.note, localizer.line),
        private=_if(task.private, localizer.line),
    )


def finding_view(
    finding: Finding, book: LocalizedReport, entry: PlanEntry | None = None
) -> FindingView:
    """Prepare a finding; `entry` is its place in the plan, where it has one."""
    localizer, asked = book.localizer, finding.asked
    answered = finding.state == "answered"
    answer = answer_block(finding.answer, localizer, answered=answered)
    edit = f"{finding.edit.path}:{finding.edit.line}" if finding.edit else ""
    return FindingView(
        anchor=finding.criterion,
        name=asked.name,
        touchpoint=book.touchpoint_name(finding.touchpoint),
        outcome=finding.outcome or "",
        state=finding.state,
        worth="" if finding.worth is None else localizer.worth(finding.worth),
        weight=finding.weight,
        gain=localizer.gain(finding.gain) if finding.gain else "",
        up_to=entry.up_to if entry else False,
        lifts=book.lifts(entry) if entry else None,
        effort=effort_view(finding.effort, book),
        answer=answer,
        critical=_critical(finding, book),
        asked=asked_block(asked, localizer),
        advice=_if(finding.advice, localizer.prose),
        reason=_if(finding.reason, localizer.line),
        note=_if(finding.note, localizer.prose),
        private=_if(finding.private, localizer.prose),
        checked_on=localizer.date(finding.checked_on) if finding.checked_on else None,
        stale=finding.stale,
        evidence=tuple(
            _evidence(piece, asked.name, localizer) for piece in finding.evidence
        ),
        task=task_view(entry.task if entry else None, localizer),
        edit=edit,
        searched=_searched(finding, localizer),
    )


def _if(text: Text | None, say: Callable[[Text], Markup]) -> Markup | None:
    return say(text) if text else None


def _critical(finding: Finding, book: LocalizedReport) -> CriticalView | None:
    critical, localizer = finding.critical, book.localizer
    if critical is None:
        return None
    return CriticalView(
        kind=book.kind_name(critical.kind),
        reason=localizer.text(critical.reason),
        level=book.level_name(critical.cap),
        failed=critical.failed,
        exempt=_if(critical.exempt, localizer.line),
        exempt_when=_if(critical.exempt_when, localizer.text),
    )


def _evidence(piece: ShownEvidence, name: Text, localizer: Localizer) -> EvidenceView:
    picture, described = piece.picture, piece.text
    return EvidenceView(
        small=uris.picture(picture.digest, small=True) if picture else "",
        full=uris.picture(picture.digest, small=False) if picture else "",
        url=localizer.string(piece.url) if piece.url else None,
        href=web_address(piece.url or ""),
        said=_if(piece.said, localizer.line),
        text=_if(described, localizer.line),
        alt=localizer.plain(described)
        if described
        else str(localizer.word("evidence.alt", name=localizer.plain(name)).unescape()),
        taken_on=localizer.date(piece.taken_on) if piece.taken_on else None,
        private=piece.private,
    )


def _searched(finding: Finding, localizer: Localizer) -> str:
    """Return what search reads of a finding: question, note and recommendation."""
    texts = (
        finding.asked.question,
        finding.reason,
        finding.note,
        finding.advice,
        finding.asked.recommendation,
    )
    return " ".join(text.in_language(localizer.language) for text in texts if text)
