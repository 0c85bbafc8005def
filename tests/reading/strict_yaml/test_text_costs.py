"""What a text may cost those who show it: at each limit it is read, above it told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.model.diagnostic import Diagnostic
from generator.reading.strict_yaml.source_file import source_of
from generator.reading.strict_yaml.text_costs import (
    _MARKS,
    MOST_CHARACTERS,
    MOST_CHARACTERS_IN_ALL,
    MOST_LEVELS,
    MOST_MARKS,
    MOST_MARKS_IN_ALL,
    most_marks,
)

pytestmark = pytest.mark.threat


def told(*texts: str) -> list[Diagnostic]:
    """Read a file of these texts."""
    data = json.dumps({"texts": texts}, indent=1, ensure_ascii=False).encode()
    path = Path("a.yaml")
    return source_of(data, path, str(path)).problems.found


def indented(levels: int, step: str = "  ") -> str:
    return "\n".join(f"{step * level}- a" for level in range(levels))


COSTLY = {
    "letters": lambda over: "a" * (MOST_CHARACTERS + over),
    "words": lambda over: "word " * (MOST_CHARACTERS // 5) + "a" * over,
    "Chinese": lambda over: "漢" * (MOST_CHARACTERS + over),
    "lines": lambda over: "\n" * (MOST_MARKS + over),
    "lists by turns": lambda over: "* a\n+ a\n" * (MOST_MARKS // 4) + "*" * over,
    "emphases": lambda over: "*a* " * (MOST_MARKS // 2) + "*" * over,
    "links": lambda over: "[a](b) " * MOST_MARKS + "[" * over,
    "quotes in quotes": lambda over: ">" * (MOST_LEVELS + over) + "a",
    "lists in lists": lambda over: "- " * (MOST_LEVELS + over) + "a",
    "numbers in numbers": lambda over: "1. " * (MOST_LEVELS + over) + "a",
    "lists further and further in": lambda over: indented(MOST_LEVELS + over),
    "lists by tabs": lambda over: indented(MOST_LEVELS + over, "\t"),
}


@pytest.mark.parametrize("kind", COSTLY)
def test_a_text_at_the_limit_is_read_and_one_above_it_told(kind: str) -> None:
    """One more of what costs is one too many."""
    make = COSTLY[kind]

    assert told(make(0)) == []
    assert [(one.code, one.line) for one in told("a", make(1))] == [("E019", 4)]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("a" * MOST_CHARACTERS, MOST_CHARACTERS_IN_ALL // MOST_CHARACTERS),
        ("*" * MOST_MARKS, MOST_MARKS_IN_ALL // MOST_MARKS),
    ],
    ids=["characters", "marks"],
)
def test_what_all_texts_cost_is_told_once_where_it_is_too_much(
    text: str, number: int
) -> None:
    """Many texts, each good, are one too costly file."""
    texts = [text] * number

    assert told(*texts) == []
    found = told(*texts, "- a", text, text)
    assert [(one.code, one.line) for one in found] == [("E019", number + 3)]


@pytest.mark.parametrize(
    "text",
    [
        "1.1.1.1." * 100,
        "-- a",
        "a-b-c-" * 50,
        "2026-11-28",
        "9" * 1_000,
        "1.5 1.5",
        f"-{' ' * 45}9.90",
        f"{' ' * 44}- 9.90",
    ],
)
def test_what_begins_no_list_is_not_deep(text: str) -> None:
    """A number, a date and a row of hyphens are no lists."""
    assert told(text) == []


@given(
    st.lists(st.text("a1.)* \t\n\r\x85\u2028-\\>", max_size=30), max_size=4),
    st.sampled_from([None, '"', "'", "|", ">"]),
    st.booleans(),
)
def test_a_file_has_no_fewer_marks_than_its_texts(
    texts: list[str], style: str | None, plainly: bool
) -> None:
    """However they are written: folded, escaped, in other breaks of lines."""
    source = yaml.safe_dump(
        {"texts": texts}, default_style=style, allow_unicode=plainly, width=20
    )
    marks = sum(len(_MARKS.findall(text)) for text in yaml.safe_load(source)["texts"])

    assert marks <= most_marks(source)
