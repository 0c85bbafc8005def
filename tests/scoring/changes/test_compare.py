"""Changes between two audits: worked by hand, and the laws of the split."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

import builders as build
import pytest
from drawn import Case, answer_types, answers, cases
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker
from thoroughness import examples

from generator.model.audit import Answer, Audit, Evidence, Spot, Value
from generator.model.change import Causes, Change, CriterionChange
from generator.model.definition import Definition, Retired
from generator.model.report import Report
from generator.model.report_json import change_to_json, json_text
from generator.model.report_schema import change_schema
from generator.scoring import change_between

laws = settings(
    deadline=None,
    max_examples=examples(50),
    suppress_health_check=[HealthCheck.too_slow],
)
VALIDATOR = Draft202012Validator(change_schema(), format_checker=FormatChecker())
HALF = Fraction(1, 2)
QUARTER = Fraction(1, 4)
Answers = Mapping[str, Value | Answer]


def change_of(
    definition_a: Definition,
    answers_a: Answers,
    answers_b: Answers,
    definition_b: Definition | None = None,
) -> Change:
    """Return the change between the answers; by one definition unless two are given."""
    return change_between(
        definition_a,
        build.audit(answers_a),
        definition_b or definition_a,
        build.audit(answers_b),
        audience="client",
    )


def causes(shop: Any = 0, answers: Any = 0, definition: Any = 0) -> Causes:
    return Causes(
        shop=Fraction(shop), answers=Fraction(answers), definition=Fraction(definition)
    )


def by_id(change: Change) -> dict[str, CriterionChange]:
    return {one.criterion: one for one in change.criteria}


def split(change: Change) -> dict[str, Causes | None]:
    return {one.criterion: one.causes for one in change.criteria}


def kinds(change: Change) -> dict[str, str]:
    return {one.criterion: one.kind for one in change.criteria}


def test_one_definition_by_hand() -> None:
    """The shop and the answers, one stage, worked on paper.

    Weights x 3, y 2, z 1, v 2. A: x ½, y 1, z 0. B: x 1, y ½, v ¼.
    P0 = (3·½ + 2 + 0) / 6 = 7/12           P1 = P2 (x, y) = (3·½ + 2) / 5 = 7/10
    P3 = P4 (x, y of B) = (3 + 2·½) / 5 = 4/5     P5 = (3 + 1 + 2·¼) / 7 = 9/14
    shop = 4/5 − 7/10 = 1/10; answers = (7/10 − 7/12) + (9/14 − 4/5) = 7/60 − 11/70
    = −17/420; together 42/420 − 17/420 = 5/84 = 9/14 − 7/12.
    x: 3/5 · ½ = 3/10; y: 2/5 · −½ = −1/5; z leaves: −1/6 · (0 − 7/10) = 7/60;
    v comes: 2/7 · (¼ − 4/5) = −11/70.
    """
    definition = build.definition(
        None,
        build.criterion("x", weight=3),
        build.criterion("y", weight=2),
        build.criterion("z", weight=1),
        build.criterion("v", weight=2),
    )
    change = change_of(
        definition,
        {"x": build.worth(HALF), "y": build.worth(1), "z": build.worth(0)},
        {
            "x": build.worth(1),
            "y": build.worth(HALF),
            "z": build.answer("z", state="unknown"),
            "v": build.worth(QUARTER),
        },
    )
    assert change.rescored == (
        Fraction(7, 12),
        Fraction(7, 10),
        Fraction(7, 10),
        Fraction(4, 5),
        Fraction(4, 5),
        Fraction(9, 14),
    )
    assert (change.before.point, change.after.point) == (
        Fraction(7, 12),
        Fraction(9, 14),
    )
    assert change.difference == Fraction(5, 84)
    assert change.causes == causes(Fraction(1, 10), Fraction(-17, 420))
    assert split(change) == {
        "x": causes(shop=Fraction(3, 10)),
        "y": causes(shop=Fraction(-1, 5)),
        "z": causes(answers=Fraction(7, 60)),
        "v": causes(answers=Fraction(-11, 70)),
    }
    assert kinds(change) == {
        "x": "better",
        "y": "worse",
        "z": "no-longer-answered",
        "v": "newly-answered",
    }
    gone = by_id(change)["z"]
    assert (gone.state_before, gone.state_after) == ("answered", "unknown")
    assert (gone.outcome_before, gone.outcome_after) == ("failing", None)
    assert (gone.worth_before, gone.worth_restated, gone.worth_after) == (0, None, None)
    assert gone.contribution == Fraction(7, 60)
    assert change.same_definition


def test_only_the_definition_by_hand() -> None:
    """The same answers under new weights and questions: that cause alone.

    A's definition: x 1, y 1, r 2. B's: x 3, y 1, n 1. x is worth 1, y 0, r ½, n ¼.
    P0 = P1 = (1 + 0 + 2·½) / 4 = ½; P2 = P3 (x, y by B) = 3/4; P4 = P5 = (3 + ¼) / 5
    = 13/20. definition = (3/4 − ½) + (13/20 − 3/4) = 3/20.
    r leaves: −½ · (½ − ½) = 0; x: (3/4 − ½)(1 − ½) = 1/8; y: (¼ − ½)(0 − ½) = 1/8;
    n comes: 1/5 · (¼ − 3/4) = −1/10.
    """
    old = build.definition(
        None, build.criterion("x"), build.criterion("y"), build.criterion("r", weight=2)
    )
    new = build.definition(
        None,
        build.criterion("x", weight=3),
        build.criterion("y"),
        build.criterion("n"),
        version="2.0.0",
        digest="1" * 64,
        retired={"r": Retired(id="r", since="2.0.0", replaced_by="n")},
    )
    both = {"x": build.worth(1), "y": build.worth(0)}
    change = change_of(
        old,
        both | {"r": build.worth(HALF)},
        both | {"n": build.worth(QUARTER)},
        new,
    )
    assert change.rescored == (
        HALF,
        HALF,
        Fraction(3, 4),
        Fraction(3, 4),
        Fraction(13, 20),
        Fraction(13, 20),
    )
    assert change.causes == causes(definition=Fraction(3, 20))
    assert split(change) == {
        "x": causes(definition=Fraction(1, 8)),
        "y": causes(definition=Fraction(1, 8)),
        "n": causes(definition=Fraction(-1, 10)),
        "r": causes(),
    }
    assert kinds(change) == {"x": "same", "y": "same", "n": "new", "r": "retired"}
    retired = by_id(change)["r"]
    assert retired.replaced_by == "n"
    assert (retired.state_before, retired.state_after) == ("answered", None)
    assert (retired.worth_before, retired.worth_after) == (HALF, None)
    assert by_id(change)["n"].state_before is None
    assert not change.same_definition
    assert (change.before.version, change.after.version) == ("1.0.0", "2.0.0")


def two_stages(half: Fraction = HALF) -> Definition:
    """Return stages of weight 3 and 1; the second asks for a choice of 1, `half`, 0."""
    return build.definition(
        {
            "before": [build.criterion("b1"), build.criterion("b2")],
            "after": [build.criterion("a1", build.choice(1, half, 0))],
        },
        weights={"before": 3},
        digest=f"{half.denominator}" * 64,
    )


def test_all_three_causes_by_hand() -> None:
    """Two stages of weight 3 and 1, and an option worth ½ that becomes worth ¼.

    A: b1 ½, b2 not applicable, a1 the option. B: b1 1, b2 0, a1 the option.
    P0 = P1 = (3·½ + ½) / 4 = ½; P2 = (3·½ + ¼) / 4 = 7/16; P3 = P4 = (3·1 + ¼) / 4
    = 13/16; P5 = (3·½ + ¼) / 4 = 7/16. shop 3/8, answers −3/8, definition −1/16.
    b2 comes: its part of B's total is 3/4 · ½ = 3/8, its distance 0 − 1.
    """
    option = build.ChoiceValue(option="b")
    change = change_of(
        two_stages(),
        {
            "b1": build.worth(HALF),
            "b2": build.answer("b2", state="not-applicable"),
            "a1": option,
        },
        {"b1": build.worth(1), "b2": build.worth(0), "a1": option},
        two_stages(QUARTER),
    )
    sixteenths = [None if one is None else one * 16 for one in change.rescored]
    assert sixteenths == [8, 8, 7, 13, 13, 7]
    assert change.causes == causes(
        Fraction(3, 8), Fraction(-3, 8), definition=Fraction(-1, 16)
    )
    assert split(change) == {
        "b1": causes(shop=Fraction(3, 8)),
        "b2": causes(answers=Fraction(-3, 8)),
        "a1": causes(definition=Fraction(-1, 16)),
    }
    assert kinds(change) == {"b1": "better", "b2": "newly-answered", "a1": "same"}
    option_change = by_id(change)["a1"]
    assert option_change.worth_before == HALF
    assert option_change.worth_restated == option_change.worth_after == QUARTER
    assert [
        (one.id, one.before, one.after, one.difference) for one in change.stages
    ] == [
        ("before", HALF, HALF, 0),
        ("after", HALF, QUARTER, -QUARTER),
    ]


def test_a_stage_that_gets_its_first_answer_by_hand() -> None:
    """It is measured against the total: P4 = ½, P5 = (3·½ + 1) / 4 = 5/8, so 1/8."""
    first = {"b1": build.worth(HALF)}
    best = build.ChoiceValue(option="a")
    change = change_of(two_stages(), first, first | {"a1": best})
    assert change.causes == causes(answers=Fraction(1, 8))
    assert split(change)["a1"] == causes(answers=Fraction(1, 8))
    after = change.stages[1]
    assert (after.before, after.after, after.difference) == (None, 1, None)
    back = change_of(two_stages(), first | {"a1": best}, first)
    assert back.causes == causes(answers=Fraction(-1, 8))
    assert split(back)["a1"] == causes(answers=Fraction(-1, 8))


def test_no_answer_in_common_is_not_split() -> None:
    """Both points are there and so is the difference, but nothing says what caused it."""
    definition = build.definition(None, build.criterion("x"), build.criterion("y"))
    change = change_of(definition, {"x": build.worth(1)}, {"y": build.worth(HALF)})
    assert change.difference == -HALF
    assert change.causes is None
    assert change.rescored == (1, None, None, None, None, HALF)
    assert {(one.causes, one.contribution) for one in change.criteria} == {(None, None)}


def test_an_audit_without_a_point() -> None:
    """Its change has no difference, and still tells criterion by criterion."""
    definition = build.definition(None, build.criterion("x"), build.criterion("y"))
    change = change_of(definition, {}, {"x": build.worth(1)})
    assert change.before.point is change.difference is change.causes is None
    assert kinds(change) == {"x": "newly-answered", "y": "same"}
    assert by_id(change)["y"].worth_restated is None


@pytest.mark.parametrize(
    ("field", "value", "refused"),
    [("definition", "other", "definition"), ("profile", "outside-in", "profile")],
)
def test_what_cannot_be_compared_is_refused(
    field: str, value: str, refused: str
) -> None:
    """Another definition or profile: the two audits, the reason, and nothing else."""
    definition = build.definition(None, build.criterion("x"))
    other = build.definition(None, build.criterion("x"), id="other")
    first = build.audit({"x": build.worth(1)})
    change = change_between(
        definition,
        first,
        other if field == "definition" else definition,
        replace(first, **{field: value}),
        audience="client",
    )
    assert change.refused == refused
    assert change.before.point == change.after.point == 1
    assert change.difference is change.causes is None
    assert change.criteria == change.stages == change.rescored == ()
    VALIDATOR.validate(json.loads(json_text(change_to_json(change))))


def test_two_shops_have_no_change() -> None:
    """Comparing two shops is a mistake of the caller's."""
    definition = build.definition(None, build.criterion("x"))
    first = build.audit({})
    other = replace(first, shop=replace(first.shop, id="fern"))
    with pytest.raises(ValueError, match="two shops"):
        change_between(definition, first, definition, other, audience="client")


