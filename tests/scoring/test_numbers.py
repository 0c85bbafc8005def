"""The numbers of a score: the worked vector, stages, profiles, coverage."""

from __future__ import annotations

from fractions import Fraction

import builders as build

from generator.model.definition import Definition
from generator.model.score import Counts

WORKED = (
    build.criterion("full", weight=3),
    build.criterion("half", weight=2),
    build.criterion("silent", weight=2),
    build.criterion("elsewhere", weight=2),
    build.criterion("none", weight=1),
)
WORKED_ANSWERS = {
    "full": build.worth(1),
    "half": build.worth(Fraction(1, 2)),
    "elsewhere": build.answer("elsewhere", state="not-applicable"),
    "none": build.worth(0),
}


def two_stages(**fields: object) -> Definition:
    return build.definition(
        {
            "before": [build.criterion("b1"), build.criterion("b2")],
            "after": [build.criterion("a1")],
        },
        weights={"before": Fraction(3, 2), "after": 1},
        **fields,
    )


def test_worked_vector() -> None:
    """The worked vector of SCORING: 2/3, 1/2, 3/4 and coverage 3/4."""
    report = build.scored(build.definition(None, *WORKED), WORKED_ANSWERS)
    for score in (report.score, report.stages[0].score):
        assert score is not None
        assert (score.point, score.low, score.high) == (
            Fraction(2, 3),
            Fraction(1, 2),
            Fraction(3, 4),
        )
        assert score.coverage == Fraction(3, 4)
    assert report.counts == Counts(
        failing=1, partly_met=1, met=1, not_applicable=1, unanswered=1
    )
    assert report.counts.asked == 5


def test_nothing_applies() -> None:
    """All not applicable: no score, not 0."""
    definition = build.definition(None, *WORKED)
    answers = {one.id: build.answer(one.id, state="not-applicable") for one in WORKED}
    report = build.scored(definition, answers)
    assert report.score is None
    assert report.stages[0].score is None
    assert report.plan == report.find_out == ()


def test_nothing_is_answered() -> None:
    """All unanswered: no point, the whole range, coverage 0, no level."""
    score = build.scored(build.definition(None, *WORKED), {}).score
    assert score is not None
    assert (score.point, score.low, score.high, score.coverage) == (None, 0, 1, 0)
    assert score.provisional
    assert score.level is score.level_alone is None


def test_no_point_is_provisional_even_where_no_coverage_is_needed() -> None:
    """Without a point no level is given, though no coverage is asked for."""
    definition = build.definition(None, *WORKED, coverage_needed=Fraction(0))
    score = build.scored(definition, {}).score
    assert score is not None
    assert score.provisional


def test_stages_count_by_their_weight() -> None:
    """The total is the weighted mean of the stages."""
    answers = {"b1": build.worth(1), "b2": build.worth(0), "a1": build.worth(1)}
    score = build.scored(two_stages(), answers).score
    assert score is not None
    assert score.point == (Fraction(3, 2) * Fraction(1, 2) + 1) / Fraction(5, 2)
    assert score.low == score.high == score.point
    assert not score.provisional


def test_a_stage_without_a_point_makes_the_total_provisional() -> None:
    """It counts in the range and the coverage, not in the point."""
    definition = two_stages(coverage_needed=Fraction(10))
    report = build.scored(definition, {"b1": build.worth(1), "b2": build.worth(1)})
    score = report.score
    assert score is not None
    assert score.point == 1
    assert (score.low, score.high, score.coverage) == (
        Fraction(3, 5),
        1,
        Fraction(3, 5),
    )
    assert score.provisional
    assert score.level is None
    assert report.stages[0].score is not None
    assert report.stages[0].score.level == "leading"


def test_a_stage_where_nothing_applies_leaves_the_total() -> None:
    """W = 0: the other stage alone makes the total."""
    answers = {
        "b1": build.worth(Fraction(1, 2)),
        "b2": build.worth(Fraction(1, 2)),
        "a1": build.answer("a1", state="not-applicable"),
    }
    report = build.scored(two_stages(), answers)
    assert report.stages[1].score is None
    assert report.score is not None
    assert report.score.point == Fraction(1, 2)
    assert report.score.coverage == 1
    assert not report.score.provisional


def test_coverage_just_needed_is_enough() -> None:
    """Coverage equal to what is needed gives a level; less does not."""
    criteria = [build.criterion(f"c{place}") for place in range(5)]
    answers = {one.id: build.worth(1) for one in criteria[:4]}
    for needed, provisional in ((Fraction(80), False), (Fraction(801, 10), True)):
        definition = build.definition(None, *criteria, coverage_needed=needed)
        score = build.scored(definition, answers).score
        assert score is not None
        assert score.provisional is provisional


def test_out_of_profile_answers_are_kept_and_not_scored() -> None:
    """An answer outside the profile is shown and counts for nothing."""
    definition = build.definition(
        None,
        build.criterion("seen"),
        build.criterion("inside", evidence_from="internal"),
        build.criterion("silent", evidence_from="internal"),
    )
    audit = build.audit(
        {"seen": build.worth(1), "inside": build.worth(0)}, profile="outside-in"
    )
    report = build.scored(definition, audit)
    finding = report.findings[1]
    assert finding.state == "out-of-profile"
    assert finding.worth is finding.outcome is finding.gain is finding.closes is None
    assert finding.answer.choices[0].mark == "chosen"
    assert report.findings[2].state == "out-of-profile"
    assert report.findings[2].answer.choices[0].mark == "open"
    assert report.counts == Counts(met=1, out_of_profile=2)
    assert report.score is not None
    assert report.score.point == 1
    assert report.plan == report.find_out == ()


def test_an_unanswered_answer_keeps_its_note() -> None:
    """A note without a value is kept, and the criterion stays unanswered."""
    definition = build.definition(None, build.criterion("asked"))
    answer = build.answer("asked", note=build.text("come back"))
    finding = build.scored(definition, {"asked": answer}).findings[0]
    assert finding.state == "unanswered"
    assert finding.note == build.text("come back")
    assert finding.closes == 100
