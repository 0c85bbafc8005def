"""The package's definitions are read once a process, and again when they change."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from repository import EXAMPLES

from generator import resources
from generator.project import Project
from generator.reading.definitions.read import definition_files


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """Return a folder of packaged definitions that nothing has read."""
    folder = tmp_path / "package/audits/definitions"
    shutil.copytree(resources.definitions(), folder)
    return folder


def loaded(root: Path, package: Path) -> Project:
    """Load a project of its own, with every definition of the package."""
    project = Project(root, package)
    assert "online-shop@1.0.0" in project.load(definition="online-shop").definitions
    return project


def test_another_project_of_the_process_reads_only_its_own(package: Path) -> None:
    """`build` reads the project before it writes and again inside MkDocs."""
    first, second = (loaded(EXAMPLES / "base", package) for _ in range(2))

    packaged = definition_files(package / "online-shop")
    assert first.reads - second.reads == len(packaged) > 30
    assert first.files == second.files >= set(packaged)


def test_what_was_changed_is_read_again(package: Path) -> None:
    """A newer package, installed while the site is served, is what is shown."""
    first = loaded(EXAMPLES / "base", package)
    main = package / "online-shop/audit.yaml"
    main.write_text(main.read_text("utf-8").replace("version: ", "version:  "), "utf-8")
    os.utime(main, ns=(1, 1))

    assert loaded(EXAMPLES / "base", package).reads == first.reads
