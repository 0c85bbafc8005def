"""Which of the site's five level colours a level has."""

from __future__ import annotations

from collections.abc import Iterable

COLOURS = 5
"""The lowest level has colour 1, the highest colour 5."""


def level_ranks(levels: Iterable[str]) -> dict[str, int]:
    """Return the colour of each level; the ids come lowest first."""
    ids = list(levels)
    last = max(len(ids) - 1, 1)
    return {
        level: 1 + round(index * (COLOURS - 1) / last)
        for index, level in enumerate(ids)
    }
