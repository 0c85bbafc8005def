"""A whole site: its pages, links, headings, and what each audience gets."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest
import sample_site as sample
from builders import YesNoValue
from page_outline import Flat, Folders, Outline, flattened, outline, page_of, rendered

from generator.publishing.site import BrokenLinkError, check_links
from generator.publishing.site_plan import RenderedPage

DAY = "shops/lumen/2026-09-15"


@pytest.fixture(scope="module")
def plan():
    return sample.plan()


@pytest.fixture(scope="module")
def pages(plan):
    return rendered(plan, Flat())


def test_every_page_is_there_in_every_language(plan):
    """Both languages have the same paths, and each page knows its other self."""
    paths = {language: set() for language in sample.LANGUAGES}
    for page in plan.pages:
        language, slash, path = page.uri.partition("/")
        if slash:
            paths[language].add(path)
            assert page.language == language
            assert page.alternates == {one: f"{one}/{path}" for one in sample.LANGUAGES}

    assert paths["en"]
    assert paths["en"] == paths["pl"]


@pytest.mark.parametrize("addresses", [Flat(), Folders()], ids=["flat", "folders"])
def test_every_link_leads_somewhere(plan, addresses):
    """Pages link only to pages and anchors that exist, whatever the addresses."""
    check_links(plan, rendered(plan, addresses))


def test_links_follow_the_addresses(plan):
    """The same link has the form of the sink that places the pages."""
    page = page_of(plan, f"en/{DAY}/index")

    assert 'href="before.html#promise"' in page.render(Flat()).html
    assert 'href="before/#promise"' in page.render(Folders()).html


def test_a_broken_link_is_named(plan):
    """The message says which page misses what."""
    page = RenderedPage(
        html="",
        toc=(),
        search=(),
        links=frozenset([("en/nowhere", ""), ("en/method", "no"), ("en/mine", "")]),
        anchors=frozenset(),
    )
    method = page_of(plan, "en/method").render(Flat())

    with pytest.raises(BrokenLinkError) as caught:
        check_links(plan, {"en/a": page, "en/method": method}, frozenset(["en/mine"]))

    assert str(caught.value).splitlines() == [
        "en/a links to en/method#no: no such anchor",
        "en/a links to en/nowhere, which does not exist",
    ]


def test_headings_contents_and_anchors_agree(pages):
    """Headings begin with one h1, leave no level out, and are the contents."""
    for uri, page in pages.items():
        read = Outline(page.html)
        levels = [level for level, _ in read.headings]

        assert flattened(page.toc) == read.headings, uri
        assert page.anchors <= set(read.ids), uri
        assert len(read.ids) == len(set(read.ids)), uri
        assert levels[0] == 1, uri
        assert levels.count(1) == 1, uri
        assert all(b <= a + 1 for a, b in itertools.pairwise(levels)), uri


def test_links_within_a_page_lead_somewhere(pages):
    """A fragment on the page itself is an id on it."""
    for uri, page in pages.items():
        read = Outline(page.html)
        own = {href[1:] for href in read.values("a", "href") if href.startswith("#")}

        assert own <= set(read.ids), uri


def test_every_table_and_figure_is_named(pages):
    """Tables have a caption and scoped heads; figures a role, a title and words."""
    for uri, page in pages.items():
        read = Outline(page.html)
        tags = [tag for tag, _ in read.tags]
        figures = [
            attrs
            for tag, attrs in read.tags
            if tag == "svg" and attrs.get("aria-hidden") != "true"
        ]

        assert tags.count("table") == tags.count("caption"), uri
        assert all(attrs.get("scope") for tag, attrs in read.tags if tag == "th"), uri
        for figure in figures:
            assert figure["role"] in {"img", "group"}, uri
            assert set((figure["aria-labelledby"] or "").split()) <= set(read.ids), uri
        assert len(read.values("img", "alt")) == tags.count("img"), uri


def test_no_page_asks_anything_of_another_site(pages):
    """Pictures and scripts, where there are any, are the site's own."""
    for uri, page in pages.items():
        read = Outline(page.html)

        assert not [tag for tag, _ in read.tags if tag in {"script", "iframe", "link"}]
        assert not [src for src in read.values("img", "src") if "//" in src], uri


