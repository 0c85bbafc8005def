"""Advice about characters that deceive the eye, and silence about honest ones."""

from __future__ import annotations

import pytest

from generator.reading.diagnostics.collector import MOST_TOLD, Problems
from generator.reading.strict_yaml.confusables import report_confusables


def told(text: str) -> list[tuple[str, int, int]]:
    problems = Problems("a.yaml", text)
    report_confusables(text, problems)
    return [(one.code, one.line, one.column) for one in problems.found]


@pytest.mark.parametrize(
    "text",
    [
        "Zażółć gęślą jaźń – „cytat” … 100 %",
        "Кафе и чай",
        "καφές",
        "חנות متجر 店舗 가게",
        "5 μm, 3 kΩ, Δt, π, α-tocopherol, β2",
        "\U0001f468\u200d\U0001f469\u200d\U0001f467 and \u2764\ufe0f",
        "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "Donau\u00addampf\u00adschiff",
        "می\u200cخواهم",
        "non\u00a0breaking",
        "e\u0301" * 200,
    ],
)
def test_honest_texts_are_left_alone(text: str) -> None:
    """Any language, units, emoji, flags, joiners and soft hyphens are no deceit."""
    assert told(text) == []


@pytest.mark.parametrize("code", [*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
def test_every_character_that_turns_a_line_is_told(code: int) -> None:
    """Embeddings, overrides and isolates, each at its own column."""
    assert told(f"a\nb c{chr(code)}d") == [("W410", 2, 4)]


def test_a_word_of_two_alphabets_is_told_at_its_beginning() -> None:
    """Cyrillic or Greek letters within a Latin word, as copied names have them."""
    assert told("a: p\u0430ypal\nb: Ρaypal") == [("W411", 1, 4), ("W411", 2, 4)]


def test_a_file_full_of_them_is_told_a_few_times() -> None:
    """Once a line, in the first lines; the rest is seen when these are fixed."""
    assert told("\u202e\u202e\n" * 1000) == [
        ("W410", line, 1) for line in range(1, MOST_TOLD + 1)
    ]
