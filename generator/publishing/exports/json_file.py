"""The report's public JSON as a file."""

from __future__ import annotations

from generator.model.report_json import json_text, report_to_json
from generator.publishing.exports.plain_text_report import PlainTextReport


def report_json(book: PlainTextReport) -> bytes:
    """Return the whole report; it is the same in every language."""
    return json_text(report_to_json(book.report)).encode()
