"""An earlier answer in a few words, for a comment in the next audit's file."""

from __future__ import annotations

from generator.cli.answer_types import typed_value
from generator.model.audit import Answer


def answer_words(answer: Answer, language: str) -> str:
    """Return the answer as one would type it; reasons in `language` where they are."""
    if answer.value is not None:
        return typed_value(answer.value)
    reason = answer.reason.in_language(language) if answer.reason else ""
    if answer.state == "not-applicable":
        return f"not_applicable: {reason}"
    if answer.state == "unknown":
        return f"unknown: {reason}"
    return "…"


def answer_note(answer: Answer, language: str) -> str:
    """Return the note, "" without one."""
    return answer.note.in_language(language) if answer.note else ""
