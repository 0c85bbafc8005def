"""Tickets for trackers: read back, recognised again, and deaf to what users write."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re

import pytest
import sample_site as sample
from hostile_reports import CALLS, FILES, FORMULAS, reports
from hypothesis import HealthCheck, given, settings
from markdown_it import MarkdownIt
from thoroughness import examples

from generator.publishing import exports
from generator.publishing.exports.tracker_text import (
    as_code,
    in_markdown,
    in_wiki,
    quiet,
)

pytestmark = pytest.mark.threat

READER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
ALLOWED = {
    "paragraph_open",
    "paragraph_close",
    "inline",
    "text",
    "softbreak",
    "hardbreak",
    "strong_open",
    "strong_close",
    "code_inline",
}
CALLING = re.compile(
    r"@\w|[#!%~$&^]\w|~\"|://|www\.|\bGH-\d|\[\[|\[TOC|\{\+|\[\w+:", re.IGNORECASE
)
LABELS = '/label ~"cx-audit" ~"cx-'


def github(report, language="en"):
    data = exports.make(report, language, "github.jsonl").decode()
    return [json.loads(line) for line in data.splitlines()]


def gitlab(report, language="en"):
    data = exports.make(report, language, "gitlab.csv").decode()
    return list(csv.DictReader(io.StringIO(data, newline="")))


def jira(report, language="en"):
    data = exports.make(report, language, "jira.csv").decode()
    return list(csv.reader(io.StringIO(data, newline="")))


def tokens(body):
    """Return every token of a body, those within lines too."""
    for token in READER.parse(body):
        yield token
        yield from token.children or ()


def shown(body):
    """Return the words that a reader of the body sees, outside of code."""
    return "".join(
        token.content if token.type == "text" else "\n"
        for token in tokens(body)
        if token.type in {"text", "softbreak", "hardbreak", "paragraph_close"}
    )


def tickets(report):
    """Return the findings of which there should be a ticket."""
    return [
        one.finding
        for one in report.plan
        if not one.accepted and not (one.task and one.task.status == "done")
    ]


def test_github_lines_are_read_back():
    """Each line is a ticket with its mark, title, labels and words."""
    lines = github(sample.report())
    last = lines[-1]

    assert [line["body"].splitlines()[0] for line in lines] == [
        f"<!-- cx-audit: {finding} -->" for finding in tickets(sample.report())
    ]
    assert last["title"] == "before 0: Promise EN"
    assert last["labels"] == ["cx-audit", "cx-before", "cx-failing"]
    assert "**Recommendation**\n\nfix it" in last["body"]
    assert "`https://lumen.example/a?b=1&c=2`" in last["body"]
    assert "Owner: Ola" in last["body"]


def test_gitlab_rows_are_read_back():
    """The columns are GitLab's, labels are a quick action, the due day has a column."""
    data = exports.make(sample.report(), "pl", "gitlab.csv")
    rows = gitlab(sample.report(), "pl")

    assert data.startswith(b"title,description,due_date\r\n")
    assert [row["due_date"] for row in rows] == ["", "", "", "2026-10-01"]
    assert rows[0]["description"].startswith("<!-- cx-audit: lumen/consent -->\n")
    assert rows[0]["description"].endswith(
        '\n\n/label ~"cx-audit" ~"cx-before" ~"cx-critical"\n'
    )


def test_jira_rows_are_read_back():
    """Each row has a summary, a type, a priority, labels, a day and the finding's id."""
    header, *rows = jira(sample.report(), "pl")

    assert header[:4] == ["Summary", "Description", "Issue Type", "Priority"]
    assert header[4:] == ["Labels", "Labels", "Labels", "Due Date", "External ID"]
    assert [row[-1] for row in rows] == tickets(sample.report())
    assert [row[3] for row in rows] == ["Highest", "High", "Medium", "High"]
    assert rows[-1][-2] == "2026-10-01"
    assert rows[-1][2] == "Task"
    assert "*Notatka*\nUwaga z adresem" in rows[-1][1]


def test_what_is_done_makes_no_ticket():
    """A finished task is not imported again; an accepted one is no work."""
    done = sample.Task(criterion="promise", status="done")
    report = sample.report(tasks={**sample.TASKS, "promise": done})
    ids = [row[-1] for row in jira(report)[1:]]

    assert ids == ["lumen/consent", "lumen/speed", "lumen/share"]


