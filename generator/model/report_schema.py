"""The JSON Schema of a Report's and a Change's JSON, derived from the dataclasses as the JSON is.

Written to audits/schemas/report.schema.json; a test proves that it has not drifted.
"""

from __future__ import annotations

import datetime as dt
import json
import types
from collections.abc import Collection, Mapping
from dataclasses import fields, is_dataclass
from fractions import Fraction
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from generator.model.audience import AUDIENCES, Audience
from generator.model.audit import Picture
from generator.model.change import Change
from generator.model.comparison import Comparison
from generator.model.languages import LANGUAGES
from generator.model.report import SCHEMA_VERSION, Report
from generator.model.report_json import PRIVATE
from generator.model.text import Text

FILE = "report.schema.json"
"""The name of its file among the schemas."""

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_PLAIN: Mapping[Any, dict[str, Any]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    type(None): {"type": "null"},
    dt.date: {"type": "string", "format": "date"},
    Fraction: {"$ref": "#/$defs/Number"},
    Text: {"$ref": "#/$defs/Text"},
    Picture: {"$ref": "#/$defs/Picture"},
    Audience: {"enum": list(AUDIENCES)},
}
_VERSION = {"const": SCHEMA_VERSION}


def report_schema() -> dict[str, Any]:
    """Return the schema of one report's JSON, or of several reports'.

    Among its definitions stands `Change`, which no report holds.
    """
    records: dict[str, Any] = {}
    for document in (Report, Change):
        _record(document, records)
        schema = records[document.__name__]
        schema["properties"] = {"schema_version": _VERSION, **schema["properties"]}
        schema["required"].insert(0, "schema_version")
    return {
        "$schema": _DRAFT,
        "title": "Report of CX Audit",
        "oneOf": [{"$ref": "#/$defs/Report"}, {"$ref": "#/$defs/Reports"}],
        "$defs": {
            "Reports": _object(
                {
                    "schema_version": _VERSION,
                    "reports": {"type": "array", "items": {"$ref": "#/$defs/Report"}},
                    "comparisons": {
                        "type": "array",
                        "items": _record(Comparison, records),
                        "minItems": 1,
                    },
                },
                optional=["comparisons"],
            ),
            "Number": {
                "description": "`value` is rounded to six decimals, half even.",
                **_object(
                    {
                        "value": {"type": "number"},
                        "exact": {"type": "string", "pattern": r"^-?\d+(/\d+)?$"},
                    }
                ),
            },
            "Text": {
                "description": "Words by language.",
                **_object(dict.fromkeys(LANGUAGES, _PLAIN[str])),
                "required": [],
                "minProperties": 1,
            },
            "Picture": {
                "description": "SHA-256 of the picture's bytes.",
                **_object({"digest": {"type": "string", "pattern": "^[0-9a-f]{64}$"}}),
            },
            **dict(sorted(records.items())),
        },
    }


def change_schema() -> dict[str, Any]:
    """Return the schema of a change's JSON; its parts are those of the report's."""
    return {
        "$schema": _DRAFT,
        "title": "Change between two audits of CX Audit",
        "$ref": "#/$defs/Change",
        "$defs": report_schema()["$defs"],
    }


def report_schema_text() -> str:
    """Return the schema as the file holds it."""
    return json.dumps(report_schema(), ensure_ascii=False, indent=1) + "\n"


def _object(
    properties: Mapping[str, Any], optional: Collection[str] = ()
) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": dict(properties),
        "required": [key for key in properties if key not in optional],
        "additionalProperties": False,
    }


def _record(record: type[Any], records: dict[str, Any]) -> dict[str, Any]:
    """Describe a dataclass once, under its name, and return how to refer to it."""
    name = record.__name__
    if name not in records:
        records[name] = {}
        hints = get_type_hints(record)
        hidden = PRIVATE.get(record, frozenset())
        schema = _object(
            {
                field.name: _schema(hints[field.name], records)
                for field in fields(record)
            }
        )
        schema["required"] = [key for key in schema["required"] if key not in hidden]
        first_line = (record.__doc__ or "").split("\n", 1)[0]
        records[name] = {"description": first_line, **schema}
    return {"$ref": f"#/$defs/{name}"}


def _schema(hint: Any, records: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a field's type."""
    if hint in _PLAIN:
        return dict(_PLAIN[hint])
    if is_dataclass(hint) and isinstance(hint, type):
        return _record(hint, records)
    origin, parts = get_origin(hint), get_args(hint)
    if origin is Literal:
        return {"enum": list(parts)}
    if origin is tuple:
        return {"type": "array", "items": _schema(parts[0], records)}
    if origin is Mapping:
        return {"type": "object", "additionalProperties": _schema(parts[1], records)}
    if origin in {Union, types.UnionType}:
        return {"anyOf": [_schema(part, records) for part in parts]}
    raise TypeError(f"no schema for {hint}")
