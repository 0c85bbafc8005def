"""The words of exports: headers of columns, names of sheets, headings in tickets."""

from __future__ import annotations

from generator.i18n.messages import plain_phrase


def header(key: str, language: str) -> str:
    """Return an export's word; raises KeyError for one that there is not."""
    return plain_phrase(language, f"export.{key}")


def heading(key: str, language: str) -> str:
    """Return an export's word with a capital letter."""
    word = header(key, language)
    return word[:1].upper() + word[1:]
