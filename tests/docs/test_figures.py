"""The table of figures in the threat models is that of the tests as they are."""

from __future__ import annotations

import re

import naughty
import pytest
from hostile_files import HOSTILE
from security_figures import ROWS, TABLE, numbers, page, table

MEASURED = {
    "hostile": [
        {"seconds": 0.84, "megabytes": 181.2},
        {"seconds": 1.25, "megabytes": 90.0},
    ],
    "fuzz": [{"cases": 4000}, {"cases": 6000}],
    "naughty": [
        {"strings": 52, "fields": 181, "pages": 30, "types": 16, "shown": 43_472},
        {"strings": 51, "fields": 180, "pages": 30, "types": 16, "shown": 42_636},
    ],
    "trap": [{"pages": 26, "sprung": 0}],
    "injected": [{"tried": 7}, {"tried": 7}],
    "canary": [{"planted": 571, "found": 0, "files": 260, "bytes": 8_809_593}],
    "kills": [{"builds": 10}, {"steps": 20}, {"steps": 29}],
    "readings": [{"swaps": 100, "readings": 3}],
    "threat": 1234,
    "fault": 56,
}


def figures(language: str) -> list[str]:
    """Return every number of a page's table, without the marks of its language."""
    (rows,) = TABLE.findall(page(language).read_text(encoding="utf-8"))
    plain = re.sub(r"(?<=\d)[,\N{NO-BREAK SPACE}](?=\d{3}\b)", "", rows)
    return re.findall(r"\d+(?:[.,]\d+)?", plain.replace(",", "."))


def test_both_languages_tell_the_same_numbers() -> None:
    """A table that was written for one language only is found."""
    assert figures("en") == figures("pl")


def test_the_numbers_are_those_of_the_tests() -> None:
    """Who adds a hostile file, a string or a case writes the table anew."""
    hint = "run: make figures"
    told = figures("en")

    assert told[0] == str(len(HOSTILE)), hint
    assert told[3] == "10000", hint
    assert told[4] == str(len(naughty.ON_PAGES)), hint


@pytest.mark.parametrize("language", ROWS)
def test_what_tests_noted_adds_up(language: str) -> None:
    """Numbers of several tests are added, limits are the highest."""
    told = table(language, numbers(MEASURED))

    for words in {
        "en": ("| 2 files", "1.2 s and 181 MB", "10,000", "103 strings × 181", "8.8"),
        "pl": ("| 2 plików", "1,2 s i 181 MB", "10\N{NO-BREAK SPACE}000", "8,8"),
    }[language]:
        assert words in told
