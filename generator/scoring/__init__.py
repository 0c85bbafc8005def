"""From a definition and an audit to a report: SCORING rules, exact and pure."""

from generator.scoring.answer_types.evaluator import UnknownValueError
from generator.scoring.changes.compare import change_between, refusal
from generator.scoring.comparison import compare_shops
from generator.scoring.judging import failed_criticals
from generator.scoring.report import score_audit
from generator.scoring.robustness import robustness_of, with_robustness

__all__ = [
    "UnknownValueError",
    "change_between",
    "compare_shops",
    "failed_criticals",
    "refusal",
    "robustness_of",
    "score_audit",
    "with_robustness",
]
