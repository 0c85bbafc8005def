"""`schema`: writing, printing and checking the editors' schemas."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from small_project import ROOT, project, run

__all__ = ["project"]


def test_schemas_are_written_beside_the_shops(project: Path) -> None:
    """Without arguments every schema goes to audits/schemas/."""
    result = run("schema")

    names = {path.name for path in (project / "audits/schemas").iterdir()}
    assert result.exit_code == 0
    assert {
        "shop.schema.json",
        "definition.schema.json",
        "touchpoint.schema.json",
        "tasks.schema.json",
        "report.schema.json",
        "tiny.answers.schema.json",
    } <= names


def test_one_schema_is_printed_alone(project: Path) -> None:
    """A named schema goes to stdout, and nothing is written."""
    result = run("schema", "tiny.answers")

    assert (
        "search-quality"
        in json.loads(result.stdout)["properties"]["answers"]["properties"]
    )
    assert not (project / "audits/schemas").exists()


def test_check_tells_what_is_not_fresh(project: Path) -> None:
    """--check is 0 after writing, 1 after any change, and writes nothing."""
    assert run("schema", "--check").exit_code == 1
    assert not (project / "audits/schemas").exists()

    run("schema", "--out", "other")
    assert run("schema", "--out", "other", "--check").exit_code == 0

    changed = project / "other" / "shop.schema.json"
    changed.write_text("{}", encoding="utf-8")
    result = run("schema", "--out", "other", "--check")
    assert result.exit_code == 1
    assert "shop.schema.json is not fresh" in result.stderr
    assert changed.read_text(encoding="utf-8") == "{}"


def test_an_unknown_schema_is_2(project: Path) -> None:
    """The nearest name is told."""
    result = run("schema", "tiny.answer")

    assert result.exit_code == 2
    assert "did you mean 'tiny.answers'?" in result.stderr
    assert project.is_dir()


def test_a_broken_definition_is_1(project: Path) -> None:
    """No schema is made of a definition with an error."""
    path = project / "audits/definitions/tiny/audit.yaml"
    path.write_text(path.read_text("utf-8") + "colour: red\n", "utf-8")

    result = run("schema")

    assert result.exit_code == 1
    assert "error[E101]" in result.stderr
    assert not (project / "audits/schemas").exists()


def test_a_broken_shop_does_not_matter(project: Path) -> None:
    """The schemas depend on definitions only."""
    (project / "audits/shops/demo/shop.yaml").write_text("name: 1\n", "utf-8")

    assert run("schema").exit_code == 0


def test_committed_schemas_are_fresh() -> None:
    """The schemas in the repository are what the definitions and shapes make."""
    result = run("--project", str(ROOT), "schema", "--check")

    assert result.exit_code == 0, result.stderr


@pytest.mark.threat
def test_a_schema_of_somebodys_stays(project: Path) -> None:
    """That a file is a JSON Schema does not make it one of ours."""
    theirs = '{"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "a"}'
    path = project / "schemas/shop.schema.json"
    path.parent.mkdir()
    path.write_text(theirs)

    result = run("schema", "--out", "schemas")

    assert result.exit_code == 2
    assert "choose another name" in result.stderr
    assert path.read_text() == theirs


@pytest.mark.threat
@pytest.mark.parametrize("place", ["audits", "audits/other", "audits/shops/demo"])
def test_schemas_go_to_no_other_folder_of_audits(project: Path, place: str) -> None:
    """There they would be taken for something that nobody reads."""
    result = run("schema", "--out", place)

    assert result.exit_code == 2
    assert run("check").exit_code == 0
    assert project.is_dir()


def test_a_schema_that_is_no_text_is_not_fresh(project: Path) -> None:
    """It is told like any other that has changed."""
    assert run("schema").exit_code == 0
    (project / "audits/schemas/shop.schema.json").write_bytes(b"\xff\xfe")

    result = run("schema", "--check")

    assert result.exit_code == 1
    assert "shop.schema.json is not fresh" in result.stderr
