"""The laws of SCORING, over drawn definitions and answers."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

import builders as build
from drawn import Case, cases, values
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from thoroughness import examples

from generator.model.audit import NotMeasured
from generator.model.definition import Definition
from generator.model.report import Report
from generator.model.report_json import json_text, report_to_json
from generator.model.score import Score
from generator.model.text import Text

laws = settings(
    deadline=None,
    max_examples=examples(50),
    suppress_health_check=[HealthCheck.too_slow],
)


def score(case: Case) -> Report:
    return build.scored(case.definition, case.answers)


def scores(report: Report) -> dict[str, Score | None]:
    parts = {"": report.score}
    for stage in report.stages:
        parts[stage.id] = stage.score
        parts |= {touchpoint.id: touchpoint.score for touchpoint in stage.touchpoints}
    return parts


def rebuilt(definition: Definition, **changes: object) -> Definition:
    values = {
        name: getattr(definition, name) for name in Definition.__dataclass_fields__
    }
    return Definition(**(values | changes))


@laws
@given(cases())
def test_low_point_high(case: Case) -> None:
    """Every score has 0 ≤ low ≤ point ≤ high ≤ 1, and coverage within 0…1."""
    for one in scores(score(case)).values():
        if one is not None:
            point = one.low if one.point is None else one.point
            assert 0 <= one.low <= point <= one.high <= 1
            assert 0 <= one.coverage <= 1
            assert (one.point is None) == (one.coverage == 0)


@laws
@given(cases(), st.data())
def test_a_better_answer_never_lowers_a_score(case: Case, data: st.DataObject) -> None:
    """A better answer to one criterion lowers neither point, low nor high."""
    answered = [one for one in case.answers.values() if one.state == "answered"]
    assume(answered)
    old = data.draw(st.sampled_from(answered))
    kind = case.definition.places[old.criterion].criterion.answer
    new = replace(old, value=data.draw(values(kind)))
    pair = [score(case), score(case.with_answer(new))]
    worths = [
        {one.criterion: one.worth for one in report.findings}[old.criterion]
        for report in pair
    ]
    assume(None not in worths)
    before, after = pair if worths[0] <= worths[1] else reversed(pair)
    later = scores(after)
    for id_, one in scores(before).items():
        other = later[id_]
        assert (one is None) == (other is None)
        if one and other and one.point is not None and other.point is not None:
            assert one.point <= other.point
            assert one.low <= other.low
            assert one.high <= other.high


@laws
@given(cases(), st.data())
def test_an_answer_narrows_the_interval(case: Case, data: st.DataObject) -> None:
    """Answering an unknown gives an interval inside the old one, by what was told."""
    report = score(case)
    missing = [one for one in report.findings if one.closes is not None]
    assume(missing)
    finding = data.draw(st.sampled_from(missing))
    kind = case.definition.places[finding.criterion].criterion.answer
    value = data.draw(values(kind))
    answer = build.answer(finding.criterion, value)
    later = score(case.with_answer(answer))
    known = {one.criterion: one for one in later.findings}[finding.criterion]
    assume(known.state == "answered")
    old, new = report.score, later.score
    assert old is not None
    assert new is not None
    assert old.low <= new.low <= new.high <= old.high
    closed = (old.high - old.low) - (new.high - new.low)
    assert finding.closes == 100 * closed


@laws
@given(cases())
def test_a_criterion_that_does_not_apply_changes_only_its_count(case: Case) -> None:
    """A not-applicable criterion changes nothing but its count."""
    stage = case.definition.stages[0]
    touchpoint = stage.touchpoints[0]
    more = replace(
        touchpoint, criteria=(*touchpoint.criteria, build.criterion("extra", weight=5))
    )
    stages = (
        replace(stage, touchpoints=(more, *stage.touchpoints[1:])),
        *case.definition.stages[1:],
    )
    extra = build.answer("extra", state="not-applicable")
    wider = Case(rebuilt(case.definition, stages=stages), case.answers)
    before, after = score(case), score(wider.with_answer(extra))
    assert scores(before) == scores(after)
    assert before.plan == after.plan
    assert before.find_out == after.find_out
    assert after.counts == replace(
        before.counts, not_applicable=before.counts.not_applicable + 1
    )


@laws
@given(cases(), st.randoms(use_true_random=False))
def test_order_is_irrelevant(case: Case, chance: object) -> None:
    """The order of stages, touchpoints, criteria and answers changes no number."""

    def mixed(sequence: tuple[object, ...]) -> tuple[object, ...]:
        held = list(sequence)
        chance.shuffle(held)  # type: ignore[attr-defined]
        return tuple(held)

    stages = tuple(
        replace(
            stage,
            touchpoints=mixed(
                tuple(
                    replace(touchpoint, criteria=mixed(touchpoint.criteria))
                    for touchpoint in stage.touchpoints
                )
            ),
        )
        for stage in case.definition.stages
    )
    other = Case(
        rebuilt(case.definition, stages=mixed(stages)),
        dict(mixed(tuple(case.answers.items()))),
    )
    before, after = score(case), score(other)

    def unordered(report: Report) -> dict[str, object]:
        return {
            id_: one
            and replace(
                one,
                capped_by=tuple(sorted(one.capped_by, key=str)),
                failed=tuple(sorted(one.failed, key=str)),
                pending=tuple(sorted(one.pending)),
            )
            for id_, one in scores(report).items()
        }

    assert unordered(before) == unordered(after)
    assert before.plan == after.plan
    assert before.find_out == after.find_out
    assert sorted(before.findings, key=lambda one: one.id) == sorted(
        after.findings, key=lambda one: one.id
    )


@laws
@given(cases(), st.integers(2, 9), st.integers(2, 9))
def test_multiplying_all_weights_is_irrelevant(
    case: Case, factor: int, stage_factor: int
) -> None:
    """Multiplying all weights of criteria, or of stages, changes no score."""
    stages = tuple(
        replace(
            stage,
            weight=stage.weight * stage_factor,
            touchpoints=tuple(
                replace(
                    touchpoint,
                    criteria=tuple(
                        one.model_copy(update={"weight": one.weight * factor})
                        for one in touchpoint.criteria
                    ),
                )
                for touchpoint in stage.touchpoints
            ),
        )
        for stage in case.definition.stages
    )
    before, after = (
        score(case),
        score(Case(rebuilt(case.definition, stages=stages), case.answers)),
    )
    assert scores(before) == scores(after)
    assert before.plan == after.plan


@laws
@given(cases())
def test_language_is_irrelevant(case: Case) -> None:
    """The same answers with notes in another language score the same."""
    other = {
        id_: replace(one, note=Text({"pl": "Zażółć gęślą jaźń"}))
        for id_, one in case.answers.items()
    }
    assert scores(score(case)) == scores(score(Case(case.definition, other)))


@laws
@given(cases())
def test_contributions_add_up(case: Case) -> None:
    """The shares of every score's criteria add up to its point, exactly."""
    report = score(case)
    findings = report.findings

    def total(field: str, place: str, id_: str) -> Fraction:
        held = [one for one in findings if not place or getattr(one, place) == id_]
        return sum((getattr(one, field) or Fraction(0) for one in held), Fraction(0))

    if report.score and report.score.point is not None:
        assert total("share", "", "") == report.score.point
    for stage in report.stages:
        if stage.score and stage.score.point is not None:
            assert total("stage_share", "stage", stage.id) == stage.score.point
        for part in stage.touchpoints:
            if part.score and part.score.point is not None:
                shares = total("touchpoint_share", "touchpoint", part.id)
                assert shares == part.score.point