@pytest.mark.parametrize(
    ("before", "after", "value", "value_after"),
    [
        (
            build.scale(),
            build.yes_no(),
            build.worth(1),
            build.YesNoValue(yes=False),
        ),
        (
            build.choice(1, HALF, 0),
            build.choice(1, 0),
            build.ChoiceValue(option="c"),
            build.ChoiceValue(option="b"),
        ),
        (
            build.metric(unit="hours"),
            build.metric(unit="days"),
            build.MetricValue(number=Fraction(95)),
            build.MetricValue(number=Fraction(10)),
        ),
        (
            build.metric(direction="higher"),
            build.metric((10, 1), (None, 0), direction="lower"),
            build.MetricValue(number=Fraction(95)),
            build.MetricValue(number=Fraction(95)),
        ),
    ],
    ids=["type", "option", "unit", "direction"],
)
def test_an_answer_that_answers_no_more(
    before: Any, after: Any, value: Value, value_after: Value
) -> None:
    """A question asked in another way is a new one, and the definition's doing."""
    other = build.criterion("other")
    old = build.definition(None, build.criterion("x", before), other)
    new = build.definition(None, build.criterion("x", after), other, digest="1" * 64)
    still = {"other": build.worth(HALF)}
    change = change_of(old, still | {"x": value}, still | {"x": value_after}, new)
    x = by_id(change)["x"]
    assert (x.kind, x.asked_anew) == ("new", True)
    assert x.worth_restated is None
    assert x.worth_before is not None
    assert x.worth_after is not None
    assert change.causes is not None
    assert change.causes.shop == change.causes.answers == 0
    assert change.difference == change.causes.definition


