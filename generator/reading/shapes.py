"""The shape of a file: pydantic's errors as diagnostics at the right place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from generator.model.text import LANGUAGES, describe
from generator.reading.nodes import locate
from generator.reading.problems import nearest
from generator.reading.source import Source

Shape = TypeVar("Shape", bound=BaseModel)


@dataclass(frozen=True, slots=True, kw_only=True)
class Codes:
    """Which code a kind of file uses for each way a shape can be wrong."""

    unknown_key: str
    missing_key: str
    wrong_type: str
    not_allowed: str
    id: str
    quote: str
    language: str
    empty: str
    date: str


DEFINITION_CODES = Codes(
    unknown_key="E101",
    missing_key="E102",
    wrong_type="E103",
    not_allowed="E104",
    id="E105",
    quote="E106",
    language="E107",
    empty="E108",
    date="E104",
)
AUDIT_CODES = Codes(
    unknown_key="E301",
    missing_key="E303",
    wrong_type="E304",
    not_allowed="E305",
    id="E310",
    quote="E306",
    language="E307",
    empty="E308",
    date="E309",
)


def read_shape(
    shape: type[Shape],
    source: Source,
    codes: Codes,
    *,
    language: str,
    data: Any = None,
    at: tuple[str | int, ...] = (),
) -> Shape | None:
    """Return the file's content (or the part `data` at `at`) in its shape.

    `language` is the language of plain strings. None when the shape is wrong; every
    problem is told to the source.
    """
    value = source.root if data is None else data
    try:
        return shape.model_validate(value, context={"language": language})
    except ValidationError as error:
        for problem in error.errors(include_url=False):
            _tell(problem, shape, source, codes, at)
        return None


def _tell(
    problem: Any,
    shape: type[BaseModel],
    source: Source,
    codes: Codes,
    at: tuple[str | int, ...],
) -> None:
    steps = at + problem["loc"]
    kind, found, context = problem["type"], problem["input"], problem.get("ctx", {})
    name = _name(steps)
    if kind == "too_short" and len(found) >= context["min_length"]:
        return  # pydantic counts the valid elements; each invalid one is told already
    if kind == "extra_forbidden":
        known = _known_keys(shape, problem["loc"][:-1])
        hint = nearest(name, known) or f"known keys: {', '.join(known)}"
        source.tell(codes.unknown_key, steps, f"unknown key '{name}'", hint, key=True)
    elif kind == "missing":
        place = locate(source.root, steps[:-1], key=True)
        source.problems.add(codes.missing_key, place, f"the key '{name}' is missing")
    elif kind == "union_tag_not_found":
        place = locate(source.root, steps, key=True)
        source.problems.add(codes.missing_key, place, "the key 'type' is missing")
    elif kind == "union_tag_invalid":
        tag = str(context.get("tag"))
        known = [word.strip(" '") for word in str(context["expected_tags"]).split(",")]
        hint = nearest(tag, known) or f"known: {', '.join(known)}"
        source.tell(codes.not_allowed, (*steps, "type"), f"unknown type '{tag}'", hint)
    elif kind == "literal_error":
        known = [
            str(word).strip("' ")
            for word in context["expected"].replace(" or ", ", ").split(", ")
        ]
        hint = nearest(str(found), known) or f"allowed: {', '.join(known)}"
        source.tell(
            codes.not_allowed, steps, f"'{name}' cannot be {describe(found)}", hint
        )
    elif kind in ("text_type", "string_type", "id_type"):
        number = isinstance(found, (int, float)) or type(found).__name__ == "Decimal"
        source.tell(
            codes.quote if number else codes.wrong_type,
            steps,
            f"'{name}' must be a text, found {describe(found)}",
            f'quote it: "{_as_text(found)}"' if number else None,
        )
    elif kind == "text_language":
        hint = f"languages: {', '.join(LANGUAGES)}"
        code = str(context["language"])
        source.tell(codes.language, (*steps, code), problem["msg"], hint, key=True)
    elif kind in ("text_empty", "too_short", "string_too_short"):
        source.tell(codes.empty, steps, f"'{name}' is empty")
    elif kind == "id_form":
        source.tell(codes.id, steps, f"{describe(found)} is no id: {problem['msg']}")
    elif kind == "date_form":
        source.tell(codes.date, steps, problem["msg"], "write YYYY-MM-DD")
    elif kind in ("number_range", "greater_than_equal", "less_than_equal"):
        source.tell(codes.not_allowed, steps, f"'{name}': {problem['msg']}")
    elif kind == "string_pattern_mismatch":
        source.tell(
            codes.not_allowed,
            steps,
            f"'{name}' has the wrong form: {describe(found)}",
            f"expected {context.get('pattern')}",
        )
    else:
        wanted = (
            problem["msg"].replace("Input should be ", "").replace("a valid ", "a ")
        )
        wanted = _WANTED.get(kind, wanted)
        source.tell(
            codes.wrong_type,
            steps,
            f"'{name}' must be {wanted}, found {describe(found)}",
        )


def _name(steps: tuple[str | int, ...]) -> str:
    """Return what to call the value at `steps`: its key, or its list's."""
    keys = [step for step in steps if isinstance(step, str)]
    return keys[-1] if keys else ""


_WANTED = {
    "tuple_type": "a list",
    "list_type": "a list",
    "dict_type": "a mapping",
    "model_type": "a mapping",
    "model_attributes_type": "a mapping",
    "bool_type": "true or false",
    "int_type": "a whole number",
    "number_type": "a number",
}


def _as_text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _known_keys(shape: type[BaseModel], steps: tuple[str | int, ...]) -> list[str]:
    """Return the keys the model at `steps` below `shape` knows."""
    schema = shape.model_json_schema()
    node: dict[str, Any] = schema
    for step in steps:
        node = _step(node, step, schema)
    return list(_resolve(node, schema).get("properties", {}))


def _step(
    node: dict[str, Any], step: str | int, schema: dict[str, Any]
) -> dict[str, Any]:
    node = _resolve(node, schema)
    if isinstance(step, int):
        return _mapping(node.get("items"))
    if step in node.get("properties", {}):
        return _mapping(node["properties"][step])
    if "discriminator" in node:
        reference = node["discriminator"]["mapping"].get(step)
        return {"$ref": reference} if reference else {}
    return _mapping(node.get("additionalProperties"))


def _resolve(node: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    for part in node.get("anyOf", ()):
        if "$ref" in part or "items" in part:
            node = part
            break
    while "$ref" in node:
        node = schema["$defs"][node["$ref"].rsplit("/", 1)[-1]]
    return node


def _mapping(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
