"""Sums over touchpoints, stages and the whole (SCORING rules 3 to 5), in integers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import lcm
from typing import NamedTuple

from generator.model.score import Counts
from generator.scoring.judging import CriterionResult
from generator.scoring.rules import CriticalRules, ScoringRules, StageRules


class Numbers(NamedTuple):
    """A score's four numbers as (numerator, denominator); `point` None without one."""

    point: tuple[int, int] | None
    low: tuple[int, int]
    high: tuple[int, int]
    coverage: tuple[int, int]


@dataclass(slots=True, kw_only=True)
class Sums:
    """The running sums of a touchpoint, a stage or the whole.

    `applicable` is W, `answered` K, both sums of weights; `earned` is S over the rules'
    denominator. `tally` counts outcomes and states by name. `failed` holds the critical
    criteria that fail, `pending` the ids of those of which nobody knows yet.
    """

    applicable: int = 0
    answered: int = 0
    earned: int = 0
    tally: dict[str, int] = field(default_factory=dict)
    failed: list[CriticalRules] = field(default_factory=list)
    pending: list[str] = field(default_factory=list)

    def add(self, judged: CriterionResult) -> None:
        """Take one criterion in."""
        question = judged.question
        weight = question.weight
        if judged.outcome is not None:
            name: str = judged.outcome
            self.applicable += weight
            self.answered += weight
            self.earned += weight * judged.earned
        else:
            name = judged.state
            if name in {"unknown", "unanswered"}:
                self.applicable += weight
        self.tally[name] = self.tally.get(name, 0) + 1
        if judged.failed and question.critical is not None:
            self.failed.append(question.critical)
        if judged.pending:
            self.pending.append(question.id)

    def take(self, other: Sums) -> None:
        """Take the sums of a part in."""
        self.applicable += other.applicable
        self.answered += other.answered
        self.earned += other.earned
        for name, number in other.tally.items():
            self.tally[name] = self.tally.get(name, 0) + number
        self.failed += other.failed
        self.pending += other.pending

    def counts(self) -> Counts:
        """Return how many criteria ended in each outcome and state."""
        number = self.tally.get
        return Counts(
            critical=number("critical", 0),
            failing=number("failing", 0),
            partly_met=number("partly-met", 0),
            met=number("met", 0),
            not_applicable=number("not-applicable", 0),
            unknown=number("unknown", 0),
            unanswered=number("unanswered", 0),
            out_of_profile=number("out-of-profile", 0),
        )

    def numbers(self, denominator: int) -> Numbers | None:
        """Return point, low, high and coverage; None where nothing applies."""
        whole, known, earned = self.applicable, self.answered, self.earned
        if not whole:
            return None
        return Numbers(
            point=(earned, known * denominator) if known else None,
            low=(earned, whole * denominator),
            high=(earned + (whole - known) * denominator, whole * denominator),
            coverage=(known, whole),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """The whole audit's numbers, and what one unit of a stage counts in them.

    A criterion of stage s with weight w and worth x (over the rules' denominator) adds
    w · x · `point_unit[s]` / `point_denominator` to the point; knowing a criterion of
    weight w closes w · `range_unit[s]` / `range_denominator` of the range. All are 0 or
    1 where there is nothing to add to. `complete`: every stage that applies has a
    point.
    """

    numbers: Numbers | None
    point_unit: tuple[int, ...]
    point_denominator: int
    range_unit: tuple[int, ...]
    range_denominator: int
    complete: bool


def total_of(rules: ScoringRules, stages: Sequence[Sums]) -> Total:
    """Return the weighted mean of the stages (SCORING rule 4)."""
    pairs = list(zip(rules.stages, stages, strict=True))
    known = [(rule, sums) for rule, sums in pairs if sums.answered]
    applying = [(rule, sums) for rule, sums in pairs if sums.applicable]
    known_lcm = lcm(*(sums.answered for _, sums in known))
    range_lcm = lcm(*(sums.applicable for _, sums in applying))
    point_unit = tuple(_unit(rule, sums.answered, known_lcm) for rule, sums in pairs)
    range_unit = tuple(_unit(rule, sums.applicable, range_lcm) for rule, sums in pairs)
    point_whole = sum(rule.weight for rule, _ in known) * known_lcm
    range_whole = sum(rule.weight for rule, _ in applying) * range_lcm
    point_denominator = point_whole * rules.denominator or 1
    range_denominator = range_whole * rules.denominator or 1
    by_point = zip(point_unit, stages, strict=True)
    by_range = list(zip(range_unit, stages, strict=True))
    low = sum(unit * sums.earned for unit, sums in by_range)
    covered = sum(unit * sums.answered for unit, sums in by_range)
    high = low + (range_whole - covered) * rules.denominator
    point = sum(unit * sums.earned for unit, sums in by_point)
    numbers = Numbers(
        point=(point, point_denominator) if known else None,
        low=(low, range_denominator),
        high=(high, range_denominator),
        coverage=(covered, range_whole),
    )
    return Total(
        numbers=numbers if applying else None,
        point_unit=point_unit,
        point_denominator=point_denominator,
        range_unit=range_unit,
        range_denominator=range_whole or 1,
        complete=len(known) == len(applying),
    )


def _unit(rule: StageRules, weight: int, common: int) -> int:
    """Return what one unit of weight in a stage counts, over the common whole."""
    return rule.weight * (common // weight) if weight else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Rollup:
    """All sums of an audit: touchpoints and stages in journey order, and the whole."""

    touchpoints: tuple[Sums, ...]
    stages: tuple[Sums, ...]
    whole: Sums
    total: Total


def roll_up(rules: ScoringRules, judged: Sequence[CriterionResult]) -> Rollup:
    """Add every criterion up."""
    touchpoints = tuple(Sums() for stage in rules.stages for _ in stage.touchpoints)
    stages = tuple(Sums() for _ in rules.stages)
    whole = Sums()
    for one in judged:
        touchpoints[one.question.touchpoint].add(one)
    for rule, stage in zip(rules.stages, stages, strict=True):
        for sums in touchpoints[rule.first : rule.first + len(rule.touchpoints)]:
            stage.take(sums)
        whole.take(stage)
    return Rollup(
        touchpoints=touchpoints,
        stages=stages,
        whole=whole,
        total=total_of(rules, stages),
    )