def test_not_measured_stays_comparable_in_another_unit() -> None:
    """Nothing was measured before either: no unit stands between the two."""
    definitions = [
        build.definition(None, build.criterion("x", build.metric(unit=unit)))
        for unit in ("hours", "days")
    ]
    number = build.MetricValue(number=Fraction(95))
    change = change_of(
        definitions[0], {"x": build.NotMeasured()}, {"x": number}, definitions[1]
    )
    assert kinds(change) == {"x": "better"}
    assert change.causes == causes(shop=1)


def test_the_profile_decides_what_is_asked() -> None:
    """A criterion that leaves the profile is retired from it, one outside is no part."""

    def definition(place: str) -> Definition:
        return build.definition(
            None,
            build.criterion("x"),
            build.criterion("y", evidence_from=place),
            build.criterion("never", evidence_from="internal"),
        )

    audit = build.audit(
        {"x": build.worth(1), "y": build.worth(0), "never": build.worth(0)},
        profile="outside-in",
    )
    change = change_between(
        definition("public"), audit, definition("internal"), audit, audience="client"
    )
    assert kinds(change) == {"x": "same", "y": "retired"}
    assert change.causes == causes(definition=HALF)


def test_a_change_holds_nothing_private() -> None:
    """Notes, evidence and places do not enter: it is the same for either audience."""
    definition = build.definition(None, build.criterion("x"))
    secret = build.text("SECRET")
    answer = build.answer(
        "x",
        build.worth(1),
        note=secret,
        private=secret,
        evidence=(Evidence(said=secret, private=True),),
        spot=Spot(path="SECRET.yaml", line=1),
    )
    audit = build.audit({"x": answer}, source=Spot(path="SECRET.yaml", line=1))
    written = {
        audience: json_text(
            change_to_json(
                change_between(definition, audit, definition, audit, audience=audience)
            )
        )
        for audience in ("client", "internal")
    }
    assert "SECRET" not in written["internal"]
    assert written["client"] == written["internal"].replace('"internal"', '"client"')


