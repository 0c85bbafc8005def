"""Whatever something is called, no command lets it steer a terminal or a CI."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from child_process import module_path
from click.testing import CliRunner
from hostile_names import HOSTILE, obeyed
from repository import EXAMPLES
from small_project import project, run, run_apart

from generator.cli.main_command import main

__all__ = ["project"]

pytestmark = pytest.mark.threat

NEEDED = {
    "new": ["other"],
    "report": ["demo"],
    "export": ["demo"],
    "freeze": ["tiny"],
}
"""What a command wants to be told before an option of it is looked at."""

MKDOCS = """
site_name: Audit
strict: true
theme: {name: material, font: false}
plugins:
  - cx-audit: {shops: [demo], strict_advice: true}
"""

EVERY = {
    "new": ["new", "other"],
    "check": ["check"],
    "check as JSON": ["check", "--format", "json"],
    "score": ["score"],
    "score as JSON": ["score", "--json"],
    "build": ["build", "--shop", "demo"],
    "report": ["report", "demo"],
    "export": ["export", "demo"],
    "freeze": ["freeze", "tiny"],
    "schema": ["schema"],
    "a schema": ["schema", "tiny.answers"],
    "a fresh schema": ["schema", "--check"],
    "nothing of ours": [HOSTILE],
}


@pytest.fixture(autouse=True)
def _quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")


def arguments() -> Iterator[tuple[str, list[str]]]:
    """Yield a command line for each thing that a command may be told."""
    yield "--project", ["--project", HOSTILE, "check"]
    yield "an option", [f"--{HOSTILE}"]
    for name, command in main.commands.items():
        yield f"{name} --{{}}", [name, *NEEDED.get(name, []), f"--{HOSTILE}"]
        for told in command.params:
            if isinstance(told, click.Argument):
                yield f"{name} {told.name}", [name, HOSTILE]
            elif not (told.is_flag or told.name == "help"):
                words = [name, *NEEDED.get(name, []), told.opts[0], HOSTILE]
                yield f"{name} {told.opts[0]}", words


@pytest.mark.parametrize(
    "words", [pytest.param(words, id=what) for what, words in arguments()]
)
@pytest.mark.usefixtures("project")
def test_no_argument_steers_what_reads_the_output(words: list[str]) -> None:
    """Every argument and option of every command is quoted harmlessly, or accepted."""
    result = run(*words)

    assert result.exit_code in {0, 1, 2, 3}
    assert result.stderr
    assert obeyed(result.stdout + result.stderr) == []


def test_what_would_be_obeyed_is_seen() -> None:
    """The search for what is obeyed finds it in the name as it is."""
    assert len(obeyed(HOSTILE)) > 10
    for one in ("::error::x", " \t::debug::x", "a ##[x", "##vso[x", "##teamcity[x"):
        assert obeyed(f"line\n{one}"), one
    assert obeyed("::error file=a,line=1,col=1,title=E::b", github=True) == []
    assert obeyed("::error file=a,line=1,col=1,title=E::b\n::x", github=True)


def _folder(project: Path) -> None:
    (project / "audits/shops" / HOSTILE).mkdir()


def _files(project: Path) -> None:
    shop = project / "audits/shops/demo"
    (shop / f"{HOSTILE}.yaml").write_text("answers: {}\n")
    (shop / "evidence").mkdir(exist_ok=True)
    for name in (HOSTILE, HOSTILE.upper()):
        (shop / "evidence" / name).write_bytes(b"no picture")
    (project / "audits/shops" / HOSTILE).write_text("")
    (project / "audits" / HOSTILE).write_text("")


def _definition(project: Path) -> None:
    folder = project / "audits/definitions" / HOSTILE
    shutil.copytree(project / "audits/definitions/tiny", folder)


def _words(project: Path) -> None:
    """Write the name, as escapes, wherever an error quotes what was written."""
    quoted = json.dumps(HOSTILE)
    shop = project / "audits/shops/demo"
    (shop / "shop.yaml").write_text(f"name: {quoted}\nurl: {quoted}\n{quoted}: 1\n")
    answers = shop / "2026-09-15.yaml"
    text = answers.read_text("utf-8")
    more = f"  {quoted}: yes\n  search-quality: {{{quoted}: {quoted}}}\n"
    answers.write_text(f"{text}{more}stages: {{{quoted}: 1}}\n", "utf-8")
    (shop / "tasks.yaml").write_text(f"{quoted}: {{owner: {quoted}}}\n")


def _reader_words(project: Path) -> None:
    """Write what the reader takes of the name into what a table or a schema shows."""
    quoted = '"::error::pwned ##vso[a]b \\u202E"'
    main_file = project / "audits/definitions/tiny/audit.yaml"
    text = main_file.read_text("utf-8").replace("{en: Before,", f"{{en: {quoted},")
    main_file.write_text(text, "utf-8")
    shop = project / "audits/shops/demo/shop.yaml"
    shop.write_text(f"name: {quoted}\nurl: https://demo.example\n", "utf-8")


@pytest.mark.parametrize("command", EVERY)
@pytest.mark.parametrize("put", [_folder, _files, _definition, _words, _reader_words])
def test_no_name_in_a_project_steers_what_reads_the_output(
    project: Path, put: object, command: str
) -> None:
    """Folders, files, ids and words of a project are told harmlessly by every command."""
    assert callable(put)
    put(project)

    result = run(*EVERY[command])

    assert result.exit_code in {0, 1, 2}, result.output
    assert obeyed(result.stdout + result.stderr) == []


@pytest.mark.parametrize("command", EVERY)
def test_a_project_may_lie_anywhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    """The folder of a project is named in most lines, and steers nothing in any."""
    folder = tmp_path / HOSTILE / "project"
    shutil.copytree(EXAMPLES / "base", folder)
    (folder / "docs").mkdir()
    (folder / "mkdocs.yml").write_text(MKDOCS)
    monkeypatch.chdir(folder)

    result = run(*EVERY[command])

    assert result.exit_code in {0, 1, 2}, result.output
    assert "\\x1b[31m" in result.stderr or command == "nothing of ours"
    assert obeyed(result.stdout + result.stderr) == []


def test_the_form_for_github_holds_one_command_a_problem(project: Path) -> None:
    """What GitHub is to obey is as many lines as there are problems, each escaped."""
    _words(project)
    _files(project)

    told = json.loads(run("check", "--format", "json").stdout)
    result = run("check", "--format", "github")

    assert told
    assert len(result.stdout.splitlines()) == len(told)
    assert obeyed(result.stdout, github=True) == []
    assert obeyed(result.stderr) == []


def test_json_says_the_same_without_steering(project: Path) -> None:
    """A program reads the words as they were written, and a terminal obeys none."""
    _reader_words(project)

    result = run("score", "--json")

    assert obeyed(result.stdout) == []
    name = json.loads(result.stdout)["reports"][0]["shop"]["name"]["en"]
    assert name == "::error::pwned ##vso[a]b \u202e"


@pytest.mark.parametrize("debug", ["0", "1"])
def test_a_bug_is_told_harmlessly(monkeypatch: pytest.MonkeyPatch, debug: str) -> None:
    """The words of an unexpected error steer nothing, nor does its traceback."""
    monkeypatch.setenv("CX_DEBUG", debug)
    door = type(main)()

    @door.command()
    def broken() -> None:
        raise ValueError(HOSTILE)

    @door.command()
    def fine() -> None:
        pass

    result = CliRunner().invoke(door, ["broken"])

    assert result.exit_code == 70
    assert "pwned" in result.stderr
    assert ("Traceback" in result.stderr) == (debug == "1")
    assert obeyed(result.stdout + result.stderr) == []


def test_no_colour_in_a_bug_hides_what_is_obeyed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """In the words of an error and in its traceback a colour is written out, too."""
    monkeypatch.setenv("CX_DEBUG", "1")
    door = type(main)()

    @door.command()
    @click.argument("word")
    def broken(word: str) -> None:
        raise ValueError(word)

    @door.command()
    def fine() -> None:
        pass

    result = CliRunner().invoke(door, ["broken", "#\x1b[0m#vso[task.complete]x"])

    assert "Traceback" in result.stderr
    assert "\x1b" not in result.stderr
    assert obeyed(result.stderr) == []


@pytest.mark.usefixtures("project")
def test_what_the_system_says_is_told_harmlessly() -> None:
    """A place that the system refuses is quoted like any other."""
    result = run("export", "demo", "--out", f"{HOSTILE}{'a' * 300}")

    assert result.exit_code == 3
    assert obeyed(result.stdout + result.stderr) == []


@pytest.mark.parametrize("put", [_files, _definition, _words])
def test_mkdocs_is_told_harmlessly_by_the_plugin(project: Path, put: object) -> None:
    """What the plugin says in MkDocs' log steers nothing either."""
    assert callable(put)
    put(project)
    (project / "docs").mkdir()
    (project / "mkdocs.yml").write_text(MKDOCS)

    by_mkdocs = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet"],
        cwd=project,
        env={"PYTHONPATH": module_path(), "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        check=False,
        timeout=60,
    )
    by_command = run_apart("build", "--shop", "demo", cwd=project)

    for ended in (by_mkdocs, by_command):
        said = (ended.stdout + ended.stderr).decode()
        assert ended.returncode == 1
        assert "error[E" in said
        assert obeyed(said) == []


def test_no_colour_in_a_name_hides_what_is_obeyed(project: Path) -> None:
    """A colour between two characters is not left out so that they become a command."""
    (project / "docs").mkdir()
    page = project / "docs" / "q#\x1b[0m#vso[task.complete]\x1b[8mz.md"
    page.write_text("# Page\n\n[no](where.md)\n")
    (project / "mkdocs.yml").write_text(MKDOCS.replace("strict: true", ""))

    result = run("build")

    assert "where.md" in result.stderr
    assert "\x1b" not in result.stderr
    assert obeyed(result.stderr) == []


def test_pages_with_such_names_are_told_harmlessly(project: Path) -> None:
    """Hand-written pages are named in warnings of ours and of MkDocs."""
    (project / "docs").mkdir()
    page = project / "docs" / f"{HOSTILE}.md"
    page.write_text("# Page\n\n<!-- cx: nothing -->\n\n[no](where.md)\n")
    (project / "mkdocs.yml").write_text(MKDOCS.replace("strict: true", ""))

    result = run("build")

    assert "no part 'nothing'" in result.stderr
    assert obeyed(result.stdout + result.stderr) == []
