"""The journey's drawings: inside the paper, in order, and no label on the line."""

from __future__ import annotations

import itertools
from fractions import Fraction
from time import process_time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from thoroughness import examples

from generator.publishing.figures.journey import Dot, Leg, Rung, Stop, route
from generator.publishing.figures.journey_column import journey_column
from generator.publishing.figures.journey_line import journey_line
from generator.publishing.figures.plane import (
    Box,
    Line,
    shortened,
    tenth,
    text_width,
    wrapped,
)

RUNGS = tuple(
    Rung(start=Fraction(start, 100), label=str(start), name=name)
    for start, name in (
        (0, "Zagrożony"),
        (40, "W rozwoju"),
        (60, "Solidny"),
        (75, "Mocny"),
        (90, "Wiodący"),
    )
)
MARKS = {"lowest": "najsłabszy moment", "highest": "najmocniejszy moment"}
LONG = "Reakcja w mediach społecznościowych"
SECONDS = 2


def stop(point, *, low=None, high=None, rank=3, mark="", name=LONG):
    """Return a stop; a point alone is certain."""
    value = None if point is None else Fraction(point, 100)
    return Stop(
        name=name,
        score="–" if point is None else str(point),
        point=value,
        low=value if low is None else Fraction(low, 100),
        high=value if high is None else Fraction(high, 100),
        rank=rank,
        mark=mark,
    )


def marked(stops):
    """Return the stops with the lowest and the highest marked, as a report does."""
    firm = [one for one in stops if one.point is not None and one.rank is not None]
    points = [one.point for one in firm]
    if not points or min(points) == max(points):
        return stops
    low = min(firm, key=lambda one: one.point)
    high = max(firm, key=lambda one: one.point)

    def mark(one):
        name = "lowest" if one is low else "highest" if one is high else ""
        return Stop(
            name=one.name,
            score=one.score,
            point=one.point,
            low=one.low,
            high=one.high,
            rank=one.rank,
            mark=name,
        )

    return [mark(one) for one in stops]


