"""The house keeps its plan: imports, sizes, names."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from repository import ROOT

MODULES = sorted((ROOT / "generator").rglob("*.py"))
MOST_LINES = 250
"""Where second thoughts come; the aim is 150."""

LONGER = {
    "cli/main_command.py": "every command with its options, and no more than a call each",
    "mkdocs_plugin/plugin.py": "one object that has a method for each event of MkDocs",
    "publishing/views/changes.py": "a table, and the sums below it that must add up to it",
    "publishing/views/narrative.py": "three sentences that must not contradict each other",
    "reading/definitions/read.py": "the steps from a folder to one definition, in order",
    "reading/project_files.py": "what is read anew depends on all that was read before",
    "reading/shapes/pydantic_errors.py": "a sentence for each kind of mistake of pydantic's",
    "reading/strict_yaml/reader.py": "one loop over events, so that no limit is passed by",
}
"""Modules that had their second thoughts, and why each is one. None comes back."""


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
    """No module is longer than one sitting can read, but those with a reason."""
    text = path.read_text(encoding="utf-8")
    name = path.relative_to(ROOT / "generator").as_posix()

    assert ast.get_docstring(ast.parse(text))
    assert (len(text.splitlines()) > MOST_LINES) is (name in LONGER)


def test_long_modules_are_there():
    """No reason outlives its module."""
    assert {ROOT / "generator" / name for name in LONGER} <= set(MODULES)


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


DOORS = {"cli", "mkdocs_plugin", "deploy"}
ROOMS = sorted(
    path.name
    for path in (ROOT / "generator").iterdir()
    if path.suffix == ".py" or (path / "__init__.py").is_file()
)
IMPORTS = "import datetime as dt, os, sys, time\nfrom datetime import date as day\n"
DEEDS = (
    "import logging",
    "from logging import getLogger",
    "from sys import exit as leave",
    'sys.exit("so")',
    "os._exit(1)",
    'sys.stdout.write("so")',
    'sys.stderr.write("so")',
    "dt.date.today()",
    "day.today()",
    "dt.datetime.now(dt.UTC)",
    "dt.datetime.today()",
    "dt.datetime.utcnow()",
    "time.time()",
    "time.time_ns()",
    "time.localtime()",
    "time.gmtime()",
    'time.strftime("%Y")',
)


def _told(room):
    """Return which deeds `make lint` refuses in a module of a room, and by which rule."""
    lines = [*IMPORTS.splitlines(), *DEEDS, 'print("so")']
    name = f"generator/{room}" if room.endswith(".py") else f"generator/{room}/new.py"
    ended = subprocess.run(
        [
            Path(sys.executable).with_name("ruff"),
            *("check", "--no-cache", "--output-format", "json"),
            *("--stdin-filename", name, "-"),
        ],
        input="\n".join(lines),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    return {
        (one["code"], lines[one["location"]["row"] - 1])
        for one in json.loads(ended.stdout)
        if one["code"] in ("TID251", "T201")
    }


@pytest.mark.parametrize("room", ROOMS)
def test_only_doors_print_log_or_exit(room):
    """`make lint` lets only doors log, exit or read the clock, and nobody call print."""
    refused = {("TID251", deed) for deed in DEEDS} if room not in DOORS else set()

    assert _told(room) == refused | {("T201", 'print("so")')}


def test_the_doors_are_there():
    """No room is let off that has another name now."""
    assert set(ROOMS) > DOORS


def test_gitignore_names_only_root_paths():
    """A pattern without a leading slash could swallow a package's folder."""
    lines = (ROOT / ".gitignore").read_text(encoding="utf-8").split()
    folders = {
        path.name
        for path in (ROOT / "generator").rglob("*")
        if path.is_dir() and path.name != "__pycache__"
    }

    for line in lines:
        assert line.startswith("/") or line.strip("/*") not in folders
        assert line.startswith(("/", ".", "__", "*."))
