"""Every command that writes, and every place that is not for it."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from full_disk import full_disk
from small_project import project, run, run_apart

__all__ = ["project"]

pytestmark = pytest.mark.threat

DAY = "2026-12-01"
SHOP = "audits/shops/demo"
NAMED: dict[str, Callable[[str], list[str]]] = {
    "report": lambda place: ["report", "demo", "--pdf", place],
    "export": lambda place: ["export", "demo", "--out", place],
    "schema": lambda place: ["schema", "--out", place],
    "build": lambda place: ["build", "--out", place],
}
"""Commands that take a place by name."""

OWN: dict[str, tuple[list[str], str]] = {
    "export": (["export", "demo"], "exports"),
    "a file of export": (
        ["export", "demo", "--format", "json"],
        "exports/demo-2026-09-15.json",
    ),
    "report": (["report", "demo"], "demo-2026-09-15.pdf"),
    "schema": (["schema"], "audits/schemas"),
    "a file of schema": (["schema"], "audits/schemas/shop.schema.json"),
    "new, the shop": (["new", "other", "--date", DAY], "audits/shops/other"),
    "new, the file": (["new", "demo", "--date", DAY], f"{SHOP}/{DAY}.yaml"),
    "new, a shop's file": (
        ["new", "other", "--date", DAY],
        "audits/shops/other/shop.yaml",
    ),
    "new, mkdocs.yml": (["new", "other", "--date", DAY], "mkdocs.yml"),
    "new, schemas": (["new", "demo", "--date", DAY], "audits/schemas"),
    "new, docs": (["new", "demo", "--date", DAY], "docs"),
    "new, a configuration": (["new", "demo", "--date", DAY], "mkdocs.yaml"),
    "freeze": (["freeze", "tiny"], "audits/definitions/tiny@1.0.0"),
    "build": (["build"], "site"),
}
"""Each command with the place that it chooses by itself."""


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """Return a folder outside the project that belongs to somebody."""
    folder = tmp_path / "outside"
    (folder / "inner").mkdir(parents=True)
    (folder / "file").write_text("theirs")
    (folder / "inner/file").write_text("theirs")
    return folder


def contents(*folders: Path) -> dict[str, str]:
    """Return a checksum of every file and what else stands in the folders."""
    return {
        str(path): hashlib.sha256(path.read_bytes()).hexdigest()
        if path.is_file() and not path.is_symlink()
        else oct(path.lstat().st_mode)
        for folder in folders
        for path in sorted(folder.rglob("*"))
    }


def refused(words: list[str], project: Path, *watched: Path) -> str:
    """Run a command that must refuse; return what it says."""
    before = contents(project, *watched)
    result = run(*words)
    assert result.exit_code == 2, result.output
    assert contents(project, *watched) == before
    return result.stderr


@pytest.mark.parametrize("command", NAMED)
@pytest.mark.parametrize("way", ["link", "link/new", "link/inner/new", "link/../new"])
def test_no_link_leads_to_a_named_place(
    project: Path, outside: Path, command: str, way: str
) -> None:
    """The place, its folder and the folder above are no links."""
    (project / "link").symlink_to(outside)

    assert "is a symbolic link" in refused(NAMED[command](way), project, outside)


@pytest.mark.parametrize("command", NAMED)
def test_a_link_to_a_file_stays(project: Path, outside: Path, command: str) -> None:
    """What it leads to as well."""
    (project / "link").symlink_to(outside / "file")

    said = refused(NAMED[command]("link"), project, outside)

    assert "is a symbolic link" in said or "'link' is a file" in said


@pytest.mark.parametrize("command", NAMED)
@pytest.mark.parametrize("what", ["pipe", "/dev/full"])
def test_pipes_and_devices_are_refused_at_once(
    project: Path, command: str, what: str
) -> None:
    """Nothing waits for somebody to read."""
    if what == "pipe":
        os.mkfifo(project / what)

    done = run_apart(*NAMED[command](what), cwd=project)

    assert done.returncode == 2, done.stderr
    assert b"not a regular file" in done.stderr or b"not a folder" in done.stderr
    assert contents(project) == contents(project)


FILES = [name for name, (_, place) in OWN.items() if "." in Path(place).name]


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("what", ["pipe", "/dev/full"])
def test_pipes_and_devices_at_places_of_its_own_are_refused(
    project: Path, name: str, what: str
) -> None:
    """Also where the command would only read what is there, or leave it."""
    words, place = OWN[name]
    path = project / place
    path.unlink(missing_ok=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    if what == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to(what)
    before = contents(project)

    done = run_apart(*words, cwd=project)

    assert done.returncode == 2, done.stderr
    assert contents(project) == before


@pytest.mark.parametrize("command", NAMED)
@pytest.mark.parametrize(
    "place", [f"{SHOP}/shop.yaml", SHOP, "audits/definitions/tiny/new", f"{SHOP}/new"]
)
def test_nothing_of_the_users_is_replaced(
    project: Path, command: str, place: str
) -> None:
    """Neither a file of YAML nor anything beside it."""
    refused(NAMED[command](place), project)


@pytest.mark.parametrize("command", NAMED)
def test_a_file_that_is_not_ours_stays(project: Path, command: str) -> None:
    """The user's own file of that name is not ours to replace."""
    places = {
        "report": "notes.pdf",
        "export": "exports/demo-2026-09-15.json",
        "schema": "schemas/shop.schema.json",
        "build": "notes",
    }
    path = project / places[command]
    path.parent.mkdir(exist_ok=True)
    path.write_text("mine")
    named = path.name if command in {"report", "build"} else path.parent.name

    said = refused(NAMED[command](named), project)

    assert "choose another name" in said or "'notes' is a file" in said


