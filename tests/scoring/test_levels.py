"""Levels, caps, and what keeps a level from being certain."""

from __future__ import annotations

from fractions import Fraction

import builders as build
import pytest

from generator.model.answers import AnswerType
from generator.model.audit import (
    Answer,
    ChecklistValue,
    MetricValue,
    NotMeasured,
    Value,
)
from generator.model.definition import Critical
from generator.model.report import Report

GOOD = [build.criterion(f"good-{place}", weight=5) for place in range(4)]
MET = {one.id: build.worth(1) for one in GOOD}
CONSENT = build.checklist("active", "purpose", "withdraw", may_not_apply=True)


def report_with(
    answer: Value | Answer | None,
    critical: Critical | None = None,
    kind: AnswerType | None = None,
) -> Report:
    duty = build.criterion("duty", kind, critical=critical or build.critical())
    answers: dict[str, Value | Answer] = dict(MET)
    if answer is not None:
        answers["duty"] = answer
    return build.scored(build.definition(None, *GOOD, duty), answers)


@pytest.mark.parametrize(
    ("worth", "level"),
    [
        (Fraction(399, 1000), "at-risk"),
        (Fraction(2, 5), "developing"),
        (Fraction(599, 1000), "developing"),
        (Fraction(3, 5), "solid"),
        (Fraction(3, 4), "strong"),
        (Fraction(899, 1000), "strong"),
        (Fraction(9, 10), "leading"),
    ],
)
def test_a_level_begins_exactly_at_its_start(worth: Fraction, level: str) -> None:
    """The level is the highest whose start the exact point has reached."""
    kind = build.choice(1, worth, 0)
    definition = build.definition(None, build.criterion("only", kind))
    chosen = build.answer("only", build.ChoiceValue(option="b"))
    score = build.scored(definition, {"only": chosen}).score
    assert score is not None
    assert score.level == score.level_alone == level


def test_a_failed_critical_criterion_caps_every_score_above_it() -> None:
    """It caps touchpoint, stage and total; the number stays as it is."""
    report = report_with(build.worth(Fraction(1, 2)))
    stage = report.stages[0]
    assert report.findings[-1].outcome == "critical"
    assert report.counts.critical == 1
    for score in (report.score, stage.score):
        assert score is not None
        assert score.level_alone == "leading"
        assert score.level == "developing"
        assert [(cap.criterion, cap.kind, cap.cap) for cap in score.capped_by] == [
            ("duty", "legal", "developing")
        ]
    assert stage.touchpoints[-1].score is not None
    assert [cap.criterion for cap in stage.touchpoints[-1].score.failed] == ["duty"]
    assert stage.touchpoints[0].score is not None
    assert stage.touchpoints[0].score.level == "leading"
    assert stage.touchpoints[0].score.failed == ()


@pytest.mark.parametrize("kind", ["legal", "trust"])
def test_a_cap_not_below_the_level_does_not_cap(kind: str) -> None:
    """A failed criterion whose cap is at or above the level is named as failed only."""
    definition = build.definition(
        None, build.criterion("duty", critical=build.critical(kind)), *GOOD[:1]
    )
    answers = {"duty": build.worth(0), "good-0": build.worth(Fraction(1, 2))}
    score = build.scored(definition, answers).score
    assert score is not None
    assert score.level == score.level_alone == "developing"
    assert score.capped_by == ()
    assert [cap.criterion for cap in score.failed] == ["duty"]


@pytest.mark.parametrize(("below", "failed"), [(50, False), (Fraction(501, 10), True)])
def test_a_criterion_fails_only_below_its_limit(below: Fraction, failed: bool) -> None:
    """Worth ½ does not fail below 50, and fails below 50.1."""
    report = report_with(build.worth(Fraction(1, 2)), build.critical(below=below))
    critical = report.findings[-1].critical
    assert critical is not None
    assert critical.failed is failed