def test_the_json_of_a_change() -> None:
    """Numbers are exact, keys stand in the noun's order, and it keeps to the schema."""
    change = change_of(
        two_stages(), {"b1": build.worth(HALF)}, {"b1": build.worth(QUARTER)}
    )
    document = json.loads(json_text(change_to_json(change)))
    VALIDATOR.validate(document)
    assert list(document)[:4] == ["schema_version", "shop", "audience", "before"]
    assert document["difference"] == {"value": -0.25, "exact": "-1/4"}
    assert document["causes"]["shop"] == {"value": -0.25, "exact": "-1/4"}
    assert document["criteria"][0]["finding"] == "lumen/b1"
    assert document["criteria"][0]["kind"] == "worse"
    assert document["criteria"][0]["name"] == {"en": "b1"}
    assert not VALIDATOR.is_valid(document | {"stray": 1})


@dataclass(frozen=True)
class Pair:
    """Two audits of one shop, each with its version of the definition."""

    before: Case
    after: Case
    profile: str

    def audits(self) -> tuple[Audit, Audit]:
        """Return the two audits."""
        first, second = (
            build.audit(case.answers, profile=self.profile)
            for case in (self.before, self.after)
        )
        return first, second

    def change(self) -> Change:
        """Return the change between them."""
        first, second = self.audits()
        return change_between(
            self.before.definition,
            first,
            self.after.definition,
            second,
            audience="client",
        )


