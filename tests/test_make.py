"""`make site` is strict in truth: what is wrong with a hand-written page stops it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from repository import ROOT


def make_site(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run `make site` of a copy of the checkout, with the environment of this run."""
    environment = Path(sys.prefix)
    return subprocess.run(
        [
            *("make", "-C", str(folder), f"VENV={environment}", "site"),
            # Nothing is installed anew for a copy.
            f"--assume-old={environment}/.installed",
        ],
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.slow
def test_a_dead_link_in_the_tutorial_fails(tmp_path: Path) -> None:
    """A link to a page that is not there is told, and ends `make site` with an error."""
    for name in ("Makefile", "mkdocs.yml"):
        shutil.copy(ROOT / name, tmp_path)
    for name in ("audits", "docs"):
        shutil.copytree(ROOT / name, tmp_path / name)
    with (tmp_path / "docs/en/tutorial.md").open("a", encoding="utf-8") as page:
        page.write("\n[A page](nowhere.md)\n")

    done = make_site(tmp_path)

    assert done.returncode != 0
    assert "tutorial.md" in done.stderr
    assert "nowhere.md" in done.stderr
