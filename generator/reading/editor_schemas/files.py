"""JSON Schemas for editors, made of the shapes that reading uses.

They describe the form of a file. What needs a look into other files is left to
`check`; the answers of an audit have a schema of their own for each definition.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from pydantic import BaseModel

from generator.model.definition import Definition, newest_versions
from generator.reading.editor_schemas.answers import answers_schema
from generator.reading.editor_schemas.parts import (
    COMMON,
    DIALECT,
    ID,
    Schema,
    model_schema,
)
from generator.reading.shapes.audit_files import ShopFile, TaskFields
from generator.reading.shapes.definition_files import (
    DefinitionFile,
    GlossaryFile,
    KpisFile,
    MetricsFile,
    SeedsFile,
    SourcesFile,
    TouchpointFile,
)

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


def editor_schemas(definitions: Mapping[str, Definition]) -> dict[str, str]:
    """Return every schema's text by its file name, in a stable order.

    `definitions` are by "id@version". The newest version's answers are called by the
    definition's plain id, those of an older one by "id@version".
    """
    schemas = {
        name: _schema(title, *model_schema(model))
        for name, (title, model) in _FILES.items()
    }
    schemas["tasks"] = _schema("tasks.yaml: who does what until when", *_tasks())
    newest = newest_versions(definitions)
    for name, definition in sorted(definitions.items()):
        called = definition.id if definition is newest[definition.id] else name
        title = f"Answers to {name}"
        schemas[f"{called}.answers"] = _schema(title, *answers_schema(definition))
    return {f"{name}{SUFFIX}": _written(schema) for name, schema in schemas.items()}


def _tasks() -> tuple[Schema, Schema]:
    """Return the schema of tasks.yaml: a task by criterion."""
    task, defs = model_schema(TaskFields)
    accepted = {"properties": {"status": {"const": "accepted"}}}
    task["if"] = {**accepted, "required": ["status"]}
    task["then"] = {"required": ["reason", "until"]}
    schema = {
        "description": "Tasks by criterion; they belong to the latest audit.",
        "type": "object",
        "propertyNames": ID,
        "additionalProperties": {"$ref": "#/$defs/Task"},
    }
    return schema, {**defs, "Task": task}


def _schema(title: str, schema: Schema, defs: Schema) -> Schema:
    """Return a whole schema, with those of the shared parts that it refers to."""
    written = json.dumps([schema, defs])
    shared = {
        name: part for name, part in COMMON.items() if f'"#/$defs/{name}"' in written
    }
    return {"$schema": DIALECT, "title": title, **schema, "$defs": {**shared, **defs}}


def _written(schema: Schema) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
