"""What a page says in its language: interface words, human texts and numbers.

Every string that did not come from the interface's own words is hostile here: it
leaves this module escaped, or as plain text that somebody else escapes.
"""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import Any

from markupsafe import Markup, escape

from generator.characters import BIDI, one_of
from generator.i18n import formats, markdown
from generator.i18n.messages import Phrase, phrases, plural_form
from generator.model.text import Text

_BIDI = one_of(BIDI)


class Localizer:
    """Says words, texts and numbers in one language. Holds no state of a page."""

    __slots__ = ("_phrases", "fixed", "language")

    def __init__(self, language: str) -> None:
        """Speak `language`, one of the site's."""
        self.language = language
        self._phrases = phrases(language)
        self.fixed = self._phrases.fixed
        """The phrases with nothing to fill in, by key: templates look them up here."""

    def word(self, key: str, n: int | Fraction | None = None, **values: Any) -> Markup:
        """Return an interface phrase; `n` chooses the plural form and fills {n}.

        Raises KeyError when there is no such phrase or a field is left unfilled.
        """
        phrase = self._phrases[key]
        if n is not None:
            values["n"] = formats.write_number(n, self.language)
        if not isinstance(phrase, Phrase):
            if n is None:
                raise KeyError(f"'{key}' is counted: say how many")
            phrase = phrase[plural_form(self.language, n)]
        return phrase.fill(values)

    def text(self, text: Text) -> Markup:
        """Return a human text for inside a line, marked where in another language."""
        words, language = text.find(self.language)
        safe = self.string(words)
        if language == self.language:
            return safe
        return Markup('<span lang="{}">{}</span>').format(language, safe)

    def string(self, words: str) -> Markup:
        """Return a string escaped, and isolated when it could turn the line around."""
        safe = escape(words)
        # What can be printed changes no direction, and is known ten times as fast.
        if words.isprintable() or not _BIDI.search(words):
            return safe
        return Markup("<bdi>{}</bdi>").format(safe)

    def plain(self, text: Text) -> str:
        """Return a human text as plain text without direction controls."""
        return plain(text.in_language(self.language))

    def prose(self, text: Text) -> Markup:
        """Return a human text in Markdown as a block of its own."""
        words, language = text.find(self.language)
        return self._block("div", markdown.markdown(words), language)

    def line(self, text: Text) -> Markup:
        """Return a human text in Markdown for inside a paragraph."""
        words, language = text.find(self.language)
        return self._block("span", markdown.markdown_line(words), language)

    def _block(self, tag: str, html: Markup, language: str) -> Markup:
        other = f' lang="{escape(language)}"' if language != self.language else ""
        return Markup(f'<{tag} class="cx-prose" dir="auto"{other}>{html}</{tag}>')  # noqa: S704 - html is safe already

    def date(self, date: dt.date) -> Markup:
        """Return a date in words, readable for machines too."""
        words = formats.write_date(date, self.language)
        return Markup(f'<time datetime="{date.isoformat()}">{words}</time>')  # noqa: S704 - both come from a date

    def date_words(self, date: dt.date) -> str:
        """Return a date in words as plain text."""
        return formats.write_date(date, self.language)

    def number(self, number: Fraction | int) -> str:
        """Return an exact number."""
        return formats.write_number(number, self.language)

    def worth(self, worth: Fraction) -> str:
        """Return a worth of 0…1."""
        return formats.write_worth(worth, self.language)

    def gain(self, gain: Fraction) -> str:
        """Return a gain in points of 100."""
        return formats.write_gain(gain, self.language)

    def tenths(self, tenths: int) -> str:
        """Return a number given in tenths."""
        return formats.write_tenths(tenths, self.language)


def plain(words: str) -> str:
    """Return a string on one line and without direction controls."""
    line = " ".join(words.split())
    return line if line.isprintable() else " ".join(_BIDI.sub("", line).split())
