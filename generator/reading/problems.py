"""Collecting diagnostics of one file, with the lines they are about."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from generator.model.diagnostic import Diagnostic

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.reading.nodes import Span

_EXCERPT = 200
"""The most of a source line that a diagnostic quotes, in characters."""


class Problems:
    """The diagnostics of one file; `path` is relative to the project."""

    def __init__(self, path: str, text: str = "") -> None:
        """Start with none; `text` is the file's, for excerpts."""
        self.path = path
        self.found: list[Diagnostic] = []
        self._text = text
        self._lines: list[str] | None = None

    def copy(self) -> Problems:
        """Return a collector of its own that holds what was found so far."""
        other = Problems(self.path, self._text)
        other.found = list(self.found)
        return other

    def add(self, code: str, span: Span, message: str, hint: str | None = None) -> None:
        """Note one problem at `span`; `code` stands in the catalogue."""
        self.found.append(
            Diagnostic(
                path=self.path,
                line=span.line,
                column=span.column,
                end_line=span.end_line,
                end_column=span.end_column,
                code=code,
                message=message,
                hint=hint,
                excerpt=self._line(span.line)[:_EXCERPT],
            )
        )

    def character(self, span: Span) -> str:
        """Return the character a span begins with, "" past the end of its line."""
        return self._line(span.line)[span.column - 1 : span.column]

    def _line(self, number: int) -> str:
        if self._lines is None:
            self._lines = self._text.replace("\r\n", "\n").split("\n")
        return self._lines[number - 1] if number <= len(self._lines) else ""


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return "did you mean 'x'?" for the known word nearest to `word`, if one is near."""
    match = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"did you mean '{match[0]}'?" if match else None
