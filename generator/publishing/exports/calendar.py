"""The plan's due dates as a calendar (RFC 5545).

Each is an all-day event, not a to-do: the calendars that teams share show events and
leave to-dos out when they import a file. The day stays free for appointments. A task
that is done or accepted stays as a cancelled event, so that importing the file again
takes it off. The event's id comes from the finding's, its revision from the day on
which the report was made: a later file replaces an earlier one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from generator.model.finding import ShownTask
from generator.model.report import PlanEntry, Report
from generator.publishing.exports.column_names import heading
from generator.publishing.exports.plain import cut, one_line
from generator.publishing.exports.plain_text_report import PlainTextReport

PRODUCT = "-//CX Audit//cx-audit//EN"
"""What calendars call the program that made the file."""

LINE = 75
"""Bytes in a line without its break; what is longer goes on in the next."""

_LONGEST = 2_000
_ESCAPES = str.maketrans({"\\": r"\\", ";": r"\;", ",": r"\,", "\n": r"\n"})


def has_dates(report: Report) -> bool:
    """Return whether any step of the plan has a due date."""
    return any(entry.task and entry.task.due for entry in report.plan)


def calendar(book: PlainTextReport) -> bytes:
    """Return the calendar; it has no event where no task has a due date."""
    name = f"{book.line(book.report.shop.name)}: {book.header('plan')}"
    if book.edition:
        name = f"{name} ({book.edition})"
    lines = [
        ("BEGIN", "VCALENDAR"),
        ("VERSION", "2.0"),
        ("PRODID", PRODUCT),
        ("CALSCALE", "GREGORIAN"),
        ("METHOD", "PUBLISH"),
        ("X-WR-CALNAME", _escaped(name)),
    ]
    for entry in book.report.plan:
        if entry.task is not None and entry.task.due is not None:
            lines += _event(entry, entry.task, entry.task.due, book)
    lines.append(("END", "VCALENDAR"))
    return b"".join(_folded(f"{name}:{value}") for name, value in lines)


def _event(
    entry: PlanEntry, task: ShownTask, due: dt.date, book: PlainTextReport
) -> Iterator[tuple[str, str]]:
    report, finding = book.report, book.findings[entry.criterion]
    shop, criterion = book.line(report.shop.name), book.line(finding.asked.name)
    over = task.status in {"done", "accepted"} and not task.expired
    yield "BEGIN", "VEVENT"
    yield "UID", _escaped(f"{entry.finding}@cx-audit")
    yield "DTSTAMP", f"{_day(report.as_of)}T000000Z"
    yield "SEQUENCE", str(report.as_of.toordinal())
    yield "DTSTART;VALUE=DATE", _day(due)
    yield "SUMMARY", _escaped(cut(f"{shop}: {criterion}", _LONGEST))
    yield "DESCRIPTION", _escaped("\n".join(_described(entry, task, book)))
    yield "CATEGORIES", _escaped(book.name("stage", finding.stage))
    yield "STATUS", "CANCELLED" if over else "CONFIRMED"
    yield "TRANSP", "TRANSPARENT"
    yield "END", "VEVENT"


def _described(
    entry: PlanEntry, task: ShownTask, book: PlainTextReport
) -> Iterator[str]:
    finding, language = book.findings[entry.criterion], book.language
    facts = {
        "advice": book.prose(finding.advice),
        "recommendation": book.text(finding.asked.recommendation),
        "owner": one_line(task.owner) if task.owner else "",
        "status": book.status(task),
        "note": book.prose(task.note),
        "id": finding.id,
        "link": book.link(finding),
    }
    for key, value in facts.items():
        if value:
            yield f"{heading(key, language)}: {cut(value, _LONGEST)}"


def _day(day: dt.date) -> str:
    """Return a date in basic form; strftime does not fill years below 1000."""
    return day.isoformat().replace("-", "")


def _escaped(text: str) -> str:
    return text.translate(_ESCAPES)


def _folded(line: str) -> bytes:
    """Return a line with its break, cut after at most 75 bytes but in no character."""
    pieces: list[bytes] = []
    piece, room = b"", LINE
    for character in line:
        encoded = character.encode()
        if len(piece) + len(encoded) > room:
            pieces.append(piece)
            # The blank that continues a line counts as one of its bytes.
            piece, room = b"", LINE - 1
        piece += encoded
    return b"\r\n ".join([*pieces, piece]) + b"\r\n"
