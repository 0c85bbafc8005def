"""From a definition and an audit to a report: SCORING rules, exact and pure."""

from generator.scoring.report import score_audit
from generator.scoring.worth import UnknownValueError

__all__ = ["UnknownValueError", "score_audit"]
