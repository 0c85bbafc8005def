"""The editors' schemas: right about every good file, and agreeing with `check`."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from check_jsonschema.parsers.yaml import construct_yaml_implementation, impl2loader
from jsonschema import Draft202012Validator, FormatChecker
from repository import EXAMPLES, ROOT
from thoroughness import sampled

from generator.model.definition import Definition
from generator.project import Project
from generator.reading.editor_schemas.files import editor_schemas

SCHEMAS = ROOT / "audits" / "schemas"

BEYOND = {
    "E0": "the reader's own: how YAML is written",
    "E105-reserved-option": "a word, not a form",
    "E110": "needs arithmetic",
    "E111": "needs arithmetic",
    "E113": "needs arithmetic",
    "E2": "needs another file or another place",
    "E302-unknown-criterion-in-tasks": "the tasks of any definition share a schema",
    "E303-items-met-not-told": "may be so while filling in",
    "E310": "about the file's name",
    "E317-met-and-not-applicable": "compares two keys",
    "E321-more-than-all": "needs arithmetic",
    "E322": "needs the folder",
    "E323": "needs the folder",
    "E330": "needs the file",
    "E331": "needs the file",
    "E332": "needs the folder",
}
"""What a schema cannot tell, or leaves to `check`, by the beginning of the name."""


@cache
def tiny() -> dict[str, str]:
    """Return the schemas of the examples' definition."""
    return editor_schemas(Project(EXAMPLES / "base").load().definitions)


def schema_for(path: Path) -> str:
    """Return the name of the schema that belongs to a file of a project."""
    own = ("sources", "kpis", "metrics", "glossary", "seeds")
    if "definitions" in path.parts:
        if path.name == "audit.yaml":
            return "definition"
        return path.stem if path.stem in own else "touchpoint"
    return path.stem if path.stem in ("shop", "tasks") else "answers"


def read(path: Path) -> Any:
    """Read YAML as check-jsonschema and editors do."""
    loader = impl2loader(construct_yaml_implementation(pure=True))
    with path.open("rb") as stream:
        return loader(stream)


def refusals(path: Path, schemas: dict[str, str], definition: str) -> list[str]:
    """Return why the file's schema refuses it."""
    name = schema_for(path).replace("answers", f"{definition}.answers")
    schema = json.loads(schemas[f"{name}.schema.json"])
    validator = Draft202012Validator(schema, format_checker=FormatChecker())
    return [error.message for error in validator.iter_errors(read(path))]


def examples() -> list[str]:
    """Return the examples with one defect each, but those a schema cannot judge."""
    return sorted(
        path.name
        for path in EXAMPLES.iterdir()
        if path.name.startswith("E") and not path.name.startswith(tuple(BEYOND))
    )


@pytest.mark.parametrize("name", examples())
def test_what_check_refuses_a_schema_refuses(name: str) -> None:
    """A defect in the form of a file is red in the editor as well."""
    changed = (EXAMPLES / name).rglob("*.yaml")

    assert any(refusals(path, tiny(), "tiny") for path in changed)


@pytest.mark.parametrize(
    "path",
    [
        *sorted((EXAMPLES / "base").rglob("*.yaml")),
        *sorted(
            path for path in EXAMPLES.glob("W*/**/*.yaml") if "W409" not in str(path)
        ),
    ],
    ids=lambda path: path.relative_to(EXAMPLES).as_posix(),
)
def test_what_check_accepts_a_schema_accepts(path: Path) -> None:
    """Files without an error are never red, unquoted dates and yes/no included."""
    assert refusals(path, tiny(), "tiny") == []


def repository_files() -> list[Path]:
    """Return every YAML file of the repository's own audits."""
    return sorted(path for path in (ROOT / "audits").rglob("*.yaml") if path.is_file())


def test_every_file_of_the_repository_is_good() -> None:
    """check-jsonschema accepts all definitions and sample shops."""
    by_schema: dict[str, list[str]] = {}
    for path in repository_files():
        name = schema_for(path).replace("answers", "online-shop.answers")
        by_schema.setdefault(f"{name}.schema.json", []).append(str(path))

    assert len(by_schema) == 10
    for schema, every in by_schema.items():
        paths = sampled(every, every=4)
        done = check_jsonschema(SCHEMAS / schema, *paths)
        assert done.returncode == 0, done.stdout


