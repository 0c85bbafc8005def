"""Human text as plain text: for cells, calendars and tickets.

What was written is hostile: control characters become visible, and characters that
turn the direction of a line are left out, as they are everywhere in publishing.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

from markupsafe import Markup

from generator.characters import BIDI, one_of
from generator.i18n.markdown import markdown

ELLIPSIS = "…"
"""Stands at the end of a text that was too long for its format."""

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
"""Stands where a character was that no file should hold."""

_BREAKS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_BIDI = one_of(BIDI)
_BAD = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_MANY_BREAKS = re.compile(r"\n{3,}")
_BLOCKS = frozenset(["p", "li", "blockquote", "pre", "ul", "ol", "br"])


def plain_text(words: str) -> str:
    """Return a text with line feeds as its only breaks and nothing unprintable."""
    text = _BIDI.sub("", _BREAKS.sub("\n", words)).replace("\t", " ")
    return _BAD.sub(REPLACEMENT, text).strip()


def one_line(words: str) -> str:
    """Return a text on one line."""
    return " ".join(plain_text(words).split())


def prose(words: str) -> str:
    """Return a text in the site's little Markdown as plain text.

    A link keeps its address in brackets, an item of a list its bullet or number.
    """
    reader = _Reader()
    reader.feed(markdown(plain_text(words)))
    reader.close()
    return _MANY_BREAKS.sub("\n\n", "".join(reader.pieces)).strip()


def from_markup(shown: Markup | str) -> str:
    """Return what a page shows inside a line as plain text on one line."""
    return one_line(shown.striptags() if isinstance(shown, Markup) else shown)


def cut(text: str, limit: int) -> str:
    """Return the text, at most `limit` characters of it, with an ellipsis if cut."""
    if len(text) <= limit:
        return text
    return text[: limit - len(ELLIPSIS)].rstrip() + ELLIPSIS


class _Reader(HTMLParser):
    """Reads the HTML that our own Markdown reader wrote."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._numbers: list[int | None] = []
        self._links: list[tuple[str, int]] = []
        self._bulleted = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = dict(attrs)
        if tag in _BLOCKS:
            self._break()
        if tag == "ol":
            self._numbers.append(int(held.get("start") or 1))
        elif tag == "ul":
            self._numbers.append(None)
        elif tag == "li":
            self._bullet()
        elif tag == "a":
            self._links.append((held.get("href") or "", len(self.pieces)))

    def handle_endtag(self, tag: str) -> None:
        if tag in {"ol", "ul"}:
            self._numbers.pop()
        if tag in {"p", "ol", "ul", "pre"} and not self._numbers:
            self.pieces.append("\n\n")
        if tag == "a":
            address, start = self._links.pop()
            if address.removeprefix("mailto:") != "".join(self.pieces[start:]):
                self.pieces.append(f" ({address})")

    def handle_data(self, data: str) -> None:
        if self._at_line_start() or self._bulleted:
            data = data.lstrip("\n")
        if data:
            self.pieces.append(data)
            self._bulleted = False

    def _bullet(self) -> None:
        number = self._numbers[-1]
        indent = "  " * (len(self._numbers) - 1)
        if number is None:
            self.pieces.append(f"{indent}• ")
        else:
            self._numbers[-1] = number + 1
            self.pieces.append(f"{indent}{number}. ")
        self._bulleted = True

    def _break(self) -> None:
        """End the line, unless nothing but a bullet stands on it."""
        if not self._at_line_start() and not self._bulleted:
            self.pieces.append("\n")

    def _at_line_start(self) -> bool:
        return not self.pieces or self.pieces[-1].endswith("\n")
