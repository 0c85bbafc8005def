"""A shop's files: their names, their headers, odd shapes, and tasks."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from thoroughness import examples

from generator.model.audit import Shop
from generator.model.definition import Definition
from generator.model.diagnostic import Diagnostic
from generator.model.text import Text
from generator.project import Project
from generator.reading.audits.evidence import EvidenceFolder
from generator.reading.audits.shop_folder import (
    audit_name,
    read_audit,
    read_shop,
    read_tasks,
)
from generator.reading.strict_yaml.source_file import Source, read_source

SHOP = "audits/shops/demo/shop.yaml"
AUDIT = "audits/shops/demo/2026-09-15.yaml"
TASKS = "audits/shops/demo/tasks.yaml"


def load(project: Path, name: str, text: str) -> list[Diagnostic]:
    (project / name).write_text(text, encoding="utf-8")
    return list(Project(project).load().diagnostics)


@pytest.mark.parametrize(
    ("stem", "expected"),
    [
        ("2026-09-15", (dt.date(2026, 9, 15), None)),
        ("2026-09-15.anna", (dt.date(2026, 9, 15), "anna")),
        ("2026-09-15.team-b", (dt.date(2026, 9, 15), "team-b")),
        ("2026-02-29", None),
        ("2026-9-15", None),
        ("20260915", None),
        ("2026-09-15.", None),
        ("2026-09-15.Anna", None),
        ("2026-09-15.index", None),
        ("2026-09-15 copy", None),
        ("２０２６-09-15", None),
        ("notes", None),
    ],
)
def test_the_name_of_an_audit_is_its_date(stem: str, expected: object) -> None:
    """A date that exists, and a label that is an id, or no audit at all."""
    assert audit_name(stem) == expected


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("a: b", ["E310"]),
        ("owner: Ola\ndue: 2026-11-30", ["E310"]),
        ("answers: {}", ["E303", "E303", "E310"]),
    ],
)
def test_what_is_no_audit_lacks_nothing_of_one(
    text: str, codes: list[str], project: Path
) -> None:
    """Notes under another name are told once; an audit under one, with its problems."""
    found = load(project, "audits/shops/demo/notes.yaml", text)

    assert sorted(one.code for one in found) == codes


@pytest.mark.parametrize("name", ["Demo Shop", "index", "-rf", "con", "żółw", "a_b"])
def test_the_name_of_a_shop_is_an_id(name: str, project: Path) -> None:
    """A folder whose name cannot be an address is told in its shop.yaml."""
    (project / "audits/shops/demo").rename(project / "audits/shops" / name)
    found = Project(project).load().diagnostics
    assert {(one.path, one.code) for one in found} == {
        (f"audits/shops/{name}/shop.yaml", "E310")
    }


@pytest.mark.parametrize(
    ("line", "code", "column"),
    [
        ("definition: [1]", "E304", 13),
        ("definition: 1", "E306", 13),
        ("definition:", "E308", 1),
        ("definition: tiny", "E311", 13),
        ("definition: tiny@2.0.0", "E311", 13),
        ("auditors: {}", "E304", 11),
        ("auditors: [[]]", "E304", 12),
        ("auditors: [1]", "E306", 12),
        ("auditors: ['']", "E308", 12),
        ("auditors: [null]", "E308", 12),
        ("assessed: 1", "E305", 11),
        ("assessed: externl", "E305", 11),
        ("profile: 1", "E306", 10),
        ("profile: Full", "E312", 10),
        ("language: de", "E305", 11),
        ("language: no", "E305", 11),
        ("stages: []", "E304", 9),
        ("stages: {after: x}", "E304", 17),
        ("stages: {after: {}}", "E303", 10),
        ("stages: {after: {comment: 1}}", "E306", 27),
        ("stages: {later: {comment: x}}", "E327", 10),
        ("answers: []", "E304", 10),
        ("answers: x", "E304", 10),
        ("sample: [x]", "E304", 9),
        ("summary: {}", "E308", 10),
        ("null: 1", "E301", 1),
        ("answer: {}", "E301", 1),
    ],
)
def test_odd_shapes_of_an_audit_are_told_at_their_place(
    line: str, code: str, column: int, project: Path
) -> None:
    """Whatever stands behind a key of an audit is told, and only that."""
    key = line.split(":", maxsplit=1)[0]
    rest = [
        other
        for other in ("definition: tiny@1.0.0", "auditors: [A. Nowak]")
        if other.split(":")[0] != key
    ]
    (project / TASKS).unlink()
    found = load(project, AUDIT, "\n".join([line, *rest]))
    assert [(one.line, one.column, one.code) for one in found] == [(1, column, code)]
    assert found[0].hint or "must be" in found[0].message


@pytest.mark.parametrize("line", ["stages:", "answers:", "sample:", "summary:"])
def test_a_header_left_empty_is_as_good_as_left_out(line: str, project: Path) -> None:
    """Keys of a template that were not needed may stay."""
    head = "definition: tiny@1.0.0\nauditors: [A. Nowak]\n"
    assert load(project, AUDIT, head + line) == []


def test_a_wrong_header_hides_no_wrong_answer(project: Path) -> None:
    """The answers are checked whatever is wrong above them."""
    found = load(
        project,
        AUDIT,
        "definition: tiny@1.0.0\nauditors: A. Nowak\nassessed: x\nprofile: y\n"
        "stages: {z: {comment: c}}\nwrong: 1\nanswers:\n  search-quality: 7\n",
    )
    assert [(one.line, one.code) for one in found] == [
        (2, "E304"),
        (3, "E305"),
        (4, "E312"),
        (5, "E327"),
        (6, "E301"),
        (8, "E316"),
    ]


def test_a_wrong_file_hides_no_other_file(project: Path) -> None:
    """Shop, audits and definitions are told in one run, sorted by file."""
    (project / SHOP).write_text("name: 1\n", encoding="utf-8")
    (project / "audits/shops/demo/2026-01-01.yaml").write_text("x: 1\n")
    found = load(project, AUDIT, "definition: tiny@1.0.0\nauditors: []\n")
    assert {one.path for one in found} == {
        SHOP,
        AUDIT,
        "audits/shops/demo/2026-01-01.yaml",
    }
    assert found == sorted(found)


def test_a_broken_definition_hides_no_broken_audit(project: Path) -> None:
    """Answers wait for their definition, but slips of YAML are told at once."""
    definition = project / "audits/definitions/tiny/audit.yaml"
    definition.write_text("id: tiny\n", encoding="utf-8")
    (project / TASKS).write_text("product-facts: True\n", encoding="utf-8")
    found = load(project, AUDIT, "definition: tiny@1.0.0\nauditors: [A. Nowak\n")
    assert {one.code for one in found if one.path == AUDIT} == {"E004"}
    assert {one.code for one in found if one.path == TASKS} == {"E015"}


def test_a_broken_audit_hides_no_broken_task(project: Path) -> None:
    """Tasks are checked against the definition that the broken audit names."""
    (project / TASKS).write_text("facts: {owner: Ewa}\n", encoding="utf-8")
    found = load(project, AUDIT, "definition: tiny@1.0.0\nauditors: []\n")
    assert [(one.path, one.code) for one in found] == [(AUDIT, "E308"), (TASKS, "E302")]


def test_a_missing_shop_file_hides_no_broken_audit(project: Path) -> None:
    """The audits of a nameless shop are checked as well."""
    (project / SHOP).unlink()
    found = load(project, AUDIT, "definition: tiny@1.0.0\nauditors: []\n")
    assert [(one.path, one.code) for one in found] == [(AUDIT, "E308"), (SHOP, "E332")]


@pytest.mark.parametrize(
    ("text", "line", "column", "code"),
    [
        ("name: 404\nurl: https://d.example\n", 1, 7, "E306"),
        ("url: https://d.example\n", 1, 1, "E303"),
        ("name: d\nurl: ''\n", 2, 6, "E325"),
        ("name: d\nurl: [https://d.example]\n", 2, 6, "E304"),
        ("name: d\nurl: https://d.example\ncountry: Poland\n", 3, 10, "E305"),
        ("name: d\nurl: https://d.example\ncountry: no\n", 3, 10, "E305"),
        ("name: d\nurl: https://d.example\ncontacts: Ewa\n", 3, 11, "E304"),
        ("name: d\nurl: https://d.example\ncontacts: [{a: [b]}]\n", 3, 12, "E304"),
        ("name: d\nurl: https://d.example\nlanguage: de\n", 3, 11, "E305"),
        ("name: d\nurl: https://d.example\nabout: [[[[[[a]]]]]]\n", 3, 8, "E304"),
        ("name: {en: {en: d}}\nurl: https://d.example\n", 1, 12, "E304"),
        ("name: '  '\nurl: https://d.example\n", 1, 7, "E308"),
        ("nane: d\nname: d\nurl: https://d.example\n", 1, 1, "E301"),
    ],
)
def test_odd_shapes_of_a_shop_are_told_at_their_place(
    text: str, line: int, column: int, code: str, project: Path
) -> None:
    """Whatever stands in shop.yaml is told where it stands."""
    found = load(project, SHOP, text)
    assert [(one.line, one.column, one.code) for one in found] == [(line, column, code)]


@pytest.mark.parametrize(
    ("text", "column", "code"),
    [
        ("product-facts:", 1, "E304"),
        ("product-facts: []", 1, "E304"),
        ("product-facts: {owner: 1}", 24, "E306"),
        ("product-facts: {owner: ''}", 24, "E308"),
        ("product-facts: {status: finished}", 25, "E305"),
        ("product-facts: {due: tomorrow}", 22, "E309"),
        ("product-facts: {due: 20261015}", 22, "E309"),
        ("product-facts: {status: accepted, until: 2027-01-01}", 1, "E328"),
        ("product-facts: {people: Ewa}", 17, "E301"),
        ("old-search: {owner: Ewa}", 1, "E326"),
        ("facts: {owner: Ewa}", 1, "E302"),
    ],
)
def test_odd_tasks_are_told_at_their_place(
    text: str, column: int, code: str, project: Path
) -> None:
    """Whatever stands in tasks.yaml is told where it stands."""
    found = load(project, TASKS, text)
    assert [(one.line, one.column, one.code) for one in found] == [(1, column, code)]


def test_the_sample_task_is_read(project: Path) -> None:
    """An accepted task keeps its reason, its end and its notes."""
    (shop,) = Project(project).load().shops
    task = shop.tasks["complaints-in-time"]
    assert task.status == "accepted"
    assert task.until == dt.date(2027, 3, 31)
    assert task.reason == Text({"en": "The carrier changes in spring."})
    assert task.private == Text({"en": "Talk to the boss first."})


def test_plain_texts_are_in_the_language_of_the_file(project: Path) -> None:
    """A Polish file needs no maps: its plain strings are Polish."""
    load(
        project,
        AUDIT,
        "definition: tiny@1.0.0\nauditors: [A. Nowak]\nlanguage: pl\n"
        "summary: Mały audyt.\nanswers:\n"
        "  search-quality: {value: 3, note: Dobrze.}\n"
        "  guest-checkout: {unknown: Brak dostępu., private: Pytać.}\n",
    )
    (audit,) = Project(project).load().shops[0].audits
    assert audit.language == "pl"
    assert audit.summary == Text({"pl": "Mały audyt."})
    assert audit.answers["search-quality"].note == Text({"pl": "Dobrze."})
    assert audit.answers["guest-checkout"].reason == Text({"pl": "Brak dostępu."})


def test_json_files_are_audits_too(project: Path) -> None:
    """Any JSON is YAML: an audit may be written by a program."""
    (project / AUDIT).unlink()
    (project / "audits/shops/demo/2026-09-15.json").write_text(
        '{"definition": "tiny@1.0.0",\n "auditors": ["A. Nowak"],\n'
        ' "answers": {"search-quality": 3, "guest-checkout": true}}\n'
    )
    (audit,) = Project(project).load().shops[0].audits
    assert len(audit.answers) == 2


NAMES = st.sampled_from(
    [
        "definition",
        "auditors",
        "assessed",
        "profile",
        "language",
        "sample",
        "summary",
        "stages",
        "answers",
        "search-quality",
        "guest-checkout",
        "newsletter-consent",
        "newsletter-promise",
        "complaints-in-time",
        "customer-nps",
        "value",
        "met",
        "not_applicable",
        "unknown",
        "not_measured",
        "note",
        "evidence",
        "private",
        "checked_on",
        "effort",
        "exempt",
        "n",
        "file",
        "url",
        "said",
        "count",
        "of",
        "promoters",
        "en",
        "pl",
        "active",
        "full",
        "tiny@1.0.0",
        "x",
    ]
)
WILD = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 120) | NAMES | st.just(""),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=4)
    ),
    max_leaves=25,
)


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    max_examples=examples(200),
    deadline=None,
)
@given(
    header=st.dictionaries(NAMES, WILD, max_size=5),
    answers=st.dictionaries(NAMES, WILD, max_size=6),
)
def test_no_shape_of_any_file_escapes_as_a_traceback(
    header: dict[str, object],
    answers: dict[str, object],
    project: Path,
    tiny: Definition,
) -> None:
    """Wildly wrong files give diagnostics within the file, and never an exception."""
    content = {"definition": "tiny@1.0.0", **header, "answers": answers}
    shop = Shop(id="demo", name=Text({"en": "Demo"}), url="https://demo.example")
    folder = EvidenceFolder(project / "audits/shops/demo")

    def source(name: str, data: object) -> Source:
        (project / name).write_text(json.dumps(data), encoding="utf-8")
        return read_source(project / name, project)

    sources = [source(SHOP, content), source(AUDIT, content), source(TASKS, answers)]
    read_shop(sources[0])
    read_audit(sources[1], shop, {"tiny@1.0.0": tiny}, folder)
    read_tasks(sources[2], tiny, "en")
    for one in sources:
        assert all(found.line == 1 and found.message for found in one.problems.found)
