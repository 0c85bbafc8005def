"""Now, next and later follow from efforts and caps alone."""

from __future__ import annotations

import datetime as dt
from itertools import groupby

import builders as build
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from thoroughness import examples

from generator.model.audit import Task
from generator.model.horizon import HORIZONS

DAYS = {1: 0.5, 2: 3, 3: 15, 4: 60}


def report(efforts, *, failing=(), tasks=None, worth=0):
    """Return a report of criteria c00, c01 … with these efforts, all at that worth."""
    criteria = [
        build.criterion(
            f"c{place:02}",
            effort=effort,
            critical=build.critical() if place in failing else None,
        )
        for place, effort in enumerate(efforts)
    ]
    definition = build.definition({"only": criteria})
    answers = {criterion.id: build.worth(worth) for criterion in criteria}
    return build.scored(definition, answers, tasks=tasks)


def horizons(scored):
    """Return the horizon of each step that has one, by its criterion."""
    return {one.criterion: one.horizon for one in scored.plan if one.horizon}


def test_the_days_so_far_decide():
    """20 working days are now, 60 more next, and the rest is later."""
    found = horizons(report([2] * 40))

    assert [list(found.values()).count(horizon) for horizon in HORIZONS] == [6, 20, 14]


def test_the_limit_itself_still_fits():
    """Exactly 20 days fit into now, and exactly 60 more into next."""
    assert list(horizons(report([1] * 41)).values()) == ["now"] * 40 + ["next"]
    assert list(horizons(report([2] * 6 + [1] * 4 + [4, 4])).values()) == (
        ["now"] * 10 + ["next", "later"]
    )


def test_what_fails_critically_is_now_whatever_it_takes():
    """A duty that takes months is now, and takes no day from the small repairs."""
    found = horizons(report([4, 4, *[1] * 40], failing={0, 1}))

    assert set(found.values()) == {"now"}


def test_a_step_that_does_not_fit_closes_its_horizon():
    """What takes longer than both horizons is later, and so is all after it."""
    found = horizons(report([4, 4]))

    assert list(found.values()) == ["next", "later"]


def test_what_is_accepted_has_no_horizon():
    """An accepted step is in none of the three, and its days count in none."""
    task = Task(
        criterion="c00",
        status="accepted",
        reason=build.text("later"),
        until=dt.date(2030, 1, 1),
    )
    found = horizons(report([3, 3], tasks={"c00": task}))

    assert found == {"c01": "now"}


def test_nothing_to_do_has_no_horizon():
    """An audit where all is met has none of the three."""
    assert horizons(report([1, 2], worth=1)) == {}


@settings(max_examples=examples(50), deadline=None)
@given(
    efforts=st.lists(st.sampled_from(sorted(DAYS)), min_size=1, max_size=60),
    failing=st.sets(st.integers(0, 59)),
)
def test_each_horizon_is_a_run_of_the_plan(efforts, failing):
    """Whatever the plan, it is now, then next, then later, and never goes back."""
    scored = report(efforts, failing=failing)
    found = horizons(scored)
    runs = [horizon for horizon, _ in groupby(found.values())]

    assert list(found) == [entry.criterion for entry in scored.plan]
    assert runs == [horizon for horizon in HORIZONS if horizon in runs]


@pytest.mark.parametrize("effort", DAYS)
def test_the_first_step_may_be_any(effort):
    """A plan of one step stands in the horizon its days fit into."""
    days = DAYS[effort]
    expected = "now" if days <= 20 else "next" if days <= 80 else "later"

    assert horizons(report([effort])) == {"c00": expected}
