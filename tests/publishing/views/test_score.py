"""Every kind of score is shown for what it is, in both languages."""

from __future__ import annotations

from fractions import Fraction

import builders as build
import pytest
import sample_site as sample
from builders import ChecklistValue, YesNoValue
from page_outline import Flat, Outline, outline, rendered

from generator.i18n.localizer import Localizer
from generator.publishing.site import check_links
from generator.publishing.views.localized_report import LocalizedReport
from generator.publishing.views.score import score_view

DEFINITION = build.definition(
    {
        "buy": [
            build.criterion("a", weight=3),
            build.criterion("b", build.yes_no(), weight=2),
            build.criterion(
                "law",
                build.checklist("x", "y", "z"),
                weight=2,
                critical=build.critical(below=60),
            ),
        ]
    }
)
FULL = build.worth(1)
NOT_HERE = build.answer("a", state="not-applicable")
CASES = {
    "none": {
        id_: build.answer(id_, state="not-applicable") for id_ in ("a", "b", "law")
    },
    "open": {},
    "provisional": {"a": FULL},
    "capped": {
        "a": FULL,
        "b": YesNoValue(yes=True),
        "law": ChecklistValue(met=("x",)),
    },
    "perfect": {
        "a": FULL,
        "b": YesNoValue(yes=True),
        "law": ChecklistValue(met=("x", "y", "z")),
    },
}
PENDING = build.definition(
    {
        "buy": [
            build.criterion("a", weight=5),
            build.criterion("law", critical=build.critical(), weight=1),
        ]
    }
)


def site(case):
    """Return the plan of a site with that case on it."""
    if case == "pending":
        return sample.plan(build.scored(PENDING, {"a": FULL}), definitions=(PENDING,))
    return sample.plan(build.scored(DEFINITION, CASES[case]), definitions=(DEFINITION,))


@pytest.mark.parametrize("case", [*CASES, "pending"])
def test_every_page_renders(case):
    """No state of a score leaves a page without words or a link without an end."""
    plan = site(case)
    pages = rendered(plan, Flat())

    check_links(plan, pages)
    for page in pages.values():
        Outline(page.html)


@pytest.mark.parametrize(
    ("case", "language", "words"),
    [
        ("none", "en", "Nothing in this audit applies to Lumen"),
        ("none", "pl", "Żadne kryterium tego audytu nie dotyczy sklepu Lumen"),
        ("open", "en", "has no answers yet"),
        ("open", "pl", "nie ma jeszcze odpowiedzi"),
        ("provisional", "en", "somewhere between 42 and 100 of 100"),
        ("provisional", "en", "42% of the weight is answered; a level needs 80%."),
        ("provisional", "pl", "leży między 42 a 100 na 100"),
        ("capped", "en", "80 alone would be strong;"),
        ("capped", "en", "it alone lifts the level to leading"),
        ("capped", "pl", "80 starczyłoby na poziom „strong”, ale ogranicza go:"),
        ("pending", "en", "At most leading"),
        ("pending", "pl", "Najwyżej: leading"),
        ("pending", "en", "Still to be checked, and able to lower the level:"),
        ("perfect", "en", "Lumen scores 100 of 100: leading."),
        ("perfect", "en", "Everything that applies is answered"),
        ("perfect", "pl", "Wynik sklepu Lumen to 100 na 100, czyli poziom „leading”."),
    ],
)
def test_the_summary_says_it(case, language, words):
    """The summary states the score, its certainty and what caps it."""
    read = outline(site(case), f"{language}/shops/lumen/2026-09-15/index")

    assert words in read.text


def test_a_provisional_score_has_no_level():
    """Below the coverage needed the interval stands first and no level is named."""
    report = build.scored(DEFINITION, CASES["provisional"])
    view = score_view(report.score, LocalizedReport(report, Localizer("en")))

    assert view.kind == "provisional"
    assert view.level is None
    assert (view.low, view.high) == ("42", "100")


def test_the_bar_tells_point_interval_and_levels():
    """Geometry is percent of the width to one decimal, inside the bar."""
    report = build.scored(DEFINITION, CASES["provisional"])
    bar = score_view(report.score, LocalizedReport(report, Localizer("en"))).bar

    assert bar is not None
    assert (bar.low, bar.width, bar.point) == (42.9, 57.1, 100.0)
    assert [tick.x for tick in bar.ticks] == [40.0, 60.0, 75.0, 90.0]


def test_numbers_add_up_as_shown():
    """On the numbers page the shown shares add up to the shown sum."""
    report = sample.report()
    read = outline(sample.plan(report), "en/shops/lumen/2026-09-15/numbers")
    _, equation = read.text.split("The total", 1)
    parts, total = equation.split("What each stage")[0].split("=")
    terms = [Fraction(word) for word in parts.split() if word[0].isdigit()]

    assert sum(terms) == Fraction(total.split()[0])


def test_plan_says_what_a_step_brings():
    """A step has its gain, effort, total after it, owner, and what is overdue."""
    read = outline(sample.plan(sample.report()), "en/shops/lumen/2026-09-15/plan")

    for words in (
        "up to +",
        "effort 2 of 5:",
        "in progress · Ola · due 1 October 2026 overdue",
        "reason: Too dear EN",
    ):
        assert words in read.text


def test_answers_are_said_in_words():
    """Each answer type is readable without knowing the YAML."""
    plan = sample.plan(sample.report())
    before = outline(plan, "en/shops/lumen/2026-09-15/before").text
    after = outline(plan, "en/shops/lumen/2026-09-15/after").text

    for words in (
        "1 of 4",
        "Yes",
        "1 of 1 met",
        "missing: active",
        "(Nothing moves EN)",
    ):
        assert words in before
    for words in (
        "Not measured",
        "75% · ≥ 50% is worth 0.5",
        "45 of 60",
        "Too few answers for a percentage",
        "5 promoters, 0 passives, 0 detractors",
        "Low certainty: a sample of 5, at least 30 are needed.",
        "Not shown EN",
        "No spares EN",
    ):
        assert words in after.replace("\u00a0", " ")


def test_a_number_without_its_sample_is_doubted():
    """An unknown sample is low certainty, a known one is named."""
    unknown = sample.report({"share": build.MetricValue(number=Fraction(193, 2))})
    known = sample.report({"share": build.MetricValue(number=Fraction(60), n=240)})

    def words(report):
        return outline(sample.plan(report), "pl/shops/lumen/2026-09-15/after").text

    assert "96,5%" in words(unknown)
    assert "Mała pewność: nie znamy próby, potrzeba co najmniej 30." in words(unknown)
    assert "n = 240" in words(known)
    assert "Mała pewność" not in words(known)


def test_several_failed_criteria_are_counted():
    """The sentence says how many caps there are; the list stops at three."""
    criteria = [
        build.criterion(f"law{n}", build.yes_no(), critical=build.critical())
        for n in range(4)
    ]
    definition = build.definition(None, build.criterion("a", weight=40), *criteria)
    answers = {f"law{n}": YesNoValue(yes=False) for n in range(4)} | {"a": FULL}
    plan = sample.plan(build.scored(definition, answers), definitions=(definition,))
    english = outline(plan, "en/shops/lumen/2026-09-15/index").text
    polish = outline(plan, "pl/shops/lumen/2026-09-15/index").text

    assert "4 critical criteria that are not met cap the level." in english
    assert "and 1 more" in english
    assert "The first thing to do is “law0” (legal duty)." in english
    assert "oziom ograniczają 4 niespełnione kryteria krytyczne." in polish
