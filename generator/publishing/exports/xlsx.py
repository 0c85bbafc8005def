"""Findings, plan, scores and what they are about as one workbook.

Written by openpyxl, which comes with the extra `xlsx`. A cell with text is of the type
string, so that nothing in the workbook is a formula. Two runs give the same bytes.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from fractions import Fraction
from importlib.util import find_spec
from typing import TYPE_CHECKING, cast

from generator.model.report_json import PLACES
from generator.publishing.exports.about_table import about_table
from generator.publishing.exports.cells import Cell, guarded
from generator.publishing.exports.plain import ELLIPSIS
from generator.publishing.exports.plain_text_report import PlainTextReport
from generator.publishing.exports.scores_table import scores_table
from generator.publishing.exports.tables import Table, findings_table, plan_table

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell as SheetCell
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

CREATOR = "CX Audit"
"""Who made the workbook, as its properties say."""

EXTRA = "xlsx"
"""The extra of the distribution that brings openpyxl."""

LONGEST = 32_767
"""How many characters a cell can hold; a longer text ends with an ellipsis."""

NARROW, MIDDLE, WIDE = 11, 22, 56
_WIDTHS = {
    **dict.fromkeys(("question", "answer", "recommendation", "advice", "note"), WIDE),
    **dict.fromkeys(("evidence", "private", "task_note", "task_private"), WIDE),
    **dict.fromkeys(("reason", "accepted_reason", "value"), WIDE),
    **dict.fromkeys(("id", "stage", "touchpoint", "criterion", "critical"), MIDDLE),
    **dict.fromkeys(("outcome", "owner", "link", "what", "effort_words"), MIDDLE),
    "edition": MIDDLE,
}
_EARLIEST = dt.date(1900, 3, 1)
"""Before this day spreadsheet programs do not agree how days are counted."""

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
_ESCAPE_LIKE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_DAY_FORMAT = "yyyy-mm-dd"
_NUMBER_FORMATS = {"worth": "0.00", "gain": "0.0##", "days": "0.#"}


def is_installed() -> bool:
    """Return whether openpyxl can be imported."""
    return find_spec("openpyxl") is not None


class ExtraMissingError(RuntimeError):
    """A format needs an extra of the distribution that is not installed."""

    def __init__(self, format_id: str, extra: str) -> None:
        """Name the format and the extra that would bring what it needs."""
        self.extra = extra
        super().__init__(
            f"the export '{format_id}' needs an extra: pip install 'cx-audit[{extra}]'"
        )


def workbook(book: PlainTextReport) -> bytes:
    """Return the workbook's bytes; raises ExtraMissingError without openpyxl."""
    try:
        from openpyxl import Workbook  # noqa: PLC0415 - the extra may be missing
    except ImportError as error:
        raise ExtraMissingError("xlsx", EXTRA) from error
    made = Workbook()
    for sheet in list(made.worksheets):
        made.remove(sheet)
    for table in (
        findings_table(book),
        plan_table(book),
        scores_table(book),
        about_table(book),
    ):
        _fill(made.create_sheet(table.name), table, book)
    _describe(made, book)
    return _packed(made)


def _fill(sheet: Worksheet, table: Table, book: PlainTextReport) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415
    from openpyxl.worksheet.properties import PageSetupProperties  # noqa: PLC0415

    top = Alignment(vertical="top", wrap_text=True)
    bold, shade = Font(bold=True), PatternFill("solid", start_color="FFE8ECEF")
    for column, (key, words) in enumerate(
        zip(table.keys, table.headers, strict=True), start=1
    ):
        cell = cast("SheetCell", sheet.cell(row=1, column=column))
        _write_text(cell, words)
        cell.font, cell.fill, cell.alignment = bold, shade, top
        letter = get_column_letter(column)
        sheet.column_dimensions[letter].width = _WIDTHS.get(key, NARROW)
    for row, values in enumerate(table.rows, start=2):
        for column, (key, value) in enumerate(
            zip(table.keys, values, strict=True), start=1
        ):
            cell = cast("SheetCell", sheet.cell(row=row, column=column))
            _write(cell, value, key)
            cell.alignment = top
    sheet.freeze_panes = "A2"
    if table.rows:
        sheet.auto_filter.ref = sheet.dimensions
    sheet.print_title_rows = "1:1"
    head = sheet.oddHeader.center if sheet.oddHeader is not None else None
    if book.edition and head is not None:
        head.text = book.edition
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _write(cell: SheetCell, value: Cell, key: str) -> None:
    match value:
        case None | "":
            return
        case str():
            _write_text(cell, value)
        case Fraction():
            cell.value = float(round(value, PLACES))
            cell.number_format = _NUMBER_FORMATS.get(key, "General")
        case dt.date() if value < _EARLIEST:
            _write_text(cell, value.isoformat())
        case dt.date():
            cell.value = value
            cell.number_format = _DAY_FORMAT
        case _:
            cell.value = value


def _write_text(cell: SheetCell, text: str) -> None:
    r"""Write a text as a string, whatever it looks like.

    A spreadsheet program reads `_x000D_` within a string as a character; the escape
    of its underscore keeps the words as they were written (ECMA-376, ST_Xstring).
    """
    cell.value = _fitting(_ESCAPE_LIKE.sub("_x005F_", guarded(text)))
    cell.data_type = "s"


def _fitting(text: str) -> str:
    """Return as much of a text as fits, counted in UTF-16 as these programs do."""
    encoded = text.encode("utf-16-le")
    if len(encoded) <= 2 * LONGEST:
        return text
    return encoded[: 2 * (LONGEST - 1)].decode("utf-16-le", "ignore") + ELLIPSIS


def _describe(made: Workbook, book: PlainTextReport) -> None:
    """Name the workbook; nobody's name, and no clock, is in it."""
    report = book.report
    day = dt.datetime.combine(report.as_of, dt.time())
    properties = made.properties
    properties.title = f"{book.line(report.shop.name)}, {report.date.isoformat()}"
    properties.creator = CREATOR
    properties.description = book.edition or None
    properties.language = book.language
    properties.created = properties.modified = day


def _packed(made: Workbook) -> bytes:
    """Return the workbook as a zip of sorted parts without times of its making."""
    from openpyxl.worksheet._writer import WorksheetWriter  # noqa: PLC0415
    from openpyxl.writer.excel import ExcelWriter  # noqa: PLC0415

    first, second = io.BytesIO(), io.BytesIO()

    class InMemory(ExcelWriter):
        """Writes no sheet to a temporary file: for that the disk may be too full."""

        def write_worksheet(self, ws: Worksheet) -> None:
            sheet = io.BytesIO()
            WorksheetWriter(ws, sheet).write()
            archive.writestr(ws.path[1:], sheet.getvalue())
            self.manifest.append(ws)

    with zipfile.ZipFile(first, "w") as archive:
        # `Workbook.save` would put the time of day in.
        InMemory(made, archive).write_data()
    with (
        zipfile.ZipFile(first) as held,
        zipfile.ZipFile(second, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for name in sorted(held.namelist()):
            entry = zipfile.ZipInfo(name, _FIRST_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, held.read(name))
    return second.getvalue()