@laws
@given(cases())
def test_the_plan_adds_up(case: Case) -> None:
    """Gains add up to what is missing, and each step stands on those before it."""
    report = score(case)
    assume(report.score is not None and report.score.point is not None)
    point = report.score.point
    assert sum((entry.gain for entry in report.plan), Fraction(0)) == 100 * (1 - point)
    for entry in report.plan:
        assert entry.gain > 0
        assert entry.after is not None
        point += entry.gain / 100
        assert entry.after == point
    assert point == 1


@laws
@given(cases())
def test_without_a_point_there_is_no_plan(case: Case) -> None:
    """Where nothing was answered, nothing is known to be missing."""
    silent = {id_: one for id_, one in case.answers.items() if one.state != "answered"}
    report = score(Case(case.definition, silent))
    assert report.score is None or report.score.point is None
    assert report.plan == ()


@laws
@given(cases())
def test_a_gain_is_what_rescoring_gives(case: Case) -> None:
    """A gain is the change of the total's point when the worth becomes 1."""
    report = score(case)
    assume(report.plan)
    for entry in report.plan[:3]:
        kind = case.definition.places[entry.criterion].criterion.answer
        best = build.answer(entry.criterion, build.best(kind))
        better = score(case.with_answer(best))
        assert report.score is not None
        assert better.score is not None
        assert better.score.point - report.score.point == entry.gain / 100


