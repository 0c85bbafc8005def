"""The house keeps its plan: imports, sizes, names."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest
from repository import ROOT

MODULES = sorted((ROOT / "generator").rglob("*.py"))
MOST_LINES = 320
"""Where a module is surely two: the aim is 150, second thoughts come at 250."""


def test_imports_go_down_only():
    """The contracts of pyproject.toml hold: no room knows one above it."""
    # In a process of its own: the linter silences every logger there is.
    linter = Path(sys.executable).with_name("lint-imports")

    ended = subprocess.run([linter, "--no-cache"], cwd=ROOT, check=False)

    assert ended.returncode == 0


@pytest.mark.parametrize(
    "path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix()
)
def test_a_module_has_one_subject(path):
    """No module grows past what one sitting can read, and each says what it is."""
    text = path.read_text(encoding="utf-8")

    assert len(text.splitlines()) <= MOST_LINES
    assert ast.get_docstring(ast.parse(text))


def test_names_say_something():
    """No room is called after nothing: utils, helpers, common, manager."""
    empty = re.compile(r"(utils?|helpers?|common|misc|manager)$")
    folders = ("generator", "site_templates", "tests")

    assert not [
        path
        for folder in folders
        for path in (ROOT / folder).rglob("*")
        if empty.search(path.stem)
    ]


@pytest.mark.parametrize("folder", ["audits", "site_templates"])
def test_data_folders_hold_no_code(folder):
    """No Python lies in the data folders: it would break the editable install."""
    assert not list((ROOT / folder).rglob("*.py"))


def test_only_doors_print_log_or_exit():
    """Below the doors nothing prints, logs, exits or reads the clock."""
    forbidden = re.compile(
        r"\bprint\(|\blogging\.(?!getLogger\(name\)|CRITICAL)|\bsys\.exit|\.today\(\)|\.now\(|time\.time\("
    )
    doors = ("cli", "mkdocs_plugin", "deploy", "__main__.py")

    assert not [
        path.name
        for path in MODULES
        if path.relative_to(ROOT / "generator").parts[0] not in doors
        and forbidden.search(path.read_text(encoding="utf-8"))
    ]


def test_gitignore_names_only_root_paths():
    """A pattern without a leading slash could swallow a package's folder."""
    lines = (ROOT / ".gitignore").read_text(encoding="utf-8").split()
    folders = {path.name for path in (ROOT / "generator").rglob("*") if path.is_dir()}

    for line in lines:
        assert line.startswith("/") or line.strip("/*") not in folders
        assert line.startswith(("/", ".", "__", "*."))
