"""`cx-audit export`: the files come out, and wrong wishes are told."""

from __future__ import annotations

import json
import shutil

import pytest
from click.testing import CliRunner
from repository import ROOT

from generator.cli.main_command import _EXPORTS, main
from generator.publishing.exports import FORMATS


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    folder = tmp_path_factory.mktemp("project")
    shutil.copytree(ROOT / "audits", folder / "audits")
    return folder


def run(project, *arguments):
    return CliRunner().invoke(main, ["--project", str(project), *arguments])


def test_the_command_offers_every_format():
    """The formats named for --help are those there are, in the same order."""
    assert tuple(FORMATS) == _EXPORTS


def test_all_formats_are_written_for_the_latest_audit(project, tmp_path):
    """Without --format every file of the newest audit is written and named."""
    done = run(project, "export", "lumen", "--out", str(tmp_path / "x"))

    names = sorted(path.name for path in (tmp_path / "x").iterdir())
    assert done.exit_code == 0
    assert "lumen-2026-09-15.json" in names
    assert "lumen-2026-09-15-plan.pl.csv" in names
    assert len(names) == len(FORMATS)
    assert all(name in done.stdout for name in names)


def test_an_older_audit_and_one_format(project, tmp_path):
    """--date and --format choose."""
    done = run(
        project,
        *("export", "lumen", "--date", "2026-03-16", "--format", "json"),
        *("--out", str(tmp_path), "--audience", "internal"),
    )

    (path,) = tmp_path.iterdir()
    assert done.exit_code == 0
    report = json.loads(path.read_text(encoding="utf-8"))
    assert (report["date"], report["audience"]) == ("2026-03-16", "internal")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["lumne"], "did you mean 'lumen'?"),
        (["lumen", "--date", "2026-01-01"], "audits: 2026-03-16, 2026-09-15"),
        (["lumen", "--format", "docx"], "'docx' is not one of"),
    ],
)
def test_what_is_not_there_is_wrong_usage(project, arguments, words):
    """An unknown shop, audit or format ends with 2 and says what there is."""
    done = run(project, "export", *arguments)

    assert done.exit_code == 2
    assert words in done.stderr


def test_yaml_problems_stop_before_anything_is_written(project, tmp_path):
    """With an error in the answers nothing is written."""
    broken = tmp_path / "project"
    shutil.copytree(project, broken)
    path = broken / "audits" / "shops" / "lumen" / "2026-09-15.yaml"
    text = path.read_text(encoding="utf-8").replace("profile: full", "profile: fulll")
    path.write_text(text, encoding="utf-8")

    done = run(broken, "export", "lumen", "--out", str(tmp_path / "out"))

    assert done.exit_code == 1
    assert not (tmp_path / "out").exists()