def legs(stops, count=1):
    """Return the stops in so many stages of about the same length."""
    size = -(-len(stops) // count)
    return [
        Leg(name=f"Etap {place}", score="64", stops=tuple(stops[start : start + size]))
        for place, start in enumerate(range(0, len(stops), size))
    ]


@st.composite
def journeys(draw):
    """Draw a journey of one to thirty stops with every kind of score."""
    stops = []
    for place in range(draw(st.integers(1, 30))):
        kind = draw(st.sampled_from(["firm", "firm", "firm", "loose", "open", "none"]))
        point = draw(st.integers(0, 100))
        low = draw(st.integers(0, point))
        high = draw(st.integers(point, 100))
        name = draw(st.sampled_from([LONG, "Koszyk", "A" * 90, f"Moment {place}"]))
        if kind == "firm":
            stops.append(stop(point, low=low, high=high, name=name))
        elif kind == "loose":
            stops.append(stop(point, low=low, high=high, rank=None, name=name))
        elif kind == "open":
            stops.append(stop(None, low=0, high=100, rank=None, name=name))
        else:
            stops.append(stop(None, rank=None, name=name))
    return legs(marked(stops), draw(st.integers(1, 4)))


def around(dot, radius=4.0):
    """Return the box around a dot."""
    return Box(
        left=dot.x - radius,
        top=dot.y - radius,
        right=dot.x + radius,
        bottom=dot.y + radius,
    )


@settings(max_examples=examples(150), deadline=None)
@given(held=journeys())
def test_a_label_never_meets_the_line(held):
    """Whatever the scores: names keep clear of line, dots, spans and each other."""
    drawn = journey_line(held, RUNGS, {"lowest": MARKS["lowest"]})

    for label in drawn.labels:
        assert not [line for line in drawn.segments if label.box.crossed_by(line)]
        assert not [span for span in drawn.spans if label.box.meets(span)]
        assert not [
            dot
            for dot in drawn.dots
            if dot.mark != label.mark and label.box.meets(around(dot))
        ]
        if label.leader:
            x = next(dot.x for dot in drawn.dots if dot.mark == label.mark)
            top, bottom = sorted(label.leader)
            leader = Box(left=x - 0.1, top=top, right=x + 0.1, bottom=bottom)
            assert not [line for line in drawn.segments if leader.crossed_by(line)]
    for one, other in itertools.combinations(drawn.labels, 2):
        assert not one.box.meets(other.box)


@settings(max_examples=examples(150), deadline=None)
@given(held=journeys())
def test_everything_is_on_the_paper(held):
    """Dots and spans lie in the plot, words on the paper, stops from left to right."""
    drawn = journey_line(held, RUNGS, MARKS)
    paper = Box(left=0, top=0, right=drawn.width, bottom=drawn.height)

    for dot in drawn.dots:
        assert drawn.plot.left < dot.x < drawn.plot.right
        assert drawn.plot.top <= dot.y <= drawn.plot.bottom
    for span in drawn.spans:
        assert span.within(drawn.plot.grown(0.1))
    for label in drawn.labels:
        assert label.box.within(paper)
    for words in drawn.levels:
        assert words.box.within(paper)
    for head in drawn.headings:
        assert head.name.box.within(paper)
        assert head.score.box.within(paper)
    xs = [dot.x for dot in drawn.dots]
    assert xs == sorted(set(xs))


@settings(max_examples=examples(100), deadline=None)
@given(held=journeys())
def test_words_beside_the_plot_do_not_overlap(held):
    """Level words and stage headings keep clear of each other."""
    drawn = journey_line(held, RUNGS, MARKS)
    boxes = [words.box for words in drawn.levels]
    boxes += [head.name.box for head in drawn.headings if head.name.text]
    boxes += [head.score.box for head in drawn.headings if head.score.text]

    for one, other in itertools.combinations(boxes, 2):
        assert not one.meets(other)


@settings(max_examples=examples(100), deadline=None)
@given(held=journeys())
def test_the_column_reads_downwards(held):
    """On a phone each stop is below the one before, and words stay beside the plot."""
    drawn = journey_column(held, RUNGS, MARKS)
    paper = Box(left=0, top=0, right=drawn.width, bottom=drawn.height)
    ys = [dot.y for dot in drawn.dots]
    boxes = [words.box for row in drawn.rows for words in row.lines]
    boxes += [row.score.box for row in drawn.rows]
    boxes += [box for head in drawn.heads for box in (head.name.box, head.score.box)]

    assert ys == sorted(set(ys))
    for box in boxes:
        assert box.within(paper)
        assert box.left > drawn.plot.right
    for one, other in itertools.combinations(boxes, 2):
        assert not one.meets(other)
    for span in drawn.spans:
        assert drawn.plot.left <= span.left <= span.right <= drawn.plot.right


def test_zero_and_hundred_are_the_edges():
    """0 lies on the bottom of the plot and 100 on its top."""
    drawn = journey_line(legs(marked([stop(0), stop(100)])), RUNGS, MARKS)

    assert [dot.y for dot in drawn.dots] == [drawn.plot.bottom, drawn.plot.top]
    assert len(drawn.labels) == 2


def test_higher_is_higher():
    """A better score is never drawn below a worse one."""
    drawn = journey_line(legs([stop(point) for point in range(30)]), RUNGS, MARKS)
    ys = [dot.y for dot in drawn.dots]

    assert ys == sorted(ys, reverse=True)


def test_a_stop_without_a_score_interrupts_the_line():
    """Nothing is drawn through what is not known; its place is marked."""
    drawn = journey_line(
        legs([stop(50), stop(None, rank=None), stop(70), stop(60)]), RUNGS, MARKS
    )

    assert drawn.route.firm.count("M") == 1
    assert len(drawn.segments) == 1
    assert len(drawn.missing) == 1


def test_a_provisional_score_is_joined_loosely():
    """What is provisional at either end is dotted, the rest is drawn through."""
    dots = [
        Dot(x=1.0, y=5.0, rank=3, mark="", tip=""),
        Dot(x=2.0, y=6.0, rank=3, mark="", tip=""),
        Dot(x=3.0, y=7.0, rank=None, mark="", tip=""),
    ]

    assert route(dots).firm == "M1.0 5.0L2.0 6.0"
    assert route(dots).loose == "M2.0 6.0L3.0 7.0"


def test_no_stops_no_figure():
    """An audit that asks nothing has no journey to draw."""
    assert journey_line([], RUNGS, MARKS) is None
    assert journey_column([], RUNGS, MARKS) is None
    assert journey_line(legs([stop(50)]), RUNGS, MARKS).labels == ()


def test_drawing_twice_is_the_same():
    """Geometry depends on nothing but what is drawn, and is rounded to tenths."""
    held = legs(marked([stop(point) for point in (33, 71, 12, 88)]), 2)
    one, other = (journey_line(held, RUNGS, MARKS) for _ in range(2))

    assert one == other
    assert all(dot.x == round(dot.x, 1) for dot in one.dots)


@pytest.mark.parametrize(
    ("line", "crosses"),
    [
        (Line(x1=0, y1=0, x2=10, y2=10), True),
        (Line(x1=0, y1=5, x2=10, y2=5), True),
        (Line(x1=5, y1=5, x2=5.5, y2=5.5), True),
        (Line(x1=0, y1=0, x2=3, y2=10), False),
        (Line(x1=0, y1=4, x2=10, y2=4), False),
        (Line(x1=0, y1=9, x2=9, y2=9), False),
    ],
)
def test_a_line_through_a_box_is_seen(line, crosses):
    """A line that touches only an edge does not cross."""
    assert Box(left=4, top=4, right=6, bottom=6).crossed_by(line) is crosses


def test_words_are_cut_to_their_room():
    """What does not fit is shortened with an ellipsis, or left out altogether."""
    assert shortened("Koszyk", 12, 100) == "Koszyk"
    assert shortened(LONG, 12, 80).endswith("…")
    assert text_width(shortened(LONG, 12, 80), 12) <= 80
    assert shortened(LONG, 12, 5) == ""
    assert " ".join(wrapped(LONG, 12, 120, most=3)) == LONG
    assert len(wrapped(LONG * 3, 12, 120, most=2)) == 2
    assert tenth(-0.01) == 0.0


@settings(max_examples=examples(400), deadline=None)
@given(st.text(st.sampled_from("aiW żŻ漢 "), max_size=40), st.integers(0, 300))
@example("ab cdefgh", 25)
@example("My account", 30)
@example("A" * 15, 120)
def test_no_more_letters_would_fit(words, room):
    """What is shortened ends where one letter more would be too wide."""
    short = shortened(words, 12, room)

    if text_width(words, 12) <= room:
        assert short == words
        return
    beginnings = [words[:end].rstrip() + "…" for end in range(3, len(words))]
    assert short == max(
        (one for one in beginnings if text_width(one, 12) <= room),
        key=len,
        default="",
    )


@pytest.mark.threat
def test_a_long_name_costs_a_label_little():
    """It is measured once, and not once for each letter that is left out."""
    began = process_time()
    assert shortened("w" * 1_000_000, 12, 10_000_000) != ""

    assert process_time() - began < SECONDS