@pytest.mark.parametrize(
    ("met", "excused", "failed"),
    [
        (("active",), (), False),
        (("purpose", "withdraw"), (), True),
        (("purpose", "withdraw"), ("active",), False),
    ],
)
def test_must_items(
    met: tuple[str, ...], excused: tuple[str, ...], failed: bool
) -> None:
    """A must-item neither met nor not applicable fails, whatever the worth."""
    value = ChecklistValue(
        met=met, not_applicable={id_: build.text("none") for id_ in excused}
    )
    report = report_with(
        value, build.critical(below=10, must_items=["active"]), CONSENT
    )
    critical = report.findings[-1].critical
    assert critical is not None
    assert critical.failed is failed
    assert (report.findings[-1].outcome == "critical") is failed


def test_not_measured_never_caps_and_is_pending() -> None:
    """What is not measured is worth 0, does not cap, and has to be found out."""
    report = report_with(NotMeasured(), kind=build.metric())
    score = report.score
    assert score is not None
    assert score.level == "leading"
    assert score.failed == ()
    assert score.pending == ("duty",)
    assert report.findings[-1].worth == 0
    assert report.findings[-1].outcome == "failing"
    assert report.find_out[0].criterion == "duty"
    assert report.find_out[0].pending
    assert report.find_out[0].closes == 0
    assert report.plan[0].up_to


def test_an_exempt_answer_is_scored_and_cannot_cap() -> None:
    """An exempt criterion keeps its worth and outcome, and caps nothing."""
    answer = build.answer("duty", build.worth(0), exempt=build.text("a cinema"))
    report = report_with(answer, build.critical(exempt_when="tickets only"))
    finding = report.findings[-1]
    assert finding.worth == 0
    assert finding.outcome == "failing"
    assert finding.critical is not None
    assert finding.critical.exempt == build.text("a cinema")
    assert not finding.critical.failed
    assert report.score is not None
    assert report.score.failed == report.score.pending == ()


@pytest.mark.parametrize("state", ["unknown", "unanswered"])
def test_a_missing_critical_answer_is_pending(state: str) -> None:
    """While a critical criterion is not known the level is "at most"."""
    answer = build.answer("duty", state=state)
    report = report_with(answer)
    assert report.score is not None
    assert report.score.level == "leading"
    assert report.score.pending == ("duty",)
    assert [entry.criterion for entry in report.find_out] == ["duty"]
    assert report_with(None).score == report.score


def test_a_critical_criterion_that_does_not_apply_is_not_pending() -> None:
    """Not applicable is known."""
    report = report_with(build.answer("duty", state="not-applicable"))
    assert report.score is not None
    assert report.score.pending == ()


def test_the_lowest_cap_holds() -> None:
    """With several failed the lowest cap gives the level, and all are named."""
    definition = build.definition(
        None,
        *GOOD,
        build.criterion("care", critical=build.critical("trust")),
        build.criterion("duty", critical=build.critical("legal")),
    )
    answers = MET | {"care": build.worth(0), "duty": build.worth(0)}
    score = build.scored(definition, answers).score
    assert score is not None
    assert score.level == "developing"
    assert [cap.criterion for cap in score.capped_by] == ["care", "duty"]


def test_a_provisional_score_names_its_failed_criteria() -> None:
    """No level is awarded, but the failed critical criterion is still named."""
    definition = build.definition(
        None, *GOOD, build.criterion("duty", critical=build.critical())
    )
    score = build.scored(definition, {"duty": build.worth(0)}).score
    assert score is not None
    assert score.provisional
    assert score.level is None
    assert [cap.criterion for cap in score.failed] == ["duty"]


def test_low_certainty_does_not_change_the_worth() -> None:
    """A number from too few answers is scored all the same, and fails like any."""
    few = MetricValue(number=Fraction(10), n=3)
    report = report_with(few, kind=build.metric(min_n=30))
    assert report.findings[-1].low_certainty
    assert report.findings[-1].outcome == "critical"