def test_search_opens_at_the_finding(pages):
    """Each finding can be found by its words, and leads to its own anchor."""
    page = pages[f"pl/{DAY}/before"]
    found = {entry.anchor: entry for entry in page.search}

    assert found["promise"].title == "Promise PL"
    assert set(found) - {""} <= page.anchors
    assert {"promise", "guest", "parts", "consent"} <= set(found)


def test_findings_stand_by_gravity(pages):
    """Critical comes first, then failing, partly met, met; the anchor is the id."""
    read = Outline(pages[f"en/{DAY}/before"].html)

    assert [anchor for _, anchor in read.headings] == [
        "_top",
        "_critical",
        "consent",
        "_failing",
        "promise",
        "_met",
        "guest",
        "parts",
    ]


def test_a_client_gets_no_reference_and_one_shop_at_once():
    """A client's site of one shop opens with its result, and explains no YAML."""
    mine = sample.report(audience="client")
    plan = sample.plan(mine, audience="client")
    start = outline(plan, "en/index")

    assert not [page.uri for page in plan.pages if "reference" in page.uri]
    assert "Lumen scores" in start.text


def test_no_handbook_no_links_to_it():
    """Without the handbook nothing links to it."""
    plan = sample.plan(handbook=False)

    check_links(plan, rendered(plan, Flat()))
    assert not [page.uri for page in plan.pages if "checklists" in page.uri]


def test_start_links_guides_that_exist():
    """Hand-written pages are offered only where they are."""
    without = outline(sample.plan(), "en/index")
    plan = sample.plan(handwritten=frozenset(["en/tutorial"]))

    assert "tutorial.html" not in without.values("a", "href")
    assert "tutorial.html" in outline(plan, "en/index").values("a", "href")
    check_links(plan, rendered(plan, Flat()), frozenset(["en/tutorial"]))


def test_the_newest_audit_of_no_label_comes_first():
    """A shop's result is its own latest audit, not a single rater's later one."""
    plan = sample.plan(
        sample.report(date=dt.date(2026, 3, 1)),
        sample.report(date=dt.date(2026, 9, 15)),
        sample.report(date=dt.date(2026, 10, 1), label="anna"),
    )
    hrefs = outline(plan, "en/shops/lumen/index").values("a", "href")
    audits = [href for href in hrefs if href.startswith("2026")]
    audits = [href for href in audits if href.endswith("/index.html")]

    assert audits[0] == "2026-09-15/index.html"
    assert list(dict.fromkeys(audits))[-3:] == [
        "2026-09-15/index.html",
        "2026-03-01/index.html",
        "2026-10-01-anna/index.html",
    ]


def test_pages_of_shops_are_not_for_search_engines():
    """Shop pages are closed unless somebody opens them; the handbook is open."""
    closed = {page.uri: page.indexable for page in sample.plan().pages}
    open_ = {page.uri: page.indexable for page in sample.plan(indexable=True).pages}

    assert not closed[f"en/{DAY}/index"]
    assert not closed["en/index"]
    assert closed["en/method"]
    assert all(open_.values())


def test_root_offers_each_language_in_its_own_words(pages):
    """The root and the page for wrong addresses speak every language."""
    for uri in ("index", "404"):
        read = Outline(pages[uri].html)

        assert [
            attrs["hreflang"]
            for tag, attrs in read.tags
            if tag == "a" and "hreflang" in attrs
        ] == ["en", "pl"]
        assert {"en", "pl"} <= {attrs.get("lang") for _, attrs in read.tags}


def test_a_stage_called_plan_gives_way():
    """A stage whose id is a page of the audit gets another address."""
    definition = sample.build.definition(
        {"plan": [sample.build.criterion("a", sample.build.yes_no())]}
    )
    report = sample.build.scored(definition, {"a": YesNoValue(yes=False)})
    plan = sample.plan(report, definitions=(definition,))

    assert page_of(plan, f"en/{DAY}/stage-plan").title == "plan"
    assert page_of(plan, f"en/{DAY}/plan").title == "Plan"
    check_links(plan, rendered(plan, Flat()))


def test_rendering_twice_is_the_same(plan):
    """A page does not depend on what was rendered before it."""
    page = page_of(plan, f"pl/{DAY}/after")

    assert page.render(Flat()) == page.render(Flat())
