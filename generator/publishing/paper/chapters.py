"""The chapters that are not about one stage: summary, journey, plan, numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from generator.i18n import formats
from generator.publishing.views.journey import journey_view, states_view
from generator.publishing.views.localized_report import LocalizedReport
from generator.publishing.views.narrative import sentences
from generator.publishing.views.numbers import stage_sums, total_sum
from generator.publishing.views.plan import accepted_steps, phases, steps
from generator.publishing.views.rules import rules_of_report
from generator.publishing.views.score import score_view
from generator.publishing.views.summary import (
    StageView,
    first_steps,
    open_questions,
    stage_view,
)

_HEAD = 2
"""How many rows of the journey the head of a stage takes."""


def summary(book: LocalizedReport) -> dict[str, Any]:
    """Return what a director reads: headline, score, stages, first steps, journey."""
    report = book.report
    first = first_steps(book)
    return {
        "sentences": sentences(book),
        "score": score_view(report.score, book),
        "counts": report.counts,
        "coverage_needed": book.localizer.number(report.rules.coverage_needed),
        "states": states_view(report.counts),
        "journey_view": journey_view(book),
        "legs": _halves([stage_view(stage, book) for stage in report.stages]),
        "first": first,
        "after_first": first[-1].after if first else "",
    }


def _halves(stages: Sequence[StageView]) -> tuple[Sequence[StageView], ...]:
    """Cut the stages of the journey where two columns come out most equal."""
    walked = [stage for stage in stages if stage.moments]

    def length(half: Sequence[StageView]) -> int:
        return sum(len(stage.moments) + _HEAD for stage in half)

    cut = min(
        range(len(walked) + 1),
        key=lambda cut: max(length(walked[:cut]), length(walked[cut:])),
    )
    return walked[:cut], walked[cut:]


def plan(book: LocalizedReport) -> dict[str, Any]:
    """Return every step by its horizon, what is accepted, and what to find out."""
    taken = steps(book)
    return {
        "plan_length": len(taken),
        "phases": phases(book, taken),
        "accepted": accepted_steps(book),
        "open": open_questions(book),
    }


def numbers(book: LocalizedReport) -> dict[str, Any]:
    """Return the sums, how firm they are, and the rules in force."""
    report = book.report
    robust = report.robustness
    steady = set(robust.steady) if robust else set()
    return {
        "sums": stage_sums(book),
        "total": total_sum(book),
        "robust": (
            {
                "low": formats.write_points(robust.low),
                "high": formats.write_points(robust.high, up=True),
                "steady": len(robust.steady),
            }
            if robust
            else None
        ),
        "steady": frozenset(steady),
        "evidence_share": (
            formats.write_percent(report.evidence.share)
            if report.evidence.share is not None
            else ""
        ),
        "rules": rules_of_report(report.rules, book.localizer),
    }
