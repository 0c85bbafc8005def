"""Text in cells stays text; numbers stay numbers."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hostile_reports import FORMULAS

from generator.publishing.exports.cells import (
    decimal,
    guarded,
    guarded_within,
    starts_formula,
)

pytestmark = pytest.mark.threat


@pytest.mark.parametrize("text", [text for text in FORMULAS if text[0] not in 'a"#'])
def test_a_formula_is_kept_text(text):
    """An apostrophe stands before whatever a spreadsheet program would run."""
    assert starts_formula(text)
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", " ", "a=1", "5 - 3", "− 5", "• a", "'=1", "żółć"])
def test_other_text_is_left_alone(text):
    """Nothing is put before text that is no formula."""
    assert guarded(text) == text
    assert guarded_within(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a;=1", "a;'=1"),
        ("a; +1", "a; '+1"),
        ("a\n-1\n@b", "a\n'-1\n'@b"),
        ("a\t＝1", "a\t'＝1"),
        ('a\n"=1"', 'a\n"\'=1"'),
        ("a;\u200b =1", "a;\u200b '=1"),
        ('"=1"', '"\'=1"'),
        ("a, -1", "a, -1"),
        ("a;b", "a;b"),
    ],
)
def test_another_separator_begins_no_formula(text, shown):
    """Where a program cuts at semicolons or line breaks, no piece is a formula."""
    assert guarded_within(text) == shown


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        (Fraction(0), "0"),
        (Fraction(-5), "-5"),
        (Fraction(1, 3), "0.333333"),
        (Fraction(2, 3), "0.666667"),
        (Fraction(-1, 4), "-0.25"),
        (Fraction(15), "15"),
        (Fraction(1, 10**9), "0"),
        (Fraction(-1, 10**9), "0"),
        (Fraction(1234567, 100), "12345.67"),
    ],
)
def test_numbers_have_a_decimal_point(number, shown):
    """Numbers are written for machines, negative ones too, in six places at most."""
    assert decimal(number) == shown
