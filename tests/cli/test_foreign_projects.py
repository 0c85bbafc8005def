"""A folder that somebody else made: what is run of it, and whose is taken unasked."""

from __future__ import annotations

import os
import re
import shlex
import shutil
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort
from repository import EXAMPLES
from small_project import run

pytestmark = pytest.mark.threat

OTHER = 12345
"""The number of a user who is nobody here."""

COMMANDS = {
    "new": ["new", "other"],
    "check": ["check"],
    "score": ["score"],
    "build": ["build"],
    "report": ["report", "demo"],
    "export": ["export", "demo", "--format", "json"],
    "serve": ["serve"],
    "freeze": ["freeze", "tiny"],
    "schema": ["schema"],
}


@pytest.fixture(autouse=True)
def _quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
    monkeypatch.delenv("SUDO_UID", raising=False)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a project whose mkdocs.yml runs code: it leaves a file `ran`."""
    folder = tmp_path / "shared" / "project"
    shutil.copytree(EXAMPLES / "base", folder)
    (folder / "docs").mkdir()
    (folder / "theme").mkdir()
    ran = folder / "ran"
    (folder / "hook.py").write_text(f"open({str(ran)!r}, 'w').close()\n")
    (folder / "mkdocs.yml").write_text(
        "site_name: Audit\ntheme: {name: material, custom_dir: theme}\nhooks: [hook.py]\n"
        "plugins: [search, {cx-audit: {shops: [elsewhere]}}]\n"
        "extra: {made: !!python/object/apply:os.system "
        f"['touch {folder / 'made'}']}}\n"
    )
    return folder


def give_away(*paths: Path) -> None:
    """Make files another user's, where that can be done."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        pytest.skip("only root can give a file away")
    for path in paths:
        os.chown(path, OTHER, OTHER, follow_symlinks=False)


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("below", ["", "audits/shops"])
@pytest.mark.parametrize("given", ["", "mkdocs.yml", "audits", "hook.py", "theme"])
def test_another_users_project_is_not_taken_unasked(
    project: Path,
    monkeypatch: pytest.MonkeyPatch,
    command: str,
    below: str,
    given: str,
) -> None:
    """Found from the folder itself or from below, it is refused with the reason."""
    give_away(project / given)
    monkeypatch.chdir(project / below)
    before = sorted(project.rglob("*"))

    result = run(*COMMANDS[command])

    assert result.exit_code == 2
    assert result.stdout == ""
    assert f"{project / given} belongs to another user" in result.stderr
    assert "may run code" in result.stderr
    assert sorted(project.rglob("*")) == before


