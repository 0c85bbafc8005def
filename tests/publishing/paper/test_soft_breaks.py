"""Long words on paper: they break somewhere, and cost no more than short ones."""

from __future__ import annotations

import html
import re
import time
from typing import Any

import pytest

from generator.publishing.paper.soft_breaks import with_soft_breaks

BREAK = "<wbr>"


@pytest.mark.parametrize(
    "word",
    ["a" * 199, "word " * 100, "<p class='" + "a" * 300 + "'>", "a" * 150 + "<br>" * 9],
    ids=["short", "words", "tag", "word between tags"],
)
def test_what_a_line_has_room_for_stays_as_it_is(word: str) -> None:
    """Breaks stand in long words alone, and never in a tag."""
    assert with_soft_breaks(word) == word


@pytest.mark.parametrize(
    "word",
    [
        "a" * 20_000,
        "&amp;" * 5_000,
        "漢" * 20_000,
        "a\u0301" * 500,
        "👩\u200d🚀" * 200,
        "a\u00a0" * 500,
        "\u202fa\u2007" * 300,
    ],
    ids=["letters", "escapes", "Chinese", "accents", "joined", "no-break", "narrow"],
)
def test_a_long_word_breaks_between_its_characters(word: str) -> None:
    """No stretch is long, no escape is cut, and without the breaks it is the same."""
    broken = with_soft_breaks(f"<p>{word}</p>")

    parts = broken.split(BREAK)
    assert "".join(parts) == f"<p>{word}</p>"
    assert len(parts) > 5
    assert all(len(html.unescape(part)) < 200 for part in parts)
    assert all(re.fullmatch(r"(?:[^&]|&amp;)*", part) for part in parts)
    assert not any(part.startswith("\u0301") for part in parts)


def test_nothing_but_accents_is_broken_too() -> None:
    """A letter with a hundred accents is nobody's word."""
    assert BREAK in with_soft_breaks("a" + "\u0301" * 5_000)


def test_styles_are_left_alone() -> None:
    """What is in a style sheet is no text."""
    style = f"<style>{'a' * 400}</style>"
    assert with_soft_breaks(style) == style


@pytest.mark.threat
@pytest.mark.slow
@pytest.mark.parametrize("word", ["aa", "a\u00a0", "a\u202f", "a\u2060"])
def test_a_long_word_costs_paper_no_more_than_words(word: str) -> None:
    """A word takes a few times as long as the same letters with blanks, not a hundred.

    Without the breaks the time grows with the square of its length.
    """
    weasyprint: Any = pytest.importorskip("weasyprint", exc_type=(ImportError, OSError))

    def seconds(text: str) -> float:
        page = f"<p style='overflow-wrap: anywhere'>{with_soft_breaks(text)}</p>"
        began = time.process_time()
        weasyprint.HTML(string=page).write_pdf()
        return time.process_time() - began

    seconds("a")
    assert seconds(word * 5_000) < 10 * seconds("aaaaaaaa " * 1_100)
