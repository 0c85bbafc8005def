"""How much of an audit rests on evidence: a number of its own, never in the score."""

from __future__ import annotations

from collections.abc import Sequence

from generator.model.finding import Finding
from generator.model.report import EvidenceCoverage
from generator.scoring.ratio import ratio


def evidence_coverage(findings: Sequence[Finding]) -> EvidenceCoverage:
    """Return the share of the answered weight that has evidence, and what is stale.

    Findings hold only what their audience may see, so private evidence counts for the
    internal audience alone. A day of checking (`checked_on`) is no evidence, but it
    keeps a finding from being stale.
    """
    answered = proved = stale = 0
    for finding in findings:
        if finding.state == "answered":
            answered += finding.weight
            if finding.evidence:
                proved += finding.weight
        if finding.stale and finding.state != "out-of-profile":
            stale += 1
    share = ratio(proved, answered) if answered else None
    return EvidenceCoverage(share=share, stale=stale)
