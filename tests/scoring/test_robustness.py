"""Other weights: exact ranges against every corner, steadiness against re-scoring."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import product
from typing import Any

import builders as build
import pytest
from drawn import Case, cases
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from thoroughness import examples

from generator.model.audit import Task
from generator.model.definition import Definition
from generator.model.report import Robustness, StageRange
from generator.scoring import robustness_of, with_robustness
from generator.scoring.robustness import stage_range

laws = settings(
    deadline=None,
    max_examples=examples(50),
    suppress_health_check=[HealthCheck.too_slow],
)
TWELFTHS = 12
HALF = Fraction(1, 2)
WEIGHTED = st.lists(
    st.tuples(st.integers(1, 5), st.integers(0, TWELFTHS)), min_size=1, max_size=8
)


def mean(weights: list[Fraction], worths: list[int]) -> Fraction:
    pairs = zip(weights, worths, strict=True)
    return sum((w * x for w, x in pairs), Fraction(0)) / sum(weights) / TWELFTHS


def test_the_vector() -> None:
    """Weights 1 1 1 1 and worths .9 .8 .7 .1 give 11/20 to 41/60."""
    answers = [(1, 9), (1, 8), (1, 7), (1, 1)]
    assert stage_range(answers, 10) == (Fraction(11, 20), Fraction(41, 60))


@laws
@given(WEIGHTED)
def test_no_corner_lies_beyond_the_range(answers: list[tuple[int, int]]) -> None:
    """The range is the least and the greatest over all 2ⁿ corners, exactly."""
    weights, worths = map(list, zip(*answers, strict=True))
    ends = (Fraction(3, 4), Fraction(5, 4))
    corners = [
        mean([w * end for w, end in zip(weights, corner, strict=True)], worths)
        for corner in product(ends, repeat=len(weights))
    ]
    assert stage_range(answers, TWELFTHS) == (min(corners), max(corners))


@laws
@given(WEIGHTED, st.data())
def test_every_weight_in_between_stays_within(
    answers: list[tuple[int, int]], data: st.DataObject
) -> None:
    """Weights that move by less than 25 % give a point within the range."""
    factor = st.fractions(Fraction(3, 4), Fraction(5, 4), max_denominator=40)
    moved = [weight * data.draw(factor) for weight, _ in answers]
    least, most = stage_range(answers, TWELFTHS)
    assert least <= mean(moved, [worth for _, worth in answers]) <= most


@laws
@given(cases())
def test_the_total_is_the_weighted_mean_of_the_stages(case: Case) -> None:
    """The total's range re-adds from the stages', and each holds its point."""
    report = build.scored(case.definition, case.answers)
    found = robustness_of(report)
    assume(found is not None)
    stages = {one.id: one for one in report.stages}
    counted = sum(stages[one.stage].weight for one in found.stages)
    for end in ("low", "high"):
        added = sum(
            (stages[one.stage].weight * getattr(one, end) for one in found.stages),
            Fraction(0),
        )
        assert getattr(found, end) == added / counted
    for one in found.stages:
        score = stages[one.stage].score
        assert score is not None
        assert score.point is not None
        assert 0 <= one.low <= score.point <= one.high <= 1
    assert report.score is not None
    assert report.score.point is not None
    assert found.low <= report.score.point <= found.high


def test_two_stages_by_hand() -> None:
    """Criterion weights move and stage weights stay.

    before, worths 1 and 0, weights 1 and 1: from ¾ / 2 = 3/8 to 5/4 / 2 = 5/8.
    after, worth ½ alone: ½ whatever it weighs. Stage weights 3 and 1:
    low (3 × 3/8 + ½) / 4 = 13/32, high (3 × 5/8 + ½) / 4 = 19/32.
    """
    definition = build.definition(
        {
            "before": [build.criterion("b1"), build.criterion("b2")],
            "after": [build.criterion("a1", weight=4), build.criterion("silent")],
            "never": [build.criterion("n1")],
        },
        weights={"before": 3},
    )
    answers = {
        "b1": build.worth(1),
        "b2": build.worth(0),
        "a1": build.worth(Fraction(1, 2)),
    }
    report = with_robustness(build.scored(definition, answers))
    assert report.robustness == Robustness(
        low=Fraction(13, 32),
        high=Fraction(19, 32),
        stages=(
            StageRange(stage="before", low=Fraction(3, 8), high=Fraction(5, 8)),
            StageRange(stage="after", low=Fraction(1, 2), high=Fraction(1, 2)),
        ),
        steady=("b2", "a1"),
    )


def test_nothing_to_weigh() -> None:
    """No point, or at most one answer a stage: None, and the report stays as it is."""
    definition = build.definition(
        {
            "before": [build.criterion("b1"), build.criterion("b2")],
            "after": [build.criterion("a1")],
        }
    )
    one_each = {"b1": build.worth(0), "a1": build.worth(1)}
    for answers in ({}, one_each):
        report = build.scored(definition, answers)
        assert with_robustness(report) is report
        assert report.robustness is None
    both = build.scored(definition, one_each | {"b2": build.worth(0)})
    assert robustness_of(both) is not None


def six_steps() -> tuple[Definition, dict[str, Any]]:
    """Return gains in proportion to 4, 4, 4, 4, 3 and 2, a day's work each alike."""
    worths = {
        "a": 0,
        "b": 0,
        "c": 0,
        "d": 0,
        "e": Fraction(1, 4),
        "f": Fraction(1, 2),
    }
    criteria = [build.criterion(id_, weight=4) for id_ in worths]
    return build.definition(None, *criteria), {
        id_: build.worth(worth) for id_, worth in worths.items()
    }


