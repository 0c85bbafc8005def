"""The shape of a file: pydantic's errors as diagnostics at the right place."""

from __future__ import annotations

from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from generator.reading.diagnostics.shape_codes import Codes
from generator.reading.shapes.pydantic_errors import tell_shape_problem
from generator.reading.strict_yaml.source_file import Source

MOST_ENTRIES = 2_000
"""The most entries of a list in a file, unless they are plain values."""

_MOST_IN_ALL = 20_000
"""The same for all lists of a file together: each may have a mistake or several."""

_LARGE = 50_000
"""How many characters a file has that is looked through for such a list."""

_FOLLOWS = "default_factory_not_called"
"""How pydantic calls a key without a value because others have wrong ones."""

_MOST_ERRORS = 2_000
_BEGINNING = 40
"""How much of each list and mapping is looked at when there are more errors."""

Shape = TypeVar("Shape", bound=BaseModel)


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
    context = {"language": language}
    if source.problems.size > _LARGE and _tell_long_lists(value, source, codes, at):
        return None
    try:
        return shape.model_validate(value, context=context)
    except ValidationError as error:
        found = error
    count = found.error_count()
    if count > _MOST_ERRORS:
        # As words they would take a gigabyte: those at the beginnings will do.
        first = _first_errors(shape, value, context)
        if first is None:
            words = f"{count:,} problems, none at the head of a list"
            source.tell("E018", at, words, "look at the ends of the lists", key=True)
            return None
        found = first
    for problem in found.errors(include_url=False)[:_MOST_ERRORS]:
        if problem["type"] != _FOLLOWS:
            tell_shape_problem(problem, shape, source, codes, at)
    if found.error_count() < count:
        words = f"{count:,} problems of this kind: the rest is not reported"
        source.tell("E018", at, words, "fix the first ones and check again")
    return None


def _first_errors(
    shape: type[BaseModel], value: Any, context: dict[str, str]
) -> ValidationError | None:
    """Return what is wrong with the beginnings of the data's lists and mappings."""
    try:
        shape.model_validate(_beginnings(value), context=context)
    except ValidationError as error:
        return error
    return None


def _tell_long_lists(
    value: Any, source: Source, codes: Codes, at: tuple[str | int, ...]
) -> bool:
    """Tell of more entries than are ever needed, in one list or in all together.

    A megabyte of empty entries has a million mistakes, which no memory holds.
    """
    total = 0
    left: list[tuple[tuple[str | int, ...], Any]] = [(at, value)]
    while left:
        steps, node = left.pop()
        if isinstance(node, dict):
            left.extend(((*steps, key), one) for key, one in node.items())
        elif isinstance(node, list):
            mappings = sum(isinstance(one, (dict, list)) for one in node)
            if mappings > MOST_ENTRIES:
                words = f"a list of {len(node):,} entries, more than {MOST_ENTRIES:,}"
                source.tell(codes.not_allowed, steps, words, "divide it", key=True)
                return True
            total += mappings
            left.extend(((*steps, number), one) for number, one in enumerate(node))
    if total > _MOST_IN_ALL:
        words = f"lists with {total:,} entries, more than {_MOST_IN_ALL:,}"
        source.tell(codes.not_allowed, at, words, "divide the file", key=True)
        return True
    return False


def _beginnings(value: Any) -> Any:
    """Return the data with no more than the beginning of each list and mapping."""
    if isinstance(value, dict):
        return {key: _beginnings(value[key]) for key in list(value)[:_BEGINNING]}
    if isinstance(value, list):
        return [_beginnings(one) for one in value[:_BEGINNING]]
    return value


def read_what_fits(
    shape: type[Shape],
    source: Source,
    codes: Codes,
    *,
    language: str,
    data: dict[str, Any],
    at: tuple[str | int, ...],
) -> Shape:
    """Return `data` in a shape without required keys, wrong entries left out.

    So one wrong key hides nothing that is wrong with the others; every problem is
    told to the source.
    """
    context = {"language": language}
    try:
        return shape.model_validate(data, context=context)
    except ValidationError as error:
        problems = error.errors(include_url=False)
    wrong = {problem["loc"][0] for problem in problems}
    for problem in problems:
        tell_shape_problem(problem, shape, source, codes, at)
    rest = {key: value for key, value in data.items() if key not in wrong}
    return shape.model_validate(rest, context=context)
