"""What the types of answers share in scoring: what they find, and how it is found.

Each criterion gets one evaluator, made once: what can be said of an answer before it is
given is ready there, because a thousand audits ask it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from operator import attrgetter
from typing import Any, Literal, Protocol

from generator.model.audit import Value
from generator.model.finding import ShownAnswer, ShownChoice
from generator.model.text import Text

Mark = Literal["chosen", "not-chosen", "met", "missing", "not-applicable", "open"]


class UnknownValueError(ValueError):
    """An answer that its criterion does not know: never silently worth 0."""

    def __init__(self, criterion: str, problem: str) -> None:
        """Name the criterion and what is wrong with its answer."""
        super().__init__(f"{criterion}: {problem}")
        self.criterion = criterion


Evaluation = tuple[Fraction | None, ShownAnswer]
"""What an answer says: its worth, and the answer in words.

The worth is None where no item of a checklist applies: then the criterion does not.
"""


class AnswerEvaluator(Protocol):
    """Knows every answer of one criterion."""

    @property
    def open(self) -> ShownAnswer:
        """What was possible, where there is no answer."""

    def evaluate(self, value: Value) -> Evaluation:
        """Return what the answer says.

        Raises UnknownValueError when the criterion does not know the value.
        """


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparedEvaluator:
    """For a scale, yes or no, and a choice: every answer is known beforehand."""

    criterion: str
    open: ShownAnswer
    type: type[Value]
    key: Callable[[Any], Any]
    known: Mapping[Any, Evaluation]

    def evaluate(self, value: Value) -> Evaluation:
        """Return the prepared answer."""
        found = self.known.get(self.key(value)) if type(value) is self.type else None
        if found is None:
            raise UnknownValueError(self.criterion, f"no such answer: {value}")
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Possible:
    """An answer that may be chosen: by its key in a value, in words, and its worth."""

    key: Any
    id: str
    text: Text
    worth: Fraction


def prepared(
    criterion: str,
    type_: type[Value],
    key: str,
    kind: Literal["scale", "yes_no", "choice"],
    answers: Iterable[Possible],
) -> PreparedEvaluator:
    """Return what knows these answers of a criterion.

    `key` is the field of the value, which is a `type_`, that says which one it is.
    """
    possible = tuple(answers)

    def shown(chosen: object, mark: Mark) -> ShownAnswer:
        return ShownAnswer(
            type=kind,
            choices=tuple(
                ShownChoice(
                    id=one.id,
                    text=one.text,
                    worth=one.worth,
                    mark="chosen" if one.key == chosen else mark,
                )
                for one in possible
            ),
        )

    return PreparedEvaluator(
        criterion=criterion,
        open=shown(None, "open"),
        type=type_,
        key=attrgetter(key),
        known={one.key: (one.worth, shown(one.key, "not-chosen")) for one in possible},
    )
