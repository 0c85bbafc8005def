"""The three causes of a change, step by step and criterion by criterion (rule 13).

The points P0 to P5 come from the same sums as every score. What one criterion
contributes to a step follows from how a weighted mean moves, so that contributions add
up to the step and a criterion that the step leaves alone contributes nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from generator.model.change import Causes
from generator.scoring.judging import CriterionResult
from generator.scoring.ratio import ratio
from generator.scoring.rollup import Sums, roll_up
from generator.scoring.rules import ScoringRules

Cause = Literal["shop", "answers", "definition"]
Part = tuple[str, Fraction]
"""A criterion, and what it adds to a difference."""

_NOTHING = Fraction(0)


def point_of(rules: ScoringRules, judged: Sequence[CriterionResult]) -> Fraction | None:
    """Return the total's point over the criteria given; None without one."""
    numbers = roll_up(rules, judged).total.numbers
    return Fraction(*numbers.point) if numbers and numbers.point else None


def stage_point(rules: ScoringRules, sums: Sums) -> Fraction | None:
    """Return a stage's point; None without one."""
    numbers = sums.numbers(rules.denominator)
    return Fraction(*numbers.point) if numbers and numbers.point else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps:
    """The answered criteria of the steps from audit A to audit B.

    `p0` and `p1` are judged by A's rules, the others by B's. `common` are p1's that
    both audits answer, still by A's rules: what p2 judges by B's.
    """

    rules_a: ScoringRules
    rules_b: ScoringRules
    p0: Sequence[CriterionResult]
    p1: Sequence[CriterionResult]
    common: Sequence[CriterionResult]
    p2: Sequence[CriterionResult]
    p3: Sequence[CriterionResult]
    p4: Sequence[CriterionResult]
    p5: Sequence[CriterionResult]

    def points(self) -> tuple[Fraction | None, ...]:
        """Return P0 to P5."""
        return (
            point_of(self.rules_a, self.p0),
            point_of(self.rules_a, self.p1),
            *(
                point_of(self.rules_b, judged)
                for judged in (self.p2, self.p3, self.p4, self.p5)
            ),
        )

    def contributions(self) -> Mapping[str, Causes]:
        """Return what each criterion adds to each cause; the others add nothing.

        To be asked only where every step has a point.
        """
        p0, p1, common = (
            _Weights(self.rules_a, judged) for judged in (self.p0, self.p1, self.common)
        )
        p2, p3, p4, p5 = (
            _Weights(self.rules_b, judged)
            for judged in (self.p2, self.p3, self.p4, self.p5)
        )
        found: dict[Cause, dict[str, Fraction]] = {
            "shop": defaultdict(Fraction),
            "answers": defaultdict(Fraction),
            "definition": defaultdict(Fraction),
        }
        steps: list[tuple[Cause, Iterator[Part], int]] = [
            ("answers", _added(p1, p0), -1),
            ("definition", _added(common, p1), -1),
            ("definition", _weighed_anew(common, p2), 1),
            ("shop", _weighed_anew(p2, p3), 1),
            ("definition", _added(p3, p4), 1),
            ("answers", _added(p4, p5), 1),
        ]
        for cause, parts, sign in steps:
            for criterion, part in parts:
                found[cause][criterion] += sign * part
        touched = {criterion for parts in found.values() for criterion in parts}
        return {
            criterion: Causes(
                shop=found["shop"].get(criterion, _NOTHING),
                answers=found["answers"].get(criterion, _NOTHING),
                definition=found["definition"].get(criterion, _NOTHING),
            )
            for criterion in touched
        }


@dataclass(slots=True)
class _Weights:
    """Answered criteria as parts of one weighted mean.

    A criterion's part is stage weight / counted × weight / weights of its stage; all
    parts add up to 1. `stages` are the stages' points, `total` their weighted mean.
    """

    rules: ScoringRules
    judged: Sequence[CriterionResult]
    parts: dict[str, tuple[Fraction, Fraction]] = field(init=False)
    stages: dict[int, Fraction] = field(init=False)
    total: Fraction = field(init=False)

    def __post_init__(self) -> None:
        """Find each criterion's part, with its worth."""
        whole: dict[int, int] = defaultdict(int)
        earned: dict[int, int] = defaultdict(int)
        for one in self.judged:
            question = one.question
            whole[question.stage] += question.weight
            earned[question.stage] += question.weight * one.earned
        weights = {stage: self.rules.stages[stage].weight for stage in whole}
        counted = sum(weights.values())
        denominator = self.rules.denominator
        self.stages = {
            stage: Fraction(earned[stage], whole[stage] * denominator)
            for stage in whole
        }
        self.total = (
            sum((weights[stage] * self.stages[stage] for stage in whole), _NOTHING)
            / counted
        )
        self.parts = {
            one.question.id: (
                ratio(
                    weights[one.question.stage] * one.question.weight,
                    counted * whole[one.question.stage],
                ),
                one.worth,
            )
            for one in self.judged
            if one.worth is not None
        }


def _added(fewer: _Weights, more: _Weights) -> Iterator[Part]:
    """Yield what each criterion adds that only `more` has, under the same rules.

    Its part of `more` times its distance from what stood there without it: the stage's
    point, or the total where the stage had none.
    """
    for one in more.judged:
        question = one.question
        if question.id not in fewer.parts:
            part, worth = more.parts[question.id]
            yield (
                question.id,
                part * (worth - fewer.stages.get(question.stage, fewer.total)),
            )


def _weighed_anew(old: _Weights, new: _Weights) -> Iterator[Part]:
    """Yield what each criterion adds when the same ones get other worths or weights.

    The change of its worth times its new part, and the change of its part times its
    old distance from the total. The parts add up to 1 before and after, so that these
    add up to the difference.
    """
    for criterion, (part, worth) in new.parts.items():
        part_before, worth_before = old.parts[criterion]
        added = _NOTHING
        if worth != worth_before:
            added += part * (worth - worth_before)
        if part != part_before:
            added += (part - part_before) * (worth_before - old.total)
        if added:
            yield criterion, added
