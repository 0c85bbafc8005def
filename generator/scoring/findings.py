"""Findings: what each criterion came to, with what it adds (SCORING rules 8 to 10)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from generator.model.audience import AudiencePolicy
from generator.model.audit import STALE_AFTER, Answer, Audit, Evidence
from generator.model.finding import Finding, ShownCritical, ShownEvidence
from generator.scoring.audience import shown_evidence, visible_evidence
from generator.scoring.judging import CriterionResult
from generator.scoring.ratio import ratio
from generator.scoring.rollup import Rollup
from generator.scoring.rules import CriticalRules, ScoringRules

_NO_ANSWER = Answer(criterion="", state="unanswered")


def findings_of(
    rules: ScoringRules,
    audit: Audit,
    judged: Sequence[CriterionResult],
    rollup: Rollup,
    policy: AudiencePolicy,
) -> tuple[Finding, ...]:
    """Return a finding for every criterion of the definition, in journey order."""
    shares = _Shares(rules, rollup)
    return tuple(_finding(audit, one, shares, rollup, policy) for one in judged)


def finding_id(shop: str, criterion: str) -> str:
    """Return the id of a finding: the same in every audit of the shop."""
    return f"{shop}/{criterion}"


class _Shares:
    """What one criterion adds to each score, as ratios of small numbers.

    The stages' common denominator would make every ratio a new one; these recur from
    audit to audit.
    """

    def __init__(self, rules: ScoringRules, rollup: Rollup) -> None:
        """Note the wholes that shares are parts of."""
        self.whole = rules.denominator
        self.stages = [stage.answered * self.whole for stage in rollup.stages]
        self.touchpoints = [part.answered * self.whole for part in rollup.touchpoints]
        self.weights = [stage.weight for stage in rules.stages]
        self.total = sum(
            weight
            for weight, stage in zip(self.weights, rollup.stages, strict=True)
            if stage.answered
        )

    def of(
        self, judged: CriterionResult
    ) -> tuple[Fraction, Fraction, Fraction, Fraction]:
        """Return gain in points of 100, and the shares of total, stage, touchpoint."""
        question, earned = judged.question, judged.earned
        weight, stage = question.weight, question.stage
        in_stage = self.stages[stage]
        in_total = in_stage * self.total
        added = weight * earned
        counted = self.weights[stage]
        return (
            ratio(100 * counted * weight * (self.whole - earned), in_total),
            ratio(counted * added, in_total),
            ratio(added, in_stage),
            ratio(added, self.touchpoints[question.touchpoint]),
        )


_NONE = (None, None, None, None)


def _finding(
    audit: Audit,
    judged: CriterionResult,
    shares: _Shares,
    rollup: Rollup,
    policy: AudiencePolicy,
) -> Finding:
    question, state, shown = judged.question, judged.state, judged.shown
    answer = judged.answer or _NO_ANSWER
    gain, share, stage_share, touchpoint_share = (
        _NONE if judged.worth is None else shares.of(judged)
    )
    missing = state in {"unknown", "unanswered"}
    visible: tuple[ShownEvidence, ...] = ()
    stale = False
    if answer.evidence or answer.checked_on is not None:
        evidence = visible_evidence(answer.evidence, policy)
        visible = tuple(map(shown_evidence, evidence))
        stale = _stale(answer, evidence, audit.date)
    critical = question.critical
    return Finding(
        id=finding_id(audit.shop.id, question.id),
        criterion=question.id,
        stage=question.stage_id,
        touchpoint=question.touchpoint_id,
        state=state,
        outcome=judged.outcome,
        worth=judged.worth,
        weight=question.weight,
        effort=(question.criterion.effort if answer.effort is None else answer.effort),
        gain=gain,
        share=share,
        stage_share=stage_share,
        touchpoint_share=touchpoint_share,
        closes=closes_of(judged, rollup) if missing else None,
        critical=None if critical is None else _critical(critical, judged, answer),
        low_certainty=shown.survey is not None and shown.survey.low_certainty,
        asked=question.asked,
        answer=shown,
        reason=answer.reason,
        note=answer.note,
        advice=answer.advice,
        evidence=visible,
        checked_on=answer.checked_on,
        stale=stale,
        private=answer.private if policy.sees_private else None,
        edit=answer.spot if policy.sees_private else None,
    )


def closes_of(judged: CriterionResult, rollup: Rollup) -> Fraction:
    """Return by how many points of 100 an answer narrows the total's range."""
    question, total = judged.question, rollup.total
    unit = total.range_unit[question.stage]
    return ratio(100 * question.weight * unit, total.range_denominator)


def _critical(
    critical: CriticalRules, judged: CriterionResult, answer: Answer
) -> ShownCritical:
    shown = critical.shown_failed if judged.failed else critical.shown
    return replace(shown, exempt=answer.exempt) if answer.exempt else shown


def _stale(answer: Answer, evidence: Sequence[Evidence], day: dt.date) -> bool:
    """Return whether the newest dated evidence was old on the day of the audit."""
    newest = answer.checked_on
    for one in evidence:
        if one.taken_on is not None and (newest is None or one.taken_on > newest):
            newest = one.taken_on
    return newest is not None and day - newest > STALE_AFTER
