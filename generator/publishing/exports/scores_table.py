"""The scores of an audit as a table: the total, each stage, each touchpoint."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.score import Counts, Score
from generator.model.shown import shown_points
from generator.publishing.exports.plain_text_report import PlainTextReport
from generator.publishing.exports.tables import Row, Table, marked_table

_SCORES = (
    "place",
    "what",
    "point",
    "low",
    "high",
    "coverage",
    "level",
    "provisional",
    "count.critical",
    "count.failing",
    "count.partly-met",
    "count.met",
    "count.not-applicable",
    "count.unknown",
    "count.unanswered",
)


def scores_table(book: PlainTextReport) -> Table:
    """Return every score in journey order, the total first."""
    return marked_table("scores", _SCORES, book, _rows(book))


def _rows(book: PlainTextReport) -> Iterator[Row]:
    report = book.report
    yield _row("total", book.line(report.shop.name), report.score, report.counts, book)
    for stage in report.stages:
        yield _row("stage", book.line(stage.name), stage.score, stage.counts, book)
        for touchpoint in stage.touchpoints:
            name = book.line(touchpoint.name)
            yield _row("touchpoint", name, touchpoint.score, touchpoint.counts, book)


def _row(
    place: str, name: str, score: Score | None, counts: Counts, book: PlainTextReport
) -> Row:
    return {
        "place": book.header(place),
        "what": name,
        **_numbers(score, book),
        "count.critical": counts.critical,
        "count.failing": counts.failing,
        "count.partly-met": counts.partly_met,
        "count.met": counts.met,
        "count.not-applicable": counts.not_applicable,
        "count.unknown": counts.unknown,
        "count.unanswered": counts.unanswered,
    }


def _numbers(score: Score | None, book: PlainTextReport) -> Row:
    """Return a score as the site shows it; empty cells where there is none."""
    if score is None:
        empty = ("point", "low", "high", "coverage")
        return {
            **dict.fromkeys(empty),
            "level": book.word("score.none"),
            "provisional": "",
        }
    return {
        "point": None if score.point is None else shown_points(score.point),
        "low": shown_points(score.low),
        "high": shown_points(score.high, up=True),
        "coverage": shown_points(score.coverage),
        "level": book.level(score.level, score),
        "provisional": book.yes(score.provisional),
    }
