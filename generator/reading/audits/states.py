"""The state of an answer that is written out as a mapping: exactly one."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.answers import ChecklistType, MetricType
from generator.model.audit import ChecklistValue, MetricValue, NotMeasured, State, Value
from generator.model.languages import LANGUAGES
from generator.model.text import Text, describe
from generator.reading.answer_types import checklist, read_value
from generator.reading.answer_types.context import AnswerContext, read_reason
from generator.reading.shapes.audit_files import AnswerFields
from generator.reading.strict_yaml.nodes import MapNode

StateRead = tuple[State, Value | None, Text | None]
"""The state, the value of an answered one, the reason of one that needs it."""

_NOT_MEASURED = NotMeasured()
_KEYS = ("value", "met", "not_applicable", "unknown", "not_measured")
_NOTHING: StateRead = ("unanswered", None, None)


def read_state(
    fields: AnswerFields, raw: MapNode, context: AnswerContext, language: str
) -> StateRead:
    """Return the state that a mapping gives; what is wrong is told to the source.

    `context` is that of the mapping; `language` is that of plain strings.
    """
    reader = _StateReader(fields, raw, context, language)
    state = reader.read()
    reader.check_sample_size(state[1])
    return state


@dataclass(frozen=True, slots=True)
class _StateReader:
    fields: AnswerFields
    raw: MapNode
    context: AnswerContext
    language: str

    def read(self) -> StateRead:
        """Return the one state there is."""
        criterion, raw = self.context.criterion, self.raw
        given = [key for key in raw if key in _KEYS and raw[key] is not None]
        items = (
            criterion.answer if isinstance(criterion.answer, ChecklistType) else None
        )
        if items and (
            set(given) in ({"met", "not_applicable"}, {"value", "not_applicable"})
            or (given == ["not_applicable"] and self._names_items(items))
        ):
            given.remove("not_applicable")
            return self._checklist(given[0] if given else None, items)
        if len(given) > 1:
            self._tell(
                "E313",
                given[1],
                f"an answer has one state, found {' and '.join(given)}",
                f"keep one of {', '.join(given)}",
            )
            return _NOTHING
        if not given:
            self._tell_empty()
            return _NOTHING
        key = given[0]
        if key == "unknown":
            return "unknown", None, self._reason(key)
        if key == "not_applicable":
            return self._not_applicable()
        if key == "not_measured":
            return self._not_measured()
        if key == "met" and items is None:
            self._tell(
                "E314", key, f"'{criterion.id}' is not a checklist", "write value:"
            )
            return _NOTHING
        return "answered", self._value(key), None

    def check_sample_size(self, value: Value | None) -> None:
        """Tell of an `n` that would be dropped: only a metric's number has one."""
        metric = isinstance(self.context.criterion.answer, MetricType)
        wrong = metric and value is None and self.raw.get("value") is not None
        if self.fields.n is None or isinstance(value, MetricValue) or wrong:
            return
        words = "a sample size belongs to the value of a metric"
        self._tell("E321", "n", words, "leave out n")

    def _tell(self, code: str, key: str, message: str, hint: str | None = None) -> None:
        context = self.context
        context.source.tell(code, (*context.steps, key), message, hint, key=True)

    def _at(self, key: str) -> AnswerContext:
        context = self.context
        return AnswerContext(context.source, (*context.steps, key), context.criterion)

    def _value(self, key: str) -> Value | None:
        return read_value(self.raw[key], self._at(key), self.fields.n)

    def _tell_empty(self) -> None:
        """Tell of a reason that was left empty: `unknown:` with nothing after it."""
        for key in ("not_applicable", "unknown"):
            if key in self.raw:
                hint = f'write {key}: "the reason"'
                self._tell("E319", key, f"'{key}' needs a reason", hint)

    def _names_items(self, answer: ChecklistType) -> bool:
        """Whether `not_applicable` is a map of items, not a text in two languages."""
        value = self.raw["not_applicable"]
        if not isinstance(value, MapNode):
            return False
        ids = {item.id for item in answer.items}
        return any(key in ids or key not in LANGUAGES for key in value)

    def _checklist(self, key: str | None, answer: ChecklistType) -> StateRead:
        """Read the items met (under `key`, if any) and those that do not apply."""
        value: Value | None = ChecklistValue(met=())
        if key is None and len(self.raw["not_applicable"]) < len(answer.items):
            words = "which of the other items are met?"
            hint = "add met: [item, …], or met: [] for none of them"
            self._tell("E303", "not_applicable", words, hint)
        if key is not None:
            value = read_value(self.raw[key], self._at(key))
        exceptions = self.raw["not_applicable"]
        if not isinstance(exceptions, MapNode):
            place = self._at("not_applicable")
            words = f"expected items with reasons, found {describe(exceptions)}"
            place.tell("E313", words, 'write not_applicable: {item: "reason"}')
            return _NOTHING
        if not isinstance(value, ChecklistValue):
            return _NOTHING
        reasons = checklist.read_items_not_applicable(
            exceptions, value.met, self._at("not_applicable"), answer, self.language
        )
        if reasons is None:
            return _NOTHING
        if len(reasons) == len(answer.items):
            texts = [text.in_language(self.language) for text in reasons.values()]
            return "not-applicable", None, Text({self.language: "; ".join(texts)})
        return "answered", ChecklistValue(met=value.met, not_applicable=reasons), None

    def _not_applicable(self) -> StateRead:
        criterion = self.context.criterion
        if criterion.not_applicable_when is None:
            self._tell(
                "E318",
                "not_applicable",
                f"'{criterion.id}' applies to every shop",
                "answer it, or write unknown: with the reason",
            )
            return _NOTHING
        return "not-applicable", None, self._reason("not_applicable")

    def _reason(self, key: str) -> Text | None:
        reason = read_reason(self.raw[key], self.language)
        if reason is None:
            words = f"expected the reason as a text, found {describe(self.raw[key])}"
            self._at(key).tell("E319", words, f'write {key}: "the reason"')
        return reason

    def _not_measured(self) -> StateRead:
        criterion = self.context.criterion
        if not isinstance(criterion.answer, MetricType):
            self._tell(
                "E320",
                "not_measured",
                f"'{criterion.id}' is not measured but observed",
                "not_measured belongs to metrics; write unknown: with the reason",
            )
            return _NOTHING
        if self.fields.not_measured is None:
            return _NOTHING  # neither true nor false, and told
        if not self.fields.not_measured:
            place = self._at("not_measured")
            words = "'not_measured' can only be true"
            place.tell("E314", words, "leave it out if it is measured")
            return _NOTHING
        return "answered", _NOT_MEASURED, None
