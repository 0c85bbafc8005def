"""The page of the plan: complete without its filters, and right in both languages."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import builders as build
import pytest
import sample_site as sample
from page_outline import Flat, Folders, Outline, outline, page_of, rendered

from generator.i18n.localizer import Localizer
from generator.model.audit import Task
from generator.publishing.site import check_links
from generator.publishing.views.localized_report import LocalizedReport
from generator.publishing.views.plan import accepted_steps, phases, steps
from generator.publishing.views.plan_filters import filters, task_tally

DAY = "shops/lumen/2026-09-15"
AS_OF = dt.date(2026, 11, 2)
HOSTILE = '"></option><script>alert(1)</script>\u202e'


def accepted(criterion, until):
    """Return a risk taken until that day."""
    return Task(
        criterion=criterion,
        status="accepted",
        reason=sample.both("Too dear"),
        until=until,
        owner="Ola",
    )


def plan_of(report, language="en", **fields):
    """Return the plan page of a site of that report, read back."""
    return outline(sample.plan(report, **fields), f"{language}/{DAY}/plan")


def many(number):
    """Return a report of that many things to do, in two stages."""
    criteria = [
        build.criterion(f"c{place:02}", effort=1 + place % 4) for place in range(number)
    ]
    half = (number + 1) // 2
    definition = build.definition({"buy": criteria[:half], "use": criteria[half:]})
    return build.scored(definition, {one.id: build.worth(0) for one in criteria})


def items(page):
    """Return the attributes of every recommendation of the list, in order."""
    return [
        attrs for tag, attrs in page.tags if tag == "li" and "data-cx-step" in attrs
    ]


@pytest.mark.parametrize("number", [1, 2, 90])
def test_any_number_of_steps(number):
    """One, two or ninety: each is in the list once, in the matrix and in its table."""
    page = plan_of(many(number))
    ids = [attrs["id"] for attrs in items(page)]
    chips = [
        attrs["href"]
        for tag, attrs in page.tags
        if "cx-chip" in (attrs.get("class") or "")
    ]

    assert len(ids) == len(set(ids)) == number
    assert sorted(chips) == sorted(f"#{id_}" for id_ in ids)
    assert page.text.count("total 100") >= 1


def test_every_point_leads_to_its_entry():
    """Each link of the matrix and of its table is an id of the list."""
    page = plan_of(sample.report())
    here = {href[1:] for href in page.values("a", "href") if href.startswith("#")}

    assert {attrs["id"] for attrs in items(page) if "way" not in attrs["id"]} <= here
    assert here <= set(page.ids)


@pytest.mark.parametrize("addresses", [Flat(), Folders()], ids=["flat", "folders"])
def test_links_lead_somewhere(addresses):
    """Entries link to their findings in both schemes of addresses."""
    plan = sample.plan(many(90), definitions=())

    check_links(plan, rendered(plan, addresses))


def test_the_form_is_hidden_and_the_list_complete():
    """Without a script nothing is hidden but the form that needs one."""
    page = plan_of(sample.report())
    forms = [attrs for tag, attrs in page.tags if tag == "form"]

    assert len(forms) == 1
    assert "hidden" in forms[0]
    assert not [attrs for attrs in items(page) if "hidden" in attrs]
    assert not [
        attrs for _, attrs in page.tags if any(key.startswith("on") for key in attrs)
    ]


def test_one_entry_offers_no_filter():
    """Where nothing differs there is nothing to choose, and no form."""
    page = plan_of(many(1))

    assert not [tag for tag, _ in page.tags if tag in {"form", "select"}]


def test_no_tasks_no_filter_for_them():
    """Without tasks neither owner nor status can be chosen, and none are counted."""
    report = sample.report(tasks={})
    page = plan_of(report)
    book = LocalizedReport(report, Localizer("en"))

    assert set(page.values("select", "name")) == {"stage", "effort"}
    assert task_tally(steps(book)) is None
    assert "With an owner" not in page.text


def test_filters_offer_what_there_is():
    """Owners, states and efforts are those of the plan, accepted entries included."""
    book = LocalizedReport(sample.report(), Localizer("en"))
    found = {
        one.name: one for one in filters(book, (*steps(book), *accepted_steps(book)))
    }

    assert [choice.value for choice in found["owner"].choices] == ["Ola", "-"]
    assert [choice.value for choice in found["status"].choices] == [
        "in-progress",
        "accepted",
        "overdue",
        "-",
    ]
    assert [choice.word for choice in found["stage"].choices] == ["before", "after"]


def test_overdue_is_marked_and_counted():
    """A task past its day says so beside it, at the top, and to the filter."""
    page = plan_of(sample.report())
    promise = next(attrs for attrs in items(page) if attrs["id"] == "promise")

    assert promise["data-status"] == "in-progress overdue"
    assert "overdue: 1" in page.text
    assert "due 1 October 2026 overdue" in page.text


def test_accepted_risks_stand_apart_with_reason_and_end():
    """What is accepted has no rank and no total, but its reason and its last day."""
    page = plan_of(sample.report())
    way = next(attrs for attrs in items(page) if attrs["id"] == "way")

    assert way["data-status"] == "accepted"
    assert "until 1 January 2027 · reason: Too dear EN" in page.text
    assert items(page)[-1] == way


def test_an_expired_acceptance_is_back_in_the_order_and_marked():
    """A risk accepted until a day that has passed has its rank and total again."""
    report = sample.report(tasks={"way": accepted("way", dt.date(2026, 10, 31))})
    page = plan_of(report)
    way = next(attrs for attrs in items(page) if attrs["id"] == "way")

    assert way["data-status"] == "accepted expired"
    assert "until 31 October 2026 expired" in page.text
    assert "acceptance expired: 1" in page.text
    assert "_accepted" not in page.ids


def test_everything_accepted_leaves_no_order():
    """Where every step is accepted there is no matrix, but the list of what it is."""
    report = build.scored(
        build.definition({"buy": [build.criterion("way", not_applicable_when=None)]}),
        {"way": build.worth(0)},
        tasks={"way": accepted("way", dt.date(2030, 1, 1))},
    )
    page = plan_of(report)

    assert "cx-matrix" not in str(page.tags)
    assert [attrs["id"] for attrs in items(page)] == ["way"]


def test_phases_follow_on_one_another():
    """Each horizon begins where the one before ended, and the last ends the plan."""
    book = LocalizedReport(many(90), Localizer("en"))
    taken = steps(book)
    parts = phases(book, taken)

    assert [part.horizon for part in parts] == ["now", "next", "later"]
    assert parts[0].before == "0"
    assert [part.after for part in parts[:-1]] == [part.before for part in parts[1:]]
    assert parts[-1].after == "100"
    assert sum(len(part.steps) for part in parts) == len(taken)
    assert sum(part.days for part in parts) == sum(
        entry.days for entry in book.report.plan
    )


def test_a_provisional_plan_leads_to_no_level():
    """While the score is provisional no horizon promises a level."""
    definition = build.definition(
        {"buy": [build.criterion("a"), build.criterion("b", weight=5)]}
    )
    report = build.scored(definition, {"a": build.worth(0)})
    (phase,) = phases(book := LocalizedReport(report, Localizer("pl")), steps(book))

    assert report.score.provisional
    assert phase.level is None
    assert "podnosi poziom" not in plan_of(report, "pl").text


@pytest.mark.parametrize("answers", [{}, {"a": build.worth(1)}])
def test_nothing_to_do_says_so(answers):
    """Without an answer, and with everything met, the page says there is nothing."""
    definition = build.definition({"buy": [build.criterion("a")]})
    page = plan_of(build.scored(definition, answers))

    assert "There is nothing to recommend" in page.text
    assert not items(page)


@pytest.mark.parametrize(
    ("number", "words"),
    [(1, "1 rekomendacja"), (2, "2 rekomendacje"), (5, "5 rekomendacji")],
)
def test_polish_counts_recommendations(number, words):
    """The noun agrees with its number in the cards and in the headings."""
    page = plan_of(many(number), "pl")

    assert words in page.text


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (1, "1 dzień roboczy"),
        (3, "3 dni robocze"),
        (20, "20 dni roboczych"),
        (22, "22 dni robocze"),
        (Fraction(1, 2), "0,5 dnia roboczego"),
    ],
)
def test_polish_counts_days(days, words):
    """Halves of days are counted like halves."""
    assert Localizer("pl").word("plan.days", n=days) == words


def test_hostile_owners_stay_values():
    """An owner's name is an attribute and a word, never markup or a direction."""
    task = Task(criterion="promise", owner=HOSTILE, status="open")
    plan = sample.plan(sample.report(tasks={"promise": task}))
    html = page_of(plan, f"en/{DAY}/plan").render(Flat()).html
    page = Outline(html)
    options = page.values("option", "value")

    assert HOSTILE in options
    assert "<script" not in html
    assert next(a for a in items(page) if a["id"] == "promise")["data-owner"] == HOSTILE


