"""What the page of the plan shows: its sum, its matrix, its list, its filters."""

from __future__ import annotations

from typing import Any

from generator.model.horizon import NEXT_DAYS, NOW_DAYS
from generator.publishing.views.localized_report import LocalizedReport
from generator.publishing.views.plan import accepted_steps, phases, steps
from generator.publishing.views.plan_filters import filters, task_tally
from generator.publishing.views.plan_matrix import matrix
from generator.publishing.views.score import score_view


def plan_page(book: LocalizedReport) -> dict[str, Any]:
    """Return what the template of the plan needs beside what every page says."""
    taken, accepted = steps(book), accepted_steps(book)
    parts = phases(book, taken)
    return {
        "score": score_view(book.report.score, book),
        "steps": taken,
        "phases": parts,
        "accepted": accepted,
        "matrix": matrix(book, taken),
        "critical": next((step for step in taken if step.kind), None),
        "tally": task_tally((*taken, *accepted)),
        "filters": filters(book, (*taken, *accepted)),
        "now_days": NOW_DAYS,
        "next_days": NEXT_DAYS,
        "searched": "; ".join(step.title for step in parts[0].steps) if parts else "",
        "as_of": book.localizer.date(book.report.as_of),
    }
