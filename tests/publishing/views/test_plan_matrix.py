"""The effort × gain matrix: everything has its place, and no two have the same."""

from __future__ import annotations

import itertools
from fractions import Fraction

import builders as build
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from thoroughness import examples

from generator.i18n.localizer import Localizer
from generator.publishing.figures.effort_gain import COLUMNS, SLOTS, bands
from generator.publishing.views.localized_report import LocalizedReport
from generator.publishing.views.plan import steps
from generator.publishing.views.plan_matrix import matrix

WORTHS = (0, Fraction(1, 4), Fraction(1, 2), Fraction(3, 4))
NARROW = 328
"""Pixels for a figure where the window is 360 wide."""


def drawn(criteria, language="en"):
    """Return the matrix of criteria given as (effort, weight, worth)."""
    held = [
        build.criterion(f"c{place:02}", effort=effort, weight=weight)
        for place, (effort, weight, _) in enumerate(criteria)
    ]
    answers = {
        criterion.id: build.worth(worth)
        for criterion, (_, _, worth) in zip(held, criteria, strict=True)
    }
    report = build.scored(build.definition({"only": held}), answers)
    book = LocalizedReport(report, Localizer(language))
    return matrix(book, steps(book))


@pytest.mark.parametrize(
    ("largest", "middle", "upper"),
    [
        ("1.25", "0.2", "0.5"),
        ("1.9", "0.2", "0.5"),
        ("2", "0.5", "1"),
        ("2.94", "0.5", "1"),
        ("4", "1", "2"),
        ("10", "2", "5"),
        ("100", "20", "50"),
        ("0.09", "0.01", "0.02"),
    ],
)
def test_bands_begin_at_numbers_people_like(largest, middle, upper):
    """The upper band begins at the largest 1, 2 or 5 below half of the largest gain."""
    assert bands(Fraction(largest)) == (Fraction(middle), Fraction(upper))


@given(st.fractions(min_value=Fraction(1, 1000), max_value=100))
def test_bands_split_the_gains(largest):
    """The largest gain is always in the upper band, and the bands rise."""
    middle, upper = bands(largest)

    assert 0 < middle < upper <= largest / 2
    assert upper > largest / 5


@settings(max_examples=examples(40), deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(1, 4), st.integers(1, 5), st.sampled_from(WORTHS)),
        min_size=1,
        max_size=90,
    )
)
def test_no_two_steps_overlap(criteria):
    """Any plan of up to ninety steps: each has its place, 24 px from every other."""
    figure = drawn(criteria)
    spots = figure.spots

    assert sorted(spot.step.rank for spot in spots) == list(range(1, len(criteria) + 1))
    for one, other in itertools.combinations(spots, 2):
        across = abs(one.x - other.x) / 100 * NARROW
        assert across >= 24 or abs(one.y - other.y) >= 24
    for lane in figure.lanes:
        for spot in lane.spots:
            assert lane.top + 24 < spot.y < figure.height
            assert spot.column * 100 / COLUMNS < spot.x < (spot.column + 1) * 100 / 3


def test_a_lane_holds_one_effort_and_a_column_one_band():
    """The least effort stands at the top, the greatest gain at the left."""
    figure = drawn([(1, 5, 0), (1, 1, Fraction(3, 4)), (3, 5, 0), (2, 2, 0)])

    assert [lane.effort.step for lane in figure.lanes] == [1, 2, 3]
    assert [spot.column for spot in figure.lanes[0].spots] == [0, 2]
    assert [(column.low, column.high) for column in figure.columns] == [
        ("10", ""),
        ("5", "10"),
        ("", "5"),
    ]
    assert figure.easy == 1


def test_a_cell_fills_row_by_row():
    """The fifth step of a cell begins a new row below the first."""
    spots = drawn([(1, 1, 0)] * (SLOTS + 1)).spots

    assert len({spot.y for spot in spots[:SLOTS]}) == 1
    assert spots[SLOTS].x == spots[0].x
    assert spots[SLOTS].y == spots[0].y + 24


def test_one_step_is_a_matrix_too():
    """A single step stands top left."""
    figure = drawn([(2, 3, 0)])

    assert [(spot.column, spot.step.rank) for spot in figure.spots] == [(0, 1)]


def test_nothing_to_do_draws_nothing():
    """Where everything is met there is no matrix."""
    assert drawn([(1, 1, 1)]) is None


def test_the_drawing_is_the_same_every_time():
    """Two drawings of one plan are equal, in numbers of two decimals at most."""
    criteria = [
        (1 + place % 4, 1 + place % 5, WORTHS[place % 4]) for place in range(40)
    ]

    assert drawn(criteria) == drawn(criteria)
    assert all(round(spot.x, 2) == spot.x for spot in drawn(criteria).spots)
