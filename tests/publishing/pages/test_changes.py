"""The page of changes: what it says adds up, and it says so when nothing can be said."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from fractions import Fraction

import builders as build
import pytest
import sample_site as sample
from hypothesis import given, settings
from hypothesis import strategies as st
from page_outline import Flat, Folders, Outline, outline, page_of, rendered
from thoroughness import examples

from generator.i18n.localizer import Localizer
from generator.model.definition import Retired
from generator.publishing.site import check_links
from generator.publishing.views.changes import kind_views, sum_view
from generator.publishing.views.localized_report import LocalizedReport
from generator.scoring import change_between

THEN = dt.date(2026, 3, 1)
NOW = dt.date(2026, 9, 15)
PAGE = "shops/lumen/2026-09-15/changes"
HOSTILE = "<script>alert(1)</script>\u202e"
IDS = ("a", "b", "c", "d")
SMALL = build.definition(
    {
        "buy": [build.criterion("a", weight=3), build.criterion("b", weight=2)],
        "use": [build.criterion("c"), build.criterion("d", weight=5)],
    }
)


def answers(**worths):
    """Return scale answers by criterion; None is not answered."""
    return {
        id_: build.worth(worth) for id_, worth in worths.items() if worth is not None
    }


class Case:
    """Two audits of Lumen, their reports, and the change between them."""

    def __init__(self, then, now, *, new=SMALL, old=SMALL, between=(), **fields):
        """Score `then` by the old definition and `now` by the new one."""
        audits = [
            build.audit(then, date=THEN, version=old.version, **fields),
            build.audit(now, date=NOW, version=new.version, **fields),
        ]
        self.change = change_between(
            old, audits[0], new, audits[1], audience="internal"
        )
        self.reports = (
            build.scored(old, audits[0], audience="internal"),
            build.scored(new, audits[1], audience="internal"),
            *between,
        )
        self.definition = new

    def site(self, **fields):
        """Return the plan of a site with both audits and their change."""
        values = {
            "changes": {"lumen": (self.change,)},
            "definitions": (self.definition,),
        } | fields
        return sample.plan(*self.reports, **values)

    def page(self, language="en", **fields):
        """Return the page of changes, read back."""
        return outline(self.site(**fields), f"{language}/{PAGE}")

    @property
    def book(self):
        """The later audit."""
        return LocalizedReport(self.reports[1], Localizer("en"))


def tenths(words):
    """Return a shown number in tenths."""
    return round(float(words.replace("\u2212", "-").replace(",", ".")) * 10)


QUARTERS = st.sampled_from([None, *(Fraction(n, 4) for n in range(5))])
ANSWERS = st.fixed_dictionaries(dict.fromkeys(IDS, QUARTERS))


@settings(max_examples=examples(80), deadline=None)
@given(ANSWERS, ANSWERS)
def test_shown_numbers_add_up(then, now):
    """Totals, causes, kinds and rows: each column adds up to its sum as shown."""
    case = Case(answers(**then), answers(**now))
    total = sum_view(case.change, case.book)
    kinds = kind_views(case.change, case.book, None)
    if total is None:
        assert case.change.difference is None
        return
    difference = tenths(total.after) - tenths(total.before)

    assert tenths(total.difference) == total.tenths == difference
    if case.change.causes is None:
        assert not total.causes
        assert all(not kind.adds for kind in kinds.values())
        return
    assert sum(tenths(cause.points) for cause in total.causes) == difference
    assert sum(tenths(kind.adds) for kind in kinds.values()) == difference
    for kind in kinds.values():
        rows = sum(tenths(row.adds) for row in kind.rows if row.adds)
        assert rows == tenths(kind.adds)
    for cause, exact in zip(
        total.causes, dataclasses.astuple(case.change.causes), strict=True
    ):
        assert abs(cause.tenths - exact * 1000) < 1
        assert exact or not cause.tenths


@pytest.mark.parametrize("addresses", [Flat(), Folders()], ids=["flat", "folders"])
def test_links_lead_somewhere(addresses):
    """Every finding, day and stage is linked where it is, in both schemes."""
    site = Case(answers(a=1, b=0), answers(a=0, b=1, c=1)).site()

    check_links(site, rendered(site, addresses))


def test_every_kind_has_its_place():
    """Better, worse, newly answered, no longer answered, and the same, folded."""
    page = Case(answers(a=0, b=1, c=1, d=None), answers(a=1, b=0, c=None, d=1)).page()

    assert [anchor for level, anchor in page.headings if level == 2] == [
        "_causes",
        "_stages",
        "_better",
        "_worse",
        "_newly-answered",
        "_no-longer-answered",
    ]
    assert "Better 1 criterion," in page.text


def test_what_is_the_same_is_folded():
    """Criteria that did not change are counted, and open on demand."""
    page = Case(answers(a=1, b=1, c=0), answers(a=1, b=1, c=1)).page()

    assert "Show the 3 criteria that are the same" in page.text


def test_a_sentence_says_what_came_of_it():
    """It rose, fell or stayed, by how much, and through what."""
    rose = Case(answers(a=0, c=0), answers(a=1, c=0)).page()
    fell = Case(answers(a=1, c=0), answers(a=0, c=0)).page("pl")
    stayed = Case(answers(a=1), answers(a=1)).page()

    assert "the total rose by 50.0 points. Of that, +50.0 comes" in rose.text
    assert "wynik spadł o 50,0 pkt. Z tego \u221250,0 daje" in fell.text
    assert "the total has not moved." in stayed.text


def test_two_definitions_say_what_is_comparable():
    """New, retired and re-weighed criteria are told apart, and the versions named."""
    new = build.definition(
        {
            "buy": [build.criterion("a", weight=1), build.criterion("e")],
            "use": [build.criterion("c")],
        },
        version="1.1.0",
        digest="1" * 64,
        retired={"b": Retired(id="b", since="1.1.0", replaced_by="e")},
    )
    case = Case(answers(a=0, b=1, c=1), answers(a=1, e=0, c=1), new=new)
    page = case.page()
    anchors = [anchor for _, anchor in page.headings]

    assert "The definition changed from 1.0.0 to 1.1.0." in page.text
    assert {"_new", "_retired"} <= set(anchors)
    assert "Replaced by e" in page.text
    assert "../2026-03-01/buy.html#b" in page.values("a", "href")
    check_links(case.site(), rendered(case.site(), Flat()))


def test_one_definition_needs_no_warning():
    """Where both audits go by the same rules nothing is said of versions."""
    assert "The definition changed" not in Case(answers(a=0), answers(a=1)).page().text


@pytest.mark.parametrize(
    ("refused", "words"),
    [("definition", "an audit definition of its own"), ("profile", "differ in scope")],
)
def test_what_cannot_be_compared_says_why(refused, words):
    """No numbers are set against one another, and the page says why not."""
    case = Case(answers(a=0), answers(a=1))
    case.change = dataclasses.replace(
        case.change,
        refused=refused,
        difference=None,
        causes=None,
        rescored=(),
        stages=(),
        criteria=(),
    )
    page = case.page()

    assert words in page.text
    assert "svg" not in {tag for tag, _ in page.tags}
    assert [level for level, _ in page.headings] == [1]


@pytest.mark.parametrize(
    ("then", "now", "words"),
    [
        ({}, answers(a=1), "has no points yet"),
        (answers(a=1), {}, "has no points yet"),
        (answers(a=1), answers(b=1), "cannot be split by cause"),
    ],
)
def test_without_points_or_common_answers(then, now, words):
    """Where there is no difference, or no split of it, the page says so."""
    page = Case(then, now).page()

    assert words in page.text
    assert "_causes" not in page.ids


def test_only_audits_with_one_before_have_the_page():
    """The tab is there with a change and only then; never for a label."""
    case = Case(answers(a=0), answers(a=1))
    site = case.site()
    labelled = sample.report(label="anna", date=NOW)

    assert case.site(changes={}).pages
    assert "changes.html" not in outline(
        case.site(changes={}), "en/shops/lumen/2026-09-15/plan"
    ).values("a", "href")
    assert "changes.html" in outline(site, "en/shops/lumen/2026-09-15/plan").values(
        "a", "href"
    )
    case.reports = (*case.reports, labelled)
    assert "en/shops/lumen/2026-09-15-anna/changes" not in {
        page.uri for page in case.site().pages
    }


def test_audits_left_out_are_named():
    """An audit between the two that cannot be compared is named and linked."""
    middle = sample.report(date=dt.date(2026, 6, 1), profile="outside-in")
    page = Case(answers(a=0), answers(a=1), between=(middle,)).page()

    assert "Audits in between that cannot be compared with this one: 1 June 2026." in (
        page.text
    )
    assert "../2026-06-01/index.html" in page.values("a", "href")


def test_hostile_names_stay_text():
    """Names from the definition are text in tables, figures and search."""
    case = Case(answers(a=0, c=1), answers(a=1, c=0))
    case.change = sample.with_texts(case.change, lambda words: words + HOSTILE)
    html = page_of(case.site(), f"en/{PAGE}").render(Flat()).html
    page = Outline(html)

    assert "<script" not in html
    assert HOSTILE.replace("\u202e", "") in page.text.replace("\u202e", "")
    assert not re.search(r'="[^"]*<', html)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "Pokaż 1 kryterium bez zmian"),
        (3, "Pokaż 3 kryteria bez zmian"),
        (12, "Pokaż 12 kryteriów bez zmian"),
    ],
)
def test_polish_counts_what_is_the_same(number, words):
    """The noun agrees with its number."""
    assert Localizer("pl").word("changes.show_same", n=number) == words


def test_search_finds_what_changed():
    """Search leads to the page by the names of the criteria that changed."""
    page = page_of(Case(answers(a=0), answers(a=1)).site(), f"en/{PAGE}")
    found = [entry for entry in page.render(Flat()).search if entry.anchor == "_top"]

    assert [(entry.title, entry.text) for entry in found] == [("Changes: Lumen", "a")]
