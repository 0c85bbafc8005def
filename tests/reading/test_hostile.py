"""Hostile files through both doors: told at their place, fast, in little memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from child_process import module_path
from hostile_files import HOSTILE
from repository import EXAMPLES, ROOT

BASE = EXAMPLES / "base"

SECONDS = 2
MEGABYTES = 300

pytestmark = [
    pytest.mark.threat,
    pytest.mark.xdist_group("hostile files"),
    pytest.mark.skipif(
        not Path("/proc/self/status").exists(),
        reason="measures memory as Linux tells it",
    ),
]


@pytest.fixture(scope="session")
def outcomes() -> dict[str, dict[str, Any]]:
    """Return what `check` and `build` made of each file."""
    ran = subprocess.run(
        [sys.executable, str(ROOT / "tests/support/hostile_files.py"), str(BASE)],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": module_path()},
    )
    return dict(json.loads(ran.stdout))


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_told_at_its_place(
    name: str, outcomes: dict[str, dict[str, Any]]
) -> None:
    """`check` names code, line and column, and nothing it shows steers a terminal."""
    hostile, outcome = HOSTILE[name], outcomes[name]["check"]
    assert outcome["code"] == (1 if hostile.code.startswith("E") else 0), outcome
    told = json.loads(outcome["output"])
    places = [
        (one["line"], one["column"]) for one in told if one["code"] == hostile.code
    ]
    assert places, [one["code"] for one in told]
    line, column = places[0]
    assert hostile.line in (0, line)
    assert hostile.column in (0, column)
    for one in told:
        for words in (one["path"], one["message"], one["hint"] or ""):
            assert not set(words) & set("\n\r\x1b\0\u202e\u2067\udcff")


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_costs_little_and_changes_nothing(
    name: str, outcomes: dict[str, dict[str, Any]], figure: Callable[..., None]
) -> None:
    """Each door answers in 2 s and 300 MB, without a traceback, and writes nothing."""
    for door, outcome in outcomes[name].items():
        assert outcome["code"] in (0, 1), (door, outcome)
        assert outcome["seconds"] < SECONDS, door
        assert outcome["megabytes"] < MEGABYTES, door
        assert outcome["changed"] == []
        assert "Traceback" not in outcome["error"] + outcome["output"]
        if door == "build":
            assert outcome["code"] == 1
            assert f"error[{HOSTILE[name].code}]" in outcome["error"]
            assert "nothing was written" in outcome["error"]
    each = outcomes[name].values()
    figure(
        "hostile",
        seconds=max(outcome["seconds"] for outcome in each),
        megabytes=max(outcome["megabytes"] for outcome in each),
    )
