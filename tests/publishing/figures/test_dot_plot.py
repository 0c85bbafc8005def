"""Points and intervals on one scale: what is drawn is what was given."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from generator.publishing.figures.dot_plot import DotRow, dots

SHARES = st.fractions(min_value=0, max_value=1)
RANGES = st.tuples(SHARES, SHARES).map(lambda pair: tuple(sorted(pair)))


@given(st.lists(RANGES, max_size=40))
def test_every_mark_lies_on_the_scale(ranges):
    """Spans stay within the width, rows stand below one another and above the axis."""
    figure = dots([DotRow(label="a", said="1", reach=range_) for range_ in ranges])
    heights = [row.y for row in figure.rows]

    assert heights == sorted(set(heights))
    assert all(row.text < row.y < figure.base < figure.height for row in figure.rows)
    for row in figure.rows:
        assert row.reach.x >= 0
        assert row.reach.width >= 0
        assert row.reach.x + row.reach.width <= 100.05


def test_what_is_not_given_is_not_drawn():
    """A row without numbers is its label alone."""
    (row,) = dots([DotRow(label="a", said="–")]).rows

    assert (row.point, row.before, row.interval, row.reach) == (None,) * 4


def test_the_band_spans_what_was_asked():
    """The band has the place and width of its range."""
    band = dots([], (Fraction(1, 4), Fraction(1, 2))).band

    assert (band.x, band.width) == (25, 25)
    assert dots([]).band is None


def test_a_long_label_is_cut_but_not_its_sign():
    """Labels end where numbers may begin; a sign stays behind them."""
    rows = dots(
        [
            DotRow(label="x" * 28, said=""),
            DotRow(label="x" * 29, said="", sign="≈"),
        ]
    ).rows

    assert [row.label for row in rows] == ["x" * 28, "x" * 27 + "… ≈"]
