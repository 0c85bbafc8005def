"""The command as a whole: exit codes, streams, terminals, what to type first."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from full_disk import full_disk
from small_project import ROOT, break_audit, project, run, run_apart

from generator import __version__

__all__ = ["project"]


def test_help_shows_first_what_to_type_first() -> None:
    """The commands stand in the order of use, `new` at the head."""
    result = run("--help")

    places = [
        result.stdout.index(f"\n  {name} ")
        for name in ("new", "check", "score", "build", "serve", "schema")
    ]
    assert result.exit_code == 0
    assert places == sorted(places)
    assert result.stdout.index("cx-audit new my-shop") < places[0]


def test_help_imports_nothing_heavy() -> None:
    """--help loads neither pydantic nor MkDocs nor the terminal's tables."""
    code = (
        "import sys; from generator.cli import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: pass\n"
        "heavy = {'pydantic', 'mkdocs', 'rich', 'yaml', 'jinja2', 'PIL'}\n"
        "sys.exit(' '.join(heavy & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=False
    )
    assert done.stderr.decode().strip() == ""


def test_version() -> None:
    """--version names the program and its version on stdout."""
    assert run("--version").stdout == f"cx-audit, version {__version__}\n"


@pytest.mark.parametrize(
    "words",
    [
        ["no-such-command"],
        ["check", "--format", "xml"],
        ["check", "no-such-file.yaml"],
        ["score", "--as-of", "15.09.2026"],
        ["score", "--as-of", "2026-02-30"],
        ["score", "--shop", "no-such-shop"],
        ["--project", "evidence", "check"],
    ],
    ids=" ".join,
)
@pytest.mark.usefixtures("project")
def test_wrong_usage_is_2(words: list[str]) -> None:
    """What cannot be meant is told on stderr with exit code 2, and stdout is empty."""
    result = run(*words)

    assert result.exit_code == 2
    assert result.stdout == ""
    assert "Error: " in result.stderr


def test_no_project_is_2_and_says_how_to_begin(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a folder audits/ upwards the command says what to type."""
    monkeypatch.chdir(tmp_path)

    result = run("check")

    assert result.exit_code == 2
    assert "cx-audit new" in result.stderr


def test_the_project_is_the_nearest_one_upwards(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From a folder deep inside, the project above is used and named on stderr."""
    monkeypatch.chdir(project / "audits" / "shops" / "demo")

    result = run("check")

    assert result.exit_code == 0
    assert result.stderr == f"project: {project}\n"


def test_project_option_names_another(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """--project works from anywhere."""
    monkeypatch.chdir(tmp_path)

    assert run("--project", str(project), "check").exit_code == 0


def test_a_path_leads_to_its_own_project(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file named from outside its project is checked in its project."""
    monkeypatch.chdir(tmp_path)

    result = run("check", str(project / "audits/shops/demo"))

    assert result.exit_code == 0
    assert f"project: {project}\n" in result.stderr


def test_a_path_outside_the_project_is_2(project: Path, tmp_path: Path) -> None:
    """A path in another place than --project is refused, not ignored."""
    other = tmp_path / "elsewhere.yaml"
    other.write_text("a: 1\n", encoding="utf-8")

    result = run("--project", str(project), "check", str(other))

    assert result.exit_code == 2
    assert "is not in the project" in result.stderr


def test_a_file_that_cannot_be_written_is_3(project: Path) -> None:
    """A failure of the disk is told in a line, with exit code 3."""
    with full_disk(1_000):
        result = run("schema", "--out", str(project / "schemas"))

    assert result.exit_code == 3
    assert "could not read or write" in result.stderr
    assert "Traceback" not in result.stderr


def run_hooked(
    project: Path, deed: str, **env: str
) -> subprocess.CompletedProcess[str]:
    """Run `cx-audit check` in a process where `deed` happens when it opens an audit.

    The deed is done by an audit hook of Python (PEP 578), which sees every file that
    is opened and may raise what it likes.
    """
    code = (
        "import os, signal, sys\n"
        "def hook(event, arguments):\n"
        "    if event == 'open' and str(arguments[0]).endswith('2026-09-15.yaml'):\n"
        f"        {deed}\n"
        "sys.addaudithook(hook)\n"
        "from generator.cli import main\n"
        "main(['check'])\n"
    )
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=project,
        env={**os.environ, **env},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize("debug", ["", "1"])
def test_a_bug_is_70_and_asks_for_a_report(project: Path, debug: str) -> None:
    """An error of ours is one line that asks for a report; CX_DEBUG=1 shows where."""
    result = run_hooked(
        project, r"raise RuntimeError('the moon\nis full')", CX_DEBUG=debug
    )

    last = result.stderr.splitlines()[-1]
    assert result.returncode == 70
    assert result.stdout == ""
    assert "please report it: RuntimeError: the moon is full" in last
    assert ("Traceback" in result.stderr) is bool(debug)


def test_interrupted_is_130(project: Path) -> None:
    """Ctrl-C ends with 130 and no traceback."""
    # As in a terminal: Python leaves SIGINT alone where who started it ignores it.
    heard = "signal.signal(signal.SIGINT, signal.default_int_handler)"
    result = run_hooked(project, f"{heard}; os.kill(os.getpid(), signal.SIGINT)")

    assert result.returncode == 130
    assert result.stdout == ""
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("epoch", ["tomorrow", "1e99", "9" * 30])
@pytest.mark.usefixtures("project")
def test_a_wrong_source_date_epoch_is_2(
    monkeypatch: pytest.MonkeyPatch, epoch: str
) -> None:
    """SOURCE_DATE_EPOCH that is no time is refused by name."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)

    result = run("score")

    assert result.exit_code == 2
    assert "SOURCE_DATE_EPOCH" in result.stderr


def test_works_in_a_terminal_of_few_characters(project: Path) -> None:
    """Nothing fails in a Latin-1 terminal: what it lacks is written by its number."""
    path = project / "audits/shops/demo/2026-09-15.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("search-quality: 3", "search-quality: zażółć"), "utf-8"
    )

    done = run_apart(
        "check", cwd=project, env={"LC_ALL": "C", "PYTHONIOENCODING": "latin-1"}
    )

    assert done.returncode == 1
    assert b"za\\u017c\xf3\\u0142\\u0107" in done.stdout
    assert b"Traceback" not in done.stderr


def test_json_is_utf_8_whatever_the_locale(project: Path) -> None:
    """JSON on stdout is UTF-8 and alone, even in an ASCII terminal."""
    env = {"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "SOURCE_DATE_EPOCH": "0"}
    done = run_apart("score", "--json", cwd=project, env=env)

    assert done.returncode == 0
    assert done.stdout.decode("utf-8").startswith('{\n  "schema_version"')


def test_a_closed_pipe_changes_nothing(project: Path) -> None:
    """A reader that stops early leaves the exit code and stderr as they were."""
    break_audit(project)
    read, write = os.pipe()
    os.close(read)
    try:
        done = run_apart(
            "check",
            cwd=project,
            stdout=write,
            stderr=subprocess.PIPE,
            capture_output=False,
        )
    finally:
        os.close(write)

    assert done.returncode == 1
    assert done.stderr.decode() == f"project: {project}\n"
