"""The workbook is read back by another reader; nothing in it is a formula."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io
import re
import zipfile
from xml.etree import ElementTree as ET

import openpyxl
import pytest
import sample_site as sample
from hostile_reports import reports
from hypothesis import HealthCheck, given, settings
from thoroughness import examples

from generator.model.text import Text
from generator.publishing import exports
from generator.publishing.exports.cells import starts_formula

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
LIMIT = 32_767


def made(report, language="en"):
    return exports.make(report, language, "xlsx")


@pytest.mark.fault
def test_no_sheet_waits_in_a_temporary_folder(monkeypatch, tmp_path):
    """A workbook is made where no temporary file can be: it is full, or others' too."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "nowhere"))

    assert made(sample.report())[:2] == b"PK"


def opened(data):
    return openpyxl.load_workbook(io.BytesIO(data))


def cells(sheet):
    """Return a sheet's rows as mappings from header to value."""
    header, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(header, row, strict=True)) for row in rows]


def with_note(words):
    """Return the sample's report with this note on its first finding."""
    report = sample.report(audience="client")
    first, *others = report.findings
    question = dataclasses.replace(first.asked, question=Text({"en": words}))
    first = dataclasses.replace(first, asked=question)
    return dataclasses.replace(report, findings=(first, *others))


def question(words):
    return cells(opened(made(with_note(words)))["findings"])[0]["question"]


def test_a_workbook_has_its_sheets():
    """Findings, plan, scores and about, in the reader's language."""
    assert opened(made(sample.report())).sheetnames == [
        "findings",
        "plan",
        "scores",
        "about",
    ]
    assert opened(made(sample.report(), "pl")).sheetnames == [
        "ustalenia",
        "plan",
        "wyniki",
        "o audycie",
    ]


def test_values_have_their_types():
    """Numbers are numbers, dates are dates, a missing number is an empty cell."""
    book = opened(made(sample.report(), "pl"))
    rows = cells(book["ustalenia"])
    promise, reply = rows[0], rows[-2]

    assert promise["wartość"] == 0.25
    assert promise["zysk, pkt"] == 3.75
    assert promise["nakład"] == 1
    assert promise["termin"] == dt.datetime(2026, 10, 1)  # noqa: DTZ001 - a day
    assert promise["status"] == "w toku"
    assert promise["notatka wewnętrzna"] == "Ask again PL"
    assert reply["wartość"] is None
    assert reply["zysk, pkt"] is None
    assert cells(book["plan"])[-1]["krok"] is None


def test_scores_are_the_shown_ones():
    """Scores are whole points as on the site; a part without answers has none."""
    rows = cells(opened(made(sample.report()))["scores"])
    total = rows[0]

    assert (total["part"], total["what"]) == ("total", "Lumen")
    assert total["score"] == 55
    assert total["low"] <= total["score"] <= total["high"]
    assert [row["what"] for row in rows if row["part"] == "stage"] == [
        "before",
        "after",
    ]
    spare = rows[-1]
    assert spare["score"] is None
    assert spare["not known"] == 1


def test_nothing_that_applies_has_no_score():
    """A part in which nothing applies says so and has no number at all."""
    report = sample.report()
    report = dataclasses.replace(report, score=None)
    total = cells(opened(made(report))["scores"])[0]

    assert total["level"] == "no score"
    assert (
        total["score"] is total["low"] is total["high"] is total["coverage, %"] is None
    )


def test_about_says_what_it_is():
    """Shop, date, definition and audience stand in the workbook itself."""
    rows = dict(opened(made(sample.report()))["about"].iter_rows(values_only=True))

    assert rows["shop"] == "Lumen"
    assert rows["definition"] == "A small audit (small@1.0.0)"
    assert rows["made for"] == "internal use only"
    assert rows["as of"].date() == dt.date(2026, 11, 2)


def test_sheets_are_ready_to_work_with():
    """The header stays in view, columns are wide enough, text wraps, filters are on."""
    for sheet in opened(made(sample.report())):
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert sheet["A2"].alignment.wrap_text
        assert all(one.width >= 11 for one in sheet.column_dimensions.values())


def test_bytes_are_reproducible():
    """Parts are sorted and undated; properties hold no person and no clock."""
    data = made(sample.report())
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = archive.infolist()
        core = archive.read("docProps/core.xml").decode()

    assert [entry.filename for entry in entries] == sorted(archive.namelist())
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert set(re.findall(r"\d{4}-\d\d-\d\dT[\d:]+", core)) == {"2026-11-02T00:00:00"}
    assert "<dc:creator>CX Audit</dc:creator>" in core
    assert "lastModifiedBy" not in core


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("=1+1", "'=1+1"),
        ("-5 %", "'-5 %"),
        ("#N/A", "#N/A"),
        ("2026-01-01", "2026-01-01"),
        ("12", "12"),
        ("a\r\nb", "a\nb"),
        ("bell\x07", "bell\N{REPLACEMENT CHARACTER}"),
        ("\ufffe\x00", "\N{REPLACEMENT CHARACTER}" * 2),
    ],
)
def test_text_is_kept_as_text(words, shown):
    """Text is not turned into a formula, an error, a number or broken XML."""
    sheet = opened(made(with_note(words)))["findings"]
    (cell,) = [
        sheet.cell(2, head.column) for head in sheet[1] if head.value == "question"
    ]

    assert cell.value == shown
    assert cell.data_type == "s"


def test_what_looks_like_an_escape_is_escaped():
    """Words like _x003D_ are not read as another character by spreadsheet programs."""
    assert question("_x003D_1 and _x00_") == "_x005F_x003D_1 and _x00_"


@pytest.mark.parametrize("letter", ["a", "ż", "🛒", "_x003D_"])
def test_a_long_text_ends_visibly(letter):
    """A text beyond what a cell holds is cut, and says so by an ellipsis."""
    held = question(letter * 40_000)

    assert held.endswith("…")
    assert LIMIT - 20 < len(held.encode("utf-16-le")) / 2 <= LIMIT
    assert len(question("a" * LIMIT)) == LIMIT


@settings(
    max_examples=examples(30), suppress_health_check=list(HealthCheck), deadline=None
)
@given(reports())
def test_no_cell_is_a_formula(report):
    """In the XML itself there is no formula, and every text has the type of one."""
    data = made(report)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheets = [ET.fromstring(part) for name, part in parts.items() if "/sheet" in name]  # noqa: S314 - our own file

    assert len(sheets) == 4
    for sheet in sheets:
        assert not list(sheet.iter(f"{MAIN}f"))
        for cell in sheet.iter(f"{MAIN}c"):
            assert cell.get("t") in {"inlineStr", "n", None}
            text = "".join(cell.itertext())
            assert cell.get("t") != "inlineStr" or not starts_formula(text)
    assert not [name for name in parts if "external" in name.lower()]
    asked = [one for one in report.findings if one.state != "out-of-profile"]
    assert len(cells(opened(data)["findings"])) == len(asked)
