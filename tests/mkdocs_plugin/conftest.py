"""What all builds of these tests begin with."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from plugin_build import Log
from tiny_project import write_project


@pytest.fixture(scope="module", autouse=True)
def _plain_environment() -> Iterator[None]:
    """Let Material advertise nothing, and no environment say what day it is."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NO_MKDOCS_2_WARNING", "1")
        patch.delenv("SOURCE_DATE_EPOCH", raising=False)
        yield


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a project with one shop."""
    return write_project(tmp_path, "bell")


@pytest.fixture
def logged(caplog: pytest.LogCaptureFixture) -> Log:
    """Return what is logged from now on."""
    return Log(caplog)
