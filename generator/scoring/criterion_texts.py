"""What the definition says of a criterion, for the report; the same in every audit."""

from __future__ import annotations

from generator.model.definition import Criterion, Critical, Definition
from generator.model.finding import Asked, ShownCritical, ShownSource


def asked_of(definition: Definition, criterion: Criterion) -> Asked:
    """Return the criterion's words, with its indicators and sources looked up."""
    sources = (definition.sources[source] for source in criterion.sources)
    return Asked(
        name=criterion.name,
        question=criterion.question,
        why=criterion.why,
        how_to_check=criterion.how_to_check,
        recommendation=criterion.recommendation,
        evidence_from=criterion.evidence_from,
        not_applicable_when=criterion.not_applicable_when,
        kpis=tuple(definition.kpis[kpi].name for kpi in criterion.kpis),
        sources=tuple(
            ShownSource(
                id=source.id, kind=source.kind, name=source.name, fact=source.fact
            )
            for source in sources
        ),
    )


def shown_critical(critical: Critical, cap: str) -> ShownCritical:
    """Return what makes a criterion critical, and the level it caps at."""
    return ShownCritical(
        kind=critical.kind,
        below=critical.below,
        cap=cap,
        reason=critical.reason,
        exempt_when=critical.exempt_when,
        must_items=critical.must_items,
        failed=False,
    )
