"""A new type of answer is forgotten nowhere: the type checker names each room."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from repository import ROOT

ROOMS = (
    "reading/answer_types",
    "reading/editor_schemas/answer_types",
    "scoring/answer_types",
    "publishing/views/answer_types",
    "cli/answer_types",
)
NEW = '''class RankType(YamlModel):
    """A place among others."""

    type: Literal["rank"]


AnswerType = Annotated[
    RankType | '''


@pytest.mark.slow
def test_the_type_checker_names_every_room(tmp_path: Path) -> None:
    """With a class more in the union, and nothing else, each room has an error."""
    shutil.copytree(ROOT / "generator", tmp_path / "generator")
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    answers = tmp_path / "generator/model/answers.py"
    text = answers.read_text("utf-8")
    assert text.count("AnswerType = Annotated[\n    ") == 1
    answers.write_text(text.replace("AnswerType = Annotated[\n    ", NEW), "utf-8")

    ended = subprocess.run(
        [
            sys.executable,
            "-m",
            "mypy",
            "--no-pretty",
            "--cache-dir",
            ROOT / ".mypy_cache/types",
        ],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    told = {
        line.partition(":")[0]
        for line in ended.stdout.splitlines()
        if "RankType" in line
    }
    for room in ROOMS:
        assert f"generator/{room}/__init__.py" in told, ended.stdout
