"""A definition made ready to score: integers over common denominators, places, texts.

Compiled once per definition and profile, because a thousand audits share it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from math import lcm
from typing import Any
from weakref import WeakKeyDictionary

from generator.model.audit import Value
from generator.model.definition import Criterion, Definition, Profile
from generator.model.finding import Asked, ShownCritical
from generator.model.report import DefinitionRef, Rules, ShownEffort, ShownLevel
from generator.model.score import Cap
from generator.model.text import Text
from generator.scoring.answer_types import evaluator_of, worth_denominator
from generator.scoring.answer_types.evaluator import AnswerEvaluator
from generator.scoring.criterion_texts import asked_of, shown_critical
from generator.scoring.ratio import common_denominator, over


@dataclass(frozen=True, slots=True, kw_only=True)
class CriticalRules:
    """When a criterion fails critically, and what that does (SCORING rule 6).

    `level` is the place of the level it caps at; a worth (0…1) below `fails_below`,
    given as (numerator, denominator), fails.
    """

    cap: Cap
    level: int
    fails_below: tuple[int, int]
    must_items: tuple[str, ...]
    shown: ShownCritical
    shown_failed: ShownCritical


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A criterion as scoring sees it.

    `stage` and `touchpoint` count from 0 through the whole definition. `judged` is
    where judging remembers what values came to.
    """

    criterion: Criterion
    id: str
    stage: int
    touchpoint: int
    stage_id: str
    touchpoint_id: str
    in_profile: bool
    weight: int
    critical: CriticalRules | None
    asked: Asked
    evaluator: AnswerEvaluator
    judged: dict[Value, Any] = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class StageRules:
    """A stage: its weight over the stages' common denominator, and its touchpoints.

    `first` is the place of its first touchpoint among all touchpoints.
    """

    id: str
    name: Text
    weight: int
    exact_weight: Fraction
    first: int
    touchpoints: tuple[tuple[str, Text], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelRules:
    """The levels from the lowest, and the coverage that awarding one needs.

    `starts` are fractions of 1, as (numerator, denominator).
    """

    ids: tuple[str, ...]
    starts: tuple[tuple[int, int], ...]
    needed: tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoringRules:
    """A definition under one profile, ready to score.

    Worths are integers over `denominator`. `pace` is, by effort, a whole number in
    proportion to 1 / days, so that gain ÷ days is compared without fractions.
    """

    denominator: int
    stages: tuple[StageRules, ...]
    questions: tuple[Question, ...]
    ids: frozenset[str]
    levels: LevelRules
    days: Mapping[int, Fraction]
    pace: Mapping[int, int]
    reference: DefinitionRef
    shown: Rules


_compiled: WeakKeyDictionary[Definition, dict[str, ScoringRules]] = WeakKeyDictionary()


def rules_of(definition: Definition, profile: str) -> ScoringRules:
    """Return the definition under a profile, compiled the first time it is asked.

    Raises KeyError for a profile that the definition does not have.
    """
    by_profile = _compiled.setdefault(definition, {})
    rules = by_profile.get(profile)
    if rules is None:
        rules = _compile(definition, definition.profiles[profile])
        by_profile[profile] = rules
    return rules


def _compile(definition: Definition, profile: Profile) -> ScoringRules:
    criteria = [place.criterion for place in definition.places.values()]
    whole_pace = lcm(*(effort.days.numerator for effort in definition.efforts.values()))
    starts = [level.start / 100 for level in definition.levels]
    needed = definition.coverage_needed / 100
    return ScoringRules(
        denominator=lcm(*(worth_denominator(criterion) for criterion in criteria)),
        stages=_stages(definition),
        questions=_questions(definition, profile),
        ids=frozenset(definition.places),
        levels=LevelRules(
            ids=tuple(level.id for level in definition.levels),
            starts=tuple((start.numerator, start.denominator) for start in starts),
            needed=(needed.numerator, needed.denominator),
        ),
        days={id_: effort.days for id_, effort in definition.efforts.items()},
        pace={
            id_: whole_pace // effort.days.numerator * effort.days.denominator
            for id_, effort in definition.efforts.items()
        },
        reference=DefinitionRef(
            id=definition.id,
            version=definition.version,
            digest=definition.digest,
            title=definition.title,
            profile_name=profile.name,
        ),
        shown=_shown_rules(definition),
    )


def _stages(definition: Definition) -> tuple[StageRules, ...]:
    denominator = common_denominator(stage.weight for stage in definition.stages)
    stages = []
    first = 0
    for stage in definition.stages:
        stages.append(
            StageRules(
                id=stage.id,
                name=stage.name,
                weight=over(stage.weight, denominator),
                exact_weight=stage.weight,
                first=first,
                touchpoints=tuple(
                    (point.id, point.name) for point in stage.touchpoints
                ),
            )
        )
        first += len(stage.touchpoints)
    return tuple(stages)


def _questions(definition: Definition, profile: Profile) -> tuple[Question, ...]:
    touchpoints = [
        (stage_place, stage, touchpoint)
        for stage_place, stage in enumerate(definition.stages)
        for touchpoint in stage.touchpoints
    ]
    return tuple(
        Question(
            criterion=criterion,
            id=criterion.id,
            stage=stage_place,
            touchpoint=touchpoint_place,
            stage_id=stage.id,
            touchpoint_id=touchpoint.id,
            in_profile=profile.asks(criterion),
            weight=criterion.weight,
            critical=_critical(definition, criterion),
            asked=asked_of(definition, criterion),
            evaluator=evaluator_of(criterion),
        )
        for touchpoint_place, (stage_place, stage, touchpoint) in enumerate(touchpoints)
        for criterion in touchpoint.criteria
    )


def _critical(definition: Definition, criterion: Criterion) -> CriticalRules | None:
    critical = criterion.critical
    if critical is None:
        return None
    cap = definition.caps[critical.kind]
    shown = shown_critical(critical, cap)
    below = critical.below / 100
    return CriticalRules(
        cap=Cap(criterion=criterion.id, kind=critical.kind, cap=cap),
        level=[level.id for level in definition.levels].index(cap),
        fails_below=(below.numerator, below.denominator),
        must_items=critical.must_items,
        shown=shown,
        shown_failed=replace(shown, failed=True),
    )


def _shown_rules(definition: Definition) -> Rules:
    return Rules(
        levels=tuple(
            ShownLevel(id=level.id, start=level.start, name=level.name)
            for level in definition.levels
        ),
        caps=dict(definition.caps),
        kinds=dict(definition.kinds),
        coverage_needed=definition.coverage_needed,
        efforts={
            id_: ShownEffort(id=effort.id, days=effort.days, name=effort.name)
            for id_, effort in definition.efforts.items()
        },
    )
