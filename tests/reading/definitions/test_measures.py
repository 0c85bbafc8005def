"""What a metric measures: what its author wrote, else what its unit has always said."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.model.audit import MetricValue, NpsCounts, ShareCounts
from generator.model.definition import Definition
from generator.project import Project

TOUCHPOINT = "audits/definitions/tiny/after/complaints.yaml"
AUDIT = "audits/shops/demo/2026-09-15.yaml"
NPS = "{value: {promoters: 6, passives: 3, detractors: 1}}"
SHARE = "{value: {count: 3, of: 4}}"


def in_time(definition: Definition):
    """Return the metric that the example measures in percent."""
    (found,) = (
        place.criterion
        for place in definition.places.values()
        if getattr(place.criterion.answer, "unit", {}).get("en") == "%"
    )
    return found


def with_unit(project: Path, lines: str) -> None:
    """Let the share of the example have another unit."""
    path = project / TOUCHPOINT
    path.write_text(path.read_text("utf-8").replace('unit: "%"', lines, 1), "utf-8")


def answered(project: Path, criterion: str, answer: str):
    """Return the value that was read, and the codes of what was told."""
    (project / AUDIT).write_text(
        "definition: tiny@1.0.0\nauditors: [A. Nowak]\nlanguage: en\n"
        f"answers:\n  {criterion}: {answer}\n",
        "utf-8",
    )
    loaded = Project(project).load()
    audits = loaded.shops[0].audits
    value = audits[0].answers[criterion].value if audits else None
    return value, [one.code for one in loaded.diagnostics if one.severity == "error"]


@pytest.mark.parametrize(
    ("lines", "answer", "counts"),
    [
        ('unit: "%"', SHARE, ShareCounts(count=3, of=4)),
        ("unit: nps", NPS, NpsCounts(promoters=6, passives=3, detractors=1)),
        ("unit: percent\n      measures: share", SHARE, ShareCounts(count=3, of=4)),
        ("unit: {en: points, pl: punkty}\n      measures: nps", NPS, NpsCounts),
        ('unit: "%"\n      measures: nps', NPS, NpsCounts),
        ("unit: percent", SHARE, None),
        ("unit: points", NPS, None),
        ('unit: "%"\n      measures: number', SHARE, None),
        ('unit: "%"\n      measures: nps', SHARE, None),
    ],
)
def test_what_it_measures_says_which_counts_it_takes(
    project: Path, tiny: Definition, lines: str, answer: str, counts: object
) -> None:
    """Written, it holds whatever the unit is; else the unit says it as before."""
    with_unit(project, lines)

    value, errors = answered(project, in_time(tiny).id, answer)

    if counts is None:
        assert errors
    else:
        assert isinstance(value, MetricValue)
        kind = counts if isinstance(counts, type) else type(counts)
        assert isinstance(value.counts, kind)


def test_the_range_hangs_on_it(project: Path, tiny: Definition) -> None:
    """A number in percent may pass a hundred, where it is called a number."""
    criterion = in_time(tiny).id
    assert answered(project, criterion, "120")[1] == ["E316"]

    with_unit(project, 'unit: "%"\n      measures: number')
    value, errors = answered(project, criterion, "120")
    assert (errors, value.number) == ([], 120)


def test_who_wrote_nothing_keeps_the_digest(project: Path, tiny: Definition) -> None:
    """The key belongs to the content where an author wrote it, and only there."""
    digest = Project(project).load().definitions["tiny@1.0.0"].digest
    assert digest == tiny.digest

    with_unit(project, 'unit: "%"\n      measures: share')
    assert Project(project).load().definitions["tiny@1.0.0"].digest != digest


def test_a_wrong_unit_is_told_alone(project: Path) -> None:
    """What it measures cannot be said then, which is no mistake of its own."""
    with_unit(project, "unit: 7")
    found = Project(project).load().diagnostics

    assert [one.code for one in found if one.path == TOUCHPOINT] == ["E106"]
