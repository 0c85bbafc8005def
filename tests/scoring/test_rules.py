"""Compiled rules: made once, let go with their definition."""

from __future__ import annotations

import gc
import weakref
from fractions import Fraction

import builders as build

from generator.model.report import Report
from generator.scoring.rules import rules_of


def test_rules_are_compiled_once_for_a_profile() -> None:
    """The same definition and profile share their rules; another profile has its own."""
    definition = build.definition(None, build.criterion("asked"))
    assert rules_of(definition, "full") is rules_of(definition, "full")
    assert rules_of(definition, "full") is not rules_of(definition, "outside-in")
    other = build.definition(None, build.criterion("asked"))
    assert rules_of(definition, "full") is not rules_of(other, "full")


def test_rules_do_not_keep_a_definition_alive() -> None:
    """A definition that nobody uses any more goes, and its rules with it."""
    definition = build.definition(None, build.criterion("asked"))
    rules_of(definition, "full")
    gone = weakref.ref(definition)
    del definition
    gc.collect()
    assert gone() is None


def test_a_report_carries_its_rules() -> None:
    """Levels, caps, coverage and efforts are in the report, as the definition has them."""
    report = build.scored(build.definition(None, build.criterion("asked")), {})
    assert [(one.id, one.start) for one in report.rules.levels] == list(build.LEVELS)
    assert report.rules.caps == {"legal": "developing", "trust": "solid"}
    assert report.rules.coverage_needed == 80
    assert report.rules.efforts[2].days == 3
    assert (report.definition.id, report.definition.version) == ("small", "1.0.0")
    assert report.as_of == build.DATE
    assert report.generator == "cx-audit test"


def a_report() -> Report:
    definition = build.definition(
        None, build.criterion("one"), build.criterion("two", build.metric(unit="%"))
    )
    return build.scored(
        definition,
        {"one": build.worth(0), "two": build.MetricValue(number=Fraction(3), n=4)},
    )
