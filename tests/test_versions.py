"""Old answers and a new definition, from the files to the change between audits."""

from __future__ import annotations

import datetime as dt
import json
from fractions import Fraction
from pathlib import Path

import pytest
import tiny_project as tiny
from small_project import run
from two_versions import NEW, OLD, ROOM, write_audit, write_two_versions

from generator.model.change import Causes
from generator.project import LoadedProject, Project

DAY = dt.date(2026, 9, 15)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a project with two versions; it is the current folder."""
    monkeypatch.chdir(tmp_path)
    return write_two_versions(tmp_path)


def codes(loaded: LoadedProject) -> list[tuple[str, str]]:
    return [(Path(one.path).name, one.code) for one in loaded.diagnostics]


def test_an_audit_is_scored_with_the_version_it_names(root: Path) -> None:
    """Each report has its own definition's version, rules and criteria."""
    project = Project(root)
    loaded = project.load()
    before, after = project.reports(loaded, audience="client", as_of=DAY)
    assert codes(loaded) == []
    assert (before.definition.version, after.definition.version) == ("1.0.0", "1.1.0")
    assert before.definition.digest != after.definition.digest
    assert {one.criterion for one in before.findings} == {"bell-rings", "door-opens"}
    assert [report.score and report.score.point for report in (before, after)] == [
        Fraction(1, 2),
        1,
    ]


def test_a_change_across_versions_splits_by_cause(root: Path) -> None:
    """By hand (SCORING 13): the bell is only in A, the voice only in B.

    The door is in both and was fixed: alone it goes from 0 to 1 by B's rules.
    """
    project = Project(root)
    (change,) = project.changes(project.load(), audience="client")["lumen"]
    half = Fraction(1, 2)
    assert change.rescored == (half, half, 0, 1, 1, 1)
    assert change.causes == Causes(
        shop=Fraction(1), answers=Fraction(0), definition=-half
    )
    assert change.causes.total == change.difference == half
    kinds = {one.criterion: (one.kind, one.replaced_by) for one in change.criteria}
    assert kinds == {
        "voice-answers": ("new", None),
        "door-opens": ("better", None),
        "bell-rings": ("retired", "voice-answers"),
    }
    assert not change.same_definition


def test_a_retired_id_is_an_answer_to_the_old_version_only(root: Path) -> None:
    """Under the new version it is told, and its successor named."""
    write_audit(root, NEW, "1.1.0", {"bell-rings": "yes"})
    (found,) = Project(root).load().diagnostics
    assert found.code == "E326"
    assert "retired in version 1.1.0" in found.message
    assert found.hint == "write 'voice-answers' instead"


def test_a_successor_that_is_retired_itself_is_told_with_its_own(root: Path) -> None:
    """A chain of renames is to be kept short: each leads to what is asked now."""
    door = root / ROOM / "visit/door.yaml"
    file = json.loads(door.read_text("utf-8"))
    file["retired"].append(
        {"id": "knocker", "since": "1.0.0", "replaced_by": "bell-rings"}
    )
    tiny.write(door, file)
    found = [one for one in Project(root).load().diagnostics if one.code == "E202"]
    assert [one.hint for one in found] == ["it is retired itself; write voice-answers"]


def test_a_version_that_is_nowhere_lists_those_known(root: Path) -> None:
    """Nothing is scored with a version that was not named."""
    write_audit(root, NEW, "1.2.0", {})
    found = Project(root).load().diagnostics[0]
    assert found.code == "E311"
    assert "known: " in (found.hint or "")
    for name in ("tiny@1.0.0", "tiny@1.1.0"):
        assert name in (found.hint or "")


def test_a_broken_newest_version_does_not_stop_audits_of_an_old_one(root: Path) -> None:
    """What is wrong with 1.1.0 is told, and the audit of 1.0.0 is still checked."""
    (root / ROOM / "audit.yaml").write_text("id: tiny\n", "utf-8")
    write_audit(root, OLD, "1.0.0", {"bell-rigns": "yes"})
    told = codes(Project(root).load())
    assert (f"{OLD}.yaml", "E302") in told
    assert not [name for name, _ in told if name == f"{NEW}.yaml"]


def test_from_carries_answers_over_to_what_replaced_them(root: Path) -> None:
    """The earlier answer stands beside its successor, under its old name."""
    result = run("new", "lumen", "--date", "2027-01-15", "--from", OLD)
    text = (root / "audits/shops/lumen/2027-01-15.yaml").read_text("utf-8")
    assert result.exit_code == 0
    assert "definition: tiny@1.1.0" in text
    head, _, _ = text.partition("  voice-answers:\n")
    assert head.endswith(
        f"  # Last time ({OLD}, bell-rings): yes\n  # Last time, note: Loud\n"
    )
    assert f"# Last time ({OLD}): no\n  door-opens:\n" in text
    assert run("check").exit_code == 0


def test_from_names_what_is_no_longer_asked(root: Path) -> None:
    """An answer without a successor is not dropped in silence."""
    door = root / ROOM / "visit/door.yaml"
    file = json.loads(door.read_text("utf-8"))
    file["retired"] = [{"id": "bell-rings", "since": "1.1.0"}]
    tiny.write(door, file)
    run("new", "lumen", "--date", "2027-01-15", "--from", OLD)
    text = (root / "audits/shops/lumen/2027-01-15.yaml").read_text("utf-8")
    assert f"# No longer asked: bell-rings\n  # Last time ({OLD}): yes\n" in text
    assert run("check").exit_code == 0
