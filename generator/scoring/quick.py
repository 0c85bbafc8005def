"""Frozen values made quickly.

A frozen dataclass sets each field through `object.__setattr__`; for a report of some
four hundred values that took more than half of the time of scoring. Here a value is
filled while it is not frozen yet, and becomes the frozen class when it is whole.
"""

from __future__ import annotations

from dataclasses import MISSING, Field, field, fields, make_dataclass
from typing import Any, TypeVar, cast

T = TypeVar("T")


def quick(frozen: type[T]) -> type[T]:
    """Return what to call instead of a frozen, slotted, kw-only dataclass.

    The arguments are the same, and so is what is returned: an instance of `frozen`.
    """

    def freeze(self: Any) -> None:
        self.__class__ = frozen

    each = [(one.name, Any, _default_of(one)) for one in fields(cast("Any", frozen))]
    twin = make_dataclass(
        frozen.__name__,
        each,
        namespace={"__post_init__": freeze},
        slots=True,
        kw_only=True,
    )
    return cast("type[T]", twin)


def draft(frozen: type[Any]) -> type[Any]:
    """Return a class with the fields of `frozen`, to be set one after the other.

    For the largest values, where passing the arguments costs more than the rest. When
    every field is set, `value.__class__ = frozen` makes it whole.
    """
    return make_dataclass(
        frozen.__name__,
        [(one.name, Any) for one in fields(frozen)],
        init=False,
        slots=True,
    )


def _default_of(one: Field[Any]) -> Any:
    return field() if one.default is MISSING else field(default=one.default)
