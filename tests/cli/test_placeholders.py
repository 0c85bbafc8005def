"""What `new` could not know is advice until somebody writes it, and fails --strict."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from repository import ROOT
from small_project import project, run

from generator.project import Project

__all__ = ["project"]


@pytest.fixture
def begun(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> Path:
    """Return a project that `new` has just begun, in the language asked for."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
    assert run("new", "my-shop", "--language", request.param).exit_code == 0
    return tmp_path


BOTH = pytest.mark.parametrize("begun", ["en", "pl"], indirect=True)


@BOTH
def test_an_example_is_told_where_it_stands(begun: Path) -> None:
    """Auditor and address are told at their place, with what to write."""
    told = json.loads(run("check", "--format", "json").stdout)

    places = {one["path"]: (one["code"], one["hint"]) for one in told}
    audit, shop = sorted(places)
    assert shop == "audits/shops/my-shop/shop.yaml"
    assert places[audit] == (
        "W414",
        "write who made the audit; it stands on the report's cover",
    )
    assert places[shop] == (
        "W414",
        "write the address at which customers find the shop",
    )
    for one in told:
        line = (begun / one["path"]).read_text("utf-8").splitlines()[one["line"] - 1]
        marked = line[one["column"] - 1 : one["end_column"] - 1]
        assert marked in {
            '"your name"',
            '"imię i nazwisko"',
            '"https://your-shop.example"',
        }


@BOTH
@pytest.mark.parametrize("command", ["check", "build"])
def test_an_example_fails_strict_until_it_is_replaced(
    begun: Path, command: str
) -> None:
    """With the truth in its place, the same command passes."""
    assert run("check").exit_code == 0
    assert run(command, "--strict").exit_code == 1

    for path in (begun / "audits/shops/my-shop").iterdir():
        text = path.read_text("utf-8")
        for example, truth in (
            ("your name", "Ewa Nowak"),
            ("imię i nazwisko", "Ewa Nowak"),
            ("your-shop.example", "brook.example"),
        ):
            text = text.replace(example, truth)
        path.write_text(text, "utf-8")

    result = run(command, "--strict")
    assert result.exit_code == 0, result.output


def test_an_address_that_was_given_is_nobodys_example(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A shop begun with --url has one example less."""
    monkeypatch.chdir(tmp_path)

    run("new", "brook", "--url", "https://brook.example")

    assert run("check").stdout.count("W414") == 1


@pytest.mark.parametrize("name", ["Your Name", "  your   name ", "IMIĘ I NAZWISKO"])
def test_an_example_is_known_however_it_is_written(project: Path, name: str) -> None:
    """Capitals and blanks do not make a name of it; beside others it is told as well."""
    audit = project / "audits/shops/demo/2026-09-15.yaml"
    text = audit.read_text("utf-8")
    quoted = json.dumps(name, ensure_ascii=False)
    audit.write_text(text.replace("[A. Nowak]", f"[A. Nowak, {quoted}]"), "utf-8")

    assert "advice[W414]" in run("check").stdout


def test_fictional_shops_are_not_told() -> None:
    """The samples have addresses of the kind, and they are those shops' own."""
    told = Project(ROOT).load().diagnostics

    assert ".example" in (ROOT / "audits/shops/lumen/shop.yaml").read_text("utf-8")
    assert [one for one in told if one.code == "W414"] == []
