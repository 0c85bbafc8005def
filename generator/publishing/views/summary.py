"""What a director sees in a minute: sentences, journey, stages, first steps."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from generator.model.report import FindOut, StageReport
from generator.model.score import Counts
from generator.publishing import uris
from generator.publishing.views.localized_report import LocalizedReport
from generator.publishing.views.narrative import ends, sentences
from generator.publishing.views.plan import StepView, step_view
from generator.publishing.views.score import ScoreView, score_view

__all__ = [
    "FIRST",
    "MomentView",
    "OpenView",
    "StageView",
    "first_steps",
    "open_questions",
    "sentences",
    "stage_view",
]

FIRST = 5
"""How many recommendations and open questions the summary names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MomentView:
    """A touchpoint on the journey; `mark` names the lowest and the highest.

    `explained` is the anchor of its sum on the numbers page.
    """

    name: Markup
    title: str
    explained: str
    score: ScoreView
    counts: Counts
    mark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StageView:
    """A stage with its touchpoints in the order a customer meets them.

    `explained` is the anchor of its sum on the numbers page.
    """

    name: Markup
    title: str
    uri: str
    explained: str
    score: ScoreView
    counts: Counts
    moments: tuple[MomentView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenView:
    """A criterion to find out, and by how much it would narrow the interval."""

    name: Markup
    uri: str
    anchor: str
    place: Markup
    closes: str
    state: str
    pending: bool
    reason: Markup | None


def stage_view(stage: StageReport, book: LocalizedReport) -> StageView:
    """Prepare a stage and its touchpoints."""
    found = ends(book)
    marks = {found.low.id: "lowest", found.high.id: "highest"} if found else {}
    return StageView(
        name=book.localizer.text(stage.name),
        title=book.localizer.plain(stage.name),
        uri=book.stage_uri(stage.id),
        explained=uris.stage_sum(stage.id),
        score=score_view(stage.score, book),
        counts=stage.counts,
        moments=tuple(
            MomentView(
                name=book.localizer.text(touchpoint.name),
                title=book.localizer.plain(touchpoint.name),
                explained=uris.touchpoint_sum(stage.id, touchpoint.id),
                score=score_view(touchpoint.score, book),
                counts=touchpoint.counts,
                mark=marks.get(touchpoint.id, ""),
            )
            for touchpoint in stage.touchpoints
            if touchpoint.counts.asked
        ),
    )


def first_steps(book: LocalizedReport) -> tuple[StepView, ...]:
    """Return the first recommendations of the plan."""
    entries = [entry for entry in book.report.plan if not entry.accepted][:FIRST]
    return tuple(step_view(rank, entry, book) for rank, entry in enumerate(entries, 1))


def open_questions(
    book: LocalizedReport, limit: int | None = None, *, stage: str = ""
) -> tuple[OpenView, ...]:
    """Return what to find out next, the most telling first; of one stage if named."""
    entries = [
        entry
        for entry in book.report.find_out
        if not stage or book.findings[entry.criterion].stage == stage
    ]
    return tuple(_open(entry, book) for entry in entries[:limit])


def _open(entry: FindOut, book: LocalizedReport) -> OpenView:
    finding = book.findings[entry.criterion]
    return OpenView(
        name=book.localizer.text(finding.asked.name),
        uri=book.finding_uri(entry.criterion),
        anchor=entry.criterion,
        place=Markup("{} › {}").format(
            book.localizer.text(book.stages[finding.stage].name),
            book.touchpoint_name(finding.touchpoint),
        ),
        closes=book.localizer.gain(entry.closes).lstrip("+"),
        state=finding.state,
        pending=entry.pending,
        reason=book.localizer.line(finding.reason) if finding.reason else None,
    )
