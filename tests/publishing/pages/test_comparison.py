"""The comparison of shops: fair, and never for a client."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import builders as build
import pytest
import sample_site as sample
from page_outline import Flat, Folders, Outline, outline, page_of, rendered

from generator.i18n.localizer import Localizer
from generator.model.audit import Shop
from generator.model.shop_reports import by_shop
from generator.model.text import Text
from generator.publishing.site import check_links
from generator.publishing.views.comparison import field_views
from generator.publishing.views.localized_report import LocalizedReport
from generator.scoring import compare_shops, with_robustness

HOSTILE = '</title><script>alert(1)</script>"\u202e'
STAGES = build.definition(
    {
        "buy": [build.criterion("a"), build.criterion("b"), build.criterion("c")],
        "use": [build.criterion("d")],
    }
)


def audited(shop, worths, *, definition=STAGES, name=None, **fields):
    """Return a shop's report; `worths` by criterion, None is not answered."""
    answers = {
        id_: build.worth(worth)
        for id_, worth in worths.items()
        if worth is not None and id_ in definition.places
    }
    audit = build.audit(
        answers,
        shop=Shop(
            id=shop, name=name or build.text(shop.title()), url="https://a.example"
        ),
        **fields,
    )
    return build.scored(definition, audit, audience="internal")


def every(worth, **others):
    """Return the same worth for all criteria but the others named."""
    return dict.fromkeys("abcd", worth) | others


HIGH = audited("high", every(1))
LOW = audited("low", every(0))
LOW_TOO = audited("third", every(0))
OPEN = audited("open", every(1, b=None, c=None, d=None))


def site(*reports, **fields):
    """Return the plan of a site of these reports."""
    return sample.plan(*reports, **{"definitions": (STAGES,)} | fields)


def field(*reports, language="en"):
    """Return the one field of shops that these reports make."""
    (found,) = field_views(
        compare_shops(by_shop(reports), "internal"),
        [LocalizedReport(report, Localizer(language)) for report in reports],
    )
    return found


def verdicts(part):
    """Return how each shop stands in a part, by its name."""
    return {str(place.shop): place.verdict for place in part.places}


def test_never_on_a_clients_site():
    """A client's site has no comparison, and nothing links to one."""
    reports = [
        build.scored(
            STAGES,
            build.audit(
                {}, shop=Shop(id=id_, name=build.text(id_), url="https://a.example")
            ),
        )
        for id_ in ("bell", "lamp")
    ]
    plan = site(*reports, audience="client")

    assert not [page.uri for page in plan.pages if "comparison" in page.uri]
    for page in rendered(plan, Flat()).values():
        assert "comparison" not in page.html


def test_there_are_two_to_compare():
    """One shop, however many audits and labels it has, is compared with nobody."""
    others = [
        audited("high", every(0), date=dt.date(2026, 3, 1)),
        audited("low", every(0), label="anna"),
    ]
    uris = {page.uri for page in site(HIGH, *others).pages}

    assert not [uri for uri in uris if "comparison" in uri]
    assert {"en/comparison", "pl/comparison"} <= {
        page.uri for page in site(HIGH, LOW).pages
    }


def test_the_latest_audit_without_a_label_is_compared():
    """Neither an older audit nor a single rater's stands for a shop."""
    newer = audited("low", every(1), date=dt.date(2026, 12, 1))
    rater = audited("high", every(0), date=dt.date(2027, 1, 1), label="anna")

    shops = by_shop([LOW, HIGH, newer, rater])

    assert {shop.shop: shop.latest for shop in shops} == {"high": HIGH, "low": newer}


@pytest.mark.parametrize("addresses", [Flat(), Folders()], ids=["flat", "folders"])
def test_links_lead_somewhere(addresses):
    """Shops are linked at the stage that is compared, in both schemes."""
    plan = site(HIGH, LOW, OPEN)

    check_links(plan, rendered(plan, addresses))


def test_ranges_that_touch_are_no_clear_difference():
    """Unknown answers make a range; where it reaches the highest, nothing is clear."""
    total = field(HIGH, LOW, OPEN).parts[0]

    assert verdicts(total) == {"High": "highest", "Open": "unclear", "Low": "lower"}
    assert total.figure.band is not None
    assert [row.said for row in total.figure.rows] == [
        "leading 100",
        "Provisional 100",
        "at-risk 0",
    ]
    assert [row.label for row in total.figure.rows] == ["High", "Open ≈", "Low"]


