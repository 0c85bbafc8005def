"""The plan: what to mend, in which order, and where it leads (SCORING rule 8)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from generator.model.report import PlanEntry, ShownTask
from generator.scoring.findings import effort_of, finding_id
from generator.scoring.judging import Judged
from generator.scoring.levels import capped, level_place
from generator.scoring.ratio import ratio
from generator.scoring.rollup import Rollup
from generator.scoring.rules import ScoringRules


class _Step(NamedTuple):
    """Something to mend; `gain` is a numerator over the total's point denominator."""

    order: tuple[int, int, int, int, str]
    judged: Judged
    gain: int
    effort: int
    task: ShownTask | None

    @property
    def accepted(self) -> bool:
        """Whether the shop lives with it for now, which takes it out of the order."""
        task = self.task
        return task is not None and task.status == "accepted" and not task.expired


def plan_of(
    rules: ScoringRules,
    shop: str,
    judged: Sequence[Judged],
    rollup: Rollup,
    tasks: Mapping[str, ShownTask],
    *,
    provisional: bool,
) -> tuple[PlanEntry, ...]:
    """Return every answered criterion with a worth below 1, in the order to mend it.

    Failed critical ones come first, from the lowest cap; then by gain ÷ days, gain,
    weight and id. What the shop accepted stands at the end, out of the order. `tasks`
    are by criterion; while the total is `provisional` no step leads to a level.
    """
    steps = sorted(
        _step(rules, one, rollup, tasks.get(one.question.id))
        for one in judged
        if one.worth is not None and one.outcome != "met"
    )
    walk = _Walk(rules, rollup, provisional=provisional)
    entries = [walk.take(shop, step) for step in steps if not step.accepted]
    entries += [_entry(rules, shop, step, rollup) for step in steps if step.accepted]
    return tuple(entries)


def _step(
    rules: ScoringRules, judged: Judged, rollup: Rollup, task: ShownTask | None
) -> _Step:
    question = judged.question
    unit = rollup.total.point_unit[question.stage]
    gain = unit * question.weight * (rules.denominator - judged.earned)
    effort = effort_of(judged)
    critical = question.critical
    urgency = (
        critical.level
        if judged.failed and critical is not None
        else len(rules.levels.ids)
    )
    order = (urgency, -gain * rules.pace[effort], -gain, -question.weight, question.id)
    return _Step(order, judged, gain, effort, task)


class _Walk:
    """The total as it stands while the plan is worked through, step after step."""

    def __init__(
        self, rules: ScoringRules, rollup: Rollup, *, provisional: bool
    ) -> None:
        """Start where the audit found the shop."""
        self.provisional = provisional
        self.rules = rules
        self.rollup = rollup
        numbers = rollup.total.numbers
        self.point = numbers.point[0] if numbers and numbers.point else 0
        self.caps = sorted(critical.level for critical in rollup.whole.failed)

    def take(self, shop: str, step: _Step) -> PlanEntry:
        """Mend one thing and say where that leads."""
        self.point += step.gain
        denominator = self.rollup.total.point_denominator
        level = lifted = None
        cap_before = self.caps[0] if self.caps else None
        if step.judged.failed and step.judged.question.critical is not None:
            self.caps.remove(step.judged.question.critical.level)
        if not self.provisional:
            levels = self.rules.levels
            alone = level_place(levels, self.point, denominator)
            reached = capped(alone, self.caps[0] if self.caps else None)
            level = levels.ids[reached]
            if reached > capped(alone, cap_before):
                lifted = level
        return _entry(
            self.rules,
            shop,
            step,
            self.rollup,
            after=self.point,
            level_after=level,
            lifts_to=lifted,
        )


def _entry(
    rules: ScoringRules,
    shop: str,
    step: _Step,
    rollup: Rollup,
    *,
    after: int | None = None,
    level_after: str | None = None,
    lifts_to: str | None = None,
) -> PlanEntry:
    denominator = rollup.total.point_denominator
    id_ = step.judged.question.id
    return PlanEntry(
        finding=finding_id(shop, id_),
        criterion=id_,
        gain=ratio(100 * step.gain, denominator),
        up_to=step.judged.not_measured,
        effort=step.effort,
        days=rules.days[step.effort],
        after=None if after is None else ratio(after, denominator),
        level_after=level_after,
        lifts_to=lifts_to,
        accepted=step.accepted,
        task=step.task,
    )
