"""Two audits side by side: what each asks and answers, and what can be compared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from generator.model.answers import MetricType
from generator.model.audit import Audit, MetricValue
from generator.model.change import ComparedAudit
from generator.model.definition import Definition
from generator.scoring.answer_types.evaluator import UnknownValueError
from generator.scoring.changes.causes import Steps, point_of, stage_point
from generator.scoring.judging import CriterionResult, evaluate_criteria
from generator.scoring.rollup import roll_up
from generator.scoring.rules import Question, ScoringRules, rules_of


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedAudit:
    """One audit, judged: what its profile asks, and what of it is answered, by id."""

    definition: Definition
    audit: Audit
    rules: ScoringRules
    asked: Mapping[str, CriterionResult]
    answered: Mapping[str, CriterionResult]

    @classmethod
    def of(cls, definition: Definition, audit: Audit) -> JudgedAudit:
        """Judge an audit by its own definition."""
        rules = rules_of(definition, audit.profile)
        asked = {
            one.question.id: one
            for one in evaluate_criteria(rules, audit)
            if one.question.in_profile
        }
        return cls(
            definition=definition,
            audit=audit,
            rules=rules,
            asked=asked,
            answered={id_: one for id_, one in asked.items() if one.worth is not None},
        )

    def compared(self) -> ComparedAudit:
        """Return the audit as the Change names it."""
        return ComparedAudit(
            date=self.audit.date,
            definition=self.definition.id,
            version=self.definition.version,
            digest=self.definition.digest,
            profile=self.audit.profile,
            point=point_of(self.rules, tuple(self.answered.values())),
        )

    def stage_points(self) -> list[tuple[str, Fraction | None]]:
        """Return each stage's id and point."""
        sums = roll_up(self.rules, tuple(self.answered.values())).stages
        return [
            (stage.id, stage_point(self.rules, one))
            for stage, one in zip(self.rules.stages, sums, strict=True)
        ]


def restated_answers(a: JudgedAudit, b: JudgedAudit) -> Mapping[str, CriterionResult]:
    """Return A's answers by B's rules, where both answer and B's rules know them."""
    answers = {
        id_: answer
        for id_, one in a.answered.items()
        if id_ in b.answered
        and (answer := one.answer) is not None
        and _still_an_answer(one, b.answered[id_].question)
    }
    judged = evaluate_criteria(b.rules, replace(a.audit, answers=answers))
    return {one.question.id: one for one in judged if one.worth is not None}


def _still_an_answer(earlier: CriterionResult, later: Question) -> bool:
    """Whether an answer given to one version of a question answers the other."""
    asked, asks = earlier.question.criterion.answer, later.criterion.answer
    value = earlier.answer.value if earlier.answer else None
    if value is None:
        return False
    if (
        isinstance(value, MetricValue)
        and isinstance(asked, MetricType)
        and isinstance(asks, MetricType)
    ) and _measured(asked) != _measured(asks):
        return False
    try:
        later.evaluator.evaluate(value)
    except UnknownValueError:
        return False
    return True


def _measured(metric: MetricType) -> tuple[str, ...]:
    """Return what makes two numbers of the same kind.

    The words of a unit may have been corrected; the English ones tell days from hours.
    """
    unit = metric.unit.in_language("en") if metric.measures == "number" else ""
    return metric.measures, metric.direction, unit


def steps_between(
    a: JudgedAudit, b: JudgedAudit, restated: Mapping[str, CriterionResult]
) -> Steps:
    """Return the criteria of the five steps of rule 13."""

    def keeps(mine: JudgedAudit, other: JudgedAudit) -> tuple[CriterionResult, ...]:
        return tuple(
            one
            for id_, one in mine.answered.items()
            if id_ not in other.asked or id_ in other.answered
        )

    return Steps(
        rules_a=a.rules,
        rules_b=b.rules,
        p0=tuple(a.answered.values()),
        p1=keeps(a, b),
        common=tuple(a.answered[id_] for id_ in restated),
        p2=tuple(restated.values()),
        p3=tuple(b.answered[id_] for id_ in restated),
        p4=keeps(b, a),
        p5=tuple(b.answered.values()),
    )
