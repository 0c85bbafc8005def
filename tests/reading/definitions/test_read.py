"""A definition's folder: shape, cross-checks and what is in it but not read."""

from __future__ import annotations

import shutil
from fractions import Fraction
from pathlib import Path

import pytest

from generator.model.definition import Definition
from generator.model.diagnostic import Diagnostic
from generator.model.fields import id_problem
from generator.reading.definitions.read import read_definition

TINY = "audits/definitions/tiny"
AUDIT = f"{TINY}/audit.yaml"
SEARCH = f"{TINY}/before/product-search.yaml"
NEWS = f"{TINY}/before/newsletter.yaml"
COMPLAINTS = f"{TINY}/after/complaints.yaml"


def read(project: Path) -> tuple[Definition | None, list[Diagnostic]]:
    return read_definition(project / TINY, project)


def change(project: Path, name: str, old: str, new: str) -> None:
    path = project / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_whole_definition_is_read(tiny: Definition) -> None:
    """Stages, touchpoints and criteria come in the order of audit.yaml."""
    assert list(tiny.places) == [
        "search-quality",
        "guest-checkout",
        "newsletter-consent",
        "newsletter-promise",
        "product-facts",
        "answer-time",
        "complaints-in-time",
        "customer-nps",
        "review-score",
    ]
    assert [stage.weight for stage in tiny.stages] == [60, 40]
    assert tiny.efforts[1].days == Fraction(1, 2)
    assert tiny.retired["old-search"].replaced_by == "search-quality"
    assert set(tiny.kpis) == {"conversion"}
    assert set(tiny.glossary) == {"consent", "newsletter"}


def test_the_digest_knows_the_content_and_not_the_writing(
    project: Path, tiny: Definition
) -> None:
    """Comments and quotes leave the digest alone, a changed weight does not."""
    change(project, SEARCH, "weight: 3", 'weight: 3  # "decisive"')
    change(project, SEARCH, "phases: [assess]", 'phases:\n  - "assess"')
    same, _ = read(project)
    change(project, SEARCH, "weight: 3", "weight: 4")
    other, _ = read(project)
    assert same is not None
    assert other is not None
    assert same.digest == tiny.digest != other.digest


def test_a_broken_audit_yaml_hides_no_other_file(project: Path) -> None:
    """The other files are checked each by itself, in the same run."""
    change(project, AUDIT, "coverage_needed: 80", "coverage_needed: 180")
    change(project, NEWS, "weight: 4", "weight: 9")
    change(project, f"{TINY}/kpis.yaml", 'unit: "%"', "unit: 7")
    _, found = read(project)
    assert sorted((one.path.rsplit("/", 1)[-1], one.code) for one in found) == [
        ("audit.yaml", "E104"),
        ("kpis.yaml", "E106"),
        ("newsletter.yaml", "E104"),
    ]


def test_a_broken_touchpoint_hides_no_other(project: Path) -> None:
    """Each touchpoint is checked; references wait until all are whole."""
    change(project, SEARCH, "weight: 3", "weight: many")
    change(project, SEARCH, "kpis: [conversion]", "kpis: [conversions]")
    change(project, NEWS, "must_items: [active]", "must_items: [activ]")
    _, found = read(project)
    assert [one.code for one in found] == ["E103", "E206"]


def test_everything_wrong_with_a_metric_is_found_below_its_own_key(
    project: Path,
) -> None:
    """A metric has a key called metric; its other keys are still found."""
    change(project, COMPLAINTS, "{max: 24, worth: 0.5}", "{max: many, worth: x}")
    change(project, COMPLAINTS, "min_n: 30", "min_n: 0")
    _, found = read(project)
    assert [(one.line, one.column, one.code) for one in found] == [
        (16, 17, "E103"),
        (16, 30, "E103"),
        (19, 14, "E104"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("stages:\n", "stages: []\nother:\n", "E108"),
        ("languages: [en, pl]", "languages: []", "E108"),
        ("languages: [en, pl]", "languages: [de]", "E104"),
        ("languages: [en, pl]", "languages: en", "E103"),
        ('version: "1.0.0"', "version: 1.0", "E106"),
        ('version: "1.0.0"', "version: 1", "E106"),
        ("  full: {}", "  full: []", "E103"),
        ("  trust: {en: trust,", "  truth: {en: trust,", "E207"),
        ("{id: 2, days: 3,", "{id: 1, days: 3,", "E201"),
        ("[search-quality, newsletter-consent]", "[search-qualty]", "E202"),
        ("  full: {}", "  full:", "E103"),
        ("coverage_needed: 80", "coverage_needed: '80'", "E103"),
        ("coverage_needed: 80", "coverage_needed: true", "E103"),
        ("weight: 60", "weight: 0", "E104"),
        ("weight: 60", "weight: -1", "E104"),
        ("days: 0.5", "days: 1e3", "E015"),
        ("id: tiny", "id: 7", "E106"),
        ("id: tiny", 'id: "tiny\\n"', "E105"),
        ("id: tiny", "id: con", "E105"),
        ("{id: at-risk, from: 0, name: {en: At risk, pl: Zagrożony}}", "5", "E103"),
    ],
)
def test_odd_shapes_of_audit_yaml_are_told(
    old: str, new: str, code: str, project: Path
) -> None:
    """Every odd value in audit.yaml has its code, and none is a traceback."""
    change(project, AUDIT, old, new)
    definition, found = read(project)
    assert definition is None
    assert code in {one.code for one in found}


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("answer: {type: yes_no}", "answer: 5", "E103"),
        ("answer: {type: yes_no}", "answer: []", "E103"),
        ("answer: {type: yes_no}", "answer: {type: [a]}", "E104"),
        ("answer: {type: yes_no}", "answer: {type: 3}", "E104"),
        ("answer: {type: yes_no}", "answer: {type: }", "E104"),
        ("answer: {type: yes_no}", "answer: {type: yes_no, items: []}", "E101"),
        ("answer: {type: yes_no}", "answer: {type: scale}", "E102"),
        ("answer: {type: yes_no}", "answer: {type: scale, anchors: []}", "E103"),
        ("answer: {type: yes_no}", "answer: {type: scale, anchors: {}}", "E112"),
        ("answer: {type: yes_no}", "answer: {type: checklist, items: [a]}", "E103"),
        ("answer: {type: yes_no}", "answer: {type: choice, options: []}", "E108"),
        ("below: 60", "below: 0", "E104"),
        ("below: 60", "below: 101", "E104"),
        ("effort: 2", "effort: hours", "E103"),
        ("phases: [assess]", "phases: [asess]", "E104"),
        ("phases: [assess]", "phases: {}", "E103"),
        ("criteria:\n", "criteria: []\nx:\n", "E108"),
        ("seeds: [S0-01]", "seeds: [S0-02]", "E202"),
        ("sources: [shop-law]", "sources: [shop]", "E202"),
        ("replaced_by: search-quality", "replaced_by: search", "E105"),
        ("replaced_by: search-quality", "replaced_by: searching", "E202"),
    ],
)
def test_odd_shapes_of_a_touchpoint_are_told(
    old: str, new: str, code: str, project: Path
) -> None:
    """Every odd value in a touchpoint file has its code, and none is a traceback."""
    change(project, SEARCH, old, new)
    definition, found = read(project)
    assert definition is None
    assert {one.path for one in found} == {SEARCH}
    assert code in {one.code for one in found}


