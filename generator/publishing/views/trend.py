"""All audits of a shop as one figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup

from generator.i18n.formats import write_day
from generator.i18n.localizer import Localizer
from generator.model.report import Report
from generator.publishing.figures.trend import Trend, TrendAudit, trend
from generator.publishing.views.journey import grid_of
from generator.publishing.views.localized_report import LocalizedReport
from generator.publishing.views.score import ScoreView, score_view


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendRow:
    """An audit in the figure's table; `broken` says what changed before it."""

    uri: str
    day: Markup
    score: ScoreView
    broken: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendView:
    """The drawing, its words, and the audits it shows, oldest first."""

    drawn: Trend
    told: Markup
    rows: tuple[TrendRow, ...]


def trend_view(audits: Sequence[Report], localizer: Localizer) -> TrendView | None:
    """Prepare the trend; None where there are not two audits with a score.

    An audit with a label is one rater's of several, and stays out.
    """
    reports = sorted(
        (report for report in audits if report.is_own and report.score),
        key=lambda report: report.date,
    )
    if not reports:
        return None
    books = [LocalizedReport(report, localizer) for report in reports]
    broken = ["", *(_broken(one, other, localizer) for one, other in pairwise(reports))]
    drawn = trend(
        [_audit(book, words) for book, words in zip(books, broken, strict=True)],
        grid_of(books[-1]),
    )
    if drawn is None:
        return None
    first, last = books[0], books[-1]
    return TrendView(
        drawn=drawn,
        told=localizer.word(
            "figures.trend_told",
            n=len(books),
            first=first.day,
            first_score=_score_words(first),
            last=last.day,
            last_score=_score_words(last),
        ),
        rows=tuple(
            TrendRow(
                uri=book.uri(),
                day=localizer.date(book.report.date),
                score=score_view(book.report.score, book),
                broken=words,
            )
            for book, words in zip(books, broken, strict=True)
        ),
    )


def _audit(book: LocalizedReport, broken: str) -> TrendAudit:
    score = book.report.score
    return TrendAudit(
        date=book.report.date,
        day=write_day(book.report.date, book.localizer.language),
        score=_score_words(book),
        point=score.point if score else None,
        low=score.low if score else None,
        high=score.high if score else None,
        rank=book.rank(score.level) if score and score.level else None,
        break_words=broken,
    )


def _score_words(book: LocalizedReport) -> str:
    view = score_view(book.report.score, book)
    return view.point if view.kind == "final" else f"{view.low}–{view.high}"


def _broken(before: Report, after: Report, localizer: Localizer) -> str:
    """Say why two audits in a row are not measured alike; "" when they are."""
    if before.definition.id != after.definition.id:
        return str(localizer.word("figures.other_definition").unescape())
    if before.profile != after.profile:
        return str(localizer.word("figures.other_scope").unescape())
    if before.definition.version != after.definition.version:
        version = after.definition.version
        return str(localizer.word("figures.new_version", version=version).unescape())
    return ""
