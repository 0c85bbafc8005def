"""Whatever stands in the files: nothing but diagnostics comes out, twice the same.

Real files of the repository with characters, lines, keys and values spoilt, and files
made up: 1,000 cases, of which each test has its share. CX_FUZZ_CASES asks for more, as
CI does with 10,000 and `make fuzz` with 200,000.
"""

from __future__ import annotations

import datetime as dt
import json
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from repository import EXAMPLES, ROOT
from spoilt_files import KINDS, mutate
from thoroughness import FUZZ_CASES

from generator.model.audit import Shop
from generator.model.definition import Definition
from generator.model.diagnostic import Diagnostic
from generator.model.report_json import json_text, report_to_json
from generator.model.text import Text
from generator.project import Project
from generator.reading.audits.evidence import EvidenceFolder
from generator.reading.audits.shop_folder import read_audit, read_shop, read_tasks
from generator.reading.definitions.read import read_definition
from generator.reading.diagnostics.catalogue import diagnostic_entries
from generator.reading.diagnostics.shape_codes import DEFINITION_CODES
from generator.reading.shapes.definition_files import (
    DefinitionFile,
    GlossaryFile,
    KpisFile,
    MetricsFile,
    SeedsFile,
    SourcesFile,
    TouchpointFile,
)
from generator.reading.shapes.validate import read_shape
from generator.reading.strict_yaml.source_file import Source, read_source
from generator.scoring import score_audit

pytestmark = pytest.mark.threat

BASE = EXAMPLES / "base"
DAY = dt.date(2026, 10, 1)
CODES = {entry.code for entry in diagnostic_entries()}

LISTS = {
    "audit.yaml": DefinitionFile,
    "glossary.yaml": GlossaryFile,
    "kpis.yaml": KpisFile,
    "metrics.yaml": MetricsFile,
    "seeds.yaml": SeedsFile,
    "sources.yaml": SourcesFile,
}
kinds = pytest.mark.parametrize("kind", KINDS)


def check(told: Sequence[Diagnostic], files: Sequence[Path], root: Path) -> None:
    """Every diagnostic is in the catalogue, in a file that is there, and inside it."""
    lengths = {}
    for path in files:
        text = path.read_bytes().decode("utf-8-sig", "replace").replace("\r\n", "\n")
        lengths[path.relative_to(root).as_posix()] = [len(x) for x in text.split("\n")]
    for one in told:
        assert one.code in CODES
        assert one.message
        one.message.encode()
        lines = lengths.get(one.path, [0])
        assert 1 <= one.line <= len(lines) + 1, one
        width = lines[one.line - 1] if one.line <= len(lines) else 0
        assert 1 <= one.column <= width + 2, one


