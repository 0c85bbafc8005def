"""All shops' latest audits side by side: a figure and a table for each stage.

Only audits with the same definition, rules and scope were asked the same questions.
Of those, a shop is clearly lower than the highest when their whole ranges do not
touch; a range holds what is not known yet and what other weights could make of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from markupsafe import Markup

from generator.i18n.formats import write_points
from generator.model.report import Report
from generator.model.score import Score
from generator.model.text import Text
from generator.publishing.figures.dot_plot import DotRow, Dots, Range, dots
from generator.publishing.views.localized_report import AuditBook
from generator.publishing.views.score import ScoreView, score_view

Verdict = Literal["highest", "unclear", "lower", "other", "none"]
"""How a shop stands beside the highest; `other` was asked other questions."""


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


def latest_reports(reports: Sequence[Report]) -> tuple[Report, ...]:
    """Return each shop's newest audit without a label, in the order of shop ids."""
    newest: dict[str, Report] = {}
    for report in reports:
        known = newest.get(report.shop.id)
        if report.label is None and (known is None or known.date < report.date):
            newest[report.shop.id] = report
    return tuple(newest[shop] for shop in sorted(newest))


def field_views(books: Sequence[AuditBook]) -> tuple[FieldView, ...]:
    """Return the shops by definition, those of the highest totals first."""
    fields: dict[str, list[AuditBook]] = {}
    for book in sorted(books, key=_by_total):
        fields.setdefault(book.report.definition.id, []).append(book)
    return tuple(_field(held) for held in fields.values())


def _by_total(book: AuditBook) -> tuple[bool, Fraction, str]:
    score = book.report.score
    point = score.point if score else None
    return point is None, -(point or Fraction(0)), book.report.shop.id


def _rules(book: AuditBook) -> tuple[str, str]:
    return book.report.definition.digest, book.report.profile


def _field(books: Sequence[AuditBook]) -> FieldView:
    definition = books[0].report.definition
    stages: dict[str, Text] = {}
    for book in books:
        stages |= {stage.id: stage.name for stage in book.report.stages}
    voice = books[0].voice
    return FieldView(
        definition=definition.id,
        title=voice.text(definition.title),
        shops=tuple(_compared(book) for book in books),
        mixed=len({_rules(book) for book in books}) > 1,
        parts=(
            _part("", voice.word("comparison.total"), books),
            *(_part(stage, voice.text(name), books) for stage, name in stages.items()),
        ),
    )


def _compared(book: AuditBook) -> ComparedView:
    report, voice = book.report, book.voice
    profile = report.definition.profile_name
    return ComparedView(
        shop=voice.text(report.shop.name),
        uri=book.uri(),
        day=voice.date(report.date),
        scope=voice.text(profile) if profile else voice.string(report.profile),
        version=report.definition.version,
        assessed=report.assessed,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """A shop's score, and its range with other weights."""

    book: AuditBook
    stage: str
    score: Score | None

    @property
    def whole(self) -> Range | None:
        """From the least to the most the score can be, unknowns and weights taken in."""
        if self.score is None:
            return None
        low, high = self.score.low, self.score.high
        found = self.book.report.robustness
        if found is None:
            return low, high
        if not self.stage:
            return min(low, found.low), max(high, found.high)
        for one in found.stages:
            if one.stage == self.stage:
                return min(low, one.low), max(high, one.high)
        return low, high


def _part(stage: str, name: Markup, books: Sequence[AuditBook]) -> PartView:
    places = [
        _Place(book=book, stage=stage, score=_score(book, stage)) for book in books
    ]
    best = _highest(places)
    verdicts = [_verdict(place, best) for place in places]
    rivals = [verdict for verdict in verdicts if verdict in {"unclear", "lower"}]
    return PartView(
        stage=stage,
        name=name,
        figure=dots(
            [
                _row(place, verdict)
                for place, verdict in zip(places, verdicts, strict=True)
            ],
            best.whole if best and rivals else None,
        ),
        places=tuple(
            _place(place, verdict if rivals or verdict in {"other", "none"} else "")
            for place, verdict in zip(places, verdicts, strict=True)
        ),
    )


def _score(book: AuditBook, stage: str) -> Score | None:
    if not stage:
        return book.report.score
    held = book.stages.get(stage)
    return held.score if held else None


def _highest(places: Sequence[_Place]) -> _Place | None:
    """Return the highest of those asked the same, of whom there are most."""
    scored = [
        place for place in places if place.score and place.score.point is not None
    ]
    if not scored:
        return None
    rules, _ = Counter(_rules(place.book) for place in scored).most_common(1)[0]
    return max(
        (place for place in scored if _rules(place.book) == rules),
        key=lambda place: (place.score and place.score.point) or Fraction(0),
    )


def _verdict(place: _Place, best: _Place | None) -> Verdict:
    if place.score is None or place.score.point is None:
        return "none"
    if best is None or _rules(place.book) != _rules(best.book):
        return "other"
    if place is best:
        return "highest"
    mine, other = place.whole, best.whole
    return "unclear" if mine and other and mine[1] >= other[0] else "lower"


def _row(place: _Place, verdict: Verdict) -> DotRow:
    score, book = place.score, place.book
    label = book.shop_name
    if score is None:
        return DotRow(label=label, said="–")
    point = "" if score.point is None else write_points(score.point)
    return DotRow(
        label=label,
        said=" ".join([_level(score, book), point or "–"]).strip(),
        sign="≈" if verdict == "unclear" else "",
        point=score.point,
        interval=(score.low, score.high) if score.low != score.high else None,
        reach=place.whole,
        hollow=score.provisional,
    )


def _level(score: Score, book: AuditBook) -> str:
    """Return the level's word as plain text, or why there is none."""
    word = book.voice.word
    if score.provisional:
        return str(word("score.provisional").unescape())
    if score.level is None:
        return ""
    name = book.level_name(score.level)
    said = word("score.at_most", level=name) if score.pending else name
    return said.striptags()


def _place(place: _Place, verdict: Verdict | Literal[""]) -> PlaceView:
    book, whole = place.book, place.whole
    return PlaceView(
        shop=book.voice.text(book.report.shop.name),
        uri=book.stage_uri(place.stage) if place.stage in book.stages else book.uri(),
        score=score_view(place.score, book),
        low=write_points(whole[0]) if whole else "",
        high=write_points(whole[1], up=True) if whole else "",
        verdict=verdict,
    )