@st.composite
def answers_to(draw: st.DrawFn, definition: Definition) -> dict[str, Answer]:
    """Draw one audit's answers."""
    given_ = {
        id_: draw(answers(place.criterion)) for id_, place in definition.places.items()
    }
    return {id_: one for id_, one in given_.items() if one is not None}


@st.composite
def later_versions(draw: st.DrawFn, definition: Definition) -> Definition:
    """Draw a version that drops, adds, moves, reweighs and rewords criteria."""
    stages: dict[str, list[Any]] = {stage.id: [] for stage in definition.stages}
    places = [*sorted(stages), "fresh"]
    stages["fresh"] = []
    for place in definition.places.values():
        what = draw(st.sampled_from(["keep", "keep", "drop", "move", "weigh", "ask"]))
        where = draw(st.sampled_from(places)) if what == "move" else place.stage.id
        one = place.criterion
        if what == "weigh":
            one = one.model_copy(update={"weight": draw(st.integers(1, 5))})
        if what == "ask":
            one = one.model_copy(
                update={"answer": draw(answer_types()), "critical": None}
            )
        if what != "drop":
            stages[where].append(one)
    for number in range(draw(st.integers(0, 2))):
        where = draw(st.sampled_from(places))
        weight = draw(st.integers(1, 5))
        stages[where].append(build.criterion(f"new-{number}", weight=weight))
    weights = {id_: draw(st.integers(1, 5)) for id_ in places}
    return build.definition(stages, weights=weights, digest="1" * 64)


@st.composite
def pairs(draw: st.DrawFn, *, versions: bool = True) -> Pair:
    """Draw two audits, by one definition or by two versions of it."""
    before = draw(cases())
    definition = before.definition
    if versions and draw(st.booleans()):
        definition = draw(later_versions(definition))
    after = Case(definition, draw(answers_to(definition)))
    return Pair(before, after, draw(st.sampled_from(["full", "full", "outside-in"])))


@laws
@given(pairs())
def test_the_causes_add_up(pair: Pair) -> None:
    """The causes sum exactly to P5 − P0, and the criteria's parts to the causes."""
    change = pair.change()
    reports = [
        build.scored(case.definition, audit)
        for case, audit in zip((pair.before, pair.after), pair.audits(), strict=True)
    ]
    points = [report.score and report.score.point for report in reports]
    assert [change.before.point, change.after.point] == points
    assert [change.rescored[0], change.rescored[-1]] == points
    assert (change.causes is None) == (None in change.rescored)
    assume(change.causes is not None)
    assert change.causes.total == change.difference == points[1] - points[0]
    for cause in ("shop", "answers", "definition"):
        parts = [getattr(one.causes, cause) for one in change.criteria]
        assert sum(parts, Fraction(0)) == getattr(change.causes, cause)
    contributions = [one.contribution or Fraction(0) for one in change.criteria]
    assert sum(contributions, Fraction(0)) == change.difference


