"""Human text in one or several languages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, ValidationInfo
from pydantic_core import PydanticCustomError, core_schema

from generator.model.languages import LANGUAGES

_SHOWN = 40
"""How much of a wrong text a message quotes, in characters."""


class Text(Mapping[str, str]):
    """One text in one or more languages; never empty.

    A mapping from language code to the words. What is missing in one language is
    read in another (`find`), and the reader is told which.
    """

    __slots__ = ("_values",)

    def __init__(self, values: Mapping[str, str]) -> None:
        """Take the words by language; `values` holds at least one."""
        if not values:
            message = "a text needs at least one language"
            raise ValueError(message)
        self._values = dict(values)

    def __getitem__(self, language: str) -> str:
        """Return the words in exactly that language."""
        return self._values[language]

    def __iter__(self) -> Iterator[str]:
        """Iterate over the languages in the order of the file."""
        return iter(self._values)

    def __len__(self) -> int:
        """Return in how many languages the text is written."""
        return len(self._values)

    def __hash__(self) -> int:
        """Hash by content, so that frozen records that hold texts hash too."""
        return hash(tuple(sorted(self._values.items())))

    def __repr__(self) -> str:
        """Show the languages and words."""
        return f"Text({self._values!r})"

    def find(self, language: str) -> tuple[str, str]:
        """Return (words, language they are in), the asked language first."""
        words = self._values.get(language)
        if words is not None:
            return words, language
        found, words = next(iter(self._values.items()))
        return words, found

    def in_language(self, language: str) -> str:
        """Return the words in the asked language, or in the first there is."""
        return self.find(language)[0]

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        """Read a string (in the file's language) or a map of languages."""
        return core_schema.with_info_plain_validator_function(_read_text)

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """Describe the two forms to editors."""
        words = {"type": "string", "minLength": 1}
        return {
            "anyOf": [
                words,
                {
                    "type": "object",
                    "properties": dict.fromkeys(LANGUAGES, words),
                    "additionalProperties": False,
                    "minProperties": 1,
                },
            ]
        }


def _read_text(value: Any, info: ValidationInfo) -> Text:
    """Turn a YAML value into a Text.

    `info.context["language"]` names the language of a plain string (default: the
    first of LANGUAGES).
    """
    if isinstance(value, Text):
        return value
    if isinstance(value, str):
        language = (info.context or {}).get("language", LANGUAGES[0])
        return Text({language: _words(value)})
    if isinstance(value, dict):
        if not value:
            raise PydanticCustomError("text_empty", "the text is empty")
        for language in value:
            if language not in LANGUAGES:
                raise PydanticCustomError(
                    "text_language",
                    "'{language}' is not a language of the site",
                    {"language": language},
                )
        return Text({language: _words(words) for language, words in value.items()})
    return Text({"": _words(value)})


def _words(value: Any) -> str:
    if not isinstance(value, str):
        raise PydanticCustomError(
            "text_type", "expected a text, found {found}", {"found": describe(value)}
        )
    if not value.strip():
        raise PydanticCustomError("text_empty", "the text is empty")
    return value


def describe(value: Any) -> str:
    """Name a YAML value as its author would: 'the number 3', 'a list'."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "the boolean true" if value else "the boolean false"
    if isinstance(value, str):
        shown = value if len(value) <= _SHOWN else value[: _SHOWN - 1] + "…"
        return f"the text '{shown}'"
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
    return f"the number {value}"
