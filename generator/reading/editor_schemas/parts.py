"""The parts of JSON Schemas: a model's schema, tidied for the eyes of an editor."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, TypeAdapter

from generator.model.answers import SCALE_STEPS
from generator.model.fields import ID_LENGTH, ID_PATTERN
from generator.model.languages import LANGUAGES
from generator.model.text import Text
from generator.reading.editor_schemas.field_descriptions import FIELD_WORDS

Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
TEXT: Schema = {"$ref": "#/$defs/Text"}
ID: Schema = {"$ref": "#/$defs/Id"}
DAY: Schema = {"type": "string", "format": "date"}

_WEB = r"^https?://[^\s/?#\\@]+([/?#][^\s\\]*)?$"
"""An address of the web, as `evidence.is_web_address` takes it."""

_WORDS: Schema = {"type": "string", "pattern": r"\S"}
COMMON: Mapping[str, Schema] = {
    "Text": {
        "anyOf": [
            _WORDS,
            {
                "type": "object",
                "properties": dict.fromkeys(LANGUAGES, _WORDS),
                "additionalProperties": False,
                "minProperties": 1,
            },
        ],
    },
    "Id": {"type": "string", "pattern": ID_PATTERN, "maxLength": ID_LENGTH},
}
"""The definitions that every schema of ours may refer to."""

_PLAIN_TEXT = TypeAdapter(Text).json_schema()
_PLAIN_ID = dict(COMMON["Id"])


def model_schema(model: type[BaseModel]) -> tuple[Schema, Schema]:
    """Return (schema, its definitions) of a model that YAML spells out."""
    raw = model.model_json_schema(by_alias=True)
    defs = raw.pop("$defs", {})
    tidy = {name: _tidy_noun(schema) for name, schema in defs.items()}
    return _tidy_noun(raw), tidy


def nullable(schema: Schema) -> Schema:
    """Return the schema, or nothing at all."""
    return {"anyOf": [schema, {"type": "null"}]}


def _tidy_noun(raw: Schema) -> Schema:
    """Return an object's schema without noise and with a word on each field."""
    name = raw["title"]
    words = FIELD_WORDS.get(name, {})
    fields = {}
    for field, schema in raw.get("properties", {}).items():
        tidy = _tidy(schema)
        if name == "ScaleType" and field == "anchors":
            tidy = _anchors()
        if field == "url":
            tidy = {"type": "string", "pattern": _WEB}
        fields[field] = (
            {"description": words[field], **tidy} if field in words else tidy
        )
    schema = {
        "description": " ".join(raw["description"].split()),
        "type": "object",
        "properties": fields,
        "additionalProperties": False,
    }
    if raw.get("required"):
        schema["required"] = raw["required"]
    return schema


def _anchors() -> Schema:
    return {
        "description": "When each step is reached, from 0 to 4.",
        "type": "object",
        "properties": dict.fromkeys(SCALE_STEPS, TEXT),
        "additionalProperties": False,
        "required": list(SCALE_STEPS),
    }


def _tidy(raw: Any) -> Any:
    """Return a schema without titles, empty defaults and what OpenAPI alone reads."""
    if isinstance(raw, list):
        return [_tidy(part) for part in raw]
    if not isinstance(raw, dict):
        return raw
    schema = {key: value for key, value in raw.items() if key != "title"}
    if schema.get("default") in (None, [], {}) or schema.get("default") is False:
        schema.pop("default", None)
    schema.pop("discriminator", None)
    if schema == _PLAIN_TEXT:
        return dict(TEXT)
    if schema == _PLAIN_ID:
        return dict(ID)
    for pattern, value in schema.pop("patternProperties", {}).items():
        names = {**schema.get("propertyNames", {}), "type": "string"}
        schema["propertyNames"] = {**names, "pattern": pattern}
        schema["additionalProperties"] = value
    parts = schema.get("anyOf", [])
    if all(part in parts for part in _PLAIN_TEXT["anyOf"]):
        left = [part for part in parts if part not in _PLAIN_TEXT["anyOf"]]
        schema["anyOf"] = [TEXT, *left]
    return {key: _tidy(value) for key, value in schema.items()}
