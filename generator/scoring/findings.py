"""Findings: what each criterion came to, with what it adds (SCORING rules 8 to 10)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from generator.model.audit import Answer, Audit, Evidence
from generator.model.report import Audience, Finding, ShownCritical
from generator.scoring.audience import (
    private_words,
    shown_evidence,
    source_spot,
    visible_evidence,
)
from generator.scoring.judging import Judged
from generator.scoring.ratio import ratio
from generator.scoring.rollup import Rollup
from generator.scoring.rules import ScoringRules
from generator.scoring.wording import shown_answer

STALE_AFTER = dt.timedelta(days=180)
"""How old the newest evidence may be on the day of the audit."""

_NO_ANSWER = Answer(criterion="", state="unanswered")


def findings_of(
    rules: ScoringRules,
    audit: Audit,
    judged: Sequence[Judged],
    rollup: Rollup,
    audience: Audience,
) -> tuple[Finding, ...]:
    """Return a finding for every criterion of the definition, in journey order."""
    return tuple(_finding(rules, audit, one, rollup, audience) for one in judged)


def finding_id(shop: str, criterion: str) -> str:
    """Return the id of a finding: the same in every audit of the shop."""
    return f"{shop}/{criterion}"


def _finding(
    rules: ScoringRules,
    audit: Audit,
    judged: Judged,
    rollup: Rollup,
    audience: Audience,
) -> Finding:
    question = judged.question
    answer = judged.answer or _NO_ANSWER
    weight = question.weight
    gain = share = stage_share = touchpoint_share = closes = None
    if judged.worth is not None:
        total, denominator = rollup.total, rules.denominator
        unit = total.point_unit[question.stage] * weight
        added = weight * judged.earned
        gain = ratio(
            100 * unit * (denominator - judged.earned), total.point_denominator
        )
        share = ratio(unit * judged.earned, total.point_denominator)
        stage = rollup.stages[question.stage]
        stage_share = ratio(added, stage.answered * denominator)
        touchpoint = rollup.touchpoints[question.touchpoint]
        touchpoint_share = ratio(added, touchpoint.answered * denominator)
    elif judged.state in {"unknown", "unanswered"}:
        closes = closes_of(judged, rollup)
    evidence = visible_evidence(answer, audience) if answer.evidence else ()
    shown = shown_answer(question.wording, answer.value)
    return Finding(
        id=finding_id(audit.shop.id, question.id),
        criterion=question.id,
        stage=question.stage_id,
        touchpoint=question.touchpoint_id,
        state=judged.state,
        outcome=judged.outcome,
        worth=judged.worth,
        weight=weight,
        effort=effort_of(judged),
        gain=gain,
        share=share,
        stage_share=stage_share,
        touchpoint_share=touchpoint_share,
        closes=closes,
        critical=_critical(judged, answer),
        low_certainty=shown.survey is not None and shown.survey.low_certainty,
        asked=question.asked,
        answer=shown,
        reason=answer.reason,
        note=answer.note,
        advice=answer.advice,
        evidence=tuple(shown_evidence(one) for one in evidence),
        checked_on=answer.checked_on,
        stale=_stale(answer, evidence, audit.date),
        private=private_words(answer.private, audience),
        edit=source_spot(answer.spot, audience),
    )


def effort_of(judged: Judged) -> int:
    """Return the shop's own estimate of the effort, else the definition's."""
    answer = judged.answer
    if answer is not None and answer.effort is not None:
        return answer.effort
    return judged.question.criterion.effort


def closes_of(judged: Judged, rollup: Rollup) -> Fraction:
    """Return by how many points of 100 an answer narrows the total's range."""
    question, total = judged.question, rollup.total
    unit = total.range_unit[question.stage]
    return ratio(100 * question.weight * unit, total.range_denominator)


def _critical(judged: Judged, answer: Answer) -> ShownCritical | None:
    critical = judged.question.critical
    if critical is None:
        return None
    shown = critical.shown_failed if judged.failed else critical.shown
    return replace(shown, exempt=answer.exempt) if answer.exempt else shown


def _stale(answer: Answer, evidence: Sequence[Evidence], day: dt.date) -> bool:
    """Return whether the newest dated evidence was old on the day of the audit."""
    newest = answer.checked_on
    for one in evidence:
        if one.taken_on is not None and (newest is None or one.taken_on > newest):
            newest = one.taken_on
    return newest is not None and day - newest > STALE_AFTER
