"""The journey and the stages as figures: from an audit's scores to drawings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from markupsafe import Markup

from generator.i18n.localizer import Localizer
from generator.model.report import StageReport, TouchpointReport
from generator.model.score import Counts, Score
from generator.publishing.figures.journey import Leg, Rung, Stop
from generator.publishing.figures.journey_column import JourneyColumn, journey_column
from generator.publishing.figures.journey_line import JourneyLine, journey_line
from generator.publishing.figures.plane import percent
from generator.publishing.figures.state_stack import Part, state_stack
from generator.publishing.views.localized_report import LocalizedReport
from generator.publishing.views.narrative import ends
from generator.publishing.views.score import score_view

_DASH = "–"
_TALLY = {
    "met": "tally.met",
    "partly-met": "tally.partly-met",
    "failing": "tally.failing",
    "critical": "tally.critical",
    "unknown": "tally.unknown",
    "unanswered": "tally.unanswered",
    "not-applicable": "tally.not-applicable",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class JourneyView:
    """The journey for a wide page and for a phone, and what both say in words."""

    line: JourneyLine
    column: JourneyColumn
    told: Markup


def journey_view(book: LocalizedReport) -> JourneyView | None:
    """Prepare the journey's drawings; None where no touchpoint is asked."""
    found, word = ends(book), book.localizer.word
    marks = {found.low.id: "lowest", found.high.id: "highest"} if found else {}
    legs = [_leg(stage, marks, book) for stage in book.report.stages]
    legs = [leg for leg in legs if leg.stops]
    rungs = rungs_of(book)
    lowest = str(word("journey.lowest"))
    line = journey_line(legs, rungs, {"lowest": lowest})
    marked = {"lowest": lowest, "highest": str(word("journey.highest"))}
    column = journey_column(legs, rungs, marked)
    if line is None or column is None:
        return None
    told = word("figures.journey_many", n=sum(len(leg.stops) for leg in legs))
    if found is not None:
        told += " " + word(
            "figures.journey_ends",
            low=book.localizer.plain(found.low.name),
            low_score=_shown(found.low.score, book),
            high=book.localizer.plain(found.high.name),
            high_score=_shown(found.high.score, book),
        )
    return JourneyView(line=line, column=column, told=told)


def rungs_of(book: LocalizedReport) -> tuple[Rung, ...]:
    """Return the levels as a scale from 0 to 1."""
    return tuple(
        Rung(
            start=level.start / 100,
            label=book.localizer.number(level.start),
            name=book.localizer.plain(level.name),
        )
        for level in book.levels.values()
    )


def _leg(stage: StageReport, marks: dict[str, str], book: LocalizedReport) -> Leg:
    return Leg(
        name=book.localizer.plain(stage.name),
        score=_shown(stage.score, book),
        stops=tuple(
            _stop(touchpoint, marks, book)
            for touchpoint in stage.touchpoints
            if touchpoint.counts.asked
        ),
    )


def _stop(
    touchpoint: TouchpointReport, marks: dict[str, str], book: LocalizedReport
) -> Stop:
    score = touchpoint.score
    name = book.localizer.plain(touchpoint.name)
    if score is None:
        return Stop(name=name, score=_DASH)
    return Stop(
        name=name,
        score=_shown(score, book),
        point=score.point,
        low=score.low,
        high=score.high,
        rank=book.rank(score.level) if score.level else None,
        mark=marks.get(touchpoint.id, ""),
    )


def _shown(score: Score | None, book: LocalizedReport) -> str:
    """Return a score in the least room: 64, 46–72 while it is provisional, or –."""
    view = score_view(score, book)
    if view.kind == "none":
        return _DASH
    return view.point if view.kind == "final" else f"{view.low}{_DASH}{view.high}"


def total_mark(book: LocalizedReport) -> float | None:
    """Return where the total stands on a scale, in percent of its width."""
    score = book.report.score
    return percent(score.point) if score and score.point is not None else None


@dataclass(frozen=True, slots=True, kw_only=True)
class StateView:
    """A part of the bar of states, with its count and word."""

    part: Part
    words: Markup


def states_view(counts: Counts) -> tuple[Part, ...]:
    """Prepare how all criteria ended, the best first, as the parts of one bar."""
    return state_stack(
        (
            ("met", counts.met),
            ("partly-met", counts.partly_met),
            ("failing", counts.failing),
            ("critical", counts.critical),
            ("unknown", counts.unknown),
            ("unanswered", counts.unanswered),
            ("not-applicable", counts.not_applicable),
        )
    )


def told_states(counts: Counts, localizer: Localizer) -> tuple[StateView, ...]:
    """Prepare the same parts, each with its count in words."""
    return tuple(
        StateView(part=part, words=localizer.word(_TALLY[part.state], n=part.count))
        for part in states_view(counts)
    )


def grid_of(book: LocalizedReport) -> Sequence[tuple[Fraction, str]]:
    """Return where levels begin, 0…1, with the number to show there."""
    return [(rung.start, rung.label) for rung in rungs_of(book)]
