"""The waterfall adds up, for the eye as in numbers."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.publishing.figures.waterfall import waterfall

TENTHS = st.integers(-400, 400)
CAUSES = ("shop", "answers", "definition")


def drawn(before, *parts):
    """Return the waterfall from `before` through the parts, in tenths."""
    after = before + sum(parts)
    return waterfall(before, list(zip(CAUSES, parts, strict=True)), after)


def test_parts_that_do_not_add_up_are_refused():
    """A figure that would lie is not drawn."""
    with pytest.raises(ValueError, match="511"):
        waterfall(500, [("shop", 11)], 512)


@given(st.integers(0, 1000), st.tuples(TENTHS, TENTHS, TENTHS))
def test_every_stair_begins_where_the_last_one_ended(before, parts):
    """Each difference spans from one running total to the next, within the figure."""
    figure = drawn(before, *parts)
    stairs = figure.stairs

    assert [stair.key for stair in stairs] == ["before", *CAUSES, "after"]
    for one, other in itertools.pairwise(stairs):
        assert one.joint in {other.left, other.right}
    for stair in stairs:
        assert 0 <= stair.left <= stair.right <= 100
        assert stair.bar + 12 <= figure.base < figure.height
    assert stairs[-1].joint is None
    assert [stair.falls for stair in stairs[1:-1]] == [part < 0 for part in parts]


@given(st.integers(0, 1000), st.tuples(TENTHS, TENTHS, TENTHS))
def test_the_scale_has_few_round_marks(before, parts):
    """Two to six marks, in whole fives of points, at least ten points apart in all."""
    ticks = drawn(before, *parts).ticks
    points = [tick.points for tick in ticks]

    assert 2 <= len(ticks) <= 6
    assert not [point for point in points if point % 5]
    assert [tick.x for tick in ticks] == sorted(tick.x for tick in ticks)


def test_a_point_is_where_the_scale_says():
    """The marks and the stairs share one scale."""
    figure = drawn(508, 153, -9, 0)
    by_points = {tick.points: tick.x for tick in figure.ticks}
    first = figure.stairs[0]

    assert by_points[50] < first.left < by_points[55]
    assert first.left == pytest.approx(
        by_points[50] + (by_points[55] - by_points[50]) * 0.16, abs=0.02
    )


def test_no_change_at_the_end_of_the_scale():
    """From 100 to 100 there is still a scale to stand on."""
    figure = drawn(1000, 0, 0, 0)

    assert {stair.left for stair in figure.stairs} == {100}
    assert [tick.points for tick in figure.ticks] == [90, 95, 100]
