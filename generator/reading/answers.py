"""The answers of an audit file, read against its definition."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.model.answers import ChecklistType, MetricType
from generator.model.audit import (
    Answer,
    ChecklistValue,
    Evidence,
    NotMeasured,
    Spot,
    State,
    Value,
)
from generator.model.definition import Criterion, Definition
from generator.model.text import LANGUAGES, Text, describe
from generator.reading.audit_shapes import AnswerFields
from generator.reading.evidence import EvidenceFolder
from generator.reading.nodes import MapNode
from generator.reading.problems import nearest
from generator.reading.shapes import AUDIT_CODES, read_shape
from generator.reading.source import Source
from generator.reading.values import (
    Place,
    read_items_not_applicable,
    read_metric,
    read_reason,
    read_value,
)

Steps = tuple[str | int, ...]
_NOT_MEASURED = NotMeasured()
_STATES = ("value", "met", "not_applicable", "unknown", "not_measured")


def read_answers(
    source: Source,
    definition: Definition,
    folder: EvidenceFolder,
    language: str,
) -> dict[str, Answer]:
    """Return every answer that could be read; the rest is told to the source.

    `language` is that of plain strings in the file.
    """
    raw = source.root["answers"] if source.root else None
    if not isinstance(raw, MapNode):
        return {}
    reader = _AnswerReader(source, definition, folder, language)
    answers = {}
    for name, value in raw.items():
        answer = reader.read(name, value)
        if answer is not None:
            answers[name] = answer
    return answers


class _AnswerReader:
    """Reads one answer after the other; holds what they have in common."""

    def __init__(
        self,
        source: Source,
        definition: Definition,
        folder: EvidenceFolder,
        language: str,
    ) -> None:
        self._source = source
        self._definition = definition
        self._places = definition.places
        self._folder = folder
        self._language = language
        self._path = source.problems.path
        self._events: Mapping[str, Any] = (
            source.root["answers"].events if source.root else {}
        )

    def read(self, name: str, raw: Any) -> Answer | None:
        place = self._places.get(name)
        if place is None:
            self._tell_unknown(name)
            return None
        if raw is None:
            return None
        steps: Steps = ("answers", name)
        line = self._events[name][0].start_mark.line + 1
        spot = Spot(path=self._path, line=line)
        if isinstance(raw, MapNode):
            return self._read_fields(name, raw, place.criterion, steps, spot)
        value = read_value(raw, Place(self._source, steps, place.criterion))
        if value is None:
            return None
        return Answer(criterion=name, state="answered", value=value, spot=spot)

    def _tell_unknown(self, name: str) -> None:
        steps: Steps = ("answers", name)
        retired = self._definition.retired.get(name)
        if retired is not None:
            instead = retired.replaced_by
            self._source.tell(
                "E326",
                steps,
                f"'{name}' is asked no more since version {retired.since}",
                f"answer '{instead}' instead" if instead else "leave it out",
                key=True,
            )
            return
        self._source.tell(
            "E302",
            steps,
            f"unknown criterion '{name}'",
            nearest(name, self._places),
            key=True,
        )

    def _read_fields(
        self, name: str, raw: MapNode, criterion: Criterion, steps: Steps, spot: Spot
    ) -> Answer | None:
        fields = read_shape(
            AnswerFields,
            self._source,
            AUDIT_CODES,
            language=self._language,
            data=raw,
            at=steps,
        )
        if fields is None:
            return None
        before = len(self._source.problems.found)
        state, value, reason = self._state(fields, raw, criterion, steps)
        evidence = self._evidence(fields.evidence, steps)
        self._check_rest(fields, criterion, steps)
        if len(self._source.problems.found) > before:
            return None
        return Answer(
            criterion=name,
            state=state,
            value=value,
            reason=reason,
            note=fields.note,
            evidence=evidence,
            private=fields.private,
            checked_on=fields.checked_on,
            advice=fields.advice,
            effort=fields.effort,
            exempt=fields.exempt,
            spot=spot,
        )

    def _state(
        self, fields: AnswerFields, raw: MapNode, criterion: Criterion, steps: Steps
    ) -> tuple[State, Value | None, Text | None]:
        given = [key for key in _STATES if raw.get(key) is not None]
        checklist = isinstance(criterion.answer, ChecklistType)
        if checklist and given in (
            ["met", "not_applicable"],
            ["value", "not_applicable"],
        ):
            return self._checklist(raw, given[0], criterion, steps)
        if (
            checklist
            and given == ["not_applicable"]
            and self._names_items(raw, criterion)
        ):
            return self._checklist(raw, None, criterion, steps)
        if len(given) > 1:
            self._source.tell(
                "E313",
                (*steps, given[1]),
                f"an answer has one state, found {' and '.join(given)}",
                f"keep one of {', '.join(given)}",
                key=True,
            )
            return "unanswered", None, None
        if not given:
            self._tell_empty(raw, steps)
            return "unanswered", None, None
        key = given[0]
        if key == "unknown":
            return "unknown", None, fields.unknown
        if key == "not_applicable":
            return self._not_applicable(fields.not_applicable, criterion, steps)
        if key == "not_measured":
            return self._not_measured(fields, criterion, steps)
        if key == "met" and not checklist:
            words = f"'{criterion.id}' is no checklist"
            self._source.tell("E314", (*steps, "met"), words, "write value:", key=True)
            return "unanswered", None, None
        place = Place(self._source, (*steps, key), criterion)
        if isinstance(criterion.answer, MetricType):
            value: Value | None = read_metric(
                raw[key], fields.n, place, criterion.answer
            )
        else:
            if fields.n is not None:
                words = "a sample size belongs to a metric"
                self._source.tell("E321", (*steps, "n"), words, key=True)
            value = read_value(raw[key], place)
        return "answered", value, None

    def _tell_empty(self, raw: MapNode, steps: Steps) -> None:
        """Tell of a reason that was left empty: `unknown:` with nothing after it."""
        for key in ("not_applicable", "unknown"):
            if key in raw:
                words = f"'{key}' needs a reason"
                self._source.tell("E319", (*steps, key), words, key=True)

    def _names_items(self, raw: MapNode, criterion: Criterion) -> bool:
        """Whether `not_applicable` is a map of items, not a text in two languages."""
        value = raw["not_applicable"]
        if not isinstance(value, MapNode):
            return False
        items = getattr(criterion.answer, "items", ())
        ids = {item.id for item in items}
        return any(key in ids or key not in LANGUAGES for key in value)

    def _checklist(
        self, raw: MapNode, key: str | None, criterion: Criterion, steps: Steps
    ) -> tuple[State, Value | None, Text | None]:
        value: Value | None = ChecklistValue(met=())
        if key is not None:
            place = Place(self._source, (*steps, key), criterion)
            value = read_value(raw[key], place)
        at = (*steps, "not_applicable")
        exceptions = raw["not_applicable"]
        if not isinstance(exceptions, MapNode):
            words = f"expected items with reasons, found {describe(exceptions)}"
            hint = 'write not_applicable: {item: "reason"}'
            self._source.tell("E313", at, words, hint)
            return "unanswered", None, None
        if not isinstance(value, ChecklistValue):
            return "unanswered", None, None
        reasons = read_items_not_applicable(
            exceptions, value.met, Place(self._source, at, criterion), self._language
        )
        if reasons is None:
            return "unanswered", None, None
        items = getattr(criterion.answer, "items", ())
        if len(reasons) == len(items):
            words = "; ".join(
                text.in_language(self._language) for text in reasons.values()
            )
            return "not-applicable", None, Text({self._language: words})
        return "answered", ChecklistValue(met=value.met, not_applicable=reasons), None

    def _not_applicable(
        self, raw: Any, criterion: Criterion, steps: Steps
    ) -> tuple[State, Value | None, Text | None]:
        at = (*steps, "not_applicable")
        if criterion.not_applicable_when is None:
            self._source.tell(
                "E318",
                at,
                f"'{criterion.id}' applies to every shop",
                "answer it, or write unknown: with the reason",
                key=True,
            )
            return "unanswered", None, None
        reason = read_reason(raw, self._language)
        if reason is None:
            words = f"expected the reason as a text, found {describe(raw)}"
            self._source.tell("E319", at, words)
        return "not-applicable", None, reason

    def _not_measured(
        self, fields: AnswerFields, criterion: Criterion, steps: Steps
    ) -> tuple[State, Value | None, Text | None]:
        at = (*steps, "not_measured")
        if not isinstance(criterion.answer, MetricType):
            words = f"'{criterion.id}' is not measured but observed"
            hint = "not_measured belongs to metrics; write unknown: with the reason"
            self._source.tell("E320", at, words, hint, key=True)
            return "unanswered", None, None
        if fields.not_measured is not True:
            words = "'not_measured' can only be true"
            self._source.tell("E314", at, words, "leave it out if it is measured")
            return "unanswered", None, None
        return "answered", _NOT_MEASURED, None

    def _evidence(self, entries: tuple[Any, ...], steps: Steps) -> tuple[Evidence, ...]:
        return tuple(
            evidence
            for number, entry in enumerate(entries)
            if (
                evidence := self._folder.read(
                    entry, self._source, (*steps, "evidence", number), self._language
                )
            )
        )

    def _check_rest(
        self, fields: AnswerFields, criterion: Criterion, steps: Steps
    ) -> None:
        if fields.effort is not None and fields.effort not in self._definition.efforts:
            known = ", ".join(map(str, self._definition.efforts))
            words = f"unknown effort {fields.effort}"
            self._source.tell("E305", (*steps, "effort"), words, f"efforts: {known}")
        if fields.exempt is not None:
            critical = criterion.critical
            if critical is None or critical.exempt_when is None:
                words = f"'{criterion.id}' has no exemption"
                self._source.tell("E329", (*steps, "exempt"), words, key=True)
