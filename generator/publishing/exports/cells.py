"""What a cell may hold, and how text is kept from becoming a formula.

A spreadsheet program runs what begins with = + - or @, and its relatives with a tab,
a line break or NUL before them (OWASP ASVS 1.2.10). An apostrophe in front keeps it
text. Numbers are no text: a negative number stays a number.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from fractions import Fraction

from generator.model.report_json import PLACES

Cell = str | int | Fraction | dt.date | None
"""A value of a table; None is an empty cell."""

_STARTERS = frozenset("=+-@")
_INVISIBLE = "CZ"
"""Unicode categories: controls and what is not assigned, and blanks."""

_SEPARATOR = re.compile(r"([;\t\r\n])")


def guarded(text: str) -> str:
    """Return a text that no spreadsheet program takes for a formula.

    Blanks and invisible characters in front do not hide a formula, nor do the
    full-width and small twins of the signs.
    """
    return f"'{text}" if starts_formula(text) else text


def starts_formula(text: str) -> bool:
    """Return whether a cell with this text could be run."""
    return text[:1] in {"\t", "\r", "\n", "\0"} or _sign_at(text) is not None


def guarded_within(text: str) -> str:
    """Return a guarded text in which no other separator begins a formula.

    Where the list separator is a semicolon, as in Polish settings, a spreadsheet
    program that opens a comma-separated file by a double click cuts fields at
    semicolons and ends them at line breaks, whatever the quotes say.
    """
    first, *others = _SEPARATOR.split(guarded(text))
    return "".join(map(_guarded_piece, (first, *others)))


def _guarded_piece(piece: str) -> str:
    place = _sign_at(piece, and_past='"')
    return piece if place is None else f"{piece[:place]}'{piece[place:]}"


def _sign_at(text: str, *, and_past: str = "") -> int | None:
    """Return where a sign stands that nothing visible is before, None without one."""
    for place, character in enumerate(text):
        if unicodedata.category(character)[0] in _INVISIBLE or character in and_past:
            continue
        sign = unicodedata.normalize("NFKC", character)[0]
        return place if sign in _STARTERS else None
    return None


def decimal(number: Fraction) -> str:
    """Return a number with a decimal point and at most six places."""
    rounded = round(number, PLACES)
    whole, part = divmod(abs(rounded) * 10**PLACES, 10**PLACES)
    decimals = f"{int(part):0{PLACES}d}".rstrip("0")
    sign = "-" if rounded < 0 else ""
    return f"{sign}{int(whole)}{'.' + decimals if decimals else ''}"
