"""CSV is read back by another reader, and holds no formula however it is cut."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from fractions import Fraction

import pytest
import sample_site as sample
from hostile_reports import reports
from hypothesis import HealthCheck, given, settings
from thoroughness import examples

from generator.publishing import exports

NUMBERS = frozenset(
    ["worth", "weight", "gain, points", "effort", "working days", "step"]
)


def read(data):
    """Return the rows of a CSV file as spreadsheets read it."""
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def runs(text):
    """Return whether a cell would be run: its first visible character is a sign."""
    for character in text:
        if unicodedata.category(character)[0] in "CZ":
            continue
        return unicodedata.normalize("NFKC", character)[0] in "=+-@"
    return False


def test_findings_are_read_back():
    """Every finding has its row: words in the language, numbers with a point."""
    rows = read(exports.make(sample.report(audience="client"), "en", "findings.csv"))
    promise, consent = rows[0], rows[3]

    assert [row["finding id"] for row in rows][:2] == ["lumen/promise", "lumen/guest"]
    assert promise["outcome"] == "Falls short"
    assert promise["worth"] == "0.25"
    assert promise["answer"] == "1 of 4: step 1"
    assert promise["note"] == "Uwaga z adresem (https://a.example)"
    assert promise["advice"] == "Do it now EN"
    assert promise["owner"] == "Ola"
    assert promise["status"] == "in progress"
    assert promise["due"] == "2026-10-01"
    assert promise["overdue"] == "yes"
    assert promise["evidence"].splitlines() == [
        "https://lumen.example/a?b=1&c=2",
        "Somebody said EN (2026-09-01)",
    ]
    assert promise["link"] == "en/shops/lumen/2026-09-15/before#promise"
    assert consent["critical"] == "legal duty"
    assert consent["answer"] == "1 of 2 met\nmissing: active\nmet: named"
    assert "private note" not in promise


def test_an_answer_that_is_missing_has_empty_numbers():
    """No answer means empty cells for worth and gain, never 0, and the reason."""
    rows = read(exports.make(sample.report(), "pl", "findings.csv"))
    reply = next(row for row in rows if row["id ustalenia"] == "lumen/reply")

    assert reply["ocena"] == "nie wiadomo"
    assert reply["wartość"] == reply["zysk, pkt"] == reply["odpowiedź"] == ""
    assert reply["powód"] == "Not shown PL"


def test_the_plan_is_read_back():
    """The plan stands in its order; what is accepted is last and has no step."""
    rows = read(exports.make(sample.report(), "pl", "plan.csv"))

    assert [row["krok"] for row in rows] == ["1", "2", "3", "4", ""]
    assert rows[0]["prowadzi do poziomu"] == "Najwyżej: solid"
    assert rows[1]["zysk to „do”"] == "tak"
    assert rows[-1]["powód akceptacji"] == "Too dear PL"
    assert rows[-1]["akceptacja do"] == "2027-01-01"


@pytest.mark.parametrize("language", sample.LANGUAGES)
@pytest.mark.parametrize("format_id", ["findings.csv", "plan.csv"])
def test_the_form_is_rfc_4180(format_id, language):
    """Rows end with CRLF, a cell's own lines with LF, and every row is whole."""
    data = exports.make(sample.report(), language, format_id)
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))

    assert data.count(b"\r\n") == len(rows)
    assert data.count(b"\r") == len(rows)
    assert len({len(row) for row in rows}) == 1
    assert len(set(rows[0])) == len(rows[0])


@settings(
    max_examples=examples(80), suppress_health_check=list(HealthCheck), deadline=None
)
@given(reports())
def test_no_cell_is_a_formula(report):
    """No text begins a formula, and numbers are the report's numbers."""
    rows = read(exports.make(report, "en", "findings.csv"))
    asked = [one for one in report.findings if one.state != "out-of-profile"]

    assert len(rows) == len(asked)
    for row, finding in zip(rows, asked, strict=True):
        assert not [name for name, cell in row.items() if runs(cell)]
        assert (row["worth"] == "") is (finding.worth is None)
        if finding.worth is not None:
            assert abs(Fraction(row["worth"]) - finding.worth) < Fraction(1, 10**6)
        for name in NUMBERS & row.keys():
            assert row[name] == "" or Fraction(row[name]) >= 0


@settings(
    max_examples=examples(80), suppress_health_check=list(HealthCheck), deadline=None
)
@given(reports())
def test_no_piece_is_a_formula_where_semicolons_separate(report):
    """Cut at semicolons, tabs and line breaks, quotes and all, no piece is one."""
    for format_id in ("findings.csv", "plan.csv", "jira.csv", "gitlab.csv"):
        text = exports.make(report, "pl", format_id).decode("utf-8-sig")

        pieces = re.split(r"[;\t\r\n]", text)
        assert not [piece for piece in pieces if runs(piece.replace('"', ""))]
