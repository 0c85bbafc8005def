"""JSON Schemas for editors, made of the shapes that reading uses.

They describe the form of a file. What needs a look into other files is left to
`check`; the answers of an audit have a schema of their own for each definition.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from generator.model.definition import (
    Definition,
    DefinitionFile,
    GlossaryFile,
    KpisFile,
    MetricsFile,
    SeedsFile,
    SourcesFile,
    TouchpointFile,
)
from generator.model.fields import ID_LENGTH, ID_PATTERN
from generator.model.text import LANGUAGES
from generator.reading.answers_schema import answers_schema
from generator.reading.audit_shapes import ShopFile

Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
SUFFIX = ".schema.json"

_FILES: Mapping[str, tuple[str, type[BaseModel]]] = {
    "shop": ("shop.yaml: who the shop is", ShopFile),
    "definition": ("audit.yaml of an audit definition", DefinitionFile),
    "touchpoint": ("A touchpoint and its criteria", TouchpointFile),
    "sources": ("sources.yaml: what criteria rest on", SourcesFile),
    "kpis": ("kpis.yaml: the figures that move", KpisFile),
    "metrics": ("metrics.yaml: how figures are measured", MetricsFile),
    "glossary": ("glossary.yaml: the words of the field", GlossaryFile),
    "seeds": ("seeds.yaml: the ideas the catalogue came from", SeedsFile),
}

_WORDS: Schema = {"type": "string", "pattern": r"\S"}
_TEXT: Schema = {
    "description": "A text, or one for each language: {en: …, pl: …}",
    "anyOf": [
        _WORDS,
        {
            "type": "object",
            "properties": dict.fromkeys(LANGUAGES, _WORDS),
            "additionalProperties": False,
            "minProperties": 1,
        },
    ],
}
_ID: Schema = {
    "description": "Lower-case words joined by hyphens.",
    "type": "string",
    "pattern": ID_PATTERN,
    "maxLength": ID_LENGTH,
}
COMMON: Mapping[str, Schema] = {"Text": _TEXT, "Id": _ID}
"""The parts that files share, below `$defs`."""


def editor_schemas(definitions: Mapping[str, Definition]) -> dict[str, str]:
    """Return every schema's text by its file name, in a stable order.

    `definitions` are by "id@version". The answers of the newest version have the
    definition's plain id in their file's name, older ones "id@version".
    """
    schemas = {name: _file_schema(*entry) for name, entry in _FILES.items()}
    schemas["tasks"] = _tasks_schema()
    newest: dict[str, Definition] = {}
    for definition in definitions.values():
        known = newest.get(definition.id)
        if known is None or version_key(definition) > version_key(known):
            newest[definition.id] = definition
    for name, definition in sorted(definitions.items()):
        plain = definition is newest[definition.id]
        called = definition.id if plain else name
        schemas[f"{called}.answers"] = {
            "$schema": DIALECT,
            **answers_schema(definition),
            "$defs": _answer_defs(definition),
        }
    return {f"{name}{SUFFIX}": _written(schema) for name, schema in schemas.items()}


def version_key(definition: Definition) -> tuple[int, ...]:
    """Return what orders the versions of a definition."""
    return tuple(int(part) for part in definition.version.split("."))


def _answer_defs(definition: Definition) -> Schema:
    from generator.reading.answers_schema import answer_defs

    return {**COMMON, **answer_defs(definition)}


def _written(schema: Schema) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
