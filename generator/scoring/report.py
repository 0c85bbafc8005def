"""One audit scored against its definition, for one audience."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from types import MappingProxyType

from generator.model.audience import AUDIENCES, Audience
from generator.model.audit import Audit, Task
from generator.model.definition import Definition
from generator.model.report import Report, StageReport, TouchpointReport
from generator.scoring.audience import shown_shop, shown_task
from generator.scoring.evidence import evidence_coverage
from generator.scoring.find_out import find_out_of
from generator.scoring.findings import findings_of
from generator.scoring.judging import evaluate_criteria
from generator.scoring.levels import score_of
from generator.scoring.plan import plan_of
from generator.scoring.rollup import Rollup, roll_up
from generator.scoring.rules import ScoringRules, rules_of

_NO_TASKS: Mapping[str, Task] = MappingProxyType({})


def score_audit(
    definition: Definition,
    audit: Audit,
    *,
    audience: Audience,
    as_of: dt.date,
    generator: str,
    tasks: Mapping[str, Task] | None = None,
) -> Report:
    """Return everything the audit came to, as far as the audience may see it.

    `as_of` decides what is overdue or expired; `generator` names the program and its
    version; `tasks` are the shop's, by criterion, for its latest audit only. Pure: the
    same arguments give an equal report, in whatever order the answers stand. Its
    `robustness` is left to `with_robustness`: who scores a thousand audits to compare
    them does not wait for it.

    Raises UnknownValueError for an answer that the definition does not know, and
    KeyError for an unknown audience, profile or effort: a reader reports these first.
    """
    policy = AUDIENCES[audience]
    rules = rules_of(definition, audit.profile)
    judged = evaluate_criteria(rules, audit)
    rollup = roll_up(rules, judged)
    shown_tasks = {
        criterion: shown_task(task, policy, as_of)
        for criterion, task in (tasks or _NO_TASKS).items()
    }
    whole, total = rollup.whole, rollup.total
    score = score_of(rules.levels, whole, total.numbers, complete=total.complete)
    findings = findings_of(rules, audit, judged, rollup, policy)
    return Report(
        generator=generator,
        definition=rules.reference,
        shop=shown_shop(audit.shop, policy),
        date=audit.date,
        label=audit.label,
        as_of=as_of,
        profile=audit.profile,
        audience=audience,
        auditors=audit.auditors,
        assessed=audit.assessed,
        language=audit.language,
        sample=audit.sample,
        summary=audit.summary,
        score=score,
        stages=_stages(rules, audit, rollup),
        findings=findings,
        plan=plan_of(
            rules,
            list(zip(judged, findings, strict=True)),
            rollup,
            shown_tasks,
            provisional=score is None or score.provisional,
        ),
        find_out=find_out_of(audit.shop.id, judged, rollup),
        counts=whole.counts(),
        evidence=evidence_coverage(findings),
        rules=rules.shown,
        source=audit.source if policy.sees_private else None,
    )


def _stages(
    rules: ScoringRules, audit: Audit, rollup: Rollup
) -> tuple[StageReport, ...]:
    denominator = rules.denominator
    return tuple(
        StageReport(
            id=rule.id,
            name=rule.name,
            weight=rule.exact_weight,
            score=score_of(rules.levels, sums, sums.numbers(denominator)),
            counts=sums.counts(),
            touchpoints=tuple(
                TouchpointReport(
                    id=id_,
                    name=name,
                    score=score_of(rules.levels, part, part.numbers(denominator)),
                    counts=part.counts(),
                )
                for (id_, name), part in zip(
                    rule.touchpoints, rollup.touchpoints[rule.first :], strict=False
                )
            ),
            comment=audit.comments.get(rule.id),
        )
        for rule, sums in zip(rules.stages, rollup.stages, strict=True)
    )
