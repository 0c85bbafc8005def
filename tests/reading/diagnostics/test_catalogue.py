"""The catalogue says of every code what a reader needs."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.model.diagnostic import DiagnosticEntry
from generator.reading.diagnostics.catalogue import diagnostic_entries
from generator.reading.strict_yaml.source_file import read_source

ENTRIES = diagnostic_entries()
NOT_IN_A_SNIPPET = {"E001", "E002", "E007", "E017", "E018"}
"""Bytes, sizes and kinds of files, which a snippet can only speak of."""

TOLD_BY_READING = {"W410", "W411"}
"""Advice about the characters of a file, whatever they say."""


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.code)
def test_an_entry_is_complete_in_both_languages(entry: DiagnosticEntry) -> None:
    """Title, meaning and both snippets are there, in English and in Polish."""
    for text in (entry.title, entry.meaning):
        assert set(text) == {"en", "pl"}
        assert text["en"] != text["pl"]
    for language in ("en", "pl"):
        assert 2 <= entry.meaning[language].count(". ") + 1 <= 5
        assert not entry.title[language].endswith(".")
    assert entry.bad.strip()
    assert entry.good.strip()
    assert entry.bad != entry.good
    assert entry.where in {"any", "definition", "shop", "audit", "tasks"}
    assert entry.severity == ("advice" if entry.code[0] == "W" else "error")


def test_codes_are_sorted_and_unlike() -> None:
    """The reference lists each code once, in order, with a title of its own."""
    codes = [entry.code for entry in ENTRIES]
    assert codes == sorted(set(codes), key=lambda code: ("EW".index(code[0]), code))
    for language in ("en", "pl"):
        assert len({entry.title[language] for entry in ENTRIES}) == len(ENTRIES)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.code)
def test_the_good_snippet_reads(entry: DiagnosticEntry, tmp_path: Path) -> None:
    """What the reference shows as good is YAML that is read without a problem."""
    path = tmp_path / "a.yaml"
    path.write_text(entry.good, encoding="utf-8")
    found = read_source(path, tmp_path).problems.found
    assert [one.code for one in found] in ([], ["E010"])


@pytest.mark.parametrize(
    "entry",
    [entry for entry in ENTRIES if entry.code not in NOT_IN_A_SNIPPET],
    ids=lambda entry: entry.code,
)
def test_the_bad_snippet_has_its_defect(entry: DiagnosticEntry, tmp_path: Path) -> None:
    """A defect of reading is in its snippet; other snippets are readable YAML."""
    path = tmp_path / "a.yaml"
    path.write_text(entry.bad, encoding="utf-8")
    found = {one.code for one in read_source(path, tmp_path).problems.found}
    if entry.code.startswith("E0") or entry.code in TOLD_BY_READING:
        assert found == {entry.code}
    else:
        assert found <= {"E009", "E010"}
