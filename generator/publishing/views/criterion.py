"""A criterion as the checklist shows it, without any shop."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from generator.i18n.localizer import Localizer
from generator.model.answers import AnswerType, ChecklistType, MetricType
from generator.model.definition import Criterion, Definition
from generator.model.text import Text
from generator.publishing.views.answer_types import possible_answers
from generator.publishing.views.answer_types.parts import PossibleView
from generator.publishing.views.finding import EFFORT_STEPS, EffortView, SourceView


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricView:
    """What is measured: unit, sample needed, and where the thresholds come from."""

    unit: Markup
    min_n: int
    basis: Markup
    basis_kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionView:
    """A criterion of the checklist."""

    anchor: str
    name: Text
    question: Markup
    type: str
    possible: tuple[PossibleView, ...]
    metric: MetricView | None
    items_may_not_apply: bool
    why: Markup
    how_to_check: Markup
    evidence_from: str
    weight: int
    effort: EffortView
    critical_kind: Markup | None
    critical_level: Markup | None
    critical_reason: Markup | None
    exempt_when: Markup | None
    below: str
    must_items: tuple[Markup, ...]
    not_applicable_when: Markup | None
    recommendation: Markup
    sources: tuple[SourceView, ...]
    kpis: tuple[Markup, ...]
    searched: str


def criterion_view(
    criterion: Criterion, definition: Definition, localizer: Localizer
) -> CriterionView:
    """Prepare a criterion for the checklist."""
    critical, answer = criterion.critical, criterion.answer
    levels = {level.id: level.name for level in definition.levels}
    kinds = definition.kinds
    effort = definition.efforts[criterion.effort]
    items = (
        {item.id: item.text for item in answer.items}
        if isinstance(answer, ChecklistType)
        else {}
    )
    exempt = critical.exempt_when if critical else None
    return CriterionView(
        anchor=criterion.id,
        name=criterion.name,
        question=localizer.text(criterion.question),
        type=answer.type,
        possible=possible_answers(answer, localizer),
        metric=_metric(answer, localizer),
        items_may_not_apply=isinstance(answer, ChecklistType)
        and answer.items_may_not_apply,
        why=localizer.text(criterion.why),
        how_to_check=localizer.text(criterion.how_to_check),
        evidence_from=criterion.evidence_from,
        weight=criterion.weight,
        effort=EffortView(
            dots="●" * min(effort.id, EFFORT_STEPS) + "○" * (EFFORT_STEPS - effort.id),
            step=effort.id,
            name=localizer.text(effort.name),
        ),
        critical_kind=(
            (localizer.text(kinds[critical.kind]) if critical.kind in kinds else None)
            or localizer.string(critical.kind)
            if critical
            else None
        ),
        critical_level=(
            localizer.text(levels[definition.caps[critical.kind]]) if critical else None
        ),
        critical_reason=localizer.text(critical.reason) if critical else None,
        exempt_when=localizer.text(exempt) if exempt else None,
        below=localizer.number(critical.below) if critical else "",
        must_items=tuple(
            localizer.text(items[item])
            for item in (critical.must_items if critical else ())
            if item in items
        ),
        not_applicable_when=(
            localizer.text(criterion.not_applicable_when)
            if criterion.not_applicable_when
            else None
        ),
        recommendation=localizer.text(criterion.recommendation),
        sources=tuple(
            SourceView(
                name=localizer.text(definition.sources[source].name),
                fact=localizer.text(definition.sources[source].fact),
            )
            for source in criterion.sources
        ),
        kpis=tuple(localizer.text(definition.kpis[kpi].name) for kpi in criterion.kpis),
        searched=" ".join(
            text.in_language(localizer.language)
            for text in (criterion.question, criterion.why, criterion.recommendation)
        ),
    )


def _metric(answer: AnswerType, localizer: Localizer) -> MetricView | None:
    if not isinstance(answer, MetricType):
        return None
    return MetricView(
        unit=localizer.text(answer.unit),
        min_n=answer.min_n,
        basis=localizer.text(answer.basis.text),
        basis_kind=answer.basis.kind,
    )
