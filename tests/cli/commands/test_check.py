"""`check`: what it tells, where, and when it fails."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from small_project import EXAMPLES, break_audit, project, run

from generator.cli.diagnostic_output import count

__all__ = ["project"]


def with_advice(project: Path) -> None:
    """Put advice into the project: an answer outside the profile."""
    example = EXAMPLES / "W405-no-value" / "audits"
    shutil.copytree(example, project / "audits", dirs_exist_ok=True)


@pytest.mark.usefixtures("project")
def test_a_good_project_is_0_with_counts() -> None:
    """The closing line counts what was read and what was found."""
    result = run("check")

    assert result.exit_code == 0
    assert "1 shop, 1 audit" in result.stdout
    assert "without a translation" in result.stdout
    assert "to verify" in result.stdout
    assert result.stdout.endswith("0 errors, 0 pieces of advice\n")


def test_an_error_is_1_with_caret_and_hint(project: Path) -> None:
    """An error shows its line, a caret below the place and the nearest match."""
    break_audit(project)

    result = run("check")

    assert result.exit_code == 1
    assert result.stdout.startswith(
        "audits/shops/demo/2026-09-15.yaml:11:3: error[E302]: "
        "unknown criterion 'search-qualty'\n"
        "   11 |   search-qualty: 3\n"
        "      |   ^^^^^^^^^^^^^ did you mean 'search-quality'?\n"
    )


def test_advice_fails_only_when_strict(project: Path) -> None:
    """Advice is told with exit code 0, and with 1 under --strict."""
    with_advice(project)

    assert run("check").exit_code == 0
    assert "advice[W405]" in run("check").stdout
    assert run("check", "--strict").exit_code == 1


def test_json_is_alone_on_stdout(project: Path) -> None:
    """--format json prints the documented list and nothing beside it."""
    break_audit(project)

    result = run("check", "--format", "json")

    (found,) = json.loads(result.stdout)
    assert result.exit_code == 1
    assert list(found) == [
        *("path", "line", "column", "end_line", "end_column"),
        *("severity", "code", "message", "hint"),
    ]
    assert (found["code"], found["line"], found["column"]) == ("E302", 11, 3)
    assert (found["end_line"], found["end_column"]) == (11, 16)


@pytest.mark.usefixtures("project")
def test_json_of_a_good_project_is_an_empty_list() -> None:
    """Without problems the list is empty."""
    assert json.loads(run("check", "--format", "json").stdout) == []


def test_github_form_is_a_workflow_command(project: Path) -> None:
    """--format github prints one command a diagnostic; the counts go to stderr."""
    break_audit(project)

    result = run("check", "--format", "github")

    assert result.stdout == (
        "::error file=audits/shops/demo/2026-09-15.yaml,line=11,col=3,endLine=11,"
        "endColumn=16,title=E302::unknown criterion 'search-qualty'; "
        "did you mean 'search-quality'?\n"
    )
    assert "1 error" in result.stderr


def test_a_path_limits_what_is_told(project: Path) -> None:
    """Problems elsewhere are neither told nor counted."""
    broken = break_audit(project)

    assert run("check", "audits/shops/demo/shop.yaml").exit_code == 0
    assert run("check", "audits/definitions").exit_code == 0
    assert run("check", "audits/shops").exit_code == 1
    assert run("check", str(broken)).exit_code == 1


def test_a_path_limits_what_is_counted(project: Path) -> None:
    """One file is one file: the rest of the project is no part of the sum."""
    audit = break_audit(project)

    one = run("check", "audits/shops/demo/shop.yaml").stdout
    assert one.startswith("checked 1 file: 1 shop, 0 audits\n0 errors")
    both = run("check", str(audit), "audits/shops/demo/shop.yaml").stdout
    assert "checked 2 files: 1 shop, 1 audit, 0 without an error\n1 error" in both
    definitions = run("check", "audits/definitions").stdout
    assert ": 0 shops, 0 audits\n" in definitions
    assert " criteria, " in definitions


def test_what_a_shell_names_with_the_rest_is_no_mistake(project: Path) -> None:
    """`audits/*` and `audits/shops/demo/*` name pictures and schemas as well."""
    for folder in ("audits/schemas", "audits/shops/demo/evidence"):
        (project / folder).mkdir(exist_ok=True)
    break_audit(project)

    for folder in ("audits", "audits/shops/demo"):
        names = sorted(str(path) for path in (project / folder).iterdir())
        assert "1 error, " in run("check", *names).stdout


def test_an_audit_that_waits_for_its_definition_says_so(project: Path) -> None:
    """A shop whose definition is broken was not checked, so it is not in order."""
    (main,) = project.glob("audits/definitions/*/audit.yaml")
    text = main.read_text("utf-8")
    main.write_text(text.replace('version: "1.0.0"', "version: one"), encoding="utf-8")

    result = run("check", "audits/shops/demo")

    assert result.exit_code == 1
    assert f"{main.relative_to(project).as_posix()}:" in result.stdout
    assert "1 audit, 0 without an error" in result.stdout


def test_a_link_is_asked_about_by_its_own_name(project: Path) -> None:
    """A shop that is a link elsewhere is refused, not passed over."""
    link = project / "audits/shops/linked"
    link.symlink_to(project / "audits/shops/demo", target_is_directory=True)

    assert "E017" in run("check", str(link)).stdout


@pytest.mark.parametrize("where", ["docs", "audits/notes.txt", "audits/shops/demo/x"])
def test_a_path_that_nobody_reads_is_2(project: Path, where: str) -> None:
    """Silence about it would look like praise."""
    place = project / where
    if place.suffix:
        place.write_text("a: b", encoding="utf-8")
    else:
        place.mkdir()

    result = run("check", where)

    assert result.exit_code == 2
    assert f"{where} is not read" in result.stderr


def test_all_problems_of_all_files_come_at_once(project: Path) -> None:
    """Errors of two files are told in one run, by file and line."""
    break_audit(project)
    shop = project / "audits/shops/demo/shop.yaml"
    shop.write_text(shop.read_text("utf-8") + "colour: red\n", "utf-8")

    lines = [
        line for line in run("check").stdout.splitlines() if line.startswith("audits/")
    ]

    assert [line.split(":")[0].rsplit("/", 1)[1] for line in lines] == [
        "2026-09-15.yaml",
        "shop.yaml",
    ]


@pytest.mark.parametrize(
    ("number", "words"), [(0, "0 files"), (1, "1 file"), (1234, "1,234 files")]
)
def test_counts_agree_with_their_noun(number: int, words: str) -> None:
    """One file, two files."""
    assert count(number, "file") == words
