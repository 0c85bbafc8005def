"""The catalogue that comes with the package is whole and covers what it started from."""

from __future__ import annotations

from collections import Counter

import pytest

from generator import resources
from generator.reading.definitions.read import read_definition


@pytest.fixture(scope="module")
def online_shop():
    folder = resources.definitions() / "online-shop"
    definition, diagnostics = read_definition(folder, folder.parents[2])
    assert diagnostics == []
    return definition


@pytest.fixture(scope="module")
def covered(online_shop):
    """The ideas that criteria name."""
    return Counter(
        seed for place in online_shop.places.values() for seed in place.criterion.seeds
    )


def test_the_catalogue_has_its_size(online_shop):
    """122 criteria at 29 touchpoints in 4 stages, 23 of them critical."""
    critical = [p for p in online_shop.places.values() if p.criterion.critical]

    assert len(online_shop.places) == 122
    assert sum(len(stage.touchpoints) for stage in online_shop.stages) == 29
    assert len(online_shop.stages) == 4
    assert len(critical) == 23


@pytest.mark.parametrize(("tag", "count"), [("criterion", 146), ("metric", 30)])
def test_every_idea_that_can_be_audited_is_covered(online_shop, covered, tag, count):
    """Each idea tagged so is covered by at least one criterion, and none is lost."""
    tagged = [seed.id for seed in online_shop.seeds.values() if tag in seed.tags]

    assert len(online_shop.seeds) == 245
    assert len(tagged) == count
    assert [seed for seed in tagged if not covered[seed]] == []


def test_no_criterion_rests_on_an_idea_out_of_scope(online_shop, covered):
    """What was left out with a reason is not brought in by the back door."""
    out = {s.id for s in online_shop.seeds.values() if "out-of-scope" in s.tags}

    assert out
    assert out & set(covered) == set()


def test_every_glossary_idea_is_explained(online_shop):
    """Each idea tagged for the glossary is cited by a term."""
    cited = {seed for term in online_shop.glossary.values() for seed in term.seeds}
    tagged = {s.id for s in online_shop.seeds.values() if "glossary" in s.tags}

    assert tagged - cited == set()


def test_the_quick_profile_holds_what_tells_most(online_shop):
    """Every critical criterion is in the quick profile, about 30 in all."""
    quick = set(online_shop.profiles["quick"].criteria)
    critical = {i for i, p in online_shop.places.items() if p.criterion.critical}

    assert critical <= quick
    assert 28 <= len(quick) <= 35


def test_every_text_speaks_both_languages(online_shop):
    """Names, questions, reasons, checks and recommendations are in English and Polish."""
    lacking = [
        f"{name}.{field}"
        for name, place in online_shop.places.items()
        for field in ("name", "question", "why", "how_to_check", "recommendation")
        if set(getattr(place.criterion, field)) != {"en", "pl"}
    ]

    assert lacking == []


def test_names_tell_criteria_apart(online_shop):
    """No two criteria are called the same in either language."""
    for language in ("en", "pl"):
        names = Counter(p.criterion.name[language] for p in online_shop.places.values())
        assert [name for name, count in names.items() if count > 1] == []


def test_the_counted_surveys_are_there(online_shop):
    """One criterion takes Net Promoter counts, one the satisfied of those asked."""
    nps = online_shop.places["customer-nps"].criterion.answer
    csat = online_shop.places["purchase-satisfaction"].criterion.answer

    assert nps.measures == "nps"
    assert csat.measures == "share"
