"""Tables as CSV: RFC 4180 with CRLF, UTF-8 with a byte order mark for spreadsheets.

Numbers have a decimal point in every language, dates are written 2026-09-15.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Sequence
from fractions import Fraction

from generator.publishing.exports.cells import Cell, decimal, guarded_within
from generator.publishing.exports.plain_text_report import PlainTextReport
from generator.publishing.exports.tables import findings_table, plan_table

BOM = "\ufeff"
"""Without it spreadsheet programs read Polish letters wrongly."""


def findings_csv(book: PlainTextReport) -> bytes:
    """Return every finding, a row each."""
    table = findings_table(book)
    return csv_bytes(table.headers, table.rows)


def plan_csv(book: PlainTextReport) -> bytes:
    """Return the plan, a row a step."""
    table = plan_table(book)
    return csv_bytes(table.headers, table.rows)


def csv_bytes(
    headers: Sequence[str], rows: Iterable[Sequence[Cell]], *, mark: str = BOM
) -> bytes:
    """Return a header and rows as the bytes of a CSV file."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, quoting=csv.QUOTE_MINIMAL, lineterminator="\r\n")
    writer.writerow(headers)
    writer.writerows([_field(cell) for cell in row] for row in rows)
    return (mark + file.getvalue()).encode()


def _field(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case str():
            return guarded_within(cell)
        case Fraction():
            return decimal(cell)
        case dt.date():
            return cell.isoformat()
        case _:
            return str(cell)
