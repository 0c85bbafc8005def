"""Each example is the good base with one defect, and is told at its place."""

from __future__ import annotations

import codecs
import json
import re
import shutil
from pathlib import Path

import pytest
from repository import EXAMPLES, ROOT

from generator.project import Project
from generator.reading.diagnostics.catalogue import diagnostic_entries

FOLDERS = sorted(path for path in EXAMPLES.glob("[EW]*") if path.is_dir())
GENERATOR = ROOT / "generator"
SHOP = "audits/shops/demo/shop.yaml"

_GOOD = "name: demo\nurl: https://d.example\n"

MADE = {
    "E001-utf-16": (codecs.BOM_UTF16_LE + "name: x\n".encode("utf-16-le"), 1, 1),
    "E001-latin-2": ("name: Zażółć\n".encode("iso8859-2"), 1, 9),
    "E001-behind-a-mark": (codecs.BOM_UTF8 + b"name: d\nurl: \xe9", 2, 6),
    "E002-too-large": (b"name: " + b"x" * 1_000_000, 1, 1),
    "E003-next-line": ("name: a\nabout: ł\x85b\n".encode(), 2, 9),
    "E003-nul": (b"name: a\x00b\n", 1, 8),
    "E003-carriage-return": (b"name: a\rurl: b\n", 1, 8),
    "E003-mark-in-the-text": ("name: a\n\ufeffurl: b\n".encode(), 2, 1),
    "E003-escaped": (b'name: demo\nurl: https://d.example\nabout: "a\\0"\n', 3, 8),
    "E007-too-many-values": (
        b"name: demo\nurl: https://d.example\nabout: [" + b"1," * 100_000 + b"]",
        3,
        199_995,
    ),
    "W410-turned": (f"{_GOOD}about: one\u202etwo\n".encode(), 3, 11),
    "W410-nothing-between": (f"{_GOOD}# no\u200bthing\n".encode(), 3, 5),
    "W410-escaped": (f'{_GOOD}about: "one\\u2066two"\n'.encode(), 3, 8),
    "W411-two-alphabets": (f"{_GOOD}about: a p\u0430yment\n".encode(), 3, 10),
}
"""Files that no editor keeps as they are, with the place of their defect."""


def _found(project: Path) -> list[list[str | int]]:
    diagnostics = Project(project).load().diagnostics
    return [[one.path, one.line, one.column, one.code] for one in diagnostics]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_an_example_is_told_exactly_at_its_place(folder: Path, project: Path) -> None:
    """One defect gives exactly the diagnostics of expected.json and no other."""
    shutil.copytree(folder, project, dirs_exist_ok=True)
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    assert _found(project) == expected


@pytest.mark.parametrize("name", MADE)
def test_bytes_that_are_no_good_text_are_told_at_their_place(
    name: str, project: Path
) -> None:
    """A file with bytes that cannot be kept in a repository is told at its place."""
    data, line, column = MADE[name]
    (project / SHOP).write_bytes(data)
    assert _found(project) == [[SHOP, line, column, name[:4]]]


def test_the_base_is_without_any_diagnostic(project: Path) -> None:
    """The project that the examples start from is good."""
    assert _found(project) == []


def test_every_code_has_an_example() -> None:
    """A code of the catalogue has a folder here, or bytes made by a test."""
    shown = {path.name[:4] for path in FOLDERS} | {name[:4] for name in MADE}
    special = {"E017", "E018", "W412"}  # links, floods, twins: see test_hostile
    assert {entry.code for entry in diagnostic_entries()} == shown | special


def test_every_code_that_is_used_is_in_the_catalogue_and_the_other_way_round() -> None:
    """The catalogue and the code of the generator name the same diagnostics."""
    used = {
        code
        for path in GENERATOR.rglob("*.py")
        for code in re.findall(r'"([EW]\d{3})"', path.read_text(encoding="utf-8"))
    }
    assert used == {entry.code for entry in diagnostic_entries()}


def test_an_example_is_named_by_the_code_it_expects() -> None:
    """The folder's name begins with the only code that it expects."""
    for folder in FOLDERS:
        text = (folder / "expected.json").read_text(encoding="utf-8")
        assert {code for *_, code in json.loads(text)} == {folder.name[:4]}, folder