def test_a_later_audit_is_recognised():
    """The same finding has the same mark in another audit of the shop."""
    later = sample.report(date=dt.date(2027, 3, 1), tasks={})
    marks = [
        {line["body"].splitlines()[0] for line in github(one)}
        for one in (sample.report(), later)
    ]

    assert marks[0] < marks[1]


@settings(
    max_examples=examples(80), suppress_health_check=list(HealthCheck), deadline=None
)
@given(reports())
def test_every_step_has_its_ticket(report):
    """The three trackers get the same findings, once each, in titles they can hold."""
    expected = tickets(report)
    lines, rows, cells = github(report), gitlab(report), jira(report)[1:]
    mark = re.compile(r"\A<!-- cx-audit: (\S+) -->\n")

    assert [mark.match(one["body"])[1] for one in lines] == expected
    assert [mark.match(one["description"])[1] for one in rows] == expected
    assert [one[-1] for one in cells] == expected
    for title in (*(one["title"] for one in lines), *(one["title"] for one in rows)):
        assert 0 < len(title) <= 255
        assert "\n" not in title
        assert not CALLING.search(title)


@settings(
    max_examples=examples(80), suppress_health_check=list(HealthCheck), deadline=None
)
@given(reports())
def test_a_body_is_words_and_nothing_else(report):
    """Read as Markdown, a body has no link, picture, HTML, heading, list or table."""
    for row in gitlab(report):
        body = row["description"]
        first, *others = tokens(body)

        assert first.type == "html_block"
        assert first.content.count("-->") == 1
        assert {token.type for token in others} <= ALLOWED
        commands = [line for line in body.splitlines() if line.lstrip()[:1] == "/"]
        assert len(commands) == 1
        assert commands[0].startswith(LABELS)
        assert not CALLING.search(shown(body).replace(commands[0], ""))
        assert len(body) < 65_536


@pytest.mark.parametrize("words", [*CALLS, *FORMULAS, *FILES])
def test_markdown_shows_the_words(words):
    """What was written is what is read: only blanks at the ends of lines differ."""
    body = in_markdown(words.replace("\r\n", "\n").replace("\r", "\n"))
    said = shown(body).replace("\u200b", "")

    assert not CALLING.search(shown(body))
    assert {token.type for token in tokens(body)} <= ALLOWED
    assert said.split() == words.replace("\u200b", "").replace("\0", "\ufffd").split()


@pytest.mark.parametrize("words", CALLS)
def test_wiki_has_no_macro(words):
    """In Jira's markup no bracket, brace, bar or exclamation mark has its power."""
    body = in_wiki(words)

    assert not re.search(r"(?<!\\)(?:\\\\)*[\[\]{}!|*]", body)
    assert not CALLING.search(re.sub(r"\\(.)", r"\1", body))
    assert not re.search(r"^(h[1-6]|bq)\.", body, re.MULTILINE)


@settings(
    max_examples=examples(80), suppress_health_check=list(HealthCheck), deadline=None
)
@given(reports())
def test_jira_bodies_fit_and_are_quiet(report):
    """A description fits Jira's field; evidence cannot leave its block."""
    for row in jira(report)[1:]:
        body = re.sub(r"^Link: .*$", "", row[1], flags=re.MULTILINE)
        text, *block = body.split("\n{noformat}\n")

        assert len(row[1]) < 32_767
        assert len(block) <= 1
        assert not CALLING.search(re.sub(r"\\(.)", r"\1", text))
        assert row[1].count("{noformat}") in {0, 2}


def test_a_long_note_is_cut_visibly():
    """A ticket holds what a tracker takes; the rest is on the site."""

    def change(words):
        return "[@a] " * 5_000 if words.startswith(("Uwaga", "fix")) else words

    report = sample.with_texts(sample.report(), change)

    for line in github(report):
        assert "…" in line["body"]
        assert len(line["body"]) < 65_536
    for row in jira(report)[1:]:
        assert len(row[1]) < 32_767


@pytest.mark.parametrize("words", ["a", "`", "a`b``c", "``", "/close\n/label"])
def test_code_holds_any_words(words):
    """A code span ends where it should, whatever is in it, and is one line."""
    (code,) = [token for token in tokens(as_code(words)) if token.type == "code_inline"]

    assert code.content == words.replace("\n", " ")


def test_ordinary_words_stay_as_they_are():
    """Prose, prices and percentages are not touched, but for what could call."""
    prose = "Zwrot w 14 dni, 50% taniej; e.g. 5 > 3 (a/b), 10:30, koszt 5 zł – pytanie?"

    assert quiet(prose) == prose
    assert in_markdown(prose) == prose.replace(">", "\\>")