def test_search_finds_the_plan_by_what_is_to_be_done_now():
    """The plan has an entry of its own, which leads to its list."""
    page = page_of(sample.plan(), f"en/{DAY}/plan").render(Flat())
    (entry,) = [one for one in page.search if one.anchor == "_steps"]

    assert entry.title == "Plan: Lumen"
    assert "Promise EN" in entry.text


@pytest.mark.parametrize(
    ("pending", "words"),
    [(False, "lifts the level to leading"), (True, "can lift the level to leading")],
)
def test_a_step_promises_no_level_while_a_critical_one_is_open(pending, words):
    """What nobody knows yet may cap the level, so a step only can lift it."""
    criteria = [
        build.criterion("law", critical=build.critical(), weight=1),
        build.criterion("other-law", critical=build.critical(), weight=1),
        build.criterion("a", weight=8),
    ]
    definition = build.definition({"buy": criteria})
    answers = {"law": build.worth(0), "a": build.worth(1)}
    if not pending:
        answers["other-law"] = build.worth(1)
    report = build.scored(definition, answers)
    plan = sample.plan(report, definitions=(definition,))

    for uri in (f"en/{DAY}/plan", f"en/{DAY}/buy"):
        text = " ".join(outline(plan, uri).text.split())
        assert words in text
        assert ("can lift" in text) == pending
