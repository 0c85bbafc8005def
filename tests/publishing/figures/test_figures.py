"""The other figures: bars that add up, trends that break, intervals on their scale."""

from __future__ import annotations

import datetime as dt
import itertools
from fractions import Fraction

import builders as build
import pytest
import sample_site as sample
from hypothesis import given
from hypothesis import strategies as st
from page_outline import Outline, outline

from generator.i18n.localizer import Localizer
from generator.publishing.figures.interval import interval
from generator.publishing.figures.state_stack import state_stack
from generator.publishing.figures.trend import TrendAudit, trend
from generator.publishing.views.trend import trend_view

DAY = "shops/lumen/2026-09-15"
STATES = ("met", "partly-met", "failing", "critical", "unknown", "unanswered")
GRID = [(Fraction(start, 100), str(start)) for start in (0, 40, 60, 75, 90)]


@given(counts=st.lists(st.integers(0, 60), min_size=6, max_size=6))
def test_parts_fill_the_bar_exactly(counts):
    """Parts follow one another without a gap and add up to the whole bar."""
    parts = state_stack(list(zip(STATES, counts, strict=True)))

    assert [part.count for part in parts] == [count for count in counts if count]
    if not parts:
        return
    assert parts[0].x == 0
    assert round(parts[-1].x + parts[-1].width, 1) == 100
    for one, other in itertools.pairwise(parts):
        assert round(one.x + one.width, 1) == other.x
    for part in parts:
        assert part.x <= part.middle <= part.x + part.width


def test_a_count_is_written_only_where_it_fits():
    """A narrow part leaves its count to the legend."""
    parts = {part.state: part for part in state_stack([("met", 97), ("failing", 3)])}

    assert parts["met"].told
    assert not parts["failing"].told


def audit(day, point, **fields):
    """Return an audit of a trend; a point alone is certain."""
    value = None if point is None else Fraction(point, 100)
    return TrendAudit(
        **{
            "date": day,
            "day": day.isoformat(),
            "score": str(point),
            "point": value,
            "low": value,
            "high": value,
            "rank": 3,
        }
        | fields
    )


@given(
    days=st.lists(st.integers(0, 2000), min_size=2, max_size=12),
    points=st.lists(st.integers(0, 100), min_size=12, max_size=12),
)
def test_a_trend_goes_forward(days, points):
    """Later audits stand further right, all on the paper, and no two names overlap."""
    first = dt.date(2024, 1, 1)
    dates = [first + dt.timedelta(days=day) for day in sorted(days)]
    drawn = trend(
        [audit(day, point) for day, point in zip(dates, points, strict=False)], GRID
    )
    xs = [dot.x for dot in drawn.dots]
    named = [dot.x for dot in drawn.dots if dot.day]

    assert xs == sorted(xs)
    assert xs[0] >= 12
    assert xs[-1] <= 88
    assert named
    assert named[-1] == xs[-1]
    assert all(other - one >= 24 for one, other in itertools.pairwise(named))
    for dot in drawn.dots:
        assert drawn.top <= dot.y <= drawn.bottom
        assert 0 < dot.score_y < drawn.bottom


def test_other_rules_break_the_trend():
    """Between audits under different rules stands a break and no line."""
    days = [dt.date(2026, month, 1) for month in (1, 4, 9)]
    drawn = trend(
        [
            audit(days[0], 40),
            audit(days[1], 50, break_words="version 2.0.0"),
            audit(days[2], 60),
        ],
        GRID,
    )

    assert [cut.words for cut in drawn.breaks] == ["version 2.0.0"]
    assert len(drawn.lines) == 1
    assert drawn.dots[0].x < drawn.breaks[0].x < drawn.dots[1].x


def test_one_audit_is_no_trend():
    """A trend needs two audits with a score."""
    one = audit(dt.date(2026, 1, 1), 40)
    none = audit(dt.date(2026, 2, 1), None)

    assert trend([one], GRID) is None
    assert trend([one, none], GRID) is None


def test_an_audit_without_a_point_shows_its_interval():
    """What nobody answered yet is a span from 0 to 100 without a point or a line."""
    drawn = trend(
        [
            audit(dt.date(2026, 1, 1), 40),
            audit(dt.date(2026, 5, 1), None, low=Fraction(0), high=Fraction(1)),
        ],
        GRID,
    )

    assert drawn.dots[1].y is None
    assert drawn.dots[1].span_top == drawn.top
    assert drawn.dots[1].span_tall == drawn.bottom - drawn.top
    assert not drawn.lines


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, ""),
        ({"profile": "outside-in"}, "other scope"),
    ],
)
def test_the_shop_page_says_what_changed(fields, words):
    """The figure's table names why two audits in a row are not measured alike."""
    reports = [
        sample.report(date=dt.date(2026, 3, 1), **fields),
        sample.report(date=dt.date(2026, 9, 15)),
        sample.report(date=dt.date(2026, 10, 1), label="anna"),
    ]
    view = trend_view(reports, Localizer("en"))
    page = outline(sample.plan(*reports), "en/shops/lumen/index")

    assert [row.broken for row in view.rows] == ["", words]
    assert ("same rules" in page.text) is not bool(words)


