"""The shape of a file: pydantic's errors as diagnostics at the right place."""

from __future__ import annotations

from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from generator.reading.codes import Codes
from generator.reading.shape_problems import tell_shape_problem
from generator.reading.source import Source

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
    try:
        return shape.model_validate(value, context={"language": language})
    except ValidationError as error:
        for problem in error.errors(include_url=False):
            tell_shape_problem(problem, shape, source, codes, at)
        return None


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
