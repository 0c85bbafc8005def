from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings
from repository import EXAMPLES

from generator.model.audit import Answer
from generator.model.definition import Definition
from generator.model.diagnostic import Diagnostic
from generator.project import Project
from generator.reading.definitions.read import read_definition
from generator.reading.diagnostics.collector import Problems
from generator.reading.strict_yaml.reader import read_yaml

# Times are measured where they matter; elsewhere a busy machine is no failure.
settings.register_profile("steady", deadline=None)
settings.load_profile("steady")

AUDIT = "audits/shops/demo/2026-09-15.yaml"

ReadText = Callable[[str], tuple[object, list[Diagnostic]]]
ReadAnswers = Callable[[str], tuple[dict[str, Answer], list[Diagnostic]]]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the good project that all examples start from."""
    shutil.copytree(EXAMPLES / "base", tmp_path / "project")
    return tmp_path / "project"


@pytest.fixture(scope="session")
def tiny() -> Definition:
    """The definition of the examples."""
    folder = EXAMPLES / "base" / "audits" / "definitions" / "tiny"
    definition, diagnostics = read_definition(folder, EXAMPLES / "base")
    assert definition is not None, diagnostics
    return definition


@pytest.fixture
def read_text() -> ReadText:
    """Read a YAML text: (value, diagnostics)."""

    def read(text: str) -> tuple[object, list[Diagnostic]]:
        problems = Problems("a.yaml", text)
        return read_yaml(text, problems), problems.found

    return read


@pytest.fixture
def read_answers(project: Path) -> ReadAnswers:
    """Read the answers of an audit whose file ends in the given lines."""

    def read(lines: str) -> tuple[dict[str, Answer], list[Diagnostic]]:
        head = "definition: tiny@1.0.0\nauditors: [A. Nowak]\nlanguage: en\nanswers:\n"
        (project / AUDIT).write_text(head + lines, encoding="utf-8")
        loaded = Project(project).load()
        audits = loaded.shops[0].audits
        answers = dict(audits[0].answers) if audits else {}
        return answers, list(loaded.diagnostics)

    return read
