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


WAYS = {
    "what is inherited": "base/base.yml",
    "the folder of what is inherited": "base",
    "a hook": "code/hooks/hook.py",
    "the folder of a hook": "code/hooks",
    "a folder above a hook": "code",
    "a module beside a hook": "code/hooks/other.py",
    "a package beside a hook": "code/hooks/package/__init__.py",
    "a hook that was compiled": "code/hooks/__pycache__/hook.cpython-311.pyc",
    "a template": "themes/own/main.html",
    "the folder of a template": "themes/own/partials",
    "a folder above the templates": "themes",
    "a template among the pages": "docs/extra/map.html",
    "the folder of a template among the pages": "docs/extra",
    "the pages": "docs",
    "a link to a folder": "code/linked",
    "a link in between": "between",
}
"""What of a project somebody else may have who wants his code to be run."""


@pytest.mark.parametrize("given", WAYS.values(), ids=WAYS)
@pytest.mark.parametrize("named", ["{}", "!ENV [NOPE, {}]"])
def test_all_that_a_build_runs_is_looked_at(
    project: Path, monkeypatch: pytest.MonkeyPatch, given: str, named: str
) -> None:
    """Each file that a configuration names, what it brings along, and the way to it."""
    code = project / "code/hooks"
    for folder in (
        "base",
        "code/hooks/package",
        "code/hooks/__pycache__",
        "docs/extra",
    ):
        (project / folder).mkdir(parents=True)
    (project / "theme").rename(project / "own")
    (project / "themes").mkdir()
    (project / "own").rename(project / "themes/own")
    (project / "themes/own/partials").mkdir()
    (project / "hook.py").rename(code / "hook.py")
    (project / "far/away").mkdir(parents=True)
    (project / "far/away/hook.py").write_text("")
    (project / "between").symlink_to("far/away")
    (project / "code/linked").symlink_to("../between")
    for name in WAYS.values():
        if not (project / name).exists():
            (project / name).write_text("")
    text = (
        (project / "mkdocs.yml")
        .read_text()
        .replace("theme}", "themes/own}")
        .replace(
            "[hook.py]",
            "[{}, {}]".format(
                named.format("code/hooks/hook.py"), named.format("code/linked/hook.py")
            ),
        )
    )
    text += f"extra_templates: [{named.format('extra/map.html')}]\n"
    (project / "base/base.yml").write_text(text)
    (project / "mkdocs.yml").write_text("INHERIT: base/base.yml\n")
    monkeypatch.chdir(project / "audits/shops")
    assert run("check").exit_code == 0
    give_away(project / given)

    result = run("build", "--shop", "demo")

    assert result.exit_code == 2
    assert f"{project / given} belongs to another user" in result.stderr
    assert not (project / "ran").exists()


