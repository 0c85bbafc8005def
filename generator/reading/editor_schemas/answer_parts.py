"""The parts of the answers' JSON Schema that every criterion refers to."""

from __future__ import annotations

from itertools import combinations
from typing import Any

from generator.model.definition import Definition
from generator.model.languages import LANGUAGES
from generator.model.text import Text
from generator.reading.editor_schemas.field_descriptions import FIELD_WORDS
from generator.reading.editor_schemas.parts import (
    DAY,
    TEXT,
    Schema,
    model_schema,
    nullable,
)
from generator.reading.shapes.audit_files import EvidenceFields

_YES_NO_WORDS = ("yes", "no", "tak", "nie", "true", "false")
_COUNT: Schema = {"type": "integer", "minimum": 0}
_STATES = ("value", "met", "not_applicable", "unknown", "not_measured")


def both(text: Text | None) -> str:
    """Return the text in every language it has, one below the other."""
    if text is None:
        return ""
    return "\n\n".join(dict.fromkeys(text[one] for one in LANGUAGES if one in text))


def answer_forms(definition: Definition) -> Schema:
    """Return the parts that every criterion's schema refers to."""
    words = FIELD_WORDS["AnswerFields"]
    evidence, defs = model_schema(EvidenceFields)
    evidence["oneOf"] = [{"required": [key]} for key in ("file", "url", "said")]
    efforts = [
        {"const": effort.id, "description": both(effort.name)}
        for effort in definition.efforts.values()
    ]
    return {
        **defs,
        "YesNo": {
            "anyOf": [
                {"enum": [*_YES_NO_WORDS[:4], True, False]},
                {"pattern": _any_case(_YES_NO_WORDS), "type": "string"},
            ]
        },
        "NpsCounts": _counts("promoters", "passives", "detractors"),
        "ShareCounts": _counts("count", "of"),
        "Evidence": {"anyOf": [{"type": "string", "pattern": r"\S"}, evidence]},
        "OneState": _one_state(set()),
        "OneStateOfItems": _one_state({"met", "value"}),
        "note": {"description": words["note"], **nullable(TEXT)},
        "evidence": {
            "description": words["evidence"],
            "type": "array",
            "items": {"$ref": "#/$defs/Evidence"},
        },
        "private": {"description": words["private"], **nullable(TEXT)},
        "checked_on": {"description": words["checked_on"], **nullable(DAY)},
        "advice": {"description": words["advice"], **nullable(TEXT)},
        "effort": {
            "description": words["effort"],
            "oneOf": [*efforts, {"type": "null"}],
        },
    }


def _counts(*keys: str) -> Schema:
    return {
        "type": "object",
        "properties": dict.fromkeys(keys, _COUNT),
        "additionalProperties": False,
        "required": list(keys),
    }


def _any_case(words: tuple[str, ...]) -> str:
    forms = ("".join(f"[{one.upper()}{one}]" for one in word) for word in words)
    return f"^({'|'.join(forms)})$"


def _one_state(items: set[str]) -> Schema:
    """Return that at most one state is given; `items` may go with not_applicable."""
    pairs = [
        pair
        for pair in combinations(_STATES, 2)
        if not (pair[0] in items and pair[1] == "not_applicable")
    ]
    given: Any = {"not": {"type": "null"}}
    return {
        "not": {
            "anyOf": [
                {"required": list(pair), "properties": dict.fromkeys(pair, given)}
                for pair in pairs
            ]
        }
    }
