"""The words of the interface, with the plural forms of each language."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache, lru_cache
from typing import Any

from babel import Locale
from babel.plural import PluralRule
from markupsafe import Markup, escape

from generator.resources import site_templates

_ANY_FORM = frozenset(["zero", "one", "two", "few", "many", "other"])
"""Every plural category of Unicode's CLDR."""

_FIELD = re.compile(r"\{([a-z_]+)\}")


def plural_forms(language: str) -> frozenset[str]:
    """Return the forms that every counted phrase has in a language (CLDR cardinals)."""
    return frozenset([*_plural_rule(language).tags, "other"])


def plural_form(language: str, number: int | Fraction) -> str:
    """Return which plural form a number takes (CLDR cardinal rules)."""
    if number == int(number):
        return _plural_rule(language)(int(number))
    # As it would be written; what has no end takes the form of any other fraction.
    number = Fraction(number)
    return _plural_rule(language)(Decimal(number.numerator) / number.denominator)


@cache
def _plural_rule(language: str) -> PluralRule:
    """Return Unicode's rule, which Babel compiles to Python."""
    return Locale.parse(language).plural_form


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase cut at its fields: literal text and field names in turn."""

    literals: tuple[Markup, ...]
    fields: tuple[str, ...]

    def fill(self, values: Mapping[str, Any]) -> Markup:
        """Return the phrase with the fields filled and everything escaped."""
        if not self.fields:
            return self.literals[0]
        pieces: list[str] = [self.literals[0]]
        for field, literal in zip(self.fields, self.literals[1:], strict=True):
            pieces.append(escape(values[field]))
            pieces.append(literal)
        return Markup("".join(pieces))  # noqa: S704 - every piece is escaped


class Phrases(dict[str, Phrase | Mapping[str, Phrase]]):
    """The phrases of a language by their dotted keys, counted ones with their forms.

    `fixed` are those with nothing to fill in, ready to be printed.
    """

    def __init__(self, phrases: Mapping[str, Phrase | Mapping[str, Phrase]]) -> None:
        """Take all phrases."""
        super().__init__(phrases)
        self.fixed = {
            key: phrase.literals[0]
            for key, phrase in phrases.items()
            if isinstance(phrase, Phrase) and not phrase.fields
        }


def _cut(text: str) -> Phrase:
    pieces = _FIELD.split(text)
    return Phrase(
        literals=tuple(escape(piece) for piece in pieces[::2]),
        fields=tuple(pieces[1::2]),
    )


def _flatten(table: Mapping[str, Any], prefix: str = "") -> dict[str, Any]:
    flat: dict[str, Any] = {}
    for key, value in table.items():
        if isinstance(value, str):
            flat[prefix + key] = _cut(value)
        elif value.keys() <= _ANY_FORM:
            flat[prefix + key] = {form: _cut(text) for form, text in value.items()}
        else:
            flat.update(_flatten(value, f"{prefix}{key}."))
    return flat


@lru_cache(maxsize=8)
def _read(language: str, _changed: int) -> Phrases:
    path = site_templates() / "strings" / f"{language}.toml"
    return Phrases(_flatten(tomllib.loads(path.read_text(encoding="utf-8"))))


def plain_phrase(language: str, key: str) -> str:
    """Return a phrase without fields as plain text; raises KeyError for an unknown key."""
    return str(phrases(language).fixed[key].unescape())


def plain_phrases(language: str, table: str) -> Mapping[str, str]:
    """Return the phrases of a table that have no fields, by their keys in it."""
    start = f"{table}."
    return {
        key.removeprefix(start): str(words.unescape())
        for key, words in phrases(language).fixed.items()
        if key.startswith(start)
    }


def phrases(language: str) -> Phrases:
    """Return every phrase of a language by its dotted key; read anew when changed."""
    path = site_templates() / "strings" / f"{language}.toml"
    return _read(language, path.stat().st_mtime_ns)
