"""Counting what a definition still lacks."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from repository import EXAMPLES, ROOT

from generator.model.definition import Definition
from generator.project import Project
from generator.reading.definitions.completeness import (
    facts_to_verify,
    missing_translations,
)

SEARCH = "audits/definitions/tiny/before/product-search.yaml"


def changed(folder: Path, old: str, new: str) -> Definition:
    """Return the examples' definition with one thing replaced."""
    shutil.copytree(EXAMPLES / "base", folder, dirs_exist_ok=True)
    path = folder / SEARCH
    text = path.read_text(encoding="utf-8")
    assert re.search(old, text)
    path.write_text(re.sub(old, new, text, count=1), encoding="utf-8")
    loaded = Project(folder).load()
    assert not loaded.has_errors, loaded.diagnostics
    return loaded.definitions["tiny@1.0.0"]


def test_each_missing_language_of_each_text_counts(tmp_path: Path) -> None:
    """A text in one of two languages lacks one translation."""
    whole = changed(tmp_path / "a", "^id: ", "id: ")
    less = changed(tmp_path / "b", r"why: .*\n", 'why: "Only in English."\n')

    assert missing_translations(less) == missing_translations(whole) + 1


def test_signs_need_no_translation(tmp_path: Path) -> None:
    """A text without letters reads the same in every language."""
    whole = changed(tmp_path / "a", "^id: ", "id: ")
    sign = changed(tmp_path / "b", r"why: .*\n", 'why: "100 %"\n')

    assert missing_translations(sign) == missing_translations(whole)


def test_facts_to_verify_are_those_of_criteria_and_sources(tmp_path: Path) -> None:
    """Each entry under `verify` counts once."""
    whole = changed(tmp_path / "a", "^id: ", "id: ")
    more = changed(tmp_path / "b", r"( +)why: ", r"\1verify: [One, Two]\n\1why: ")

    assert facts_to_verify(more) == facts_to_verify(whole) + 2


def test_the_catalogue_is_whole_in_both_languages() -> None:
    """Nothing of the catalogue lacks a translation."""
    catalogue = Project(ROOT).load().definitions["online-shop@1.0.0"]

    assert missing_translations(catalogue) == 0
