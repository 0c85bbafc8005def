"""The JSON export is the public JSON of the report."""

from __future__ import annotations

import json

import sample_site as sample
from hostile_reports import reports
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator
from thoroughness import examples

from generator.model.report_json import report_to_json
from generator.model.report_schema import report_schema
from generator.publishing import exports


@settings(
    max_examples=examples(30), suppress_health_check=list(HealthCheck), deadline=None
)
@given(reports())
def test_json_is_read_back(report):
    """What is read back is what the model says, and the schema knows it."""
    document = json.loads(exports.make(report, "en", "json"))

    assert document == report_to_json(report)
    Draft202012Validator(report_schema()).validate(document)


def test_json_is_the_same_in_every_language():
    """The report holds all its languages, so the file has none."""
    report = sample.report()

    assert exports.make(report, "en", "json") == exports.make(report, "pl", "json")
