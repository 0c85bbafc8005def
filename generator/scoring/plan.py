"""The plan: what to fix, in which order, and where it leads (SCORING rule 8)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from operator import itemgetter
from typing import NamedTuple

from generator.model.finding import Finding, ShownTask
from generator.model.horizon import Horizon
from generator.model.report import PlanEntry
from generator.scoring.horizons import Calendar
from generator.scoring.judging import CriterionResult
from generator.scoring.levels import capped, thresholds
from generator.scoring.rollup import Rollup
from generator.scoring.rules import ScoringRules

PlanOrder = tuple[int, int, int, int, str]


def plan_order(
    *, cap: int, pace: int, gain: int, weight: int, criterion: str
) -> PlanOrder:
    """Return what the steps of a plan sort by (SCORING rule 8).

    `cap` is the place of the level that a failed critical criterion caps at, beyond all
    levels for any other: those that cap lowest come first. Then by `pace` (gain ÷ days),
    `gain` and `weight`, the greatest first, each an integer over what all of them share,
    and by the id.
    """
    return (cap, -pace, -gain, -weight, criterion)


class _Step(NamedTuple):
    """Something to fix; steps sort by `order`, which ends with a unique id.

    `gain` is a numerator over the total's point denominator, `cap` the place of the
    level that the criterion caps at, None when it does not.
    """

    order: PlanOrder
    gain: int
    cap: int | None
    up_to: bool
    finding: Finding


def plan_of(
    rules: ScoringRules,
    findings: Sequence[tuple[CriterionResult, Finding]],
    rollup: Rollup,
    tasks: Mapping[str, ShownTask],
    *,
    provisional: bool,
) -> tuple[PlanEntry, ...]:
    """Return every answered criterion with a worth below 1, in the order to fix it.

    Failed critical ones come first, from the lowest cap; then by gain ÷ days, gain,
    weight and id. What the shop accepted stands at the end, out of the order. `tasks`
    are by criterion; while the total is `provisional` no step leads to a level.
    """
    steps = sorted(
        (
            _step(rules, judged, finding, rollup)
            for judged, finding in findings
            if judged.worth is not None and judged.outcome != "met"
        ),
        key=itemgetter(0),
    )
    taken, accepted = [], []
    for step in steps:
        task = tasks.get(step.finding.criterion)
        if task is not None and task.status == "accepted" and not task.expired:
            accepted.append(_entry(rules, step, task))
        else:
            taken.append((step, task))
    walked = _walk(rules, rollup, taken, provisional=provisional)
    return (*walked, *accepted)


def _step(
    rules: ScoringRules, judged: CriterionResult, finding: Finding, rollup: Rollup
) -> _Step:
    question = judged.question
    critical = question.critical
    cap = critical.level if judged.failed and critical is not None else None
    unit = rollup.total.point_unit[question.stage]
    gain = unit * question.weight * (rules.denominator - judged.earned)
    return _Step(
        plan_order(
            cap=len(rules.levels.ids) if cap is None else cap,
            pace=gain * rules.pace[finding.effort],
            gain=gain,
            weight=question.weight,
            criterion=question.id,
        ),
        gain,
        cap,
        judged.not_measured,
        finding,
    )


def _entry(
    rules: ScoringRules,
    step: _Step,
    task: ShownTask | None,
    *,
    after: Fraction | None = None,
    level_after: str | None = None,
    lifts_to: str | None = None,
    horizon: Horizon | None = None,
) -> PlanEntry:
    """Return an entry of the plan; without a horizon it is accepted."""
    finding = step.finding
    return PlanEntry(
        finding=finding.id,
        criterion=finding.criterion,
        gain=finding.gain or Fraction(0),
        up_to=step.up_to,
        effort=finding.effort,
        days=rules.days[finding.effort],
        after=after,
        level_after=level_after,
        lifts_to=lifts_to,
        accepted=horizon is None,
        task=task,
        horizon=horizon,
    )


def _walk(
    rules: ScoringRules,
    rollup: Rollup,
    taken: Sequence[tuple[_Step, ShownTask | None]],
    *,
    provisional: bool,
) -> Iterator[PlanEntry]:
    """Yield the entries of the plan, each with where the total is after it."""
    total = rollup.total
    point, denominator = (total.numbers and total.numbers.point) or (0, 1)
    ids = rules.levels.ids
    starts = thresholds(rules.levels, denominator)
    alone = bisect_right(starts, point) - 1
    caps = sorted(critical.level for critical in rollup.whole.failed)
    calendar = Calendar()
    for step, task in taken:
        horizon = calendar.take(
            rules.days[step.finding.effort], critical=step.cap is not None
        )
        point += step.gain
        after = Fraction(point, denominator)
        if provisional:
            yield _entry(rules, step, task, after=after, horizon=horizon)
            continue
        while alone + 1 < len(starts) and point >= starts[alone + 1]:
            alone += 1
        reached = held = capped(alone, caps[0] if caps else None)
        if step.cap is not None:
            caps.remove(step.cap)
            reached = capped(alone, caps[0] if caps else None)
        yield _entry(
            rules,
            step,
            task,
            after=after,
            level_after=ids[reached],
            lifts_to=ids[reached] if reached > held else None,
            horizon=horizon,
        )
