"""Collecting diagnostics of one file, with the lines they are about."""

from __future__ import annotations

import re
from bisect import bisect
from difflib import get_close_matches
from typing import TYPE_CHECKING

from generator.characters import STEERS_A_TERMINAL, TAB
from generator.model.diagnostic import Diagnostic
from generator.reading.diagnostics.span import Span

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

_EXCERPT = 200
"""The most of a source line that a diagnostic quotes, in characters."""

_WORDS = 400
"""The most that a message or a hint may say, in characters."""

MOST_FOUND = 1_000
"""The most problems of one file: who has more fixes the first and looks again."""

MOST_TOLD = 20
"""In how many lines of one file the same advice about its characters is given."""

_HINTED = 100
"""How many words of one file are looked up for a nearest one: a file with more that
are unknown follows another definition."""

_COMPARED = 200
"""With how many known words one is compared: with more of them, those that begin or end
most alike."""

_LONGEST = 100
"""How many characters a word has that is compared; ids have 64."""

_PAIRS = 5_000_000
"""How many pairs of characters are compared for one file, which takes half a second."""

_READING = "E0"
"""How the codes of reading begin: what was refused there is told once."""

_UNSEEN = re.compile(rf"(?!{TAB}){STEERS_A_TERMINAL.pattern}")
"""What is shown as a replacement; tabs stay."""


def path_within(path: Path, project: Path) -> str:
    """Return a file's path relative to the project, fit to be shown anywhere."""
    return _UNSEEN.sub("\ufffd", path.relative_to(project).as_posix())


class Problems:
    """The diagnostics of one file; `path` is relative to the project."""

    def __init__(self, path: str, text: str = "") -> None:
        """Start with none; `text` is the file's, for excerpts."""
        self.path = path
        self.found: list[Diagnostic] = []
        self.failed = False
        """Whether anything found is an error, not advice."""
        self.size = len(text)
        """How many characters the file has."""
        self._text = text
        self._lines: list[str] | None = None
        self._refused: set[tuple[int, int]] = set()
        self._looked_up = self._pairs = 0
        self.full = False
        """Whether there are so many that no more are taken."""
        self._told: dict[str, set[int]] = {}

    def add(self, code: str, span: Span, message: str, hint: str | None = None) -> None:
        """Note one problem at `span`; `code` stands in the catalogue.

        What follows from a value that the reader refused is not told again.
        """
        place = (span.line, span.column)
        if code.startswith(_READING):
            self._refused.add(place)
        elif place in self._refused:
            return
        if self.full:
            return
        if len(self.found) == MOST_FOUND:
            self.full, code = True, "E018"
            message = f"more than {MOST_FOUND:,} problems: the rest is not reported"
            hint = "fix the first ones and check again"
        self.failed = self.failed or code.startswith("E")
        self.found.append(self.made(code, span, message, hint))

    def made(
        self, code: str, span: Span, message: str, hint: str | None = None
    ) -> Diagnostic:
        """Return a problem at `span` without noting it."""
        return Diagnostic(
            path=self.path,
            line=span.line,
            column=span.column,
            end_line=span.end_line,
            end_column=span.end_column,
            code=code,
            message=_shown(message, _WORDS),
            hint=hint and _shown(hint, _WORDS),
            excerpt=_shown(self._line(span.line)[:_EXCERPT], _EXCERPT),
        )

    def add_once(self, code: str, span: Span, message: str, hint: str) -> None:
        """Note advice that a file can be full of: once a line, in the first lines."""
        lines = self._told.setdefault(code, set())
        if span.line not in lines and len(lines) < MOST_TOLD:
            lines.add(span.line)
            self.add(code, span, message, hint)

    def nearest(self, word: str, known: Collection[str]) -> str | None:
        """Return `nearest(word, known)`, or None when the file has asked too often."""
        self._looked_up += 1
        if self._looked_up > _HINTED or self._pairs > _PAIRS:
            return None
        near = _alike(word, known)
        self._pairs += len(word) * sum(map(len, near))
        return nearest(word, near)

    def character(self, span: Span) -> str:
        """Return the character a span begins with, "" past the end of its line."""
        return self._line(span.line)[span.column - 1 : span.column]

    def _line(self, number: int) -> str:
        if self._lines is None:
            self._lines = self._text.replace("\r\n", "\n").split("\n")
        return self._lines[number - 1] if number <= len(self._lines) else ""


def _shown(words: str, most: int) -> str:
    if len(words) > most:
        words = words[: most - 1] + "…"
    return _UNSEEN.sub("\ufffd", words)


def nearest(word: str, known: Collection[str]) -> str | None:
    """Return "did you mean 'x'?" for the known word nearest to `word`, if one is near."""
    alike = _alike(word, known)
    match = get_close_matches(word, alike, n=1, cutoff=0.6) if alike else ()
    return f"did you mean '{match[0]}'?" if match else None


def _alike(word: str, known: Collection[str]) -> list[str]:
    """Return the known words that are worth comparing with `word`.

    Comparing takes a hundred times as long as sorting. A word with one mistake begins,
    or ends, as it should, so it stands near the right one in the order of the alphabet,
    or in that of the words read from their ends.
    """
    if len(word) > _LONGEST:
        return []
    short = [one for one in known if len(one) <= _LONGEST]
    if len(short) <= _COMPARED:
        return short
    around = _COMPARED // 4
    turned = [one[::-1] for one in short]
    near: dict[str, None] = {}
    for words, wanted, step in ((short, word, 1), (turned, word[::-1], -1)):
        words.sort()
        at = bisect(words, wanted)
        found = words[max(0, at - around) : at + around]
        near.update(dict.fromkeys(one[::step] for one in found))
    return list(near)


def of_file(code: str, path: Path, root: Path, message: str, hint: str) -> Diagnostic:
    """Return a diagnostic about a file as a whole, or one that is not there."""
    problems = Problems(path_within(path, root))
    problems.add(code, Span(1, 1, 1, 1), message, hint)
    return problems.found[0]