@pytest.mark.parametrize("name", OWN)
@pytest.mark.parametrize("leads_to", ["inner", "file", "nothing"])
def test_no_link_leads_to_a_place_of_its_own(
    project: Path, outside: Path, name: str, leads_to: str
) -> None:
    """A project that somebody packed may hold a link wherever a command writes."""
    words, place = OWN[name]
    path = project / place
    if path.is_dir():
        shutil.rmtree(path)
    path.unlink(missing_ok=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.symlink_to(outside / leads_to)
    before = contents(project, outside)

    result = run(*words)

    assert result.exit_code == 2, result.output
    assert contents(project, outside) == before


@pytest.mark.parametrize(
    "name", ["a file of export", "a file of schema", "new, a shop's file"]
)
def test_no_folder_on_the_way_is_a_link(
    project: Path, outside: Path, name: str
) -> None:
    """Where the folder itself has become a link to somebody's folder."""
    words, place = OWN[name]
    folder = (project / place).parent
    if folder.is_dir():
        shutil.rmtree(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.symlink_to(outside)
    before = contents(outside)

    result = run(*words)

    assert result.exit_code != 0
    assert contents(outside) == before


def test_a_finished_site_takes_nothing_in(project: Path) -> None:
    """A client's site may not hold an internal file, nor another site."""
    assert run("build", "--out", "pub").exit_code == 0
    for command, made in NAMED.items():
        words = made("pub/inside")
        if command == "build":
            words += ["--audience", "internal"]

        assert "is a finished site" in refused(words, project)


def test_an_internal_site_does_not_replace_a_clients(project: Path) -> None:
    """The client has the address; the same site may be made again."""
    assert run("build", "--out", "pub").exit_code == 0

    assert "was made for a client" in refused(
        ["build", "--audience", "internal", "--out", "pub"], project
    )
    assert run("build", "--out", "pub").exit_code == 0


def test_a_clients_site_does_not_replace_another_clients(project: Path) -> None:
    """Each has an address of its own; the same client's may be made again."""
    shops = project / "audits/shops"
    shutil.copytree(shops / "demo", shops / "rival")
    assert run("build", "--shop", "demo").exit_code == 0

    said = refused(["build", "--shop", "rival"], project)

    assert "the client of demo" in said
    assert "--out" in said
    assert run("build", "--shop", "rival", "--out", "rival").exit_code == 0
    assert run("build", "--shop", "demo").exit_code == 0


@pytest.mark.parametrize("command", NAMED)
@pytest.mark.parametrize("folder", ["docs", "pages", "theme"])
@pytest.mark.parametrize("whose", ["", "other"])
def test_nothing_is_written_among_the_pages(
    project: Path, command: str, folder: str, whose: str
) -> None:
    """All that is there goes into the next site, a client's perhaps, of any project."""
    theme = "{name: material, custom_dir: theme}"
    docs = "" if folder == "docs" else "docs_dir: pages\n"
    for name in ("docs", folder):
        (project / whose / name).mkdir(parents=True, exist_ok=True)
    config = f"site_name: A\ntheme: {theme}\n{docs}"
    (project / whose / "mkdocs.yml").write_text(config)
    if "theme" in config:
        (project / whose / "theme").mkdir(exist_ok=True)
    if "pages" in config:
        (project / whose / "pages").mkdir(exist_ok=True)

    for name in (f"{whose}/{folder}/new", f"{whose}/{folder}/en/new"):
        said = refused(NAMED[command](name.lstrip("/")), project)
        assert "holds your own files" in said


@pytest.mark.parametrize("command", NAMED)
@pytest.mark.parametrize("below", ["audits/new", "audits/shops/new", "audits/schemas"])
def test_nothing_is_written_into_anybodys_audits(
    project: Path, command: str, below: str
) -> None:
    """It would be taken for something to be read, or tell one client of another."""
    shutil.copytree(project / "audits", project / "other/audits")

    said = refused(NAMED[command](f"other/{below}"), project)

    assert "holds your own files" in said


def test_a_folder_that_only_is_called_audits_is_a_folder(project: Path) -> None:
    """Somebody keeps the reports of all audits there."""
    (project.parent / "audits").mkdir()

    words = ["export", "demo", "--format", "json", "--out", "../audits/new"]
    assert run(*words).exit_code == 0


CONTENT = "docs_dir: content\n"


@pytest.mark.parametrize(
    ("config", "why"),
    [
        pytest.param(CONTENT, "holds your own files", id="plain"),
        pytest.param("docs_dir: !ENV [NOPE, content]", "holds your own", id="variable"),
        pytest.param("docs_dir: !!python/str content", "is not known", id="tag"),
        pytest.param(CONTENT + "# x\n" * 30_000, "is not known", id="long"),
        pytest.param("!!python/name:os.name ", "is not known", id="all a tag"),
    ],
)
@pytest.mark.parametrize("inherited", [False, True])
def test_pages_that_are_named_elsewhere_are_pages(
    project: Path, config: str, why: str, *, inherited: bool
) -> None:
    """By a configuration that is inherited, in the environment; or they may be any."""
    (project / "base").mkdir()
    (project / "base/base.yml").write_text(config)
    first = "site_name: A\nINHERIT: base/base.yml\n" if inherited else config
    (project / "mkdocs.yml").write_text(first)
    (project / "content").mkdir()

    words = ["report", "demo", "--audience", "internal", "--pdf", "content/i.pdf"]
    assert why in refused(["--project", ".", *words], project)


def test_a_table_of_tickets_of_somebodys_own_stays(project: Path) -> None:
    """Its columns are those that GitLab asks for; only ours name a finding."""
    words = ["export", "demo", "--format", "gitlab.csv", "--language", "en"]
    assert run(*words).exit_code == 0
    (table,) = (project / "exports").iterdir()
    assert run(*words).exit_code == 0
    head = table.read_text("utf-8").partition("\n")[0]
    table.write_text(f"{head}\nMine,My own ticket,2026-01-01\r\n", "utf-8", newline="")

    assert "choose another name" in refused(words, project)


def test_new_can_be_tried_again_after_a_full_disk(project: Path) -> None:
    """Nothing is left of the first try, and nothing is missing after the second."""
    before = contents(project)
    with full_disk(8_000):
        result = run("new", "brook")

    assert result.exit_code == 3
    assert "audits/" in result.stderr
    assert contents(project) == before
    assert not (project / "audits/shops/brook").exists()
    assert run("new", "brook").exit_code == 0
    assert list((project / "audits/schemas").iterdir())


def test_what_is_ours_is_replaced(project: Path) -> None:
    """A command replaces what it made before, in any language and for any audience."""
    for audience, language in [
        ("client", "en"),
        ("client", "en"),
        ("internal", "en"),
        ("client", "pl"),
    ]:
        words = ["--audience", audience, "--language", language]
        for command in ("report", "export"):
            name = "out.pdf" if command == "report" else "exports"
            result = run(*NAMED[command](name), *words)
            assert result.exit_code == 0, result.output
        assert run("schema").exit_code == 0

    assert len(list((project / "exports").iterdir())) > 4


@pytest.fixture
def old_exports(project: Path) -> Path:
    """Return the folder of exports that were made before."""
    assert run("export", "demo").exit_code == 0
    return project / "exports"


def test_a_full_disk_leaves_the_old_exports(project: Path, old_exports: Path) -> None:
    """All of them as they were, and nothing beside them."""
    path = project / SHOP / "2026-09-15.yaml"
    text = path.read_text("utf-8")
    assert re.search("note: ", text)
    path.write_text(text.replace("note: ", 'note: "grown" #', 1), "utf-8")
    before = contents(old_exports)
    with full_disk(3_000):
        result = run("export", "demo")

    assert result.exit_code == 3, result.output
    assert contents(old_exports) == before
