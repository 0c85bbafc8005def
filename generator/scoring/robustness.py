"""What other weights would make of a report (SCORING rule 11): exact, in integers.

A function of the finished report, so that it cannot disagree with the numbers printed
beside it, and so that only the reports that somebody reads pay for it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from math import lcm
from typing import NamedTuple

from generator.model.finding import Finding
from generator.model.report import Report, Robustness, StageRange
from generator.scoring.levels import level_place
from generator.scoring.plan import PlanOrder, plan_order
from generator.scoring.ratio import common_denominator, over, ratio

FIRST = 5
"""How many recommendations are looked at."""

_LESS, _MORE = 3, 5
"""A weight less 25 % and a weight more 25 %, in quarters."""

_PERCENT = 100

_TWO = 2
"""Below that many answers in a stage its weights decide nothing."""

Weighted = tuple[int, int]
"""A weight, and a worth as an integer over some common denominator."""


def with_robustness(report: Report) -> Report:
    """Return the report with its robustness; the same report where it has none."""
    found = robustness_of(report)
    return report if found is None else replace(report, robustness=found)


def robustness_of(report: Report) -> Robustness | None:
    """Return the ranges under other weights and the steady recommendations.

    None where the total has no point, and where no stage has two answers. A
    provisional total has its range as well: it is the range of its point.
    """
    answered = [one for one in report.findings if one.worth is not None]
    whole = common_denominator(one.worth for one in answered if one.worth is not None)
    by_stage: dict[str, list[Weighted]] = defaultdict(list)
    for one in answered:
        if one.worth is not None:
            by_stage[one.stage].append((one.weight, over(one.worth, whole)))
    if all(len(held) < _TWO for held in by_stage.values()):
        return None
    ranges = []
    low = high = counted = Fraction(0)
    for stage in report.stages:
        held = by_stage.get(stage.id)
        if held:
            least, most = stage_range(held, whole)
            ranges.append(StageRange(stage=stage.id, low=least, high=most))
            low += stage.weight * least
            high += stage.weight * most
            counted += stage.weight
    least, most = low / counted, high / counted
    levels = report.score is not None and not report.score.provisional
    return Robustness(
        low=least,
        high=most,
        stages=tuple(ranges),
        steady=tuple(_steady(report, by_stage)),
        low_level=_level_alone(report, least) if levels else None,
        high_level=_level_alone(report, most) if levels else None,
    )


def _level_alone(report: Report, point: Fraction) -> str:
    """Return the level that a point would reach, whatever caps the total."""
    levels = report.rules.levels
    starts = [
        (level.start.numerator, _PERCENT * level.start.denominator) for level in levels
    ]
    return levels[level_place(starts, point.numerator, point.denominator)].id


def stage_range(answers: Iterable[Weighted], whole: int) -> tuple[Fraction, Fraction]:
    """Return the least and the greatest Σ weight × worth ÷ Σ weight of a stage.

    Each weight moves on its own between ¾ and 5/4 of itself. `answers`, at least one,
    hold worths over `whole`. Moving one weight changes the quotient monotonically, up
    when the worth is above it, so that at an extreme every weight stands at the end
    that its side of a threshold asks for: sort by worth and try each cut. Equal worths
    stand on the same side, so they are added up first; sums of what lies above the cut
    make each try two additions. O(n log n).
    """
    weights: dict[int, int] = defaultdict(int)
    for weight, worth in answers:
        weights[worth] += weight
    above = earned_above = 0
    total = sum(weights.values())
    earned = sum(worth * weight for worth, weight in weights.items())
    moved = _MORE - _LESS
    most = least = (earned, total)
    for worth in sorted(weights, reverse=True):
        above += weights[worth]
        earned_above += worth * weights[worth]
        up = (_LESS * earned + moved * earned_above, _LESS * total + moved * above)
        down = (_MORE * earned - moved * earned_above, _MORE * total - moved * above)
        if up[0] * most[1] > most[0] * up[1]:
            most = up
        if down[0] * least[1] < least[0] * down[1]:
            least = down
    return ratio(least[0], least[1] * whole), ratio(most[0], most[1] * whole)


class _Place(NamedTuple):
    """A step of the plan as its order sees it.

    `cap` is the place of the level it caps at, beyond all levels where it does not;
    `pace` (gain ÷ days) and `gain` are integers over one denominator each.
    """

    criterion: str
    stage: str
    cap: int
    pace: int
    gain: int
    weight: int

    def order(self, gains: int, weights: int) -> PlanOrder:
        """Return what the plan sorts by, with gain and weight multiplied."""
        return plan_order(
            cap=self.cap,
            pace=self.pace * gains,
            gain=self.gain * gains,
            weight=self.weight * weights,
            criterion=self.criterion,
        )


def _steady(
    report: Report, by_stage: Mapping[str, Sequence[Weighted]]
) -> Iterator[str]:
    """Yield those of the first five that stay among them, in plan order.

    For each, the audit is scored anew with its own weight at ¾ and all others at 5/4,
    and the plan ordered anew by rule 8. Worths do not hang on weights, so what fails
    critically goes on failing and capping, and keeps its place before all the rest.
    A gain is stage weight × weight × (1 − worth) ÷ answered weight of the stage. Let K
    be that answered weight in the stage of the one looked at and w its weight, then K
    becomes (5K − 2w) / 4 and the gains there are multiplied by 5K / (5K − 2w), its own
    by 3K / (5K − 2w); in other stages everything grows alike and no gain changes.
    Ties go by the moved weights, then by id. Accepted steps stay out of the order.
    """
    order = _places(report)
    for looked_at in order[:FIRST]:
        answered = sum(weight for weight, _ in by_stage[looked_at.stage])
        elsewhere = _MORE * answered - (_MORE - _LESS) * looked_at.weight
        own = looked_at.order(_LESS * answered, _LESS)
        ahead = sum(
            one is not looked_at
            and one.order(
                _MORE * answered if one.stage == looked_at.stage else elsewhere, _MORE
            )
            < own
            for one in order
        )
        if ahead < FIRST:
            yield looked_at.criterion


def _places(report: Report) -> list[_Place]:
    """Return the steps of the plan, without the accepted ones, in its order."""
    entries = [entry for entry in report.plan if not entry.accepted]
    findings = {one.criterion: one for one in report.findings}
    levels = [level.id for level in report.rules.levels]
    gains = common_denominator(entry.gain for entry in entries)
    days = lcm(*(entry.days.numerator for entry in entries))
    places = []
    for entry in entries:
        finding = findings[entry.criterion]
        gain = over(entry.gain, gains)
        places.append(
            _Place(
                criterion=entry.criterion,
                stage=finding.stage,
                cap=_cap(finding, levels),
                pace=gain * (days // entry.days.numerator) * entry.days.denominator,
                gain=gain,
                weight=finding.weight,
            )
        )
    return places


def _cap(finding: Finding, levels: Sequence[str]) -> int:
    critical = finding.critical
    if critical is None or not critical.failed:
        return len(levels)
    return levels.index(critical.cap)
