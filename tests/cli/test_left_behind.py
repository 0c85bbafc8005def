"""What a build that was killed leaves in the folder for temporary files: nothing."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from child_process import module_path
from small_project import project, run_apart

__all__ = ["project"]

pytestmark = pytest.mark.fault

PATIENCE = 60.0


def test_a_killed_build_leaves_no_temporary_folder(
    project: Path, tmp_path: Path
) -> None:
    """Killed while it writes its pages, and after it ended, there is none."""
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    env = {"TMPDIR": str(temporary), "NO_MKDOCS_2_WARNING": "1"}
    process = subprocess.Popen(
        [sys.executable, "-m", "generator", "build"],
        cwd=project,
        env={**os.environ, "PYTHONPATH": module_path(), **env},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    ends = time.monotonic() + PATIENCE
    while not list(project.glob("*/*/index.html")):
        assert process.poll() is None, "it ended before it was killed"
        assert time.monotonic() < ends
        time.sleep(0.005)
    process.kill()
    process.wait()

    assert not (project / "site").exists()
    assert list(temporary.iterdir()) == []
    assert run_apart("build", cwd=project, env=env).returncode == 0
    assert list(temporary.iterdir()) == []