@pytest.mark.parametrize(
    ("name", "old", "new", "code", "line"),
    [
        ("kpis", "metric: response-time", "metric: response-tine", "E202", 2),
        ("metrics", "sources: [shop-law]", "sources: [shop-lav]", "E202", 9),
        ("glossary", "see: [consent]", "see: [consents]", "E202", 9),
        ("glossary", "id: newsletter", "id: consent", "E201", 6),
        ("glossary", "seeds: [S0-01]", "seeds: [S9-01]", "E202", 5),
        ("seeds", "id: S0-01", "id: S1", "E104", 2),
        ("seeds", "tags: [criterion]", "tags: []", "E108", 3),
        ("sources", "kind: law-eu", "kind: law", "E104", 3),
    ],
)
def test_the_lists_beside_the_audit_are_checked(
    name: str, old: str, new: str, code: str, line: int, project: Path
) -> None:
    """KPIs, metrics, terms, ideas and sources are told in their own files."""
    change(project, f"{TINY}/{name}.yaml", old, new)
    _, found = read(project)
    told = [(one.path, one.line, one.code) for one in found]
    assert (f"{TINY}/{name}.yaml", line, code) in told


def test_an_empty_list_file_is_told(project: Path) -> None:
    """A file that is there must hold its list; one that is not needed may be gone."""
    (project / f"{TINY}/glossary.yaml").write_text("# later\n", encoding="utf-8")
    assert [one.code for one in read(project)[1]] == ["E009"]
    (project / f"{TINY}/glossary.yaml").unlink()
    definition, found = read(project)
    assert definition is not None
    assert found == []


def test_a_file_in_a_folder_that_is_no_stage_is_told(project: Path) -> None:
    """A touchpoint in a misspelt folder would silently not be asked."""
    (project / f"{TINY}/befor").mkdir()
    (project / f"{TINY}/befor/chat.yaml").write_text("id: chat\n", encoding="utf-8")
    (found,) = read(project)[1]
    assert (found.code, found.hint) == ("E204", "stages: before, after")


def test_an_older_version_stands_in_a_folder_of_its_name(project: Path) -> None:
    """The folder's name must tell the version that is in it."""
    shutil.copytree(project / TINY, project / f"{TINY}@1.0.0")
    old, found = read_definition(project / f"{TINY}@1.0.0", project)
    assert old is not None
    assert found == []
    (project / f"{TINY}@1.0.0").rename(project / f"{TINY}@0.9.0")
    _, found = read_definition(project / f"{TINY}@0.9.0", project)
    assert [(one.code, one.line) for one in found] == [("E205", 2)]


def test_a_file_with_another_ending_is_not_passed_over(project: Path) -> None:
    """A .yml is told: it would silently not be read."""
    (project / NEWS).rename(project / f"{TINY}/before/newsletter.yml")
    _, found = read(project)
    assert sorted(one.code for one in found) == ["E203", "E204"]


@pytest.mark.parametrize(
    "name",
    [
        *("../x", "a/b", "CON", "con", "aux", "com1", ".", "..", "-rf", "index"),
        *("404", "search", "assets", "", "x" * 65, "a--b", "a-", "A", "é", "a b"),
        *("a\n", "\N{CYRILLIC SMALL LETTER A}", "a\N{RIGHT-TO-LEFT OVERRIDE}"),
    ],
)
def test_what_cannot_be_an_id_is_refused(name: str) -> None:
    """Nothing becomes an id that could lead astray as a file, path or address."""
    assert id_problem(name) is not None


@pytest.mark.parametrize("name", ["a", "x" * 64, "product-page", "h2-2026", "com10"])
def test_what_can_be_an_id_is_one(name: str) -> None:
    """Lower-case words joined by hyphens, at most 64 characters."""
    assert id_problem(name) is None
