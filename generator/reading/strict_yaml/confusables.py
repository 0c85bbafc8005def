"""Characters that make a text look like another one: told as advice, with the place.

What turns the direction of a line or cannot be seen lets a reviewer approve a text
that says something else ("Trojan Source", CVE-2021-42574); so does a letter of another
alphabet in the middle of a word. Ids have neither: their pattern refuses them.
"""

from __future__ import annotations

import re

from generator.characters import BIDI, INVISIBLE, SHAPELESS, TAGS
from generator.reading.diagnostics.collector import MOST_TOLD, Problems
from generator.reading.diagnostics.span import Span

_UNSEEN = re.compile(f"[{BIDI}{SHAPELESS}{INVISIBLE}]|(?<![\U0001f3f4{TAGS}])[{TAGS}]")
"""What cannot be seen; tags only outside of the flags that they spell."""

_OTHER = re.compile("[\u0370-\u052f]")
_OTHER_LEADS = bytes(range(0xCD, 0xD5))
"""Greek and Cyrillic, and the bytes with which they (and a few more) begin in UTF-8:
where there is none, no word needs to be looked at."""

_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_DECEIVES = re.compile("[\u0400-\u052fΑΒΕΖΗΙΚΜΝΟΡΤΥΧιοκνρτυχ]")
"""Cyrillic, and the Greek letters that could be taken for Latin ones: μm is honest."""


def report_confusables(
    text: str, problems: Problems, *, printable: bool = False
) -> None:
    """Tell where a text has characters that deceive the eye, once a line.

    `printable` is whether all of it but its white space is known to count as such.
    """
    if text.isascii():
        return
    # Nearly every file ends here: the patterns take ten times as long as these looks.
    if not printable or any(one in text for one in SHAPELESS):
        _tell_unseen_lines(text, problems)
    data = text.encode()
    if len(data.translate(None, _OTHER_LEADS)) < len(data):
        _tell_mixed_words(text, problems)


def _tell_unseen_lines(text: str, problems: Problems) -> None:
    for number, line in _lines_with(_UNSEEN, text):
        match = _UNSEEN.search(line)
        if match:
            _tell_unseen(match[0], number, match.start() + 1, problems)


def _tell_mixed_words(text: str, problems: Problems) -> None:
    for number, line in _lines_with(_OTHER, text):
        word = next(
            (
                word
                for word in _WORD.finditer(line)
                if _LATIN.search(word[0]) and _DECEIVES.search(word[0])
            ),
            None,
        )
        if word:
            problems.add_once(
                "W411",
                Span(number, word.start() + 1, number, word.end() + 1),
                f"'{word[0]}' mixes letters of two alphabets",
                "retype the word if it was not meant so",
            )


def report_escaped_confusables(text: str, span: Span, problems: Problems) -> None:
    r"""Tell of such a character that a text in quotes spells out, like "\u202e"."""
    match = _UNSEEN.search(text)
    if match:
        _tell_unseen(match[0], span.line, span.column, problems)


def _tell_unseen(character: str, line: int, column: int, problems: Problems) -> None:
    problems.add_once(
        "W410",
        Span(line, column, line, column + 1),
        f"a character that cannot be seen (U+{ord(character):04X})",
        "delete it, or retype the words around it",
    )


def _lines_with(pattern: re.Pattern[str], text: str) -> list[tuple[int, str]]:
    """Return the first lines in which `pattern` is found, with their numbers."""
    if not pattern.search(text):
        return []
    lines = enumerate(text.split("\n"), 1)
    found = ((number, line) for number, line in lines if pattern.search(line))
    return [one for one, _ in zip(found, range(MOST_TOLD), strict=False)]
