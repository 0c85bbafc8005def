"""A checklist in the file of an audit."""

from __future__ import annotations

from generator.cli.answer_types.parts import Allowed, Words
from generator.model.answers import ChecklistType
from generator.model.audit import ChecklistValue


def allowed(answer: ChecklistType, words: Words) -> Allowed:
    """Return that a list may be written, the items, and whether one may not apply."""
    return Allowed(
        form=words["checklist"],
        entries=tuple((item.id, item.text) for item in answer.items),
        also=words["items"] if answer.items_may_not_apply else "",
    )


def typed(value: ChecklistValue) -> str:
    """Return a value as one types it."""
    met = f"[{', '.join(value.met)}]"
    out = ", ".join(value.not_applicable)
    return f"{met}, not_applicable: {out}" if out else met
