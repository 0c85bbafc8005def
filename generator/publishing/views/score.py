"""A score as a page shows it: number, interval, level, what caps it, and its bar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup

from generator.i18n import formats
from generator.model.score import Cap, Score
from generator.publishing.figures.plane import WHOLE, percent
from generator.publishing.views.localized_report import LocalizedReport

_NARROWEST = 0.6
"""An interval is drawn at least this wide, in percent of the bar."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelView:
    """A level's word, its colour (1 to 5) and whether the score may yet fall below."""

    name: Markup
    rank: int
    at_most: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CapView:
    """A failed critical criterion: what it is, what kind, and the best level it lets."""

    name: Markup
    kind: Markup
    level: LevelView
    uri: str
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """Where a level begins: percent of the bar's width, and the number to show."""

    x: float
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """The geometry of a score bar in percent of its width, to 0.1."""

    ticks: tuple[Tick, ...]
    low: float
    width: float
    point: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreView:
    """A score ready to be shown.

    `kind` is `none` where nothing applies, `open` where nothing is answered yet,
    `provisional` below the coverage needed, else `final`. `unseen` is whether it is
    provisional with enough coverage, because a whole stage has no answer. `spread` is whether low and
    high differ when shown. `alone` is the level of the point alone, where a cap holds.
    """

    kind: Literal["none", "open", "provisional", "final"]
    point: str = ""
    low: str = ""
    high: str = ""
    spread: bool = False
    unseen: bool = False
    coverage: str = ""
    complete: bool = False
    level: LevelView | None = None
    alone: LevelView | None = None
    capped_by: tuple[CapView, ...] = ()
    failed: tuple[CapView, ...] = ()
    pending: tuple[CapView, ...] = ()
    bar: Bar | None = None


def score_view(score: Score | None, book: LocalizedReport) -> ScoreView:
    """Prepare a score to be shown in the book's language."""
    if score is None:
        return ScoreView(kind="none")
    low = formats.write_points(score.low)
    high = formats.write_points(score.high, up=True)
    capped = tuple(_cap(cap, book) for cap in score.capped_by)
    level = score.level
    return ScoreView(
        kind=_kind(score),
        point="" if score.point is None else formats.write_points(score.point),
        low=low,
        high=high,
        spread=score.low != score.high,
        unseen=score.coverage * 100 >= book.report.rules.coverage_needed,
        coverage=formats.write_percent(score.coverage),
        complete=score.coverage == 1,
        level=level_view(level, book, at_most=bool(score.pending)) if level else None,
        alone=(
            level_view(score.level_alone, book)
            if capped and score.level_alone
            else None
        ),
        capped_by=capped,
        failed=tuple(_cap(cap, book) for cap in score.failed),
        pending=_pending(score.pending, book),
        bar=_bar(score, book),
    )


def level_view(
    level: str, book: LocalizedReport, *, at_most: bool = False
) -> LevelView:
    """Prepare a level's word and colour."""
    return LevelView(
        name=book.level_name(level), rank=book.rank(level), at_most=at_most
    )


def _kind(score: Score) -> Literal["open", "provisional", "final"]:
    if score.point is None:
        return "open"
    return "provisional" if score.provisional else "final"


def _cap(cap: Cap, book: LocalizedReport) -> CapView:
    return CapView(
        name=book.criterion_name(cap.criterion),
        kind=book.kind_name(cap.kind),
        level=level_view(cap.cap, book),
        uri=book.finding_uri(cap.criterion),
        anchor=cap.criterion,
    )


def _pending(criteria: Sequence[str], book: LocalizedReport) -> tuple[CapView, ...]:
    views = []
    for criterion in criteria:
        critical = book.findings[criterion].critical
        if critical is not None:
            cap = Cap(criterion=criterion, kind=critical.kind, cap=critical.cap)
            views.append(_cap(cap, book))
    return tuple(views)


def _bar(score: Score, book: LocalizedReport) -> Bar:
    low, high = percent(score.low), percent(score.high)
    return Bar(
        ticks=tuple(
            Tick(
                x=round(float(level.start), 1),
                label=formats.write_number(level.start, book.localizer.language),
            )
            for level in tuple(book.levels.values())[1:]
        ),
        low=min(low, round(WHOLE - _NARROWEST, 1)),
        width=round(max(high - low, _NARROWEST), 1),
        point=None if score.point is None else percent(score.point),
    )
