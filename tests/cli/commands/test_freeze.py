"""`freeze`: a version of a definition stays as it was."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest
from small_project import project, run

from generator import resources
from generator.cli.commands.freeze import freeze_definition
from generator.cli.commands.new import NewAudit, begin_audit
from generator.cli.project_access import Session
from generator.project import Project
from generator.reading.definitions import read

__all__ = ["project"]

FOLDER = Path("audits/definitions")


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_the_copy_is_the_definition_byte_for_byte(project: Path) -> None:
    """Every file is there, nothing else changes, and check has nothing to say."""
    before = files(project)
    result = run("freeze", "tiny")
    assert result.exit_code == 0
    assert result.stdout == ""
    assert "raise version" in result.stderr
    assert files(project / FOLDER / "tiny@1.0.0") == files(project / FOLDER / "tiny")
    assert before.items() <= files(project).items()
    assert not list((project / "audits").glob(".freeze*"))
    assert run("check", "--strict").exit_code == 0


def test_old_audits_keep_their_version_while_the_newest_goes_on(project: Path) -> None:
    """After a raise of the version the old audit is scored as before."""
    loader = Project(project)
    digest = loader.load().definitions["tiny@1.0.0"].digest
    run("freeze", "tiny")
    main = project / FOLDER / "tiny/audit.yaml"
    text = main.read_text("utf-8").replace("coverage_needed: 80", "coverage_needed: 70")
    main.write_text(text.replace('"1.0.0"', '"1.1.0"'), "utf-8")
    loaded = Project(project).load()
    assert loaded.diagnostics == ()
    assert sorted(loaded.definitions) == ["tiny@1.0.0", "tiny@1.1.0"]
    assert loaded.definitions["tiny@1.0.0"].digest == digest
    assert loaded.shops[0].audits[0].version == "1.0.0"


def test_a_change_under_the_same_version_is_told(project: Path) -> None:
    """Once frozen, a version says one thing: even a word less is told."""
    run("freeze", "tiny")
    path = project / FOLDER / "tiny/before/product-search.yaml"
    path.write_text(path.read_text("utf-8").replace("weight: 3", "weight: 4"), "utf-8")
    result = run("check")
    assert result.exit_code == 1
    assert "tiny/audit.yaml:2:10: error[E208]: tiny@1.0.0 was changed" in result.stdout


def test_a_comment_is_no_change(project: Path) -> None:
    """What counts is what the definition says, not how its file is laid out."""
    run("freeze", "tiny")
    path = project / FOLDER / "tiny/audit.yaml"
    path.write_text("# ours\n" + path.read_text("utf-8"), "utf-8")
    assert run("check", "--strict").exit_code == 0


@pytest.mark.parametrize("kind", ["folder", "file", "link"])
def test_what_is_there_is_never_replaced(project: Path, kind: str) -> None:
    """A frozen version stays; so does anything else of its name."""
    target = project / FOLDER / "tiny@1.0.0"
    if kind == "folder":
        run("freeze", "tiny")
    elif kind == "file":
        target.write_text("mine", "utf-8")
    else:
        target.symlink_to("nowhere")
    before = files(project)
    result = run("freeze", "tiny")
    assert result.exit_code == 2
    assert "already exists" in result.stderr
    assert files(project) == before


def test_the_packaged_definition_is_frozen_into_the_project(project: Path) -> None:
    """The copy serves old audits once the package goes on; new ones take the newest."""
    shutil.rmtree(project / FOLDER)
    shutil.rmtree(project / "audits/shops/demo")
    result = run("freeze", "online-shop")
    assert result.exit_code == 0
    assert "raise version" not in result.stderr
    packaged = read.definition_files(resources.definitions() / "online-shop")
    assert len(files(project / FOLDER / "online-shop@1.0.0")) == len(packaged)
    assert run("check", "--strict").exit_code == 0


def test_with_a_frozen_copy_the_newest_is_still_the_packages(
    project: Path, tmp_path: Path
) -> None:
    """A package that has gone on brings its new version beside the frozen one."""
    shutil.rmtree(project / "audits/shops/demo")
    package = tmp_path / "package/audits/definitions"
    shutil.copytree(project / FOLDER / "tiny", package / "tiny")
    shutil.rmtree(project / FOLDER)
    session = Session(folder=project, packaged=package)
    freeze_definition(session, "tiny")
    main = package / "tiny/audit.yaml"
    main.write_text(main.read_text("utf-8").replace('"1.0.0"', '"1.1.0"'), "utf-8")
    known = session.project().load().definitions
    assert sorted(known) == ["tiny@1.0.0", "tiny@1.1.0"]
    asked = NewAudit(
        shop="new-shop",
        date=dt.date(2027, 1, 15),
        profile="full",
        language=None,
        before=None,
        definition="tiny",
        name=None,
        url=None,
    )
    begin_audit(session, asked)
    text = (project / "audits/shops/new-shop/2027-01-15.yaml").read_text("utf-8")
    assert "definition: tiny@1.1.0" in text


def test_the_packages_version_with_other_content_is_advice(
    project: Path, tmp_path: Path
) -> None:
    """The same id and version must mean the same; without a difference all is quiet."""
    package = tmp_path / "package/audits/definitions"
    shutil.copytree(project / FOLDER / "tiny", package / "tiny")
    (project / FOLDER / "tiny").rename(project / FOLDER / "tiny@1.0.0")
    assert Project(project, package).load().diagnostics == ()
    path = project / FOLDER / "tiny@1.0.0/audit.yaml"
    path.write_text(
        path.read_text("utf-8").replace("needed: 80", "needed: 70"), "utf-8"
    )
    (found,) = Project(project, package).load().diagnostics
    assert (found.code, found.line, found.column) == ("W413", 2, 10)
    assert found.path == "audits/definitions/tiny@1.0.0/audit.yaml"


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("tinny", "did you mean 'tiny'?"),
        ("tiny@1.0.0", "definitions: online-shop, tiny"),
        ("../tiny", "did you mean 'tiny'?"),
        ("", "definitions: online-shop, tiny"),
    ],
)
def test_what_is_no_definition_is_wrong_usage(
    project: Path, name: str, told: str
) -> None:
    """An unknown id ends with 2, the nearest one named, and nothing written."""
    before = files(project)
    result = run("freeze", name)
    assert result.exit_code == 2
    assert told in result.stderr
    assert files(project) == before


def test_a_broken_definition_is_not_frozen(project: Path) -> None:
    """What has errors is told and not kept."""
    path = project / FOLDER / "tiny/before/product-search.yaml"
    path.write_text(path.read_text("utf-8").replace("weight: 3", "weight: 9"), "utf-8")
    before = files(project)
    result = run("freeze", "tiny")
    assert result.exit_code == 1
    assert "error[E104]" in result.stderr
    assert files(project) == before
