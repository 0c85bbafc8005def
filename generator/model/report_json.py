"""The public JSON of a Report (SCORING: Report JSON) and of a Change.

Derived from the dataclasses, field by field in their order: what stands
there stands in the JSON. What only the internal audience may see has no key at all in
a client's JSON.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass
from fractions import Fraction
from typing import Any

from generator.model.audience import AUDIENCES
from generator.model.audit import Picture
from generator.model.change import Change
from generator.model.comparison import Comparison
from generator.model.finding import Finding, ShownEvidence, ShownTask
from generator.model.report import SCHEMA_VERSION, Report, ShopRef
from generator.model.text import Text

PLACES = 6
"""Decimals of a number's `value`, rounded half even; `exact` says it all."""

PRIVATE: Mapping[type, frozenset[str]] = {
    Report: frozenset(["source"]),
    ShopRef: frozenset(["contacts"]),
    Finding: frozenset(["private", "edit"]),
    ShownEvidence: frozenset(["private"]),
    ShownTask: frozenset(["private"]),
}
"""Fields that the JSON for an audience has only if it sees what is private."""


def report_to_json(report: Report) -> dict[str, Any]:
    """Return a report as plain data, ready for `json_text`."""
    write = _Writer(private=report.policy.sees_private)
    return {"schema_version": SCHEMA_VERSION, **write.record(report)}


def reports_to_json(
    reports: Iterable[Report], comparisons: Iterable[Comparison] = ()
) -> dict[str, Any]:
    """Return several reports as plain data, with the comparisons of their shops if any."""
    document: dict[str, Any] = {
        "schema_version": SCHEMA_VERSION,
        "reports": [report_to_json(report) for report in reports],
    }
    # A comparison holds nothing that is private: who may not see it gets none.
    compared = [_Writer(private=False).record(one) for one in comparisons]
    return {**document, "comparisons": compared} if compared else document


def change_to_json(change: Change) -> dict[str, Any]:
    """Return a change as plain data: `Change` of the schema's definitions."""
    write = _Writer(private=AUDIENCES[change.audience].sees_private)
    return {"schema_version": SCHEMA_VERSION, **write.record(change)}


def json_text(document: Mapping[str, Any]) -> str:
    """Return a document as text: the same bytes for the same report."""
    return json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


class _Writer:
    """Turns the values of a report into what JSON knows."""

    def __init__(self, *, private: bool) -> None:
        self.private = private
        self.by_type: dict[type, Callable[[Any], Any]] = {
            str: _itself,
            int: _itself,
            bool: _itself,
            type(None): _itself,
            Fraction: _number,
            Text: dict,
            Picture: lambda picture: {"digest": picture.digest},
            dt.date: dt.date.isoformat,
            tuple: lambda values: [self.value(value) for value in values],
            dict: self._mapping,
        }

    def value(self, value: Any) -> Any:
        """Return one value in JSON's words."""
        write = self.by_type.get(type(value))
        if write is not None:
            return write(value)
        if is_dataclass(value):
            return self.record(value)
        raise TypeError(f"{type(value).__name__} has no place in a report")

    def record(self, record: Any) -> dict[str, Any]:
        """Return a dataclass as an object, its fields in their order."""
        hidden = frozenset() if self.private else PRIVATE.get(type(record), frozenset())
        return {
            field.name: self.value(getattr(record, field.name))
            for field in fields(record)
            if field.name not in hidden
        }

    def _mapping(self, mapping: Mapping[Any, Any]) -> dict[str, Any]:
        return {str(key): self.value(value) for key, value in mapping.items()}


def _itself(value: Any) -> Any:
    return value


def _number(number: Fraction) -> dict[str, Any]:
    return {"value": float(round(number, PLACES)), "exact": str(number)}
