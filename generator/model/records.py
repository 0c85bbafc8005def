"""How a record is declared: frozen for whoever writes code, cheap at run time."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeVar, cast, dataclass_transform

Cls = TypeVar("Cls", bound=type)


@dataclass_transform(
    frozen_default=True, kw_only_default=True, field_specifiers=(field,)
)
def record(cls: Cls) -> Cls:
    """Make a slotted, keyword-only record that mypy holds frozen.

    `dataclass(frozen=True)` would guard every field at run time as well. Reading and
    scoring make thousands of records, and the guard took half of their time; what no
    code that passes mypy can do needs no guard while it runs.
    """
    return cast("Cls", dataclass(slots=True, kw_only=True, unsafe_hash=True)(cls))
