"""Another client's audit definition, in whose every id and word stands its name."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import yaml
from canary import outputs, readings

RIVAL = "rivalcorp"
_LANGUAGES = {"en", "pl"}


def add_rival_definition(project: Path, like: str = "tiny") -> None:
    """Add a definition like that of the project, made for RIVAL only."""
    definitions = project / "audits" / "definitions"
    shutil.copytree(definitions / like, definitions / RIVAL)
    mark_texts(definitions / RIVAL, RIVAL)
    main = definitions / RIVAL / "audit.yaml"
    shape = yaml.load(main.read_text("utf-8"), yaml.CSafeLoader)
    main.write_text(json.dumps(shape | {"id": RIVAL}), "utf-8")
    glossary = definitions / RIVAL / "glossary.yaml"
    terms = yaml.load(glossary.read_text("utf-8"), yaml.CSafeLoader)["terms"]
    for term in terms:
        term["id"], term["see"] = f"{term['id']}-{RIVAL}", []
    glossary.write_text(json.dumps({"terms": terms}), "utf-8")


def mark_texts(folder: Path, mark: str) -> None:
    """Write a mark after every text of a definition."""
    for path in folder.rglob("*.yaml"):
        content = yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)
        path.write_text(json.dumps(_marked(content, mark)), "utf-8")


def _marked(content: Any, mark: str) -> Any:
    if isinstance(content, list):
        return [_marked(one, mark) for one in content]
    if not isinstance(content, dict):
        return content
    if content.keys() <= _LANGUAGES:
        return {language: f"{text} {mark}" for language, text in content.items()}
    return {key: _marked(below, mark) for key, below in content.items()}


def files_with(word: str, folder: Path) -> set[str]:
    """Return the files in whose name or content, unpacked, a word stands."""
    wanted = re.compile(re.escape(word).encode(), re.IGNORECASE)
    return {
        name
        for name, data in outputs(folder).items()
        if any(wanted.search(part) for part in (name.encode(), *readings(data)))
    }
