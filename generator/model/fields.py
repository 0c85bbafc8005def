"""Field types that several models share: ids, exact numbers, dates."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    PlainValidator,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from generator.model.text import describe

ID_PATTERN = "^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
ID_LENGTH = 64
RESERVED_IDS = frozenset(
    ["index", "404", "search", "assets", "con", "prn", "aux", "nul"]
    + [f"{device}{number}" for device in ("com", "lpt") for number in range(10)]
)
"""Ids that would collide with files of the site or devices of Windows."""

RESERVED_CHOICES = frozenset(["unknown", "not-applicable", "not-measured", "none"])
"""Ids that an option or an item may not have: they are states of an answer.

They may have those of RESERVED_IDS: no file or page is named after them."""

_ID = re.compile(ID_PATTERN)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


class YamlModel(BaseModel):
    """A frozen model of what YAML spells out: unknown keys and loose types are errors."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", strict=True, populate_by_name=True
    )


def id_problem(value: str, reserved: frozenset[str] = RESERVED_IDS) -> str | None:
    """Say what keeps `value` from being an id, or None when nothing does."""
    if len(value) > ID_LENGTH:
        return f"an id has at most {ID_LENGTH} characters"
    if not _ID.fullmatch(value):
        return "an id is lower-case words joined by hyphens, like 'product-page'"
    if value in reserved:
        return f"'{value}' is a reserved name"
    return None


def _check_id(value: Any, reserved: frozenset[str] = RESERVED_IDS) -> str:
    if not isinstance(value, str):
        raise PydanticCustomError(
            "id_type", "expected an id, found {found}", {"found": describe(value)}
        )
    problem = id_problem(value, reserved)
    if problem:
        raise PydanticCustomError("id_form", "{problem}", {"problem": problem})
    return str(value)


def _check_choice_id(value: Any) -> str:
    return _check_id(value, RESERVED_CHOICES)


def exact(value: Any) -> Fraction:
    """Return a number exactly as it was written: 0.3 becomes 3/10.

    Raises PydanticCustomError when `value` is not an int or a Decimal.
    """
    if isinstance(value, Fraction):
        return value
    if isinstance(value, bool) or not isinstance(value, (int, Decimal)):
        raise PydanticCustomError(
            "number_type",
            "expected a number, found {found}",
            {"found": describe(value)},
        )
    return Fraction(value)


def _between(low: int, high: int, *, open_low: bool = False) -> Any:
    def check(value: Any) -> Fraction:
        number = exact(value)
        if number > high or number < low or (open_low and number == low):
            raise PydanticCustomError(
                "number_range",
                "expected a number {above} {low} and at most {high}, found {found}",
                {
                    "above": "above" if open_low else "of at least",
                    "low": low,
                    "high": high,
                    "found": str(value),
                },
            )
        return number

    return check


def _positive(value: Any) -> Fraction:
    number = exact(value)
    if number <= 0:
        raise PydanticCustomError(
            "number_range",
            "expected a number above 0, found {found}",
            {"found": str(value)},
        )
    return number


def read_date(value: Any) -> date:
    """Return the date that an ISO 8601 text like '2026-09-15' names.

    Raises PydanticCustomError when it names none.
    """
    if isinstance(value, str) and _DATE.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise PydanticCustomError(
        "date_form",
        "expected a date like 2026-09-15, found {found}",
        {"found": describe(value)},
    )


_DATE_SCHEMA = {"type": "string", "format": "date"}
_NUMBER = {"type": "number"}

Id = Annotated[
    str,
    BeforeValidator(lambda value: _check_id(value)),  # noqa: PLW0108 - the second parameter is ours
    WithJsonSchema({"type": "string", "pattern": ID_PATTERN, "maxLength": ID_LENGTH}),
]
ChoiceId = Annotated[
    str,
    BeforeValidator(_check_choice_id),
    WithJsonSchema({"type": "string", "pattern": ID_PATTERN, "maxLength": ID_LENGTH}),
]
Exact = Annotated[Fraction, PlainValidator(exact), WithJsonSchema(_NUMBER)]
Positive = Annotated[
    Fraction,
    PlainValidator(_positive),
    WithJsonSchema({"type": "number", "exclusiveMinimum": 0}),
]
Worth = Annotated[
    Fraction,
    PlainValidator(_between(0, 1)),
    WithJsonSchema({"type": "number", "minimum": 0, "maximum": 1}),
]
Percent = Annotated[
    Fraction,
    PlainValidator(_between(0, 100)),
    WithJsonSchema({"type": "number", "minimum": 0, "maximum": 100}),
]
PercentAboveZero = Annotated[
    Fraction,
    PlainValidator(_between(0, 100, open_low=True)),
    WithJsonSchema({"type": "number", "exclusiveMinimum": 0, "maximum": 100}),
]
Limit = Annotated[
    Fraction | None,
    PlainValidator(lambda value: None if value is None else exact(value)),
    WithJsonSchema({"type": ["number", "null"]}),
]
Day = Annotated[date, PlainValidator(read_date), WithJsonSchema(_DATE_SCHEMA)]
