"""Folders that a stranger packed: however deep, they are looked through."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from small_project import project, run

__all__ = ["project"]

DEEP = 1_300
"""More than Python calls of functions within functions."""


@contextmanager
def deep(folder: Path) -> Iterator[None]:
    """Hold a file in folders within folders; whoever clears up could not remove them."""
    here = Path.cwd()
    os.chdir(folder)
    for _ in range(DEEP):
        os.mkdir("d")  # noqa: PTH102 - relative: no path would reach it
        os.chdir("d")
    Path("a.yaml").write_text("a: 1\n")
    os.chdir(here)
    try:
        yield
    finally:
        os.chdir(folder)
        for _ in range(DEEP):
            os.chdir("d")
        Path("a.yaml").unlink()
        for _ in range(DEEP):
            os.chdir("..")
            os.rmdir("d")  # noqa: PTH106
        os.chdir(here)


@pytest.mark.threat
@pytest.mark.parametrize(
    "place", ["shops/demo/evidence", "definitions/tiny", "definitions/x"]
)
def test_a_deep_folder_stops_nothing(project: Path, place: str) -> None:
    """A file at the bottom of it is told as one that is not read, or passed over."""
    folder = project / "audits" / place
    folder.mkdir(parents=True, exist_ok=True)
    with deep(folder):
        result = run("check")

    assert result.exit_code == 1
    assert "a.yaml" in result.stdout or "audit.yaml" in result.stdout