@pytest.mark.parametrize("name", ["theirs/hook.py", "theirs"])
def test_code_outside_the_project_is_looked_at(
    project: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """By a link or by name, from the top of the file system on."""
    theirs = project.parent / "theirs"
    theirs.mkdir()
    (project / "hook.py").rename(theirs / "hook.py")
    monkeypatch.chdir(project)
    text = (project / "mkdocs.yml").read_text()
    for hook in ("hook.py", "../theirs/hook.py"):
        (project / "mkdocs.yml").write_text(text.replace("[hook.py]", f"[{hook}]"))
        if hook == "hook.py":
            (project / "hook.py").symlink_to("../theirs/hook.py")
        assert run("check").exit_code == 0
        give_away(project.parent / name)

        result = run("check")

        assert result.exit_code == 2
        assert f"{project.parent / name} belongs to another user" in result.stderr
        os.chown(project.parent / name, 0, 0)


def test_a_long_line_of_inheritance_is_not_cut_off(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever stands at its end would be read."""
    for number in range(25):
        below = f"INHERIT: b{number + 1}.yml\n" if number < 24 else "site_name: A\n"
        (project / f"b{number}.yml").write_text(below)
    (project / "mkdocs.yml").write_text("INHERIT: b0.yml\n")
    monkeypatch.chdir(project)

    assert "inherit" in run("check").stderr
    assert run("check").exit_code == 2


@pytest.mark.parametrize(
    "config",
    ["hooks: [t/../code/h.py]", "INHERIT: t/../code/b.yml", "docs_dir: t/../code/docs"],
)
def test_a_name_means_what_it_means_to_mkdocs(
    project: Path, monkeypatch: pytest.MonkeyPatch, config: str
) -> None:
    """`t/../code` is `code`, wherever the link t leads to."""
    (project / "code/docs").mkdir(parents=True)
    for name in ("code/h.py", "code/b.yml", "code/docs/map.html"):
        (project / name).write_text("")
    (project / "far/away").mkdir(parents=True)
    (project / "t").symlink_to("far/away")
    text = f"site_name: A\ntheme: material\nextra_templates: [map.html]\n{config}\n"
    (project / "mkdocs.yml").write_text(text)
    monkeypatch.chdir(project)
    assert run("check").exit_code == 0
    give_away(project / "code")

    assert f"{project / 'code'} belongs to another user" in run("check").stderr


@pytest.mark.parametrize("config", ["docs_dir:", "docs_dir: !ENV NOPE", ""])
def test_pages_are_where_mkdocs_takes_them_from(
    project: Path, monkeypatch: pytest.MonkeyPatch, config: str
) -> None:
    """An empty name is none, and then they are in docs/."""
    (project / "docs/map.html").write_text("")
    text = f"site_name: A\ntheme: material\nextra_templates: [map.html]\n{config}\n"
    (project / "mkdocs.yml").write_text(text)
    monkeypatch.chdir(project)
    words = ["export", "demo", "--format", "json", "--out", "docs/new"]
    assert "holds your own files" in run(*words).stderr
    give_away(project / "docs/map.html")

    assert "map.html belongs to another user" in run("check").stderr


@pytest.mark.parametrize("plugins", ["[search, other]", "{search: {}, other: {}}"])
@pytest.mark.parametrize("inherited", [False, True])
def test_a_plugin_may_run_whatever_it_finds(
    project: Path, monkeypatch: pytest.MonkeyPatch, plugins: str, *, inherited: bool
) -> None:
    """With one that is not known to be harmless, nothing may be somebody else's."""
    config = project / ("base.yml" if inherited else "mkdocs.yml")
    if inherited:
        (project / "mkdocs.yml").write_text("INHERIT: base.yml\n")
    config.write_text(f"site_name: A\nplugins: {plugins}\n")
    (project / "projects/a").mkdir(parents=True)
    (project / "linked").symlink_to("projects")
    given = project / ("linked" if inherited else "projects/a")
    give_away(given)
    monkeypatch.chdir(project)

    assert f"{given} belongs to another user" in run("check").stderr
    config.write_text("site_name: A\nplugins: [search, cx-audit, tags]\n")
    assert run("check").exit_code == 0


@pytest.mark.parametrize(
    "value", ["!!bool x", "!!timestamp x", "!!int x", "!!float x", "2026-13-45", "[1"]
)
@pytest.mark.parametrize("command", [["check"], ["schema"], ["build"]])
def test_a_configuration_that_nobody_can_read_is_no_bug(
    project: Path, monkeypatch: pytest.MonkeyPatch, command: list[str], value: str
) -> None:
    """`build` names it and says why; the others do without."""
    (project / "mkdocs.yml").write_text(f"site_name: A\nextra: {{a: {value}}}\n")
    monkeypatch.chdir(project)

    result = run(*command)

    assert result.exit_code == int(command == ["build"])
    assert ("mkdocs.yml" in result.stderr) is (command == ["build"])


@pytest.mark.parametrize(
    "kept", ["site", "exports", "docs/page.md", ".venv/lib.py", "code/notes.txt"]
)
def test_what_no_build_runs_may_be_anybodys(
    project: Path, monkeypatch: pytest.MonkeyPatch, kept: str
) -> None:
    """A site that another account published, a page of a colleague."""
    (project / kept).parent.mkdir(exist_ok=True)
    if "." in Path(kept).name:
        (project / kept).write_text("words")
    else:
        (project / kept).mkdir()
        (project / kept / "index.html").write_text("words")
        give_away(project / kept / "index.html")
    give_away(project / kept)
    monkeypatch.chdir(project)

    assert run("check").exit_code == 0


@pytest.mark.parametrize(
    "config",
    [
        pytest.param("hooks: [hook.py]\n" + "# x\n" * 30_000, id="long"),
        pytest.param("hooks: [!!python/str hook.py]\n", id="a tag"),
        pytest.param("INHERIT: !!python/str base.yml\n", id="inherits by a tag"),
        pytest.param("theme: !!python/tuple [a]\n", id="a theme by a tag"),
        pytest.param("theme: {custom_dir: !!python/str x}\n", id="templates by a tag"),
        pytest.param("!!python/tuple [a]", id="all a tag"),
        pytest.param("? !!python/str hooks\n: [hook.py]\n", id="a key by a tag"),
        pytest.param("theme: {? !!python/str custom_dir : x}\n", id="a theme's key"),
        pytest.param("plugins: !!python/tuple [search]\n", id="plugins by a tag"),
        pytest.param("plugins: [!!python/str search]\n", id="a plugin by a tag"),
    ],
)
@pytest.mark.parametrize("inherited", [False, True])
def test_what_cannot_be_told_is_not_taken_for_nothing(
    project: Path, monkeypatch: pytest.MonkeyPatch, config: str, *, inherited: bool
) -> None:
    """It is refused unless it is named, as another user's is."""
    (project / "base.yml").write_text(config)
    first = "site_name: A\nINHERIT: base.yml\n" if inherited else config
    (project / "mkdocs.yml").write_text(first)
    monkeypatch.chdir(project)

    result = run("check")

    assert result.exit_code == 2
    assert "may run code" in result.stderr
    assert "--project" in result.stderr
    assert run("--project", ".", "check").exit_code == 0


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
