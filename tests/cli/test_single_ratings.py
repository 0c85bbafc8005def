"""Ratings with a label: for whoever made them, and by no door for clients."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from rival_definition import files_with
from small_project import project, run

from generator.cli.main_command import main

__all__ = ["project"]

pytestmark = pytest.mark.threat

LABEL = "annarated"
NAME = f"2026-09-15.{LABEL}"
FILE = f"audits/shops/demo/{NAME}.yaml"
DOORS = {
    "score": ["score", FILE],
    "score as JSON": ["score", "--json", FILE],
    "export": ["export", "demo", "--date", NAME],
    "report": ["report", "demo", "--date", NAME],
}
"""Commands that can be told to take a single rating."""


@pytest.fixture(autouse=True)
def _rating(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
    shutil.copy(project / "audits/shops/demo/2026-09-15.yaml", project / FILE)


@pytest.mark.parametrize("said", [[], ["--audience", "client"]])
@pytest.mark.parametrize("door", DOORS)
def test_a_single_rating_is_not_handed_to_a_client(
    project: Path, door: str, said: list[str]
) -> None:
    """The default is the client, so it is refused, and the way to have it is told."""
    result = run(*DOORS[door], *said)

    assert result.exit_code == 2
    assert result.stdout == ""
    assert "not for clients" in result.stderr
    assert "--audience internal" in result.stderr
    assert {path.name for path in project.iterdir()} == {"audits"}


@pytest.mark.parametrize("door", DOORS)
def test_for_internal_use_a_single_rating_is_to_be_had(
    project: Path, door: str
) -> None:
    """Whoever says that it is for internal use gets it, under its label."""
    result = run(*DOORS[door], "--audience", "internal")

    assert result.exit_code == 0
    if "score" in door:
        assert LABEL in result.stdout
    else:
        shutil.rmtree(project / "audits")
        assert files_with(LABEL, project)


@pytest.mark.parametrize("form", [[], ["--json"]])
def test_a_folder_is_scored_for_clients_without_single_ratings(form: list[str]) -> None:
    """What is left out is said beside the scores, not in them."""
    result = run("score", *form, "audits/shops")

    assert result.exit_code == 0
    assert LABEL not in result.stdout
    assert f"left out demo {NAME}" in result.stderr
    if form:
        days = [one["date"] for one in json.loads(result.stdout)["reports"]]
        assert "2026-09-15" in days
    inside = run("score", *form, "audits/shops", "--audience", "internal")
    assert LABEL in inside.stdout


def test_where_all_is_single_ratings_the_commands_say_so(project: Path) -> None:
    """A shop that has no audit of its own has nothing for a client."""
    for path in (project / "audits/shops/demo").glob("20*.yaml"):
        if LABEL not in path.name:
            path.unlink()

    for words in (["score"], ["export", "demo"], ["report", "demo"]):
        result = run(*words)
        assert result.exit_code == 2
        assert "no audit without a label" in result.stderr
    result = run("build")
    assert result.exit_code == 1
    assert "not for clients" in " ".join(result.stderr.split())


def test_a_clients_site_has_no_file_that_knows_of_a_rating(project: Path) -> None:
    """Pages, downloads, search and archive names hold no label; an internal site's do."""
    assert run("build").exit_code == 0
    assert files_with(LABEL, project / "site") == set()

    internal = ("--audience", "internal", "--out", "internal")
    assert run("build", *internal).exit_code == 0
    page = f"en/shops/demo/2026-09-15-{LABEL}/index.html"
    assert page in files_with(LABEL, project / "internal")


def test_every_door_for_a_reader_is_tried_here() -> None:
    """A new command with an audience must join these tests."""
    doors = {
        name
        for name, command in main.commands.items()
        if any(told.name == "audience" for told in command.params)
    }

    assert doors == {words[0] for words in DOORS.values()} | {"build", "serve"}