def fuzz(percent: int) -> Callable[[Any], Any]:
    """Give a test so many of the cases; they stand in its `cases`."""
    cases = max(1, FUZZ_CASES * percent // 100)

    def apply(test: Any) -> Any:
        test.cases = cases
        return settings(
            max_examples=cases,
            database=None,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        )(test)

    return apply


@pytest.fixture(autouse=True)
def _count(request: pytest.FixtureRequest, figure: Callable[..., None]) -> None:
    figure("fuzz", cases=getattr(request.function, "cases", 0))


@pytest.fixture(scope="module")
def online_shop() -> Definition:
    """Return the definition of the sample shops."""
    folder = ROOT / "audits/definitions/online-shop"
    definition, found = read_definition(folder, ROOT)
    assert definition is not None, found
    return definition


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder for one file."""
    return tmp_path_factory.mktemp("room")


DEFINITION_FILES = [
    path
    for folder in (ROOT / "audits/definitions/online-shop", BASE / "audits/definitions")
    for path in sorted(folder.rglob("*.yaml"))
    if path.stat().st_size < 12_000
]


@kinds
@fuzz(13)
@given(data=st.data())
def test_a_spoilt_file_of_a_definition(
    room: Path, data: st.DataObject, kind: str
) -> None:
    """Reading a file and its shape gives diagnostics, the same ones twice."""
    origin = data.draw(st.sampled_from(DEFINITION_FILES))
    path = room / "file.yaml"
    path.write_bytes(mutate(data.draw, origin.read_bytes(), kind))
    shape = LISTS.get(origin.name, TouchpointFile)

    def read() -> tuple[bool, list[Diagnostic]]:
        source = read_source(path, room)
        good = source.root is not None and bool(
            read_shape(shape, source, DEFINITION_CODES, language="en")
        )
        return good, source.problems.found

    good, told = read()
    assert (good, told) == read()
    assert good or told
    check(told, [path], room)


SHOP_FILES = [
    *sorted((ROOT / "audits/shops").glob("*/*.yaml")),
    BASE / "audits/shops/demo/2026-09-15.yaml",
]


@kinds
@fuzz(10)
@given(data=st.data())
def test_a_spoilt_file_of_a_shop(
    room: Path,
    data: st.DataObject,
    kind: str,
    online_shop: Definition,
    tiny: Definition,
) -> None:
    """An audit without an error is scored; a shop and tasks are read."""
    origin = data.draw(st.sampled_from(SHOP_FILES))
    path = room / origin.name
    whole = origin.read_bytes()
    if origin.name[0] == "2" and len(whole) > 6_000:
        # A stretch of a long audit: its head and some of its answers.
        lines = whole.split(b"\n")
        head = next(n for n, x in enumerate(lines) if x.startswith(b"answers:")) + 1
        first = data.draw(st.integers(head, len(lines) - 1))
        whole = b"\n".join([*lines[:head], *lines[first : first + 40]])
    path.write_bytes(mutate(data.draw, whole, kind))
    definitions = {"online-shop@1.0.0": online_shop, "tiny@1.0.0": tiny}
    shop = Shop(id="demo", name=Text({"en": "Demo"}), url="https://demo.example")
    folder = EvidenceFolder(origin.parent)

    def read() -> tuple[object, Source]:
        source = read_source(path, room)
        if origin.name == "shop.yaml":
            return read_shop(source), source
        if origin.name == "tasks.yaml":
            return read_tasks(source, online_shop, "pl"), source
        return read_audit(source, shop, definitions, folder), source

    made, source = read()
    again, other = read()
    assert made == again
    assert source.problems.found == other.problems.found
    check(source.problems.found, [path], room)
    if origin.name[0] == "2":
        assert (made is None) == source.problems.failed
        if made is not None:
            report = score_audit(
                definitions[f"{made.definition}@{made.version}"],
                made,
                audience="client",
                as_of=DAY,
                generator="fuzz",
                tasks={},
            )
            json_text(report_to_json(report)).encode()


BASE_FILES = [path for path in sorted(BASE.rglob("*")) if path.is_file()]


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the good project, which each case fixes behind itself."""
    folder = tmp_path_factory.mktemp("fuzz") / "project"
    shutil.copytree(BASE, folder)
    return folder


@kinds
@fuzz(4)
@given(data=st.data())
def test_a_spoilt_project(copy: Path, data: st.DataObject, kind: str) -> None:
    """One or two files spoilt: the whole is read, and scored where nothing is wrong."""
    spoilt = data.draw(
        st.lists(st.sampled_from(BASE_FILES), min_size=1, max_size=2, unique=True)
    )
    paths = [copy / path.relative_to(BASE) for path in spoilt]
    for path, origin in zip(paths, spoilt, strict=True):
        path.write_bytes(mutate(data.draw, origin.read_bytes(), kind))
    try:
        # No definition comes with it: reading it would take most of the time.
        project = Project(copy, packaged=copy / "none")
        loaded = project.load()
        assert (
            loaded.diagnostics
            == Project(copy, packaged=copy / "none").load().diagnostics
        )
        check(loaded.diagnostics, sorted(copy.rglob("*.yaml")), copy)
        if not loaded.has_errors:
            for audience in ("client", "internal"):
                project.reports(loaded, audience=audience, as_of=DAY)
                project.changes(loaded, audience=audience)
    finally:
        for path, origin in zip(paths, spoilt, strict=True):
            path.write_bytes(origin.read_bytes())


NESTED = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**31), 10**31)
    | st.sampled_from(["", "x", "en", "full", "2026-09-15", "\u202e", "../x", "1.5"])
    | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "value",
                    "met",
                    "unknown",
                    "not_applicable",
                    "not_measured",
                    "note",
                    "evidence",
                    "file",
                    "url",
                    "said",
                    "n",
                    "count",
                    "of",
                    "promoters",
                    "en",
                    "pl",
                    "active",
                    "withdrawal",
                    "exempt",
                    "effort",
                    "advice",
                    "checked_on",
                    "private",
                ]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=8,
)


@fuzz(19)
@given(data=st.data())
def test_answers_made_up(room: Path, data: st.DataObject, tiny: Definition) -> None:
    """Answers of any form to real criteria: good and scored, or told."""
    names = data.draw(
        st.lists(st.sampled_from(sorted(tiny.places)), min_size=1, max_size=4)
    )
    answers = {name: data.draw(NESTED) for name in names}
    audit = {"definition": "tiny@1.0.0", "auditors": ["A"], "answers": answers}
    path = room / "2026-09-15.yaml"
    path.write_bytes(json.dumps(audit).encode("utf-8", "surrogatepass"))
    source = read_source(path, room)
    shop = Shop(id="demo", name=Text({"en": "Demo"}), url="https://demo.example")
    made = read_audit(source, shop, {"tiny@1.0.0": tiny}, EvidenceFolder(room))
    assert (made is None) == source.problems.failed
    check(source.problems.found, [path], room)
    if made is not None:
        report = score_audit(
            tiny, made, audience="internal", as_of=DAY, generator="fuzz", tasks={}
        )
        json_text(report_to_json(report)).encode()
