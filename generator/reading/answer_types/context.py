"""Where a value stands, and what the types of answers share in reading."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from generator.model.definition import Criterion
from generator.model.languages import LANGUAGES
from generator.model.text import Text
from generator.reading.strict_yaml.source_file import Source

Steps = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class AnswerContext:
    """Where a value stands and which criterion it answers."""

    source: Source
    steps: Steps
    criterion: Criterion

    def tell(self, code: str, message: str, hint: str | None = None) -> None:
        """Note a problem with the value."""
        self.source.tell(code, self.steps, message, hint)


def read_reason(raw: Any, language: str) -> Text | None:
    """Return a reason written as a text or in several languages; None if it is not."""
    if isinstance(raw, str):
        raw = {language: raw}
    if not isinstance(raw, dict) or not raw:
        return None
    good = all(
        key in LANGUAGES and isinstance(words, str) and words.strip()
        for key, words in raw.items()
    )
    return Text(raw) if good else None


def check_twice(source: Source, steps: Steps, ids: Iterable[str]) -> None:
    """Tell of ids that stand in a list twice."""
    seen: set[str] = set()
    for number, entry in enumerate(ids):
        if entry in seen:
            words = f"duplicate id '{entry}'"
            source.tell("E201", (*steps, number, "id"), words, "rename one of the two")
        seen.add(entry)


def check_reach(source: Source, steps: Steps, worths: set[Fraction]) -> None:
    """Check that an answer can be worth nothing and everything."""
    for needed in (0, 1):
        if needed not in worths:
            source.tell(
                "E110",
                steps,
                f"no answer is worth {needed}",
                "every criterion must be able to reach 0 and 1",
                key=True,
            )
