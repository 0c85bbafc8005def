"""Tickets for GitHub: one JSON object a line, as its interface takes them.

A later import finds the mark `<!-- cx-audit: SHOP/CRITERION -->` in the body.
"""

from __future__ import annotations

import json

from generator.publishing.exports.issues import Issue, issues
from generator.publishing.exports.markdown_issue import markdown_body
from generator.publishing.exports.plain_text_report import PlainTextReport
from generator.publishing.exports.tracker_text import quiet


def github_lines(book: PlainTextReport) -> bytes:
    """Return a line for each ticket, with title, body and labels."""
    return "".join(_line(issue, book) + "\n" for issue in issues(book)).encode()


def _line(issue: Issue, book: PlainTextReport) -> str:
    return json.dumps(
        {
            "title": quiet(issue.title),
            "body": markdown_body(issue, book.language),
            "labels": list(issue.labels),
        },
        ensure_ascii=False,
        allow_nan=False,
    )
