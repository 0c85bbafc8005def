"""Markdown and hostile text as plain text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.publishing.exports.plain import cut, one_line, plain_text, prose


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("Do it *now*, **all** of `it`.", "Do it now, all of it."),
        ("a [link](https://a.example/b)", "a link (https://a.example/b)"),
        ("<https://a.example>", "https://a.example"),
        ("<a@b.example>", "a@b.example"),
        ("- one\n- two\n  - three", "• one\n• two\n  • three"),
        ("3. one\n4. two", "3. one\n4. two"),
        ("one\n\ntwo\nthree", "one\n\ntwo\nthree"),
        ("Mind. <br> this", "Mind. <br> this"),
        ("First.  \nsecond", "First.\nsecond"),
        ("> quoted", "quoted"),
        ("a\n\n- b\n\n- c\n\nd", "a\n\n• b\n• c\n\nd"),
        ("<b>&amp;", "<b>&"),
        ("![x](https://a.example/x.png)", "!x (https://a.example/x.png)"),
        ("[x](javascript:alert(1))", "[x](javascript:alert(1))"),
    ],
)
def test_markdown_becomes_plain(words, shown):
    """Marks go, words, addresses, bullets and numbers stay."""
    assert prose(words) == shown


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("a\r\nb\rc\u2028d\x85e", "a\nb\nc\nd\ne"),
        ("a\tb\x00c\x07", "a b\N{REPLACEMENT CHARACTER}c\N{REPLACEMENT CHARACTER}"),
        ("\u202eabc\u2066", "abc"),
        ("  a  ", "a"),
        ("\ud800", "\N{REPLACEMENT CHARACTER}"),
    ],
)
def test_text_is_made_printable(words, shown):
    """Line breaks are one kind; what cannot be printed is visible or gone."""
    assert plain_text(words) == shown


@given(st.text())
def test_no_control_character_is_left(words):
    """Whatever is written, no file gets a control character but a line feed."""
    for text in (plain_text(words), prose(words), one_line(words)):
        assert not [one for one in text if unicodedata.category(one) in {"Cs", "Zl"}]
        assert not [one for one in text if unicodedata.category(one) == "Cc"][
            text.count("\n") :
        ]
    assert "\n" not in one_line(words)


def test_a_cut_is_visible():
    """A text that is cut ends with an ellipsis and is never longer than asked."""
    assert cut("abcdef", 6) == "abcdef"
    assert cut("abcdefg", 6) == "abcde…"
