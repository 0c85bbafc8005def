"""The exports as a whole: names, bytes, audiences, links."""

from __future__ import annotations

import dataclasses
import io
import re
import sys
import zipfile

import pytest
import sample_site as sample
from hostile_reports import reports
from hypothesis import HealthCheck, given, settings
from thoroughness import examples

from generator.model.audit import Evidence
from generator.publishing import exports
from generator.publishing.exports import marks

EVERYWHERE = [
    (format_id, language)
    for format_id in exports.FORMATS
    for language in sample.LANGUAGES
]
TICKETS = ("jira.csv", "gitlab.csv", "github.jsonl", "plan.ics")


def all_text(data, format_id):
    """Return everything a file holds as text, the parts of a workbook unpacked."""
    if format_id != "xlsx":
        return data.decode()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return "\n".join(archive.read(name).decode() for name in archive.namelist())


def test_each_format_is_known_again_and_no_other_file_is_taken_for_it(tmp_path):
    """Every format has a mark, found in what it writes and in nothing else's name."""
    assert set(marks._CHECKS) == set(exports.FORMATS)
    other = tmp_path / "other"
    other.write_text("mine")
    for format_id in exports.FORMATS:
        assert not exports.is_export(format_id, other)


@pytest.mark.parametrize("at", [60, 200, 600, 2_000])
def test_a_damaged_workbook_is_nobodys(tmp_path, at):
    """A file that cannot be unpacked is told from ours without a crash."""
    data = bytearray(exports.make(sample.report(), "en", "xlsx"))
    data[at : at + 40] = b"\xff" * 40
    path = tmp_path / "a.xlsx"
    path.write_bytes(data)

    assert exports.is_export("xlsx", path) in {True, False}


def test_formats_are_named():
    """Every format has its id, a media type, and {language} where it has languages."""
    assert list(exports.FORMATS) == [
        "json",
        "findings.csv",
        "plan.csv",
        "xlsx",
        "jira.csv",
        "gitlab.csv",
        "github.jsonl",
        "plan.ics",
    ]
    for id_, one in exports.FORMATS.items():
        assert one.id == id_
        assert "/" in one.media_type
        assert ("{language}" in one.pattern) is one.per_language


def test_file_names_are_told_apart():
    """No two files of two audits, audiences, languages and formats share a name."""
    held = [
        sample.report(audience=audience, **fields)
        for audience in ("client", "internal")
        for fields in ({}, {"label": "anna"}, {"date": sample.dt.date(2026, 3, 1)})
    ]
    names = [
        exports.file_name(report, one.id, language)
        for report in held
        for one in exports.FORMATS.values()
        for language in (sample.LANGUAGES if one.per_language else ("en",))
    ]

    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z0-9.-]+", name) for name in names)
    assert "lumen-2026-09-15-anna-internal.json" in names


@settings(
    max_examples=examples(20), suppress_health_check=list(HealthCheck), deadline=None
)
@given(reports())
def test_whatever_is_written_is_exported_the_same_twice(report):
    """Every format takes every report, and two runs give the same bytes."""
    for format_id, language in EVERYWHERE:
        made = exports.make(report, language, format_id)

        assert made == exports.make(report, language, format_id)


@pytest.mark.parametrize(("format_id", "language"), EVERYWHERE)
def test_a_client_gets_nothing_internal(format_id, language):
    """What only the internal audience may see is in no file of a client's report."""
    text = all_text(
        exports.make(sample.report(audience="client"), language, format_id), format_id
    )

    for secret in ("Ask again", "Budget", "The owner, after ten", "The queue", "abab"):
        assert secret not in text


@pytest.mark.parametrize("format_id", TICKETS)
def test_trackers_and_calendars_get_nothing_private(format_id):
    """Even an internal report gives no private word to a tracker or a calendar."""
    text = all_text(exports.make(sample.report(), "en", format_id), format_id)

    for secret in ("Ask again", "Budget", "The queue", "abab"):
        assert secret not in text


@pytest.mark.parametrize("format_id", ["findings.csv", "plan.csv", "xlsx"])
def test_the_internal_audience_gets_its_notes(format_id):
    """Private notes stand in the tables of an internal report."""
    text = all_text(exports.make(sample.report(), "en", format_id), format_id)

    assert ("Budget" if format_id == "plan.csv" else "Ask again") in text


@pytest.mark.parametrize("format_id", [*TICKETS, "findings.csv", "plan.csv", "xlsx"])
def test_links_are_the_sites(format_id):
    """A finding's link is the one that whoever knows the site gives."""
    report = sample.report()

    def link(uri, anchor):
        return f"https://audit.example/{uri}/#{anchor}"

    whole = all_text(exports.make(report, "pl", format_id, link=link), format_id)
    path = all_text(exports.make(report, "pl", format_id), format_id)

    assert "https://audit.example/pl/shops/lumen/2026-09-15/before/#promise" in (
        whole.replace("\r\n ", "")
    )
    assert "pl/shops/lumen/2026-09-15/before#promise" in path.replace("\r\n ", "")


def test_without_its_extra_a_workbook_says_which(monkeypatch):
    """Without openpyxl the error names the extra to install; other formats work."""
    monkeypatch.setitem(sys.modules, "openpyxl", None)

    with pytest.raises(exports.ExtraMissingError, match=r"cx-audit\[xlsx\]"):
        exports.make(sample.report(), "en", "xlsx")
    assert exports.make(sample.report(), "en", "plan.csv")
    assert exports.FORMATS["xlsx"].extra == "xlsx"


def test_an_unknown_format_is_an_error():
    """There is no export for a format that nobody knows."""
    with pytest.raises(KeyError):
        exports.make(sample.report(), "en", "pdf")


def test_only_what_says_something_is_offered():
    """Without a plan there are no tickets to offer, without a date no calendar."""
    full, dateless = sample.report(), sample.report(tasks={})
    done = dataclasses.replace(dateless, plan=())

    assert [one.id for one in exports.offered(full)] == list(exports.FORMATS)
    assert [one.id for one in exports.offered(dateless)] == list(exports.FORMATS)[:-1]
    assert [one.id for one in exports.offered(done)] == ["json", "findings.csv", "xlsx"]


def test_an_empty_plan_is_an_empty_file():
    """With nothing to do, tables have a header alone, lines none, calendars no event."""
    report = dataclasses.replace(sample.report(audience="client"), plan=())

    assert exports.make(report, "en", "plan.csv").count(b"\r\n") == 1
    assert exports.make(report, "en", "jira.csv").count(b"\r\n") == 1
    assert exports.make(report, "en", "github.jsonl") == b""
    assert b"VEVENT" not in exports.make(report, "en", "plan.ics")


def test_evidence_is_said_once_a_line():
    """An address cannot make a second line of evidence."""
    finding = dataclasses.replace(
        sample.report().findings[0],
        evidence=(Evidence(url="https://a.example/\n/close"),),
    )
    report = sample.report()
    report = dataclasses.replace(report, findings=(finding, *report.findings[1:]))
    body = exports.make(report, "en", "gitlab.csv").decode()

    assert "`https://a.example/ /close`" in body
