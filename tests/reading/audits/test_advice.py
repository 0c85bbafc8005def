"""Advice: what is allowed and deserves a second look."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from generator.model.audit import Answer
from generator.model.diagnostic import Diagnostic

Read = Callable[[str], tuple[dict[str, Answer], list[Diagnostic]]]


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ("guest-checkout: no", ["W401"]),
        ("guest-checkout: yes", []),
        ("guest-checkout: {value: no, exempt: A club.}", []),
        ("guest-checkout: {value: no, evidence: [search.png]}", []),
        ("guest-checkout: {unknown: It was down.}", []),
        ("newsletter-consent: [purpose, withdrawal]", ["W401"]),
        ("newsletter-consent: [active]", ["W401"]),
        ("newsletter-consent: [active, purpose]", []),
        ("newsletter-consent: {met: [active], not_applicable: {purpose: x}}", ["W401"]),
        (
            "newsletter-consent: {met: [active], not_applicable: {withdrawal: x}}",
            ["W401"],
        ),
        ("search-quality: 0", []),
    ],
)
def test_a_critical_failure_asks_for_evidence(
    answer: str, told: list[str], read_answers: Read
) -> None:
    """Below the threshold or without a required item, and nothing to show for it."""
    assert [one.code for one in read_answers(f"  {answer}\n")[1]] == told


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("2026-09-15", []),
        ("2026-09-16", ["W407"]),
        ("2026-03-19", []),  # 180 days
        ("2026-03-18", ["W403"]),  # 181 days
    ],
)
def test_evidence_is_of_the_audits_time(
    day: str, told: list[str], read_answers: Read
) -> None:
    """Older than 180 days is stale, younger than the audit is a slip."""
    for lines in (
        f"  search-quality: {{value: 3, checked_on: {day}}}\n",
        f"  search-quality: {{value: 3, evidence: [{{said: x, taken_on: {day}}}]}}\n",
    ):
        assert [one.code for one in read_answers(lines)[1]] == told


def test_the_newest_evidence_counts(read_answers: Read) -> None:
    """One old picture beside a fresh look is no reason to look again."""
    _, found = read_answers(
        "  search-quality:\n    value: 3\n    checked_on: 2026-09-14\n"
        "    evidence: [{said: x, taken_on: 2025-01-01}]\n"
    )
    assert found == []


def test_advice_keeps_the_audit(read_answers: Read) -> None:
    """What is advised about is read all the same."""
    answers, found = read_answers("  search-quality: {note: Ask again.}\n")
    assert [one.code for one in found] == ["W405"]
    assert answers["search-quality"].state == "unanswered"