def check_jsonschema(schema: Path, *paths: str) -> subprocess.CompletedProcess[str]:
    """Run the tool that people use in their own checks."""
    return subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--schemafile", str(schema), *paths],
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    "answer",
    [
        "value-propositon: 3",
        "value-proposition: 5",
        'value-proposition: "3"',
        "value-proposition: 2.5",
        'value-proposition: {not_applicable: "No."}',
        'value-proposition: {value: 3, unknown: "Perhaps."}',
        'value-proposition: {value: 3, noet: "Good."}',
        "value-proposition: {value: 3, checked_on: yesterday}",
        "value-proposition: {not_measured: true}",
        "newsletter-promise: contnet",
        "product-page-elements: photos",
        "product-page-elements: [photos, vidoe]",
        "guest-checkout: maybe",
        "on-time-delivery: 120",
        "on-time-delivery: {value: {count: 60}}",
        "on-time-delivery: {value: {count: 45, of: 60}, n: 60}",
    ],
)
def test_check_and_schema_refuse_the_same_answers(tmp_path: Path, answer: str) -> None:
    """What is wrong in the real catalogue is refused by both."""
    shop = tmp_path / "audits" / "shops" / "demo"
    shop.mkdir(parents=True)
    (shop / "shop.yaml").write_text("name: A\nurl: https://a.example\n", "utf-8")
    audit = shop / "2026-01-15.yaml"
    audit.write_text(
        f"definition: online-shop@1.0.0\nauditors: [A]\nanswers:\n  {answer}\n", "utf-8"
    )

    assert Project(tmp_path).load().has_errors
    text = (SCHEMAS / "online-shop.answers.schema.json").read_text(encoding="utf-8")
    schemas = {"online-shop.answers.schema.json": text}
    assert refusals(audit, schemas, "online-shop")


@pytest.mark.parametrize("word", ["yes", "no", "tak", "nie", "true", "false", "Yes"])
def test_yes_and_no_in_both_languages(tmp_path: Path, word: str) -> None:
    """Every way to say yes or no that `check` takes is taken."""
    shutil.copytree(EXAMPLES / "base", tmp_path, dirs_exist_ok=True)
    audit = tmp_path / "audits/shops/demo/2026-09-15.yaml"
    text = audit.read_text("utf-8").replace("checkout: yes", f"checkout: {word}")
    audit.write_text(text, encoding="utf-8")

    assert not Project(tmp_path).load().has_errors
    assert refusals(audit, tiny(), "tiny") == []


def test_schemas_are_valid_json_schemas() -> None:
    """Each passes the meta-schema of the dialect it names."""
    for text in tiny().values():
        schema = json.loads(text)
        assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
        Draft202012Validator.check_schema(schema)


def test_schemas_are_the_same_every_time() -> None:
    """Two makings give the same bytes."""
    assert editor_schemas(Project(EXAMPLES / "base").load().definitions) == tiny()


def test_hover_tells_the_question_in_both_languages() -> None:
    """Every criterion carries its question and how to check it, and each value its text."""
    definition = Project(EXAMPLES / "base").load().definitions["tiny@1.0.0"]
    schema = json.loads(tiny()["tiny.answers.schema.json"])

    shown = schema["properties"]["answers"]["properties"]
    assert list(shown) == list(definition.places)
    for name, place in definition.places.items():
        for text in (place.criterion.question, place.criterion.how_to_check):
            for words in text.values():
                assert words in shown[name]["description"]
        answer = place.criterion.answer
        for option in (*getattr(answer, "options", ()), *getattr(answer, "items", ())):
            value = schema["$defs"][f"{name}-value"]
            entries = value.get("items", value)["oneOf"]
            (entry,) = [one for one in entries if one["const"] == option.id]
            assert all(words in entry["description"] for words in option.text.values())


def test_an_older_version_keeps_a_schema_of_its_own() -> None:
    """The plain name is the newest version's, compared as numbers."""
    new = Project(EXAMPLES / "base").load().definitions["tiny@1.0.0"]

    def version(number: str) -> Definition:
        fields = {name: getattr(new, name) for name in new.__dataclass_fields__}
        return Definition(**{**fields, "version": number})

    schemas = editor_schemas(
        {f"tiny@{one}": version(one) for one in ("1.10.0", "1.9.0")}
    )

    newest = json.loads(schemas["tiny.answers.schema.json"])
    older = json.loads(schemas["tiny@1.9.0.answers.schema.json"])
    assert newest["properties"]["definition"]["const"] == "tiny@1.10.0"
    assert older["properties"]["definition"]["const"] == "tiny@1.9.0"
