"""Tickets for GitLab's import of issues from CSV.

GitLab reads the columns title, description and due_date and nothing else of ours, so
labels travel as a quick action, the last line of the description. They must exist in
the project before the import.
"""

from __future__ import annotations

from generator.publishing.exports.csv_file import csv_bytes
from generator.publishing.exports.issues import Issue, issues
from generator.publishing.exports.markdown_issue import markdown_body
from generator.publishing.exports.plain_text_report import PlainTextReport
from generator.publishing.exports.tracker_text import quiet

COLUMNS = ("title", "description", "due_date")
"""As GitLab names them; without a byte order mark, which would change the first."""


def gitlab_csv(book: PlainTextReport) -> bytes:
    """Return a row for each ticket."""
    rows = (
        (quiet(issue.title), _description(issue, book), issue.due)
        for issue in issues(book)
    )
    return csv_bytes(COLUMNS, rows, mark="")


def _description(issue: Issue, book: PlainTextReport) -> str:
    labels = " ".join(f'~"{label}"' for label in issue.labels)
    return f"{markdown_body(issue, book.language)}\n\n/label {labels}\n"