@laws
@given(pairs())
def test_each_criterion_answers_for_its_own_cause(pair: Pair) -> None:
    """Better and worse are the shop's, answered or not the answers', new the rules'."""
    change = pair.change()
    assume(change.causes is not None)
    same_rules = change.same_definition
    for one in change.criteria:
        if one.causes is None:
            continue
        if one.kind in {"better", "worse"}:
            assert (one.causes.shop > 0) == (one.kind == "better")
            assert one.causes.shop != 0
        else:
            assert one.causes.shop == 0
        if one.kind not in {"newly-answered", "no-longer-answered"}:
            assert one.causes.answers == 0
        else:
            assert one.causes.definition == 0
        if same_rules:
            assert one.causes.definition == 0
            assert one.kind not in {"new", "retired"}
            assert one.worth_restated in {None, one.worth_before}


@laws
@given(pairs())
def test_the_steps_are_what_scoring_gives(pair: Pair) -> None:
    """P1 to P4 are points of reports made from the answers that rule 13 keeps."""
    change = pair.change()
    first, second = pair.audits()
    found = by_id(change)
    only_one = {
        id_
        for id_, one in found.items()
        if one.kind in {"newly-answered", "no-longer-answered"}
    }
    common = {id_ for id_, one in found.items() if one.worth_restated is not None}

    def point(case: Case, audit: Audit, kept: set[str]) -> Fraction | None:
        held = {id_: one for id_, one in audit.answers.items() if id_ in kept}
        report: Report = build.scored(case.definition, replace(audit, answers=held))
        return report.score and report.score.point

    ids = [set(audit.answers) for audit in (first, second)]
    assert list(change.rescored[1:5]) == [
        point(pair.before, first, ids[0] - only_one),
        point(pair.after, first, common),
        point(pair.after, second, common),
        point(pair.after, second, ids[1] - only_one),
    ]


@laws
@given(pairs(versions=False))
def test_the_way_back_undoes_it(pair: Pair) -> None:
    """By one definition, from B to A is the opposite of from A to B, cause by cause."""
    there = pair.change()
    back = Pair(pair.after, pair.before, pair.profile).change()
    assert (there.causes is None) == (back.causes is None)
    assume(there.causes is not None)
    assert back.causes == causes(-there.causes.shop, -there.causes.answers)
    for id_, one in by_id(back).items():
        assert one.contribution == -(by_id(there)[id_].contribution or 0)


@laws
@given(cases())
def test_the_same_audit_changes_nothing(case: Case) -> None:
    """From an audit to itself every criterion is the same and every number 0."""
    change = Pair(case, case, "full").change()
    assert set(kinds(change).values()) == {"same"}
    assert {one.difference for one in change.stages} <= {0, None}
    if change.causes is not None:
        assert change.causes == causes()
        assert set(split(change).values()) == {causes()}


@laws
@given(pairs())
def test_every_criterion_stands_once_in_journey_order(pair: Pair) -> None:
    """The later journey first, then what it retired; nothing that nobody asks."""
    found = [one.criterion for one in pair.change().criteria]

    def asked(definition: Definition) -> list[str]:
        profile = definition.profiles[pair.profile]
        return [
            id_
            for id_, place in definition.places.items()
            if profile.asks(place.criterion)
        ]

    later = asked(pair.after.definition)
    gone = [id_ for id_ in asked(pair.before.definition) if id_ not in later]
    assert found == later + gone


@settings(
    deadline=None,
    max_examples=examples(12),
    suppress_health_check=[HealthCheck.too_slow],
)
@given(pairs())
def test_changes_keep_to_the_schema(pair: Pair) -> None:
    """Whatever changed, its JSON is valid."""
    VALIDATOR.validate(json.loads(json_text(change_to_json(pair.change()))))
