"""What the page of numbers says of other weights, in words a director can repeat."""

from __future__ import annotations

from fractions import Fraction

import builders as build
import pytest
import sample_site as sample
from page_outline import outline

from generator.i18n.localizer import Localizer
from generator.publishing.views.localized_report import LocalizedReport
from generator.publishing.views.weights import weights_view
from generator.scoring import with_robustness

PAGE = "shops/lumen/2026-09-15/numbers"
DEFINITION = build.definition(
    {
        "buy": [build.criterion(id_) for id_ in "abcd"],
        "use": [build.criterion("e", weight=5)],
    }
)
WORTHS = {"a": 1, "b": 1, "c": Fraction(3, 4), "d": 0, "e": Fraction(1, 2)}


def report(worths, *, robust=True):
    """Return a report, with its robustness unless told otherwise."""
    scored = build.scored(
        DEFINITION, {id_: build.worth(worth) for id_, worth in worths.items()}
    )
    return with_robustness(scored) if robust else scored


def view(scored, language="en"):
    """Return what is said of other weights."""
    return weights_view(LocalizedReport(scored, Localizer(language)))


def test_ranges_are_rounded_outwards():
    """The least is rounded down and the greatest up; the point lies between."""
    found = view(report(WORTHS))

    for row in found.rows:
        assert int(row.low) <= int(row.point) <= int(row.high)
    exact = report(WORTHS).robustness
    assert int(found.total.low) <= exact.low * 100
    assert int(found.total.high) >= exact.high * 100


def test_the_figure_has_the_rows_of_the_table():
    """Total and stages stand in the figure as they stand in the table."""
    found = view(report(WORTHS))

    assert [row.said for row in found.figure.rows] == [
        f"{row.low}–{row.high}" for row in found.rows
    ]
    assert [row.label for row in found.figure.rows] == ["Total", "buy", "use"]


@pytest.mark.parametrize(
    ("worths", "words"),
    [
        (WORTHS, "would then mean anything from “developing” to “solid”."),
        (dict.fromkeys("abcde", 1), "would mean “leading” either way."),
    ],
)
def test_levels_at_both_ends(worths, words):
    """The page tells whether weights could move the level of the points."""
    page = outline(sample.plan(report(worths), definitions=()), f"en/{PAGE}")

    assert words in page.text


def test_a_provisional_total_has_ranges_but_no_levels():
    """Weights of what is answered still matter, but nothing is called a level."""
    scored = report({"a": 1, "b": 0})

    assert scored.score.provisional
    assert view(scored).levels is None


@pytest.mark.parametrize(
    "scored", [report({}), report({"a": 1}), report(WORTHS, robust=False)]
)
def test_nothing_to_say_is_not_said(scored):
    """Without points or weights against one another the page has no such part."""
    page = outline(sample.plan(scored, definitions=()), f"pl/{PAGE}")

    assert view(scored) is None
    assert "_weights" not in page.ids


def test_the_first_recommendations_are_steady_or_not():
    """Each of the first five is named, and how many of them are steady."""
    scored = report(WORTHS)
    found = view(scored)

    assert [step.anchor for step in found.steps] == [
        entry.criterion for entry in scored.plan[:5]
    ]
    assert sum(step.steady for step in found.steps) == found.steady


def test_a_perfect_audit_has_no_recommendations_to_doubt():
    """Where nothing is to be done, no list of steps is shown."""
    page = outline(
        sample.plan(report(dict.fromkeys("abcde", 1)), definitions=()), f"en/{PAGE}"
    )

    assert "_weights" in page.ids
    assert "_steady" not in page.ids


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "Pewnych jest 0 z 5 pierwszych."),
        (1, "Pewna jest 1 z 5 pierwszych."),
        (3, "Pewne są 3 z 5 pierwszych."),
        (5, "Pewnych jest 5 z 5 pierwszych."),
    ],
)
def test_polish_counts_what_is_steady(number, words):
    """Verb and adjective agree with the number."""
    assert Localizer("pl").word("numbers.steady_count", n=number, first=5) == words
