"""A project with every field that takes free words, and words of the test's in each."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from repository import EXAMPLES

from generator.reading.strict_yaml.source_file import read_source

EXAMPLE = EXAMPLES / "base" / "audits"
DEFINITION = "definitions/tiny"
SHOP = "shops/demo"
AUDIT = f"{SHOP}/2026-09-15.yaml"
EARLIER = f"{SHOP}/2026-03-15.yaml"
LABELLED = f"{SHOP}/2026-09-15.second.yaml"
TASKS = f"{SHOP}/tasks.yaml"
PICTURE = "search.png"
LANGUAGES = ("en", "pl")

WORDS = frozenset(
    {
        "about",
        "advice",
        "auditors",
        "comment",
        "contacts",
        "definition",
        "exempt",
        "formula",
        "interval",
        "name",
        "not_applicable",
        "note",
        "owner",
        "private",
        "question",
        "reason",
        "said",
        "sample",
        "scale",
        "sector",
        "summary",
        "text",
        "unknown",
        "verify",
    }
)
"""Keys below which a plain string is words, whatever the file."""

Files = dict[str, Any]
"""What the files of a project hold, by their path below `audits/`."""

Where = tuple[str, ...]
"""The place of a field: the file's path, then the keys."""


def every_field() -> Files:
    """Return a definition and a shop that use every field the formats know."""
    files: Files = {
        path.relative_to(EXAMPLE).as_posix(): _read(path)
        for path in sorted(EXAMPLE.rglob("*.yaml"))
    }
    _fill_definition(files)
    _fill_shop(files)
    return files


def _read(path: Path) -> Any:
    data = read_source(path, EXAMPLE.parent).root
    return json.loads(json.dumps(data, default=float))


def _fill_definition(files: Files) -> None:
    def part(name: str) -> Any:
        return files[f"{DEFINITION}/{name}.yaml"]

    profiles = part("audit")["profiles"]
    profiles["full"] = {"name": _both("Full"), "about": _both("All of it")}
    search = part("before/product-search")
    search["criteria"][0]["verify"] = ["A fact to confirm"]
    search["retired"][0]["note"] = _both("Asked no more")
    newsletter = part("before/newsletter")["criteria"]
    newsletter[0]["critical"]["exempt_when"] = _both("Nobody signs up")
    newsletter[2]["not_applicable_when"] = _both("Nothing is sold")
    part("kpis")["kpis"][0] |= {
        "unit": _both("per visit"),
        "definition": _both("Orders by visits"),
    }
    part("metrics")["metrics"][0]["question"] = _both("How long did you wait?")
    part("sources")["sources"][0] |= {"status": "to-verify", "verify": "Its date"}


def _fill_shop(files: Files) -> None:
    shop = files[f"{SHOP}/shop.yaml"]
    shop |= {"name": _both("Demo shop"), "sector": _both("books")}
    audit = files[AUDIT]
    audit |= {"sample": _both("Two orders"), "summary": _both("A small audit")}
    answers = audit["answers"]
    answers["search-quality"] = {
        "value": 1,
        "note": _both("Finds little"),
        "advice": _both("Begin here"),
        "private": _both("They know"),
        "evidence": [
            {"file": PICTURE, "text": _both("The search")},
            {"file": "unseen.jpg", "text": "The desk", "private": True},
            {"url": "https://demo.example/unseen", "text": "Inside", "private": True},
            {"said": _both("The founder, in confidence"), "private": True},
            {"said": _both("The founder"), "taken_on": "2026-09-01"},
        ],
    }
    answers["guest-checkout"] = {"value": "no", "exempt": "A club, they say"}
    answers["newsletter-consent"]["note"] = "One step is missing"
    answers["product-facts"] = {"not_applicable": "Nothing to show"}
    answers["review-score"] = {"unknown": "Not shown to us"}
    answers["newsletter-promise"] = {"value": "discount", "note": "Ten per cent"}
    answers["customer-nps"] = {"not_measured": True, "note": "Never asked"}
    files[EARLIER] = {**audit, "answers": {**answers, "search-quality": 3}}
    files[LABELLED] = {**audit, "summary": "A second pair of eyes"}
    tasks = files[TASKS]
    tasks["product-facts"]["note"] = "Half done"
    tasks["search-quality"] = {
        "owner": "Ola",
        "due": "2026-09-20",
        "status": "in-progress",
        "note": _both("Three offers are in"),
        "private": "No money",
    }


def _both(words: str) -> dict[str, str]:
    return {language: f"{words}, {language}" for language in LANGUAGES}


def fields(files: Files) -> Iterator[tuple[Where, str]]:
    """Yield the place and the words of every field that takes free words."""
    for path, content in files.items():
        yield from _walk(content, (path,), words=False)


def _walk(value: Any, where: Where, *, words: bool) -> Iterator[tuple[Where, str]]:
    if isinstance(value, str):
        if words and value not in {"%", "nps"}:
            yield where, value
    elif isinstance(value, dict):
        spoken = set(value) <= set(LANGUAGES)
        within = where[-1] == "not_applicable"
        for key, below in value.items():
            told = spoken or within or key in WORDS
            # An audit names its definition by id; a figure's definition is words.
            if key == "definition" and where[0].startswith("shops/"):
                told = False
            yield from _walk(below, (*where, str(key)), words=told)
    elif isinstance(value, list):
        for number, below in enumerate(value):
            yield from _walk(below, (*where, str(number)), words=words)


def planted(files: Files, words: Callable[[Where, str], str]) -> Files:
    """Return the files with other words in every field of free words."""
    changed: Files = json.loads(json.dumps(files, default=str))
    for where, said in list(fields(changed)):
        holder = changed[where[0]]
        for key in where[1:-1]:
            holder = holder[int(key) if isinstance(holder, list) else key]
        last = int(where[-1]) if isinstance(holder, list) else where[-1]
        holder[last] = words(where, said)
    return changed


def write(root: Path, files: Files) -> None:
    """Write the files below `root`/audits (JSON is YAML)."""
    for name, content in files.items():
        path = root / "audits" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        text = json.dumps(content, indent=1, default=str, ensure_ascii=False)
        path.write_text(text, encoding="utf-8")
