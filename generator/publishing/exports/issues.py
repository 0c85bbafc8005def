"""The plan as tickets, before any tracker's own form of them.

What the shop accepted for now is no work, so it makes no ticket. Private notes and
private evidence stay out even for the internal audience: a tracker has more readers.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from generator.i18n import formats
from generator.model.finding import Finding
from generator.model.report import PlanEntry
from generator.publishing.exports.column_names import heading
from generator.publishing.exports.plain import cut, one_line
from generator.publishing.exports.plain_text_report import PlainTextReport

LONGEST_TITLE = 200
"""Characters; trackers take 255, and a title must stay below when it is escaped."""

LONGEST_BODY = 10_000
"""Characters of a ticket's texts, before escaping: Jira's limit is 32,767."""

_PRIORITIES = {"critical": "Highest", "failing": "High", "partly-met": "Medium"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """A ticket. All of it is plain text that its format must escape.

    `edition` is what an internal edition says of itself, else ""; `finding` is the
    finding's permanent id; `sections` are (heading, text) pairs and
    `facts` (heading, value) pairs; `labels` hold only a–z, 0–9 and hyphens.
    """

    edition: str
    finding: str
    title: str
    sections: tuple[tuple[str, str], ...]
    facts: tuple[tuple[str, str], ...]
    evidence: tuple[str, ...]
    link: str
    labels: tuple[str, str, str]
    priority: str
    due: dt.date | None


def issues(book: PlainTextReport) -> tuple[Issue, ...]:
    """Return a ticket for each step of the plan that is neither done nor accepted."""
    return tuple(
        _issue(entry, book)
        for entry in book.report.plan
        if not entry.accepted and (entry.task is None or entry.task.status != "done")
    )


MARK = "cx-audit: "
"""What comes before a finding's id in the words that name it."""


def marker(issue: Issue) -> str:
    """Return the words that tell a later import which finding a ticket is about."""
    return f"{MARK}{issue.finding}"


def _issue(entry: PlanEntry, book: PlainTextReport) -> Issue:
    finding = book.findings[entry.criterion]
    place = book.name("touchpoint", finding.touchpoint)
    outcome = finding.outcome or ""
    return Issue(
        edition=book.edition,
        finding=finding.id,
        title=cut(f"{place}: {book.line(finding.asked.name)}", LONGEST_TITLE),
        sections=tuple(_within_limit(_sections(finding, book), book.language)),
        facts=tuple(
            (heading(key, book.language), value)
            for key, value in _facts(entry, finding, book)
        ),
        evidence=tuple(book.evidence(finding, private=False).split("\n")[:20]),
        link=book.link(finding),
        labels=("cx-audit", f"cx-{finding.stage}", f"cx-{outcome}"),
        priority=_PRIORITIES.get(outcome, "Medium"),
        due=entry.task.due if entry.task else None,
    )


def _sections(finding: Finding, book: PlainTextReport) -> Iterator[tuple[str, str]]:
    asked = finding.asked
    yield "advice", book.prose(finding.advice)
    yield "recommendation", book.text(asked.recommendation)
    yield "question", book.text(asked.question)
    yield "answer", book.answer(finding)
    yield "note", book.prose(finding.note)
    yield "why", book.text(asked.why)


def _within_limit(
    sections: Iterator[tuple[str, str]], language: str
) -> Iterator[tuple[str, str]]:
    """Yield the sections that have a text, as much of them as a ticket can hold."""
    left = LONGEST_BODY
    for key, text in sections:
        if text and left > 0:
            kept = cut(text, left)
            left -= len(kept)
            yield heading(key, language), kept


def _facts(
    entry: PlanEntry, finding: Finding, book: PlainTextReport
) -> Iterator[tuple[str, str]]:
    language = book.language
    yield "outcome", book.outcome(finding)
    kind = book.failed_kind(finding)
    if kind:
        yield "critical", kind
    gain = formats.write_gain(entry.gain, language)
    yield "gain", f"{book.word('gain.up_to')} {gain}" if entry.up_to else gain
    days = formats.write_number(entry.days, language)
    yield "effort", f"{book.effort(entry.effort)} ({book.header('days')}: {days})"
    task = entry.task
    if task is not None and task.owner:
        yield "owner", cut(one_line(task.owner), LONGEST_TITLE)
    if task is not None and task.due is not None:
        yield "due", task.due.isoformat()