@laws
@given(cases())
def test_steps_follow_the_order_of_the_rules(case: Case) -> None:
    """Failed critical first from the lowest cap; then gain ÷ days, gain, weight, id."""
    report = score(case)
    assume(len(report.plan) > 1)
    caps = [level.id for level in report.rules.levels]
    found = {one.criterion: one for one in report.findings}

    def key(criterion: str, gain: Fraction, days: Fraction) -> tuple[object, ...]:
        finding = found[criterion]
        failed = finding.critical is not None and finding.critical.failed
        cap = caps.index(finding.critical.cap) if failed else len(caps)
        return (cap, -gain / days, -gain, -finding.weight, criterion)

    keys = [key(entry.criterion, entry.gain, entry.days) for entry in report.plan]
    assert all(first < second for first, second in pairwise(keys))


@laws
@given(cases())
def test_the_level_after_a_step_is_that_of_rescoring(case: Case) -> None:
    """`level_after` is what re-scoring gives with everything up to the step fixed."""
    report = score(case)
    assume(report.plan)
    answers = dict(case.answers)
    for entry in report.plan[:4]:
        kind = case.definition.places[entry.criterion].criterion.answer
        answers[entry.criterion] = build.answer(entry.criterion, build.best(kind))
        fixed = score(Case(case.definition, answers))
        assert fixed.score is not None
        assert fixed.score.point == entry.after
        assert fixed.score.level == entry.level_after


@laws
@given(cases())
def test_no_level_beyond_a_cap(case: Case) -> None:
    """No level is above a failed cap, above its own point, or given provisionally."""
    report = score(case)
    order = [level.id for level in report.rules.levels]
    for one in scores(report).values():
        if one is None:
            continue
        assert (one.level is None) == one.provisional
        if one.level is None or one.level_alone is None:
            continue
        caps = [order.index(cap.cap) for cap in one.failed]
        assert order.index(one.level) == min([order.index(one.level_alone), *caps])
        binding = {
            cap
            for cap in one.failed
            if cap.cap in order[: order.index(one.level_alone)]
        }
        assert set(one.capped_by) == binding


@laws
@given(cases())
def test_states_are_never_turned_into_one_another(case: Case) -> None:
    """Each criterion keeps its state; only answered ones have worth and outcome."""
    report = score(case)
    for finding in report.findings:
        answer = case.answers.get(finding.criterion)
        told = "unanswered" if answer is None else answer.state
        assert finding.state == told or (told, finding.state) == (
            "answered",
            "not-applicable",
        )
        assert (finding.worth is None) == (finding.state != "answered")
        assert (finding.outcome is None) == (finding.state != "answered")
    counts = report.counts
    assert counts.asked + counts.out_of_profile == len(report.findings)


@laws
@given(cases())
def test_pending_criteria_stand_first(case: Case) -> None:
    """What keeps the level from being certain is the first to find out."""
    report = score(case)
    pending = {entry.criterion for entry in report.find_out if entry.pending}
    assert [entry.pending for entry in report.find_out] == sorted(
        (entry.pending for entry in report.find_out), reverse=True
    )
    if report.score is not None:
        assert pending == set(report.score.pending)
    not_measured = {
        id_ for id_, one in case.answers.items() if isinstance(one.value, NotMeasured)
    }
    for entry in report.find_out:
        assert entry.closes > 0 or entry.criterion in not_measured


@laws
@given(cases())
def test_the_json_is_the_same_bytes(case: Case) -> None:
    """Two runs give the same bytes, whatever the order of the answers."""
    backwards = Case(case.definition, dict(reversed(case.answers.items())))
    first = json_text(report_to_json(score(case)))
    assert first == json_text(report_to_json(score(case)))
    assert first == json_text(report_to_json(score(backwards)))