def test_other_weights_widen_a_range():
    """Two shops that weights could put level are not clearly different."""
    near = audited("near", {"a": 1, "b": 0, "c": 1, "d": 1})
    far = audited("far", {"a": 1, "b": 1, "c": Fraction(1, 4), "d": 1})
    clear = field(near, far).parts[1]
    weighed = field(with_robustness(near), with_robustness(far)).parts[1]

    assert verdicts(clear) == {"Far": "highest", "Near": "lower"}
    assert verdicts(weighed) == {"Far": "highest", "Near": "unclear"}


@pytest.mark.parametrize(
    "other",
    [
        audited("low", every(0), profile="outside-in"),
        audited(
            "low",
            every(0),
            definition=build.definition(
                {"buy": [build.criterion("a")], "use": [build.criterion("d")]},
                version="1.1.0",
                digest="1" * 64,
            ),
        ),
    ],
    ids=["profile", "version"],
)
def test_other_questions_are_not_set_against_one_another(other):
    """Shops of another scope or version stand on the scale, without a verdict."""
    found = field(HIGH, LOW_TOO, other)
    page = outline(site(HIGH, LOW_TOO, other), "en/comparison")

    assert found.mixed
    assert verdicts(found.parts[0])["Low"] == "other"
    assert "were not asked the same questions" in page.text


def test_same_questions_need_no_warning():
    """Where all were asked the same, nothing is said of scope."""
    page = outline(site(HIGH, LOW), "en/comparison")

    assert "were not asked the same questions" not in page.text
    assert "there is no clear difference" in page.text


def test_each_definition_has_its_own_field():
    """Shops audited with another definition are not put on the same scale."""
    other = build.definition(
        {"only": [build.criterion("z")]}, id="other", title=build.text("Another")
    )
    alone = audited("bell", {"z": 1}, definition=other)
    page = outline(site(HIGH, LOW, alone), "en/comparison")

    assert {"_small_total", "_other_total", "_other_only"} <= set(page.ids)
    assert "There is no second audit with this definition" in page.text


def test_a_shop_without_a_score_has_its_row():
    """What has no answer, or nothing that applies, is there with a dash."""
    nothing = audited("none", {})
    total = field(HIGH, nothing).parts[0]

    assert verdicts(total)["None"] == "none"
    assert total.figure.rows[-1].point is None
    assert total.figure.rows[-1].said.endswith("–")
    assert outline(site(HIGH, nothing), "pl/comparison").text


def test_many_shops_stand_by_their_totals():
    """Thirty shops keep one order in every figure, the highest total first."""
    shops = [
        audited(f"shop-{number}", every(Fraction(number % 5, 4)))
        for number in range(30)
    ]
    found = field(*shops)
    orders = {tuple(str(place.shop) for place in part.places) for part in found.parts}

    assert len(orders) == 1
    assert [row.point for row in found.parts[0].figure.rows] == sorted(
        (row.point for row in found.parts[0].figure.rows), reverse=True
    )
    assert len({row.y for row in found.parts[0].figure.rows}) == 30


def test_hostile_and_long_names():
    """Names are text; a long one is cut in the figure and whole in the table."""
    long = "Every Candle Under The Sun And Then Some More"
    evil = audited("evil", every(0), name=Text({"en": HOSTILE}))
    wide = audited("wide", every(1), name=Text({"en": long}))
    html = page_of(site(evil, wide), "en/comparison").render(Flat()).html
    page = Outline(html)

    assert "<script" not in html
    assert long in page.text
    assert "Every Candle Under The Sun…" in page.text


@pytest.mark.parametrize(
    ("language", "number", "words"),
    [
        ("en", 1, "1 shop"),
        ("pl", 2, "2 sklepy"),
        ("pl", 5, "5 sklepów"),
        ("pl", 22, "22 sklepy"),
    ],
)
def test_shops_are_counted(language, number, words):
    """The noun agrees with its number."""
    assert Localizer(language).word("comparison.shops_counted", n=number) == words


def test_search_finds_the_comparison_by_a_shop():
    """The page is found by its title and by the names of the shops on it."""
    page = page_of(site(HIGH, LOW), "en/comparison").render(Flat())

    assert ("Comparison", "High, Low") in [
        (entry.title, entry.text) for entry in page.search
    ]
