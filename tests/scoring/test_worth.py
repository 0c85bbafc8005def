"""What answers are worth, and which are refused."""

from __future__ import annotations

from fractions import Fraction

import builders as build
import pytest

from generator.model.answers import AnswerType
from generator.model.audit import (
    ChecklistValue,
    ChoiceValue,
    MetricValue,
    NotMeasured,
    NpsCounts,
    ScaleValue,
    ShareCounts,
    Value,
    YesNoValue,
)
from generator.model.finding import Finding
from generator.scoring import UnknownValueError

LIST = build.checklist("photos", "video", "size", may_not_apply=True)
HOURS = build.metric((4, 1), (24, Fraction(3, 10)), (None, 0), direction="lower")
NPS = build.metric((30, 1), (0, Fraction(1, 2)), (None, 0), unit="nps")
SHARE = build.metric((75, 1), (None, 0), unit="%")
NOT_HERE = build.text("not here")


def found(kind: AnswerType, value: Value) -> Finding:
    definition = build.definition(None, build.criterion("asked", kind))
    return build.scored(definition, {"asked": value}).findings[0]


@pytest.mark.parametrize(
    ("kind", "value", "worth"),
    [
        *((build.scale(), ScaleValue(step=n), Fraction(n, 4)) for n in range(5)),
        (build.yes_no(), YesNoValue(yes=True), Fraction(1)),
        (build.yes_no(), YesNoValue(yes=False), Fraction(0)),
        (build.choice(1, Fraction(3, 10), 0), ChoiceValue(option="b"), Fraction(3, 10)),
        (LIST, ChecklistValue(met=()), Fraction(0)),
        (LIST, ChecklistValue(met=("photos",)), Fraction(1, 3)),
        (LIST, ChecklistValue(met=("photos", "photos")), Fraction(1, 3)),
        (
            LIST,
            ChecklistValue(met=("photos",), not_applicable={"video": NOT_HERE}),
            Fraction(1, 2),
        ),
        (HOURS, MetricValue(number=Fraction(4)), Fraction(1)),
        (HOURS, MetricValue(number=Fraction(401, 100)), Fraction(3, 10)),
        (HOURS, MetricValue(number=Fraction(25)), Fraction(0)),
        (HOURS, NotMeasured(), Fraction(0)),
        (build.metric(), MetricValue(number=Fraction(90)), Fraction(1)),
        (build.metric(), MetricValue(number=Fraction(8999, 100)), Fraction(1, 2)),
        (build.metric(), MetricValue(number=Fraction(0)), Fraction(0)),
    ],
)
def test_worth(kind: AnswerType, value: Value, worth: Fraction) -> None:
    """Each type gives the worth of rule 1; limits belong to their band."""
    assert found(kind, value).worth == worth


def test_counts_give_the_exact_number() -> None:
    """A band is chosen by the exact number of the counts, not by a rounded one."""
    counts = NpsCounts(promoters=100, passives=60, detractors=40)
    finding = found(NPS, MetricValue(number=Fraction(29), counts=counts))
    assert finding.answer.number == 30
    assert finding.worth == 1
    nearly = ShareCounts(count=2999, of=4000)
    assert found(SHARE, MetricValue(number=Fraction(75), counts=nearly)).worth == 0


@pytest.mark.parametrize(
    ("worth", "outcome"),
    [
        (Fraction(0), "failing"),
        (Fraction(1, 4), "failing"),
        (Fraction(1, 2), "partly-met"),
        (Fraction(1), "met"),
    ],
)
def test_outcome(worth: Fraction, outcome: str) -> None:
    """Failing is below one half, met is exactly 1, partly met between."""
    assert found(build.scale(), build.worth(worth)).outcome == outcome


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (build.scale(), ScaleValue(step=5)),
        (build.scale(), ScaleValue(step=-1)),
        (build.scale(), YesNoValue(yes=True)),
        (build.yes_no(), ScaleValue(step=1)),
        (build.choice(1, 0), ChoiceValue(option="z")),
        (LIST, ChecklistValue(met=("smell",))),
        (LIST, ChecklistValue(met=(), not_applicable={"smell": NOT_HERE})),
        (LIST, ChecklistValue(met=("size",), not_applicable={"size": NOT_HERE})),
        (LIST, ChoiceValue(option="photos")),
        (HOURS, ScaleValue(step=1)),
        (build.scale(), NotMeasured()),
    ],
)
def test_unknown_values_are_errors(kind: AnswerType, value: Value) -> None:
    """A value that the criterion does not know is an error, never worth 0."""
    with pytest.raises(UnknownValueError) as raised:
        found(kind, value)
    assert raised.value.criterion == "asked"


def test_answers_to_nothing_are_errors() -> None:
    """An answer to no criterion, or without its value, is an error."""
    definition = build.definition(None, build.criterion("asked"))
    with pytest.raises(UnknownValueError):
        build.scored(definition, {"other": build.worth(1)})
    with pytest.raises(UnknownValueError):
        build.scored(definition, {"asked": build.answer("asked", state="answered")})


def test_a_checklist_without_an_applicable_item_does_not_apply() -> None:
    """All items not applicable: the criterion is, and there is no score."""
    value = ChecklistValue(
        met=(), not_applicable=dict.fromkeys(["photos", "video", "size"], NOT_HERE)
    )
    definition = build.definition(None, build.criterion("asked", LIST))
    report = build.scored(definition, {"asked": value})
    assert report.findings[0].state == "not-applicable"
    assert report.findings[0].worth is None
    assert report.score is None


def test_answers_are_shown_in_words() -> None:
    """The answer shows every possible choice and which of them was found."""
    scale = found(build.scale(), ScaleValue(step=3)).answer
    assert [one.mark for one in scale.choices] == [
        "not-chosen",
        "not-chosen",
        "not-chosen",
        "chosen",
        "not-chosen",
    ]
    assert [one.worth for one in scale.choices] == [Fraction(n, 4) for n in range(5)]
    yes_no = found(build.yes_no(), YesNoValue(yes=False)).answer
    assert [(one.id, one.mark) for one in yes_no.choices] == [
        ("yes", "not-chosen"),
        ("no", "chosen"),
    ]
    value = ChecklistValue(met=("size",), not_applicable={"video": NOT_HERE})
    items = found(LIST, value).answer.choices
    assert [(one.id, one.mark) for one in items] == [
        ("photos", "missing"),
        ("video", "not-applicable"),
        ("size", "met"),
    ]
    assert items[1].reason == NOT_HERE
    hours = found(HOURS, MetricValue(number=Fraction(9))).answer
    assert [(band.limit, band.hit) for band in hours.bands] == [
        (4, False),
        (24, True),
        (None, False),
    ]
    unmeasured = found(HOURS, NotMeasured()).answer
    assert unmeasured.not_measured
    assert not any(band.hit for band in unmeasured.bands)


def test_a_missing_answer_shows_what_was_possible() -> None:
    """Without an answer every choice is open."""
    definition = build.definition(
        None, build.criterion("list", LIST), build.criterion("hours", HOURS)
    )
    findings = build.scored(definition, {}).findings
    assert {one.mark for one in findings[0].answer.choices} == {"open"}
    assert not findings[1].answer.not_measured
    assert len(findings[1].answer.bands) == 3