def test_steady_steps_by_hand() -> None:
    """Gains 4 4 4 4 3 2: the fifth at ¾ is 2¼, behind 2 at 5/4, which is 2½.

    The fourth at ¾ is 3, behind 5, 5, 5 and 3¾ and before 2½: fifth, and steady.
    """
    report = build.scored(*six_steps())
    assert [one.criterion for one in report.plan][:5] == ["a", "b", "c", "d", "e"]
    found = robustness_of(report)
    assert found is not None
    assert found.steady == ("a", "b", "c", "d")


def steady(definition: Definition, answers: dict[str, Any]) -> tuple[str, ...]:
    found = robustness_of(build.scored(definition, answers))
    assert found is not None
    return found.steady


@pytest.mark.parametrize(("apart", "stays"), [(False, False), (True, True)])
def test_gains_are_scored_anew(apart: bool, stays: bool) -> None:
    """A lighter weight makes the others of its stage count more, and no other stage's.

    a … d: 5 each, e: weight 4, worth 0, f: weight 5, worth ½; weights add up to 29 in
    every stage. With e moved, own gain 4 · 3·29 = 348. In e's stage f has 2½ · 5·29 =
    362½ and overtakes it; in another one 2½ · (5·29 − 2·4) = 342½ and does not.
    """
    first = [build.criterion(id_, weight=5) for id_ in "abcd"]
    first.append(build.criterion("e", weight=4))
    f = build.criterion("f", weight=5)
    met = [build.criterion(f"met-{n}", weight=5) for n in range(5)]
    met.append(build.criterion("met-5", weight=4))
    stages = {"before": [*first, f], "after": met}
    if apart:
        stages = {"before": [*first, met[0]], "after": [f, *met[1:]]}
    definition = build.definition(stages)
    answers = {
        id_: build.worth(HALF if id_ == "f" else 0 if len(id_) == 1 else 1)
        for id_ in definition.places
    }
    assert ("e" in steady(definition, answers)) is stays


@pytest.mark.parametrize(
    ("weight", "worth", "stays"), [(4, Fraction(1, 4), False), (3, 0, True)]
)
def test_ties_go_by_the_moved_weights(weight: int, worth: Any, stays: bool) -> None:
    """Equal gains, 5 · ¾ and 3 · 5/4: then weights 5 · ¾ against 4 · 5/4 or 3 · 5/4.

    The heavier goes first, and equal ones by id, where f is last.
    """
    criteria = [build.criterion(id_, weight=5) for id_ in "abcde"]
    definition = build.definition(None, *criteria, build.criterion("f", weight=weight))
    answers = dict.fromkeys("abcde", build.worth(0)) | {"f": build.worth(worth)}
    assert steady(definition, answers) == (tuple("abcde") if stays else ())


def test_a_failed_critical_keeps_its_place() -> None:
    """What fails critically stays first, however little it weighs."""
    definition, answers = six_steps()
    duty = build.criterion("duty", weight=1, effort=4, critical=build.critical())
    criteria = [place.criterion for place in definition.places.values()]
    report = build.scored(
        build.definition(None, *criteria, duty), answers | {"duty": build.worth(0)}
    )
    assert [one.criterion for one in report.plan][:5] == ["duty", "a", "b", "c", "d"]
    found = robustness_of(report)
    assert found is not None
    assert found.steady == ("duty",)


def test_accepted_steps_are_not_among_the_first_five() -> None:
    """What was accepted is out of the order, so that the sixth is never pushed out."""
    definition, answers = six_steps()
    task = Task(
        criterion="a", status="accepted", reason=build.text("dear"), until=build.DATE
    )
    report = build.scored(definition, answers, tasks={"a": task})
    found = robustness_of(report)
    assert found is not None
    assert found.steady == ("b", "c", "d", "e", "f")


def moved(definition: Definition, looked_at: str) -> Definition:
    """Return the definition with one weight at ¾ and all others at 5/4, times four."""

    def weight(id_: str, before: int) -> dict[str, int]:
        return {"weight": before * (3 if id_ == looked_at else 5)}

    fields = {
        name: getattr(definition, name) for name in Definition.__dataclass_fields__
    }
    fields["stages"] = tuple(
        replace(
            stage,
            touchpoints=tuple(
                replace(
                    touchpoint,
                    criteria=tuple(
                        one.model_copy(update=weight(one.id, one.weight))
                        for one in touchpoint.criteria
                    ),
                )
                for touchpoint in stage.touchpoints
            ),
        )
        for stage in definition.stages
    )
    return Definition(**fields)


@laws
@given(cases(), st.data())
def test_steady_is_what_rescoring_gives(case: Case, data: st.DataObject) -> None:
    """A step is steady exactly when a plan made with the moved weights keeps it."""
    ids = sorted(case.definition.places)
    accepted = data.draw(st.lists(st.sampled_from(ids), max_size=2, unique=True))
    tasks = {
        id_: Task(
            criterion=id_,
            status="accepted",
            reason=build.text("dear"),
            until=build.DATE,
        )
        for id_ in accepted
    }

    def first_five(definition: Definition) -> list[str]:
        plan = build.scored(definition, case.answers, tasks=tasks).plan
        return [one.criterion for one in plan if not one.accepted][:5]

    found = robustness_of(build.scored(case.definition, case.answers, tasks=tasks))
    assume(found is not None)
    assert found.steady == tuple(
        id_
        for id_ in first_five(case.definition)
        if id_ in first_five(moved(case.definition, id_))
    )
