"""Nouns are frozen for whoever writes code and cheap at run time."""

from __future__ import annotations

import subprocess
import sys

from repository import ROOT

from generator.model.audit import Spot
from generator.model.score import Counts


def test_mypy_holds_a_noun_frozen(tmp_path):
    """Setting a field of a noun does not pass mypy, though nothing guards it at run time."""
    code = tmp_path / "sets_a_field.py"
    code.write_text(
        "from generator.model.audit import Spot\n"
        'spot = Spot(path="a", line=1)\n'
        "spot.line = 2\n",
        encoding="utf-8",
    )

    told = subprocess.run(
        [sys.executable, "-m", "mypy", "--no-error-summary", str(code)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert 'Property "line" defined in "Spot" is read-only' in told.stdout


def test_nouns_compare_and_hash_by_content():
    """Two nouns with equal fields are equal and hash alike."""
    assert Spot(path="a", line=1) == Spot(path="a", line=1)
    assert hash(Counts(met=2)) == hash(Counts(met=2))
    assert Counts(met=2) != Counts(met=3)
