"""Tickets for Jira's import from CSV; dates are yyyy-MM-dd.

Jira takes several values of a field from several columns of one name, so there are
three columns Labels. `External ID` holds the finding's permanent id.
"""

from __future__ import annotations

from generator.publishing.exports.column_names import heading
from generator.publishing.exports.csv_file import csv_bytes
from generator.publishing.exports.issues import Issue, issues
from generator.publishing.exports.plain_text_report import PlainTextReport
from generator.publishing.exports.tracker_text import (
    as_wiki_code,
    in_wiki,
    link_in_wiki,
    quiet,
)

COLUMNS = (
    "Summary",
    "Description",
    "Issue Type",
    "Priority",
    "Labels",
    "Labels",
    "Labels",
    "Due Date",
    "External ID",
)


def jira_csv(book: PlainTextReport) -> bytes:
    """Return a row for each ticket."""
    rows = (
        (
            quiet(issue.title),
            _description(issue, book),
            "Task",
            issue.priority,
            *issue.labels,
            issue.due,
            issue.finding,
        )
        for issue in issues(book)
    )
    return csv_bytes(COLUMNS, rows, mark="")


def _description(issue: Issue, book: PlainTextReport) -> str:
    language = book.language
    pieces = [piece for piece in issue.evidence if piece]
    facts = [f"{word}: {in_wiki(value)}" for word, value in issue.facts]
    ends = [
        f"{heading('id', language)}: {issue.finding}",
        f"{heading('link', language)}: {link_in_wiki(issue.link)}",
    ]
    parts = [
        *([f"*{in_wiki(issue.edition)}*"] if issue.edition else []),
        *(f"*{head}*\n{in_wiki(text)}" for head, text in issue.sections),
        "\n".join([*facts, *ends]),
    ]
    if pieces:
        parts.append(f"*{heading('evidence', language)}*\n{as_wiki_code(pieces)}")
    return "\n\n".join(parts)
