"""The plan and what to find out: order, tasks, and where each step leads."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import builders as build

from generator.model.audit import Task
from generator.model.report import PlanEntry

DAY = dt.timedelta(days=1)


def order(plan: tuple[PlanEntry, ...]) -> list[str]:
    return [entry.criterion for entry in plan]


def plan_of(
    *criteria: build.Criterion,
    tasks: dict[str, Task] | None = None,
    **worths: Fraction | int,
) -> tuple[PlanEntry, ...]:
    answers = {one.id: build.worth(worths.get(one.id, 0)) for one in criteria}
    return build.scored(build.definition(None, *criteria), answers, tasks=tasks).plan


def test_the_order() -> None:
    """Failed critical from the lowest cap; then gain ÷ days; then gain, weight, id."""
    plan = plan_of(
        build.criterion("a-slow", weight=5, effort=3),
        build.criterion("b-quick", weight=1, effort=1),
        build.criterion(
            "c-trust", weight=5, effort=1, critical=build.critical("trust")
        ),
        build.criterion(
            "d-legal", weight=1, effort=4, critical=build.critical("legal")
        ),
        build.criterion("e-quick", weight=1, effort=1),
        build.criterion("f-met", weight=1, effort=1),
        **{"f-met": 1},
    )
    assert order(plan) == ["d-legal", "c-trust", "b-quick", "e-quick", "a-slow"]


def test_equal_pace_goes_by_gain() -> None:
    """With equal gain ÷ days the larger gain comes first."""
    plan = plan_of(
        build.criterion("small", weight=1, effort=1),
        build.criterion("large", weight=3, effort=2),
        build.criterion("heavy", weight=2, effort=1),
        build.criterion("light", weight=1, effort=1),
        heavy=Fraction(1, 2),
    )
    paces = {entry.criterion: entry.gain / entry.days for entry in plan}
    assert paces["small"] == paces["heavy"] == paces["light"] == 2 * paces["large"]
    assert order(plan) == ["heavy", "light", "small", "large"]


def test_a_shops_own_effort_overrides() -> None:
    """The effort in the answer replaces the criterion's, in the finding and the order."""
    criteria = [build.criterion("one", effort=1), build.criterion("two", effort=3)]
    answers = {
        "one": build.answer("one", build.worth(0), effort=4),
        "two": build.worth(0),
    }
    report = build.scored(build.definition(None, *criteria), answers)
    assert order(report.plan) == ["two", "one"]
    assert report.plan[1].effort == report.findings[0].effort == 4
    assert report.plan[1].days == 60


def test_where_each_step_leads() -> None:
    """Point and level add up step by step; the last cap to go says what it lifts to."""
    plan = plan_of(
        build.criterion("first", weight=1, critical=build.critical("legal")),
        build.criterion("second", weight=1, effort=2, critical=build.critical("legal")),
        build.criterion("third", weight=1, critical=build.critical("trust")),
        build.criterion("rest", weight=5),
        build.criterion("last", weight=2),
        rest=1,
    )
    assert [
        (entry.criterion, entry.after, entry.level_after, entry.lifts_to)
        for entry in plan
    ] == [
        ("first", Fraction(6, 10), "developing", None),
        ("second", Fraction(7, 10), "solid", "solid"),
        ("third", Fraction(8, 10), "strong", "strong"),
        ("last", Fraction(1), "leading", None),
    ]


def test_a_step_that_just_reaches_a_level_has_it() -> None:
    """From 50 to exactly 60 is the level that begins at 60, and no cap is lifted."""
    plan = plan_of(
        build.criterion("done", weight=5),
        build.criterion("step", weight=1),
        build.criterion("later", weight=4, effort=4),
        done=1,
    )
    assert (plan[0].criterion, plan[0].after) == ("step", Fraction(3, 5))
    assert (plan[0].level_after, plan[0].lifts_to) == ("solid", None)


def test_no_level_while_provisional() -> None:
    """A provisional total has no level, nor has it after a step."""
    definition = build.definition(
        None,
        build.criterion("duty", critical=build.critical()),
        build.criterion("silent", weight=5),
    )
    plan = build.scored(definition, {"duty": build.worth(0)}).plan
    assert [(entry.level_after, entry.lifts_to) for entry in plan] == [(None, None)]
    assert plan[0].after == 1


def test_accepted_tasks_leave_the_order_until_their_date() -> None:
    """Accepted up to and on its last day: out of the order, never out of the score."""
    criteria = [build.criterion("kept", effort=4), build.criterion("lived-with")]
    for until, accepted in ((build.DATE, True), (build.DATE - DAY, False)):
        task = Task(
            criterion="lived-with",
            status="accepted",
            reason=build.text("too dear"),
            until=until,
        )
        plan = plan_of(*criteria, tasks={"lived-with": task})
        entry = {one.criterion: one for one in plan}["lived-with"]
        assert entry.accepted is accepted
        assert entry.task is not None
        assert entry.task.expired is not accepted
        assert (entry.after is None) is accepted
        assert order(plan)[0] == ("kept" if accepted else "lived-with")
        total = sum((one.gain for one in plan if not one.accepted), Fraction(0)) / 100
        assert next(one for one in plan if one.criterion == "kept").after == total


def test_an_accepted_failure_goes_on_capping() -> None:
    """The level after the plan stays under the cap of what was accepted."""
    criteria = [
        build.criterion("duty", critical=build.critical("legal")),
        build.criterion("rest", weight=5),
    ]
    task = Task(
        criterion="duty",
        status="accepted",
        reason=build.text("next year"),
        until=build.DATE + DAY,
    )
    plan = plan_of(*criteria, tasks={"duty": task})
    assert [(one.criterion, one.level_after) for one in plan] == [
        ("rest", "developing"),
        ("duty", None),
    ]


def test_overdue_tasks() -> None:
    """Overdue: not done, and due before the day the report is as of."""
    criteria = [build.criterion("one")]
    cases = [
        ("open", build.DATE - DAY, True),
        ("in-progress", build.DATE - DAY, True),
        ("open", build.DATE, False),
        ("open", None, False),
        ("done", build.DATE - DAY, False),
    ]
    for status, due, overdue in cases:
        task = Task(criterion="one", status=status, due=due, owner="Ola")
        entry = plan_of(*criteria, tasks={"one": task})[0]
        assert entry.task is not None
        assert entry.task.overdue is overdue
        assert entry.task.owner == "Ola"


def test_what_to_find_out() -> None:
    """Pending first; then by what an answer closes, weight and id."""
    definition = build.definition(
        {
            "big": [
                build.criterion("b-small", weight=1),
                build.criterion("a-small", weight=1),
                build.criterion("large", weight=4),
            ],
            "tiny": [build.criterion("duty", critical=build.critical())],
        },
        weights={"big": 9, "tiny": 1},
    )
    answers = {"large": build.answer("large", state="unknown")}
    found = build.scored(definition, answers).find_out
    assert [(one.criterion, one.pending) for one in found] == [
        ("duty", True),
        ("large", False),
        ("a-small", False),
        ("b-small", False),
    ]
    assert [one.closes for one in found] == [10, 60, 15, 15]
    assert found[1].finding == "lumen/large"
