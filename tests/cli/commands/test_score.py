"""`score`: which audits, as a table and as JSON."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import jsonschema
import pytest
from small_project import break_audit, project, run

from generator.model.report_schema import report_schema

__all__ = ["project"]

AUDIT = "audits/shops/demo/2026-09-15.yaml"


@pytest.mark.usefixtures("project")
def test_the_table_tells_stages_total_and_first_steps() -> None:
    """Each stage has a row; the total and what to do first follow."""
    result = run("score")

    assert result.exit_code == 0
    for words in ("Stage", "Low–high", "Coverage", "Level", "Total"):
        assert words in result.stdout
    assert "What to do first" in result.stdout
    assert "\x1b" not in result.stdout


@pytest.mark.usefixtures("project")
def test_one_file_is_one_report() -> None:
    """--json of a single file is that file's Report."""
    report = json.loads(run("score", AUDIT, "--json").stdout)

    assert report["schema_version"]
    assert report["shop"]["id"] == "demo"
    assert report["date"] == "2026-09-15"


def test_several_files_or_a_folder_are_wrapped(project: Path) -> None:
    """Two files, a folder, or none: an object with a list of reports."""
    shutil.copy(project / AUDIT, project / AUDIT.replace("2026", "2025"))

    folder = json.loads(run("score", "audits/shops", "--json").stdout)
    files = json.loads(
        run("score", AUDIT, AUDIT.replace("2026", "2025"), "--json").stdout
    )
    latest = json.loads(run("score", "--json").stdout)

    assert list(folder) == ["schema_version", "reports"]
    assert [one["date"] for one in folder["reports"]] == ["2025-09-15", "2026-09-15"]
    assert files == folder
    assert [one["date"] for one in latest["reports"]] == ["2026-09-15"]


def test_several_shops_are_compared_for_whom_may_see_them(project: Path) -> None:
    """How each stands in total and in each stage, with its range; never for a client."""
    shops = project / "audits/shops"
    shutil.copytree(shops / "demo", shops / "rival")

    internal = json.loads(run("score", "--json", "--audience", "internal").stdout)
    client = json.loads(run("score", "--json").stdout)

    jsonschema.Draft202012Validator(report_schema()).validate(internal)
    (comparison,) = internal["comparisons"]
    assert comparison["definition"] == "tiny"
    total, *stages = comparison["parts"]
    assert total["stage"] is None
    assert [one["stage"] for one in stages] == [
        one["id"] for one in internal["reports"][0]["stages"]
    ]
    verdicts = {one["shop"]: one["verdict"] for one in total["standings"]}
    assert verdicts == {"demo": "highest", "rival": "unclear"}
    assert "comparisons" not in client


@pytest.mark.usefixtures("project")
def test_json_is_the_same_twice() -> None:
    """Two runs print the same bytes."""
    first = run("score", "--json", "--as-of", "2026-10-01").stdout_bytes

    assert run("score", "--json", "--as-of", "2026-10-01").stdout_bytes == first


@pytest.mark.usefixtures("project")
def test_as_of_comes_from_option_environment_or_today(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """--as-of wins over SOURCE_DATE_EPOCH."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1760000000")

    named = json.loads(run("score", AUDIT, "--json", "--as-of", "2026-10-01").stdout)
    epoch = json.loads(run("score", AUDIT, "--json").stdout)

    assert (named["as_of"], epoch["as_of"]) == ("2026-10-01", "2025-10-09")


@pytest.mark.usefixtures("project")
def test_private_notes_need_the_internal_audience() -> None:
    """The client's JSON, the default, lacks what the internal one has."""
    client = run("score", AUDIT, "--json").stdout
    internal = run("score", AUDIT, "--json", "--audience", "internal").stdout

    assert "Ask again." not in client
    assert "Ask again." in internal


def test_errors_are_told_and_nothing_is_scored(project: Path) -> None:
    """With an error stdout stays empty, and stderr says where it is."""
    break_audit(project)

    result = run("score", "--json")

    assert result.exit_code == 1
    assert result.stdout == ""
    assert f"{AUDIT}:11:3: error[E302]" in result.stderr


@pytest.mark.usefixtures("project")
def test_a_path_without_an_audit_is_2() -> None:
    """A path that holds no audit is named."""
    result = run("score", "audits/shops/demo/shop.yaml")

    assert result.exit_code == 2
    assert "there is no audit in audits/shops/demo/shop.yaml" in result.stderr


@pytest.mark.usefixtures("project")
def test_the_report_keeps_its_promise() -> None:
    """The JSON has every key its schema requires."""
    report = json.loads(run("score", AUDIT, "--json").stdout)
    schema = report_schema()
    required = schema.get("required") or schema["$defs"]["Report"]["required"]

    assert set(required) <= set(report)


@pytest.mark.usefixtures("project")
def test_an_audit_without_answers_is_provisional_and_short() -> None:
    """Nothing is known yet: no point, the whole interval, a few things to find out."""
    run("new", "demo", "--date", "2027-01-15")

    shown = run("score").stdout

    assert "0–100" in shown
    assert "provisional" in shown
    assert "What to do first" not in shown
    assert shown.count("Critical and not yet known") <= 6
