"""The public JSON of a report and its schema."""

from __future__ import annotations

import json
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import builders as build
import pytest
from drawn import Case, cases
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator, FormatChecker
from thoroughness import examples

from generator.model.report_json import json_text, report_to_json, reports_to_json
from generator.model.report_schema import FILE, report_schema, report_schema_text

SCHEMA = Path(__file__).resolve().parents[2] / "audits" / "schemas" / FILE
VALIDATOR = Draft202012Validator(report_schema(), format_checker=FormatChecker())
DEFINITION = build.definition(
    None,
    build.criterion("full", weight=3),
    build.criterion("half", weight=2),
    build.criterion("silent", weight=2),
    build.criterion("elsewhere", weight=2),
    build.criterion("none", weight=1),
)
REPORT = build.scored(
    DEFINITION,
    {
        "full": build.worth(1),
        "half": build.answer(
            "half", build.worth(Fraction(1, 2)), note=build.text("half “so”")
        ),
        "elsewhere": build.answer("elsewhere", state="not-applicable"),
        "none": build.worth(0),
    },
)


def test_the_committed_schema_is_fresh() -> None:
    """The schema in the tree is the one that the code makes."""
    assert SCHEMA.read_text(encoding="utf-8") == report_schema_text()


def test_the_schema_is_a_schema() -> None:
    """It is valid JSON Schema, and closed everywhere."""
    schema = report_schema()
    Draft202012Validator.check_schema(schema)
    for noun in schema["$defs"].values():
        assert noun["additionalProperties"] is False


@settings(
    deadline=None,
    max_examples=examples(12),
    suppress_health_check=[HealthCheck.too_slow],
)
@given(cases())
def test_reports_keep_to_the_schema(case: Case) -> None:
    """Reports for both audiences, alone and together, are valid."""
    reports = [
        build.scored(case.definition, case.answers, audience=audience)
        for audience in ("client", "internal")
    ]
    for document in (*map(report_to_json, reports), reports_to_json(reports)):
        VALIDATOR.validate(json.loads(json_text(document)))


@pytest.mark.parametrize("key", ["score", "findings", "schema_version", "counts"])
def test_the_schema_refuses_a_report_without_its_parts(key: str) -> None:
    """A report without one of its parts, or with something else, is refused."""
    document = report_to_json(REPORT)
    assert VALIDATOR.is_valid(document)
    assert not VALIDATOR.is_valid(document | {"stray": 1})
    del document[key]
    assert not VALIDATOR.is_valid(document)


def test_numbers_are_rounded_and_exact() -> None:
    """A number is six decimals, half even, with the exact ratio beside it."""
    score = report_to_json(REPORT)["score"]
    assert score["point"] == {"value": 0.666667, "exact": "2/3"}
    assert score["low"] == {"value": 0.5, "exact": "1/2"}
    assert score["high"] == {"value": 0.75, "exact": "3/4"}
    assert score["level"] is None
    assert score["provisional"] is True


def test_the_order_of_keys() -> None:
    """The keys that SCORING names come in its order."""
    document = report_to_json(REPORT)
    named = [
        "schema_version",
        "generator",
        "definition",
        "shop",
        "date",
        "as_of",
        "profile",
        "audience",
        "score",
        "stages",
        "findings",
        "plan",
        "find_out",
        "counts",
    ]
    assert [key for key in document if key in named] == named
    finding = document["findings"][1]
    assert finding["id"] == "lumen/half"
    assert finding["note"] == {"en": "half “so”"}
    assert finding["asked"]["question"] == {"en": "half?"}
    assert document["stages"][0]["touchpoints"][0]["id"] == "only-0"


def test_a_score_that_does_not_exist_is_null() -> None:
    """No score is null, never 0."""
    nothing = {
        id_: build.answer(id_, state="not-applicable") for id_ in DEFINITION.places
    }
    document = report_to_json(build.scored(DEFINITION, nothing))
    assert document["score"] is None
    assert document["stages"][0]["score"] is None


def test_several_reports() -> None:
    """Several reports stand in one document, each whole."""
    document = reports_to_json([REPORT, REPORT])
    assert list(document) == ["schema_version", "reports"]
    assert document["reports"] == [report_to_json(REPORT)] * 2


def test_the_text_is_plain_utf8() -> None:
    """Letters stay letters, and the text ends with a line break."""
    text = json_text(report_to_json(REPORT))
    assert "half “so”" in text
    assert text.endswith("}\n")


def test_what_json_has_no_words_for_is_refused() -> None:
    """A value of an unknown kind is an error, not a guess."""
    odd = replace(REPORT, generator=1.5)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="float"):
        report_to_json(odd)
