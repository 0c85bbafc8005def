"""A small project for tests of the command, and how to run the command on it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from child_process import PATIENCE, module_path
from click.testing import CliRunner, Result
from repository import EXAMPLES, ROOT

from generator.cli.main_command import main

__all__ = ["EXAMPLES", "ROOT", "break_audit", "project", "run", "run_apart"]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a project without a fault; it is the current folder."""
    folder = tmp_path / "project"
    shutil.copytree(EXAMPLES / "base", folder)
    monkeypatch.chdir(folder)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    return folder


def run(*words: str, **options: Any) -> Result:
    """Run the command in this process."""
    return CliRunner().invoke(main, list(words), **options)


def run_apart(
    *words: str, cwd: Path, env: dict[str, str] | None = None, **options: Any
) -> subprocess.CompletedProcess[bytes]:
    """Run `python -m generator` in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "generator", *words],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": module_path(), **(env or {})},
        check=False,
        timeout=PATIENCE,
        **{"capture_output": True, **options},
    )


def break_audit(project: Path) -> Path:
    """Put one error into the audit of the example and return its path."""
    path = project / "audits/shops/demo/2026-09-15.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("search-quality: 3", "search-qualty: 3"), "utf-8")
    return path
