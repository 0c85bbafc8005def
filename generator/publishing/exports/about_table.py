"""What an audit is, as a table of two columns: who, when, how, by which rules."""

from __future__ import annotations

from collections.abc import Iterator

from generator.publishing.exports.cells import Cell
from generator.publishing.exports.plain import one_line
from generator.publishing.exports.plain_text_report import PlainTextReport
from generator.publishing.exports.tables import Table, table


def about_table(book: PlainTextReport) -> Table:
    """Return what a reader of the other tables needs to know."""
    return table(
        "about",
        ("what", "value"),
        book,
        (
            {"what": book.header(key), "value": value}
            for key, value in _facts(book)
            if value not in {"", None}
        ),
    )


def _facts(book: PlainTextReport) -> Iterator[tuple[str, Cell]]:
    report = book.report
    definition = report.definition
    title = book.line(definition.title)
    yield "shop", book.line(report.shop.name)
    yield "url", one_line(report.shop.url)
    yield "date", report.date
    yield "label", one_line(report.label or "")
    yield "assessed", book.header(f"assessed.{report.assessed}")
    yield "auditors", ", ".join(map(one_line, report.auditors))
    yield "sample", book.text(report.sample)
    profile = definition.profile_name
    yield "profile", book.line(profile) if profile else one_line(report.profile)
    yield "definition", one_line(f"{title} ({definition.id}@{definition.version})")
    yield "as_of", report.as_of
    yield "audience", book.header(f"audience.{report.policy.words}")
    yield "edition", book.edition
    yield "generator", one_line(report.generator)
    yield "numbers", book.header("numbers_rule")
    yield "note", book.header("not_certificate")
