"""Pydantic's errors, told in words for those who write the files."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import cache
from typing import Any

from pydantic import BaseModel

from generator.model.fields import id_problem
from generator.model.languages import LANGUAGES
from generator.model.text import describe
from generator.reading.diagnostics.shape_codes import Codes
from generator.reading.strict_yaml.source_file import Source


def tell_shape_problem(
    problem: Any,
    shape: type[BaseModel],
    source: Source,
    codes: Codes,
    at: tuple[str | int, ...],
) -> None:
    """Note one error of pydantic's at its place, in the words of YAML's authors.

    `at` leads to the data that was validated against `shape`.
    """
    steps = at + _without_tag(problem["loc"])
    kind, found, context = problem["type"], problem["input"], problem.get("ctx", {})
    key = steps[-1:] == (_KEY,)
    steps = steps[:-1] if key else steps
    noun = _noun(steps)
    if kind == "too_short" and len(found) >= context["min_length"]:
        return  # pydantic counts the valid elements; each invalid one is told already
    if kind in ("extra_forbidden", "missing", "union_tag_not_found"):
        _tell_key(problem, shape, source, codes, steps)
    elif kind in ("union_tag_invalid", "literal_error"):
        _tell_choice(problem, source, codes, steps)
    elif kind.startswith("text_") and isinstance(found, dict):
        _tell_languages(found, source, codes, steps)
    elif kind in _EMPTY or (found is None and kind in _TEXTS):
        source.tell(codes.empty, steps, f"{noun} is empty", _FILL)
    elif kind in _TEXTS:
        number = isinstance(found, (int, Decimal))
        source.tell(
            codes.quote if number else codes.wrong_type,
            steps,
            f"{noun} must be a text, found {describe(found)}",
            f'quote it: "{_as_text(found)}"' if number else None,
        )
    elif kind == "id_form":
        words = f"{describe(found)} is not a valid id: {problem['msg']}"
        like = _like_an_id(found)
        source.tell(codes.id, steps, words, like and f"write {like}", key=key)
    elif kind == "date_form":
        source.tell(codes.date, steps, problem["msg"], "write YYYY-MM-DD")
    elif kind == "number_range":
        source.tell(codes.not_allowed, steps, f"{noun}: {problem['msg']}")
    elif kind in _BOUNDS:
        words = f"{noun} must be {_BOUNDS[kind].format(**context)}, found {found}"
        source.tell(codes.not_allowed, steps, words)
    elif kind == "string_pattern_mismatch":
        form = _FORMS.get(context["pattern"], context["pattern"])
        words = f"{noun} has the wrong form: {describe(found)}"
        source.tell(codes.not_allowed, steps, words, f"write {form}")
    else:
        wanted = _WANTED.get(kind, problem["msg"])
        words = f"{noun} must be {wanted}, found {describe(found)}"
        source.tell(codes.wrong_type, steps, words, _as_wanted(kind, found))


def _tell_key(
    problem: Any,
    shape: type[BaseModel],
    source: Source,
    codes: Codes,
    steps: tuple[str | int, ...],
) -> None:
    """Tell of a key too many or too few."""
    name = str(steps[-1])
    if problem["type"] == "extra_forbidden":
        known = _known_keys(shape, problem["loc"][:-1])
        hint = source.problems.nearest(name, known) or f"known keys: {', '.join(known)}"
        source.tell(codes.unknown_key, steps, f"unknown key '{name}'", hint, key=True)
    elif problem["type"] == "union_tag_not_found":
        if not isinstance(problem["input"], dict):
            words = f"{_noun(steps)} must be a mapping"
            words = f"{words}, found {describe(problem['input'])}"
            source.tell(codes.wrong_type, steps, words)
            return
        words, hint = "the key 'type' is missing", f"types: {', '.join(_TYPES)}"
        source.tell(codes.missing_key, steps, words, hint, key=True)
    elif isinstance(steps[-1], int):
        words = f"{_noun(steps[:-1])} is too short: entry {steps[-1] + 1} is missing"
        source.tell(codes.wrong_type, steps[:-1], words)
    else:
        words = f"the key '{name}' is missing"
        source.tell(codes.missing_key, steps[:-1], words, f"add '{name}: …'", key=True)


def _tell_choice(
    problem: Any, source: Source, codes: Codes, steps: tuple[str | int, ...]
) -> None:
    """Tell of a word that is none of those allowed."""
    context, noun = problem["ctx"], _noun(steps)
    if problem["type"] == "union_tag_invalid":
        steps, noun = (*steps, "type"), "'type'"
        found, written = context["tag"], context["expected_tags"]
    else:
        found, written = problem["input"], context["expected"].replace(" or ", ", ")
    known = [word.strip("' ") for word in str(written).split(",")]
    hint = source.problems.nearest(str(found), known) or f"allowed: {', '.join(known)}"
    source.tell(codes.not_allowed, steps, f"{noun} cannot be {describe(found)}", hint)


def _tell_languages(
    found: dict[str, Any], source: Source, codes: Codes, steps: tuple[str | int, ...]
) -> None:
    """Tell all that is wrong with a text in several languages."""
    if not found:
        source.tell(codes.empty, steps, f"{_noun(steps)} is empty", _FILL)
    for language, words in found.items():
        at = (*steps, language)
        if language not in LANGUAGES:
            hint = f"languages: {', '.join(LANGUAGES)}"
            message = f"'{language}' is not a language of the site"
            source.tell(codes.language, at, message, hint, key=True)
        elif words is None or (isinstance(words, str) and not words.strip()):
            message = f"{_noun(steps)} is empty in '{language}'"
            source.tell(codes.empty, at, message, _FILL)
        elif not isinstance(words, str):
            number = isinstance(words, (int, Decimal))
            source.tell(
                codes.quote if number else codes.wrong_type,
                at,
                f"{_noun(steps)} must be a text, found {describe(words)}",
                f'quote it: "{_as_text(words)}"' if number else None,
            )


def _without_tag(steps: tuple[str | int, ...]) -> tuple[str | int, ...]:
    """Leave out the answer type that pydantic puts behind the key `answer`.

    A metric has a key `metric` too: left in, the tag could lead there.
    """
    for number, step in enumerate(steps[1:], 1):
        if steps[number - 1] == "answer" and step in _TYPES:
            return steps[:number] + steps[number + 1 :]
    return steps


def _noun(steps: tuple[str | int, ...]) -> str:
    """Return what to call the value at `steps`: its key, or its place in a list."""
    keys = [step for step in steps if isinstance(step, str)]
    name = f"'{keys[-1]}'" if keys else "the file"
    if steps and isinstance(steps[-1], int):
        return f"entry {steps[-1] + 1} of {name}"
    return name


_KEY = "[key]"
"""The step by which pydantic says that the key itself is meant."""

_TYPES = ("scale", "yes_no", "choice", "checklist", "metric")
_TEXTS = frozenset(["text_type", "string_type", "id_type"])
_EMPTY = frozenset(["text_empty", "too_short", "string_too_short"])

_BOUNDS = {
    "greater_than_equal": "at least {ge}",
    "less_than_equal": "at most {le}",
}

_FORMS = {
    "^[A-Z]{2}$": "two capital letters, like PL",
    r"^\d+\.\d+\.\d+$": 'three numbers, like "1.0.0"',
    r"^S\d-\d\d$": "an id of an idea, like S0-41",
}
"""What the patterns of the model ask for, in words."""

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


def _as_wanted(kind: str, found: Any) -> str | None:
    """Say how to write what was meant, where that is plain to see."""
    if kind == "tuple_type" and isinstance(found, str):
        return f"write [{found}]"
    if kind == "bool_type" and isinstance(found, str):
        word = {"yes": "true", "tak": "true", "no": "false", "nie": "false"}
        plain = word.get(found.lower())
        return f"write {plain}" if plain else None
    if kind in ("int_type", "number_type") and isinstance(found, str):
        plain = found.replace(",", ".")
        if _NUMBER.fullmatch(plain):
            return f"write {plain} without quotes"
    return None


def _like_an_id(written: str) -> str | None:
    """Return the id that is nearest to what was written, None when there is none."""
    plain = unicodedata.normalize("NFKD", written.replace("ł", "l").replace("Ł", "L"))
    bare = plain.encode("ascii", "ignore").decode().lower()
    like = re.sub(r"[^a-z0-9]+", "-", bare).strip("-")
    return like if like and id_problem(like) is None else None


_FILL = "fill it in, or leave the key out"
_NUMBER = re.compile(r"-?[0-9]{1,30}(\.[0-9]{1,30})?")


@cache
def _schema(shape: type[BaseModel]) -> dict[str, Any]:
    return shape.model_json_schema()


def _known_keys(shape: type[BaseModel], steps: tuple[str | int, ...]) -> list[str]:
    """Return the keys the model at `steps` below `shape` knows."""
    node = schema = _schema(shape)
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
