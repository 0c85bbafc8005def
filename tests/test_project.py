"""What a project makes of its audits: robust reports, and changes between them."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from fractions import Fraction
from pathlib import Path

import pytest
import tiny_project as tiny
from repository import EXAMPLES, ROOT

from generator.model.change import Change
from generator.project import Project

DAY = dt.date(2026, 9, 15)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a project whose definition also has a profile for a quick look."""
    tiny.write_project(tmp_path, "lumen")
    main = tmp_path / "audits/definitions/tiny/audit.yaml"
    definition = json.loads(main.read_text("utf-8"))
    definition["profiles"]["quick"] = {"criteria": ["bell-rings"]}
    tiny.write(main, definition)
    return tmp_path


def write_audit(root: Path, name: str, bell: str, profile: str = "full") -> None:
    """Write an audit of Lumen that answers the bell, and the door with yes."""
    tiny.write(
        root / f"audits/shops/lumen/{name}.yaml",
        {
            "definition": tiny.DEFINITION,
            "auditors": ["A. Nowak"],
            "profile": profile,
            "answers": {"bell-rings": bell, "door-opens": "yes"},
        },
    )


def changes_of(project: Project) -> tuple[Change, ...]:
    return project.changes(project.load(), audience="client")["lumen"]


def test_a_report_for_readers_has_its_robustness(root: Path) -> None:
    """Of 1 and 0 with equal weights: ¾ of 2 to 5/4 of 2."""
    project = Project(root)
    report = project.reports(project.load(), audience="client", as_of=DAY)[0]
    assert report.robustness is not None
    assert report.robustness.low == Fraction(3, 8)
    assert report.robustness.high == Fraction(5, 8)


@pytest.mark.parametrize(
    ("answers", "failed"),
    [
        ("guest-checkout: no\n  newsletter-consent: [active]", 2),
        ("guest-checkout: yes\n  newsletter-consent: [active]", 1),
        ("guest-checkout: {value: no, evidence: [search.png]}", 0),
        ("guest-checkout: {value: no, exempt: A club.}", 0),
    ],
)
def test_what_lacks_evidence_is_told_as_it_was_scored(
    tmp_path: Path, answers: str, failed: int
) -> None:
    """W401 stands at those that the Report calls failed, and have no evidence."""
    shutil.copytree(EXAMPLES / "base", tmp_path, dirs_exist_ok=True)
    (tmp_path / "audits/shops/demo/2026-09-15.yaml").write_text(
        "definition: tiny@1.0.0\nauditors: [A. Nowak]\nlanguage: en\n"
        f"answers:\n  {answers}\n",
        "utf-8",
    )
    project = Project(tmp_path)
    loaded = project.load()
    missing = {
        (one.edit.path, one.edit.line)
        for report in project.reports(loaded, audience="internal", as_of=DAY)
        for one in report.findings
        if one.critical is not None and one.critical.failed and not one.evidence
    }
    told = {(one.path, one.line) for one in loaded.diagnostics if one.code == "W401"}
    assert told == missing
    assert len(told) == failed


def test_every_own_audit_is_compared_with_the_one_before(root: Path) -> None:
    """Oldest first, the first has none, and a rating with a label takes no part."""
    write_audit(root, "2026-03-16", "no")
    write_audit(root, "2026-05-01.anna", "yes")
    write_audit(root, "2026-10-01", "yes")
    changes = changes_of(Project(root))
    assert [(str(one.before.date), str(one.after.date)) for one in changes] == [
        ("2026-03-16", "2026-09-15"),
        ("2026-09-15", "2026-10-01"),
    ]
    assert [one.difference for one in changes] == [0, Fraction(1, 2)]


def test_an_audit_of_another_profile_is_passed_over(root: Path) -> None:
    """A full audit after a quick look is compared with the full one before that."""
    write_audit(root, "2026-10-01", "no", "quick")
    write_audit(root, "2026-11-01", "yes")
    quick, full = changes_of(Project(root))
    assert quick.refused == "profile"
    assert (str(quick.before.date), quick.before.profile) == ("2026-09-15", "full")
    assert full.refused is None
    assert (str(full.before.date), full.difference) == ("2026-09-15", Fraction(1, 2))


def test_one_audit_has_no_change(root: Path) -> None:
    """A shop with a single audit is there, with nothing to compare."""
    project = Project(root)
    assert project.changes(project.load(), audience="client") == {"lumen": ()}


def test_a_change_is_kept_until_an_audit_changes(root: Path) -> None:
    """A second load compares nothing anew; a changed answer does."""
    write_audit(root, "2026-03-16", "no")
    project = Project(root)
    first = changes_of(project)[0]
    assert changes_of(project)[0] is first
    write_audit(root, "2026-03-16", "yes")
    again = changes_of(project)[0]
    assert (first.difference, again.difference) == (0, Fraction(-1, 2))


def test_the_sample_shop_adds_up() -> None:
    """The two audits of Lumen: by one definition, the causes are the difference."""
    project = Project(ROOT)
    loaded = project.load(["lumen"])
    change = project.changes(loaded, audience="client")["lumen"][0]
    reports = project.reports(loaded, audience="client", as_of=DAY)
    points = [report.score and report.score.point for report in reports]
    assert [change.before.point, change.after.point] == points
    assert change.same_definition
    assert change.causes is not None
    assert change.causes.definition == 0
    assert change.causes.total == change.difference
    parts = [one.contribution or Fraction(0) for one in change.criteria]
    assert sum(parts) == change.difference
