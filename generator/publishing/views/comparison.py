"""All shops' latest audits side by side: a figure and a table for each stage."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup

from generator.i18n.formats import write_points
from generator.model.comparison import ComparedPart, Comparison, Standing, Verdict
from generator.model.score import Score
from generator.model.text import Text
from generator.publishing.figures.dot_plot import DotRow, Dots, Range, dots
from generator.publishing.views.localized_report import LocalizedReport
from generator.publishing.views.score import ScoreView, score_view


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceView:
    """A shop's score in one part of the audit; `low` and `high` with other weights.

    `verdict` is empty where there is nothing to stand beside.
    """

    shop: Markup
    uri: str
    score: ScoreView
    low: str
    high: str
    verdict: Verdict | Literal[""]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartView:
    """The total or a stage of all shops: `stage` is its id, empty for the total."""

    stage: str
    name: Markup
    figure: Dots
    places: tuple[PlaceView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedView:
    """A shop whose audit is compared: what was asked, by which rules."""

    shop: Markup
    uri: str
    day: Markup
    scope: Markup
    version: str
    assessed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldView:
    """The shops audited with one definition; `mixed` when scope or rules differ."""

    definition: str
    title: Markup
    shops: tuple[ComparedView, ...]
    mixed: bool
    parts: tuple[PartView, ...]


def field_views(
    comparisons: Iterable[Comparison], books: Iterable[LocalizedReport]
) -> tuple[FieldView, ...]:
    """Return a view of each comparison; `books` hold each shop's latest audit."""
    by_shop = {book.report.shop.id: book for book in books}
    return tuple(_field(one, by_shop) for one in comparisons)


def _field(comparison: Comparison, by_shop: Mapping[str, LocalizedReport]) -> FieldView:
    total = comparison.parts[0]
    books = [by_shop[standing.shop] for standing in total.standings]
    names: dict[str | None, Text] = {}
    for book in books:
        names |= {stage.id: stage.name for stage in book.report.stages}
    localizer = books[0].localizer
    rules = {(book.report.definition.digest, book.report.profile) for book in books}
    return FieldView(
        definition=comparison.definition,
        title=localizer.text(books[0].report.definition.title),
        shops=tuple(_compared(book) for book in books),
        mixed=len(rules) > 1,
        parts=(
            _part(total, localizer.word("comparison.total"), books),
            *(
                _part(part, localizer.text(names[part.stage]), books)
                for part in comparison.parts[1:]
            ),
        ),
    )


def _compared(book: LocalizedReport) -> ComparedView:
    report, localizer = book.report, book.localizer
    profile = report.definition.profile_name
    return ComparedView(
        shop=localizer.text(report.shop.name),
        uri=book.uri(),
        day=localizer.date(report.date),
        scope=localizer.text(profile) if profile else localizer.string(report.profile),
        version=report.definition.version,
        assessed=report.assessed,
    )


def _part(
    part: ComparedPart, name: Markup, books: Sequence[LocalizedReport]
) -> PartView:
    places = [
        (standing, _score(book, part.stage), book)
        for standing, book in zip(part.standings, books, strict=True)
    ]
    best = next((one for one in part.standings if one.verdict == "highest"), None)
    return PartView(
        stage=part.stage or "",
        name=name,
        figure=dots(
            [_row(standing, score, book) for standing, score, book in places],
            _range(best) if best else None,
        ),
        places=tuple(
            _place(standing, score, book, part.stage)
            for standing, score, book in places
        ),
    )


def _range(standing: Standing) -> Range | None:
    if standing.low is None or standing.high is None:
        return None
    return standing.low, standing.high


def _score(book: LocalizedReport, stage: str | None) -> Score | None:
    if stage is None:
        return book.report.score
    held = book.stages.get(stage)
    return held.score if held else None


def _row(standing: Standing, score: Score | None, book: LocalizedReport) -> DotRow:
    label = book.shop_name
    if score is None:
        return DotRow(label=label, said="–")
    point = "" if score.point is None else write_points(score.point)
    return DotRow(
        label=label,
        said=" ".join([_level(score, book), point or "–"]).strip(),
        sign="≈" if standing.verdict == "unclear" else "",
        point=score.point,
        interval=(score.low, score.high) if score.low != score.high else None,
        reach=_range(standing),
        hollow=score.provisional,
    )


def _level(score: Score, book: LocalizedReport) -> str:
    """Return the level's word as plain text, or why there is none."""
    word = book.localizer.word
    if score.provisional:
        return str(word("score.provisional").unescape())
    if score.level is None:
        return ""
    name = book.level_name(score.level)
    said = word("score.at_most", level=name) if score.pending else name
    return said.striptags()


def _place(
    standing: Standing, score: Score | None, book: LocalizedReport, stage: str | None
) -> PlaceView:
    whole = _range(standing)
    return PlaceView(
        shop=book.localizer.text(book.report.shop.name),
        uri=book.stage_uri(stage) if stage in book.stages else book.uri(),
        score=score_view(score, book),
        low=write_points(whole[0]) if whole else "",
        high=write_points(whole[1], up=True) if whole else "",
        verdict=standing.verdict or "",
    )
