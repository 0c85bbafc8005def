"""What an answer is worth, 0…1 (SCORING rule 1), and the answer in words with it.

Each criterion gets one finder, made once: what can be said of an answer before it is
given is ready there, because a thousand audits ask it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from operator import attrgetter
from typing import Any, Protocol

from generator.model.answers import (
    ChecklistType,
    ChoiceType,
    MetricType,
    ScaleType,
    YesNoType,
)
from generator.model.audit import (
    ChecklistValue,
    ChoiceValue,
    MetricValue,
    NotMeasured,
    ScaleValue,
    Value,
    YesNoValue,
)
from generator.model.definition import Criterion
from generator.model.finding import ShownAnswer
from generator.scoring.answer_texts import ChecklistWords, possible_answers
from generator.scoring.metrics import (
    Limit,
    MetricWords,
    exact_number,
    limit_of,
    matching_band,
)
from generator.scoring.ratio import ratio

TOP_STEP = 4
"""The highest step of a scale; step n is worth n/4."""


class UnknownValueError(ValueError):
    """An answer that its criterion does not know: never silently worth 0."""

    def __init__(self, criterion: str, problem: str) -> None:
        """Name the criterion and what is wrong with its answer."""
        super().__init__(f"{criterion}: {problem}")
        self.criterion = criterion


Found = tuple[Fraction | None, ShownAnswer]
"""What an answer says: its worth, and the answer in words.

The worth is None where no item of a checklist applies: then the criterion does not.
"""


class Finder(Protocol):
    """Knows every answer of one criterion."""

    @property
    def open(self) -> ShownAnswer:
        """What was possible, where there is no answer."""

    def find(self, value: Value) -> Found:
        """Return what the answer says.

        Raises UnknownValueError when the criterion does not know the value.
        """


def finder_of(criterion: Criterion) -> Finder:
    """Return what knows the answers of a criterion."""
    kind = criterion.answer
    match kind:
        case ScaleType():
            worths: Mapping[Any, Fraction] = {
                step: Fraction(step, TOP_STEP) for step in range(TOP_STEP + 1)
            }
            return _prepared(criterion.id, kind, ScaleValue, "step", worths)
        case YesNoType():
            worths = {True: Fraction(1), False: Fraction(0)}
            return _prepared(criterion.id, kind, YesNoValue, "yes", worths)
        case ChoiceType(options=options):
            worths = {option.id: option.worth for option in options}
            return _prepared(criterion.id, kind, ChoiceValue, "option", worths)
        case ChecklistType():
            return ChecklistFinder(
                criterion=criterion.id,
                items=frozenset(item.id for item in kind.items),
                words=ChecklistWords.of(kind),
            )
        case MetricType():
            return MetricFinder(
                criterion=criterion.id,
                words=MetricWords.of(kind),
                limits=tuple(limit_of(band) for band in kind.bands),
                worths=tuple(band.worth for band in kind.bands),
            )


def worth_denominator(criterion: Criterion) -> int:
    """Return a denominator of every worth that the criterion's answers can have."""
    match criterion.answer:
        case ScaleType():
            return TOP_STEP
        case YesNoType():
            return 1
        case ChoiceType(options=options):
            return lcm(*(option.worth.denominator for option in options))
        case ChecklistType(items=items):
            return lcm(*range(1, len(items) + 1))
        case MetricType(bands=bands):
            return lcm(*(band.worth.denominator for band in bands))


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparedFinder:
    """For a scale, yes or no, and a choice: every answer is known beforehand."""

    criterion: str
    open: ShownAnswer
    type: type[Value]
    key: Callable[[Any], Any]
    known: Mapping[Any, Found]

    def find(self, value: Value) -> Found:
        """Return the prepared answer."""
        found = self.known.get(self.key(value)) if type(value) is self.type else None
        if found is None:
            raise UnknownValueError(self.criterion, f"no such answer: {value}")
        return found


def _prepared(
    criterion: str,
    kind: ScaleType | YesNoType | ChoiceType,
    type_: type[Value],
    key: str,
    worths: Mapping[Any, Fraction],
) -> PreparedFinder:
    open_, shown = possible_answers(kind, worths)
    return PreparedFinder(
        criterion=criterion,
        open=open_,
        type=type_,
        key=attrgetter(key),
        known={chosen: (worth, shown[chosen]) for chosen, worth in worths.items()},
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistFinder:
    """For a checklist: met / applicable items."""

    criterion: str
    items: frozenset[str]
    words: ChecklistWords

    @property
    def open(self) -> ShownAnswer:
        """The items, none of them judged."""
        return self.words.open

    def find(self, value: Value) -> Found:
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
class MetricFinder:
    """For a metric: the worth of the first band from the top that holds the number."""

    criterion: str
    words: MetricWords
    limits: tuple[Limit, ...]
    worths: tuple[Fraction, ...]

    @property
    def open(self) -> ShownAnswer:
        """The bands, none of them hit."""
        return self.words.open

    def find(self, value: Value) -> Found:
        """Find the band; what is not measured is worth 0."""
        if isinstance(value, NotMeasured):
            return _ZERO, self.words.not_measured
        if not isinstance(value, MetricValue):
            raise UnknownValueError(self.criterion, f"not a number: {value}")
        number = exact_number(value)
        place = matching_band(self.limits, number)
        return self.worths[place], self.words.shown(value, number, place)


_ZERO = Fraction(0)
