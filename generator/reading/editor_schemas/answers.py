"""The JSON Schema of the answers to one definition.

An editor completes the criteria and the allowed values from it, and shows on hover
the question and how to check it.
"""

from __future__ import annotations

from generator.model.answers import ChecklistType, MetricType
from generator.model.definition import Criterion, Definition
from generator.model.languages import LANGUAGES
from generator.reading.editor_schemas.answer_parts import answer_forms, both
from generator.reading.editor_schemas.answer_types import metric, value_schema
from generator.reading.editor_schemas.field_descriptions import FIELD_WORDS
from generator.reading.editor_schemas.parts import TEXT, Schema, model_schema, nullable
from generator.reading.shapes.audit_files import AuditFile

_HOW = {"en": "How to check", "pl": "Jak sprawdzić"}


def answers_schema(definition: Definition) -> tuple[Schema, Schema]:
    """Return (schema of an audit's file, its definitions)."""
    schema, defs = model_schema(AuditFile)
    fields = schema["properties"]
    fields["definition"]["const"] = f"{definition.id}@{definition.version}"
    fields["profile"] = {
        "description": FIELD_WORDS["AuditFile"]["profile"],
        "oneOf": [
            {"const": name, "description": both(profile.about or profile.name)}
            for name, profile in definition.profiles.items()
        ],
        "default": "full",
    }
    fields["stages"] = {
        "description": FIELD_WORDS["AuditFile"]["stages"],
        "type": "object",
        "properties": {
            stage.id: {
                "description": both(stage.name),
                "$ref": "#/$defs/StageComment",
            }
            for stage in definition.stages
        },
        "additionalProperties": False,
    }
    fields["answers"] = {
        "description": FIELD_WORDS["AuditFile"]["answers"],
        "type": ["object", "null"],
        "properties": {
            name: _criterion(place.criterion)
            for name, place in definition.places.items()
        },
        "additionalProperties": False,
    }
    values = {
        f"{name}-value": value_schema(place.criterion.answer)
        for name, place in definition.places.items()
    }
    return schema, {**defs, **answer_forms(definition), **values}


def _criterion(criterion: Criterion) -> Schema:
    """Return what may stand behind a criterion: a value, a mapping, or nothing."""
    value = {"$ref": f"#/$defs/{criterion.id}-value"}
    return {
        "title": criterion.name.in_language(LANGUAGES[0]),
        "description": "\n\n".join(
            f"{criterion.question[language]}\n\n"
            f"{_HOW[language]}: {criterion.how_to_check.in_language(language)}"
            for language in LANGUAGES
            if language in criterion.question
        ),
        "anyOf": [value, {"type": "null"}, _mapping(criterion, value)],
    }


def _mapping(criterion: Criterion, value: Schema) -> Schema:
    """Return the schema of an answer written out as a mapping."""
    answer = criterion.answer
    checklist = isinstance(answer, ChecklistType)
    words = FIELD_WORDS["AnswerFields"]
    counts = metric.counts(answer) if isinstance(answer, MetricType) else None
    given = {"anyOf": [value, counts]} if counts else value
    fields: Schema = {"value": {"description": words["value"], **nullable(given)}}
    if checklist:
        fields["met"] = {"description": words["met"], **nullable(value)}
    reasons = _not_applicable(criterion)
    if reasons:
        fields["not_applicable"] = reasons
    fields["unknown"] = {"description": words["unknown"], **TEXT}
    if isinstance(answer, MetricType):
        fields["not_measured"] = {"description": words["not_measured"], "const": True}
        fields["n"] = {
            "description": words["n"],
            **nullable({"type": "integer", "minimum": 1}),
        }
    if criterion.critical is not None and criterion.critical.exempt_when is not None:
        when = both(criterion.critical.exempt_when)
        fields["exempt"] = {
            "description": f"{words['exempt']}\n\n{when}",
            **nullable(TEXT),
        }
    for name in ("note", "evidence", "private", "checked_on", "advice", "effort"):
        fields[name] = {"$ref": f"#/$defs/{name}"}
    schema: Schema = {
        "type": "object",
        "properties": fields,
        "additionalProperties": False,
        "$ref": "#/$defs/OneStateOfItems" if checklist else "#/$defs/OneState",
    }
    if counts:
        counted = {"properties": {"value": {"type": "object"}}, "required": ["value"]}
        schema["if"] = counted
        schema["then"] = {"properties": {"n": {"type": "null"}}}
    return schema


def _not_applicable(criterion: Criterion) -> Schema | None:
    """Return what `not_applicable` may hold; None where everything applies."""
    forms: list[Schema] = []
    when = criterion.not_applicable_when
    if when is not None:
        forms.append(TEXT)
    answer = criterion.answer
    if isinstance(answer, ChecklistType) and answer.items_may_not_apply:
        forms.append(
            {
                "type": "object",
                "properties": {item.id: TEXT for item in answer.items},
                "additionalProperties": False,
                "minProperties": 1,
            }
        )
    if not forms:
        return None
    words = FIELD_WORDS["AnswerFields"]["not_applicable"]
    description = "\n\n".join(part for part in (words, both(when)) if part)
    return {"description": description, "anyOf": forms}
