"""A checklist: what is met of the items that apply."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from math import lcm

from generator.model.answers import ChecklistType
from generator.model.audit import ChecklistValue, Value
from generator.model.finding import ShownAnswer, ShownChoice
from generator.model.text import Text
from generator.scoring.answer_types.evaluator import (
    AnswerEvaluator,
    Evaluation,
    Mark,
    UnknownValueError,
)
from generator.scoring.ratio import ratio


def evaluator(criterion: str, kind: ChecklistType) -> AnswerEvaluator:
    """Return what knows the answers of a criterion."""
    return ChecklistEvaluator(
        criterion=criterion,
        items=frozenset(item.id for item in kind.items),
        words=ChecklistWords.of(kind),
    )


def denominator(kind: ChecklistType) -> int:
    """Return a denominator of every worth that an answer can have."""
    return lcm(*range(1, len(kind.items) + 1))


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistEvaluator:
    """For a checklist: met / applicable items."""

    criterion: str
    items: frozenset[str]
    words: ChecklistWords

    @property
    def open(self) -> ShownAnswer:
        """The items, none of them judged."""
        return self.words.open

    def evaluate(self, value: Value) -> Evaluation:
        """Count the items; repeated ones count once."""
        if not isinstance(value, ChecklistValue):
            raise UnknownValueError(self.criterion, f"not a checklist: {value}")
        items = self.items
        met = frozenset(value.met)
        excused = value.not_applicable
        applicable = len(items) - len(excused)
        if not (met <= items and (not excused or items.issuperset(excused))):
            raise UnknownValueError(self.criterion, "an item is not on the list")
        if excused and not met.isdisjoint(excused):
            raise UnknownValueError(self.criterion, "an item is met and not applicable")
        worth = ratio(len(met), applicable) if applicable else None
        return worth, self.words.shown(met, excused)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistWords:
    """The words of a checklist: each item by id, as met and as missing."""

    open: ShownAnswer
    items: tuple[tuple[str, ShownChoice, ShownChoice], ...]

    @classmethod
    def of(cls, kind: ChecklistType) -> ChecklistWords:
        """Prepare the words of a checklist."""

        def choice(id_: str, text: Text, mark: Mark) -> ShownChoice:
            return ShownChoice(id=id_, text=text, worth=None, mark=mark)

        return cls(
            open=ShownAnswer(
                type="checklist",
                choices=tuple(
                    choice(item.id, item.text, "open") for item in kind.items
                ),
            ),
            items=tuple(
                (
                    item.id,
                    choice(item.id, item.text, "met"),
                    choice(item.id, item.text, "missing"),
                )
                for item in kind.items
            ),
        )

    def shown(self, met: AbstractSet[str], excused: Mapping[str, Text]) -> ShownAnswer:
        """Return the list with its items met, missing or, with a reason, excused."""
        choices = [
            as_met if id_ in met else as_missing
            for id_, as_met, as_missing in self.items
        ]
        if excused:
            choices = [
                ShownChoice(
                    id=choice.id,
                    text=choice.text,
                    worth=None,
                    mark="not-applicable",
                    reason=excused[choice.id],
                )
                if choice.id in excused
                else choice
                for choice in choices
            ]
        return ShownAnswer(type="checklist", choices=tuple(choices))
