"""How much of an audit rests on evidence, and how much of that is old."""

from __future__ import annotations

from dataclasses import dataclass

from generator.i18n import formats
from generator.model.report import EvidenceCoverage


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceSumView:
    """The share of the answered weight that has evidence; "" where none is answered."""

    share: str
    stale: int


def evidence_view(evidence: EvidenceCoverage) -> EvidenceSumView:
    """Prepare the two numbers; nothing at all shows as 0."""
    share = evidence.share
    return EvidenceSumView(
        share="" if share is None else formats.write_percent(share),
        stale=evidence.stale,
    )
