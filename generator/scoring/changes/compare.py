"""From two audits of a shop to the Change between them (SCORING rule 13)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction

from generator.model.audience import Audience
from generator.model.audit import Audit
from generator.model.change import (
    Causes,
    Change,
    ChangeKind,
    CriterionChange,
    Refusal,
    StageChange,
)
from generator.model.definition import Definition
from generator.scoring.changes.restating import (
    JudgedAudit,
    restated_answers,
    steps_between,
)
from generator.scoring.findings import finding_id
from generator.scoring.judging import CriterionResult

_NO_PART = Causes(shop=Fraction(0), answers=Fraction(0), definition=Fraction(0))


def refusal(audit_a: Audit, audit_b: Audit) -> Refusal | None:
    """Return what keeps two audits from being compared, None where nothing does."""
    if audit_a.definition != audit_b.definition:
        return "definition"
    return None if audit_a.profile == audit_b.profile else "profile"


def change_between(
    definition_a: Definition,
    audit_a: Audit,
    definition_b: Definition,
    audit_b: Audit,
    *,
    audience: Audience,
) -> Change:
    """Return what changed from audit A to audit B, each with the definition it names.

    What is compared is what the profile asks: a criterion of the definition that it
    does not ask is as good as absent. An earlier answer is comparable when the later
    definition knows it and, for a metric, still counts in the same unit and direction;
    otherwise the criterion is one that each definition has for itself. A Change holds
    no notes, evidence or places: it is the same for every audience but for its name.

    Raises ValueError for audits of two shops, and what `score_audit` raises.
    """
    if audit_a.shop.id != audit_b.shop.id:
        raise ValueError(f"{audit_a.shop.id} and {audit_b.shop.id} are two shops")
    a, b = JudgedAudit.of(definition_a, audit_a), JudgedAudit.of(definition_b, audit_b)
    before, after = a.compared(), b.compared()
    change = Change(shop=audit_b.shop.id, audience=audience, before=before, after=after)
    refused = refusal(audit_a, audit_b)
    if refused is not None:
        return replace(change, refused=refused)
    restated = restated_answers(a, b)
    steps = steps_between(a, b, restated)
    points = steps.points()
    # What both audits answer is in every step, so that every step has a point.
    parts = steps.contributions() if restated else None
    return replace(
        change,
        difference=_difference(before.point, after.point),
        causes=_causes(points),
        rescored=points,
        stages=tuple(_stages(a, b)),
        criteria=tuple(_criteria(a, b, restated, parts)),
    )


def _causes(points: tuple[Fraction | None, ...]) -> Causes | None:
    p0, p1, p2, p3, p4, p5 = points
    if p0 is None or p1 is None or p2 is None or p3 is None or p4 is None or p5 is None:
        return None
    return Causes(
        shop=p3 - p2, answers=(p1 - p0) + (p5 - p4), definition=(p2 - p1) + (p4 - p3)
    )


def _difference(before: Fraction | None, after: Fraction | None) -> Fraction | None:
    return None if before is None or after is None else after - before


def _stages(a: JudgedAudit, b: JudgedAudit) -> Iterator[StageChange]:
    names = {stage.id: stage.name for stage in (*a.rules.stages, *b.rules.stages)}
    before, after = dict(a.stage_points()), dict(b.stage_points())
    for id_ in (*after, *(gone for gone in before if gone not in after)):
        yield StageChange(
            id=id_,
            name=names[id_],
            before=before.get(id_),
            after=after.get(id_),
            difference=_difference(before.get(id_), after.get(id_)),
        )


def _criteria(
    a: JudgedAudit,
    b: JudgedAudit,
    restated: Mapping[str, CriterionResult],
    parts: Mapping[str, Causes] | None,
) -> Iterator[CriterionChange]:
    for id_ in (*b.asked, *(gone for gone in a.asked if gone not in b.asked)):
        earlier, later = a.asked.get(id_), b.asked.get(id_)
        question = b.asked[id_].question if later else a.asked[id_].question
        again = restated.get(id_)
        causes = None if parts is None else parts.get(id_, _NO_PART)
        kind = _kind(earlier, again, later)
        retired = b.definition.retired.get(id_)
        yield CriterionChange(
            finding=finding_id(b.audit.shop.id, id_),
            criterion=id_,
            stage=question.stage_id,
            touchpoint=question.touchpoint_id,
            name=question.asked.name,
            kind=kind,
            state_before=earlier.state if earlier else None,
            state_after=later.state if later else None,
            outcome_before=earlier.outcome if earlier else None,
            outcome_after=later.outcome if later else None,
            worth_before=earlier.worth if earlier else None,
            worth_restated=again.worth if again else None,
            worth_after=later.worth if later else None,
            contribution=causes.total if causes else None,
            causes=causes,
            asked_anew=kind == "new" and earlier is not None,
            replaced_by=retired.replaced_by if retired and not later else None,
        )


def _kind(
    earlier: CriterionResult | None,
    again: CriterionResult | None,
    later: CriterionResult | None,
) -> ChangeKind:
    """Tell what became of a criterion, `again` being the earlier answer by new rules.

    Both sides come from one list, so that at least one of them asks it.
    """
    if later is None:
        return "retired"
    if earlier is None:
        return "new"
    was, is_ = earlier.worth is not None, later.worth is not None
    if was and is_:
        if again is None:
            return "new"
        if later.earned == again.earned:
            return "same"
        return "better" if later.earned > again.earned else "worse"
    if was:
        return "no-longer-answered"
    return "newly-answered" if is_ else "same"