@given(
    ends=st.tuples(st.integers(-100, 100), st.integers(-100, 100)),
    start=st.sampled_from([0, -100]),
)
def test_an_interval_stays_on_its_scale(ends, start):
    """Whatever the numbers, band, point and ticks lie on the drawing."""
    low, high = sorted(max(end, start) for end in ends)
    middle = Fraction(low + high, 2)
    drawn = interval(
        Fraction(low), Fraction(high), middle, [Fraction(0), Fraction(50)], start=start
    )

    assert drawn.low >= 0
    assert drawn.low + drawn.width <= 100.05
    assert drawn.width >= 1
    assert 0 <= drawn.point <= 100
    assert all(0 < tick < 100 for tick in drawn.ticks)
    assert drawn.zero == (50.0 if start else None)


def test_few_answers_draw_no_point():
    """Below ten answers the interval is drawn and no percentage is claimed."""
    read = Outline(
        next(
            page
            for page in sample.plan(sample.report()).pages
            if page.uri == f"en/{DAY}/after"
        )
        .render(sample_addresses())
        .html
    )
    figures = [
        attrs for tag, attrs in read.tags if attrs.get("class") == "cx-bar cx-interval"
    ]
    points = [
        attrs for tag, attrs in read.tags if attrs.get("class") == "cx-bar__point"
    ]

    assert len(figures) == 2
    assert len(points) == 2, "the stage's score and the share; not the five of NPS"


def sample_addresses():
    """Return where pages are, for a page rendered by hand."""
    from page_outline import Flat  # noqa: PLC0415 - only here

    return Flat()


@pytest.mark.parametrize("language", sample.LANGUAGES)
def test_every_figure_of_a_summary_has_its_words(language):
    """Title, description and table stand beside each drawing, ids are unique."""
    read = outline(sample.plan(sample.report()), f"{language}/{DAY}/index")
    tags = [tag for tag, _ in read.tags]
    figures = [
        attrs
        for tag, attrs in read.tags
        if tag == "svg" and attrs.get("aria-hidden") != "true"
    ]

    assert len(figures) >= 5
    assert all("aria-labelledby" in attrs for attrs in figures)
    assert tags.count("desc") == len(figures)
    assert len(read.ids) == len(set(read.ids))
    assert "cx-heat" in read.values("table", "class")
    assert "cx-stages" in read.values("table", "class")
    assert [one for one in read.values("details", "class") if "cx-twin" in one]


@pytest.mark.parametrize("kind", ["none", "open", "one"])
def test_extreme_audits_are_drawn(kind):
    """No score, no answers, one touchpoint: every page of figures still renders."""
    definition = build.definition(None, build.criterion("a"))
    answers = {
        "none": {"a": build.answer("a", state="not-applicable")},
        "open": {},
        "one": {"a": build.worth(0)},
    }[kind]
    plan = sample.plan(build.scored(definition, answers), definitions=(definition,))

    for page in ("index", "only", "numbers"):
        assert outline(plan, f"pl/{DAY}/{page}").headings


def test_every_touchpoint_leads_to_its_sum():
    """The heat map's names lead to how that very number was made."""
    plan = sample.plan(sample.report())
    summary = outline(plan, f"en/{DAY}/index")
    numbers = outline(plan, f"en/{DAY}/numbers")
    wanted = {
        href.partition("#")[2]
        for href in summary.values("a", "href")
        if href.startswith("numbers.html#")
    }

    assert {"_total", "_sum-before", "_sum-before_before-0"} <= wanted
    assert wanted <= set(numbers.ids)


def test_a_touchpoint_adds_up_as_shown():
    """On the numbers page the column of a touchpoint adds up to its own points."""
    report = sample.report()
    stage = report.stages[0]
    from generator.publishing.views.localized_report import LocalizedReport  # noqa: PLC0415
    from generator.publishing.views.numbers import stage_sums  # noqa: PLC0415

    sums = stage_sums(LocalizedReport(report, Localizer("en")))[0]
    for touchpoint, group in zip(stage.touchpoints, sums.groups, strict=True):
        shown = sum(Fraction(row.within) for row in group.rows if row.within)

        assert shown == Fraction(group.total)
        assert int(shown) == int(touchpoint.score.point * 100)


def test_old_evidence_is_marked_and_counted():
    """A finding checked long before the audit says so, and the summary counts it."""
    report = sample.report()
    plan = sample.plan(report)
    old = [finding.criterion for finding in report.findings if finding.stale]
    before = outline(plan, f"en/{DAY}/before").text

    assert report.evidence.stale == len(old)
    assert ("older than 180 days at the audit" in before) is bool(old)
    assert (
        "of the answers, by weight, rest on evidence."
        in outline(plan, f"en/{DAY}/index").text
    )


def test_enough_coverage_does_not_blame_coverage():
    """Provisional for a stage without answers, the page says so and not "80% < 80%"."""
    definition = build.definition(
        {"before": [build.criterion("a", weight=5)], "after": [build.criterion("b")]},
        weights={"before": 9, "after": 1},
    )
    report = build.scored(definition, {"a": build.worth(1)})
    read = outline(sample.plan(report, definitions=(definition,)), f"en/{DAY}/index")

    assert "A whole stage has no answers yet, so there is no level." in read.text
    assert "of the weight is answered; a level needs" not in read.text