def test_the_error_says_how_to_take_it_all_the_same(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who names the project, as the error says, gets it."""
    give_away(project)
    monkeypatch.chdir(project)
    said = run("check").stderr

    named = re.search(r"cx-audit (--project .*) …", said)

    assert named
    assert run(*shlex.split(named[1]), "check").exit_code == 0
    words = ("build", "--shop", "demo", "--out", "mine")
    assert run("--project", str(project), *words).exit_code == 0
    assert (project / "ran").exists()


def test_a_link_to_anothers_configuration_is_anothers(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is the file that counts, not only the link to it."""
    theirs = project.parent / "theirs.yml"
    (project / "mkdocs.yml").rename(theirs)
    (project / "mkdocs.yml").symlink_to(theirs)
    give_away(theirs)
    monkeypatch.chdir(project)

    result = run("build")

    assert result.exit_code == 2
    assert "belongs to another user" in result.stderr
    assert not (project / "ran").exists()


@pytest.mark.parametrize(
    "given", ["base.yml", "code/hook.py", "code", "theme/main.html"]
)
@pytest.mark.parametrize(
    "named", ["hooks: [code/hook.py]", "hooks: [!ENV [NOPE, code/hook.py]]"]
)
def test_what_a_configuration_brings_along_is_looked_at(
    project: Path, monkeypatch: pytest.MonkeyPatch, given: str, named: str
) -> None:
    """What it inherits, the folder of a hook, each template."""
    text = (project / "mkdocs.yml").read_text().replace("hooks: [hook.py]", named)
    (project / "base.yml").write_text(text)
    (project / "mkdocs.yml").write_text("INHERIT: base.yml\n")
    (project / "code").mkdir()
    (project / "hook.py").rename(project / "code/hook.py")
    (project / "theme/main.html").write_text("x")
    give_away(project / given)
    monkeypatch.chdir(project / "audits/shops")

    result = run("build", "--shop", "demo")

    assert result.exit_code == 2
    assert f"{project / given} belongs to another user" in result.stderr
    assert not (project / "ran").exists()


def test_under_sudo_a_project_of_the_caller_is_taken(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Root on behalf of a user takes what is that user's, and nobody else's."""
    give_away(project, project / "mkdocs.yml")
    monkeypatch.chdir(project)

    monkeypatch.setenv("SUDO_UID", str(OTHER))
    assert run("check").exit_code == 0
    monkeypatch.setenv("SUDO_UID", str(OTHER + 1))
    assert run("check").exit_code == 2


def test_the_plugin_takes_the_folder_of_its_configuration_only(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Under MkDocs, another user's audits above one's own mkdocs.yml are refused."""
    mine = project / "mine"
    (mine / "docs").mkdir(parents=True)
    (project / "mkdocs.yml").unlink()
    config = mine / "mkdocs.yml"
    words = "site_name: Mine\ntheme: {name: material, font: false}\n"
    config.write_text(f"{words}plugins: [cx-audit]\n")
    give_away(project)
    monkeypatch.chdir(mine)

    with pytest.raises(Abort):
        build(load_config(str(config)))
    assert not (mine / "site").exists()

    config.write_text(f"{words}plugins: [{{cx-audit: {{project: ..}}}}]\n")
    build(load_config(str(config)))
    assert (mine / "site/en/shops/demo").is_dir()


@pytest.mark.parametrize("command", sorted(COMMANDS.keys() - {"build", "serve"}))
def test_only_a_build_runs_what_a_configuration_says(
    project: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    """In a folder that a stranger packed, every other command runs nothing of it."""
    monkeypatch.chdir(project)

    assert run(*COMMANDS[command]).exit_code == 0

    assert not (project / "ran").exists()
    assert not (project / "made").exists()


def test_a_build_does_run_it(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The configuration of these tests would run code, if somebody let it."""
    monkeypatch.chdir(project)

    run("build")

    assert (project / "ran").exists() or (project / "made").exists()


def test_new_tells_of_the_shops_that_the_configuration_names(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """For another shop, `new` says that mkdocs.yml names the first, and what to do."""
    monkeypatch.chdir(project)

    said = run("new", "other").stderr

    assert "mkdocs.yml names elsewhere" in said
    assert "cx-audit build --shop other" in said


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"\xff\xfe\x00", id="no text"),
        pytest.param(b"plugins: [" * 5_000, id="deep"),
        pytest.param(b"plugins: 7", id="a number"),
        pytest.param(b"plugins: [{cx-audit: 7}, {cx-audit: [1]}]", id="no options"),
        pytest.param(b"plugins: {cx-audit: {shops: {a: b}}}", id="no list"),
        pytest.param(b"? [a]\n: b", id="a list as key"),
        pytest.param(b"a: &a [*a]\nplugins: *a", id="in itself"),
        pytest.param(b"plugins: !!binary x\nb: !!timestamp x", id="tags"),
    ],
)
def test_new_bears_any_configuration(
    project: Path, monkeypatch: pytest.MonkeyPatch, content: bytes
) -> None:
    """Whatever mkdocs.yml holds, the audit is begun."""
    (project / "mkdocs.yml").write_bytes(content)
    monkeypatch.chdir(project)

    assert run("new", "other").exit_code == 0
