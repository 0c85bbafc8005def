"""Writes the table of figures in the docs' threat models from a run of the tests.

`make figures` runs the tests that attack or break something and then this.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from repository import ROOT

BEGIN, END = "<!-- figures -->", "<!-- /figures -->"
TABLE = re.compile(f"{BEGIN}\n(.*?){END}", re.DOTALL)

ROWS = {
    "en": """\
| What was done | How much | What came of it |
|---|---|---|
| files made to break the reader | {hostile} files | each told at its place, in at most {seconds} s and {megabytes} MB |
| files spoilt at random | {spoilt} files | a message or an audit each time, never anything else |
| strings known to cause trouble, in every field that pages show | {strings} strings × {fields} fields × {pages} pages of {types} types | {shown} times shown as text |
| pages full of them, opened and touched in Chromium | {opened} pages | {sprung} sprung the trap |
| scripts, event handlers, links and styles written into a finished page | {injected} tries | 0 had an effect |
| words of another client and of private fields, looked for in all that is handed out | {planted} words, {files} files, {bytes} MB | {found} found |
| builds killed on their way, and steps of the swap at which it was killed | {builds} builds, {steps} steps | a whole site each time, the old or the new one |
| a site read while it was swapped | {swaps} swaps | 0 readings of half a site |
| all tests that attack | {threat} | all refused |
| all tests that break something around the program | {fault} | all survived |
""",
    "pl": """\
| Co zrobiono | Ile | Z jakim skutkiem |
|---|---|---|
| pliki, które mają zepsuć odczyt | {hostile} plików | każdy wskazany co do miejsca, w najwyżej {seconds} s i {megabytes} MB |
| pliki uszkodzone losowo | {spoilt} plików | za każdym razem komunikat albo audyt, nigdy nic innego |
| napisy znane z tego, że szkodzą, w każdym polu widocznym na stronach | {strings} napisów × {fields} pól × {pages} stron {types} rodzajów | {shown} razy pokazane jako tekst |
| strony pełne takich napisów, otwarte i przeklikane w Chromium | {opened} stron | pułapkę uruchomiło {sprung} |
| skrypty, obsługi zdarzeń, odnośniki i style wpisane w gotową stronę | {injected} prób | zadziałało 0 |
| słowa innego klienta i pól prywatnych, szukane we wszystkim, co się wydaje | {planted} słów, {files} plików, {bytes} MB | znaleziono {found} |
| budowy zabite w trakcie i kroki podmiany, na których ją zabito | {builds} budów, {steps} kroków | za każdym razem cała witryna, stara albo nowa |
| witryna czytana w czasie podmiany | {swaps} podmian | 0 odczytów połowy witryny |
| wszystkie testy, które atakują | {threat} | wszystkie odparte |
| wszystkie testy, które psują coś wokół programu | {fault} | wszystkie przetrwane |
""",
}
_MARKS = {"en": (",", "."), "pl": ("\N{NO-BREAK SPACE}", ",")}
"""What stands between thousands, and before decimals."""


def numbers(measured: dict[str, Any]) -> dict[str, float]:
    """Return every number of the table from what the tests noted."""

    def of(name: str, key: str, how: Callable[[Iterable[float]], float]) -> float:
        noted = [numbers[key] for numbers in measured[name] if key in numbers]
        return how(noted)

    return {
        "hostile": len(measured["hostile"]),
        "seconds": round(of("hostile", "seconds", max), 1),
        "megabytes": round(of("hostile", "megabytes", max)),
        "spoilt": of("fuzz", "cases", sum),
        "strings": of("naughty", "strings", sum),
        "fields": of("naughty", "fields", max),
        "pages": of("naughty", "pages", max),
        "types": of("naughty", "types", max),
        "shown": of("naughty", "shown", sum),
        "opened": of("trap", "pages", sum),
        "sprung": of("trap", "sprung", sum),
        "injected": of("injected", "tried", sum),
        "planted": of("canary", "planted", sum),
        "files": of("canary", "files", sum),
        "bytes": round(of("canary", "bytes", sum) / 1e6, 1),
        "found": of("canary", "found", sum),
        "builds": of("kills", "builds", sum),
        "steps": of("kills", "steps", sum),
        "swaps": of("readings", "swaps", sum),
        "threat": measured["threat"],
        "fault": measured["fault"],
    }


def table(language: str, told: dict[str, float]) -> str:
    """Return the table in a language."""
    thousands, decimal = _MARKS[language]
    written = {
        name: f"{number:,}".translate({44: thousands, 46: decimal})
        for name, number in told.items()
    }
    return ROWS[language].format(**written)


def page(language: str) -> Path:
    """Return the page that holds the table."""
    return ROOT / "docs" / language / "explanation" / "threat-model.md"


def main(path: Path) -> None:
    """Write the tables from the figures at `path`."""
    told = numbers(json.loads(path.read_text(encoding="utf-8")))
    for language in ROWS:
        file = page(language)
        text = file.read_text(encoding="utf-8")
        rows = f"{BEGIN}\n{table(language, told)}{END}"
        file.write_text(TABLE.sub(lambda _, rows=rows: rows, text), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
