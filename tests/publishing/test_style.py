"""The stylesheet: readable colours, and nothing from another site."""

from __future__ import annotations

import datetime as dt
import itertools
import re

import pytest
from page_outline import Flat, rendered
from repository import ROOT
from tiny_project import write_project
from two_versions import write_two_versions

from generator.model.shop_reports import by_shop
from generator.project import Project
from generator.publishing.content import SiteContent
from generator.publishing.site import plan_site
from generator.reading.diagnostics.catalogue import diagnostic_entries
from generator.resources import site_templates
from generator.scoring import compare_shops

CSS = (site_templates() / "theme/assets/cx/cx.css").read_text(encoding="utf-8")
SCHEMES = ("default", "slate")
TEXT = ("ink", "quiet", "link", "accent", *(f"level-{rank}" for rank in range(1, 6)))


def colours(scheme):
    """Return the variables of a scheme."""
    start = CSS.index(f'[data-md-color-scheme="{scheme}"]')
    block = CSS[start : CSS.index("}", start)]
    return dict(re.findall(r"--cx-([a-z0-9-]+): (#[0-9a-f]{6});", block))


def luminance(colour):
    """Return the relative luminance of a colour (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    """Return the contrast of two colours, 1 to 21 (WCAG 2.2)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("name", TEXT)
def test_words_are_readable(scheme, name):
    """Every colour of words has 4.5 : 1 on paper and on the wash (AA)."""
    held = colours(scheme)

    assert contrast(held[name], held["paper"]) >= 4.5
    assert contrast(held[name], held["wash"]) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
def test_marks_stand_out(scheme):
    """What a figure says without words has 3 : 1 against paper and track (AA)."""
    held = colours(scheme)

    for name in ("accent", *(f"level-{rank}" for rank in range(1, 6))):
        assert contrast(held[name], held["paper"]) >= 3
        assert contrast(held[name], held["track"]) >= 3


@pytest.mark.parametrize("scheme", SCHEMES)
def test_levels_differ(scheme):
    """No two levels share a colour."""
    held = colours(scheme)
    levels = [held[f"level-{rank}"] for rank in range(1, 6)]

    assert all(one != other for one, other in itertools.combinations(levels, 2))


def test_both_schemes_name_the_same_colours():
    """A colour of one scheme is a colour of the other."""
    light, dark = (colours(scheme) for scheme in SCHEMES)

    assert light.keys() == dark.keys()


def test_every_variable_is_defined():
    """No rule uses a colour that no scheme gives."""
    used = set(re.findall(r"var\(--cx-([a-z0-9-]+)\)", CSS))

    assert used <= colours("default").keys()


def test_nothing_is_fetched():
    """The stylesheet imports nothing and names no address."""
    assert "@import" not in CSS
    assert "url(" not in CSS
    assert "http" not in CSS.replace('href^="http"', "")


def classes_on_pages(root):
    """Return the classes on the pages of a project's site for its authors."""
    project = Project(root)
    loaded = project.load()
    assert not loaded.has_errors
    reports = project.reports(loaded, audience="internal", as_of=dt.date(2026, 11, 2))
    shops = by_shop(reports, project.changes(loaded, audience="internal"))
    content = SiteContent(
        shops=shops,
        comparisons=compare_shops(shops, "internal"),
        definitions=tuple(loaded.definitions.values()),
        languages=("en",),
        audience="internal",
        site_name="Site",
        handbook=True,
        indexable=False,
        diagnostics=diagnostic_entries(),
        handwritten=frozenset(),
    )
    pages = rendered(plan_site(content), Flat()).values()
    return {
        name
        for page in pages
        for names in re.findall(r'class="([^"]*)"', page.html)
        for name in names.split()
    }


def around_pages():
    """Return the classes of what the plugin puts onto pages of MkDocs."""
    return {
        name
        for part in ("edition", "served_problems")
        for name in re.findall(
            r'class="(cx-[^"]*)"',
            (site_templates() / f"parts/{part}.html").read_text(encoding="utf-8"),
        )
    }


def test_no_style_is_left_over(tmp_path):
    """Every class that is styled is on a page, or is set by the script of one.

    The sample has nearly all; two shops that are asked the same are compared, and an
    audit by a newer version of its definition interrupts a trend.
    """
    shops = write_project(tmp_path / "shops", "bell", "oak")
    versions = write_two_versions(tmp_path / "versions")
    script = (site_templates() / "theme/assets/cx/plan.js").read_text(encoding="utf-8")
    used = {
        *classes_on_pages(ROOT),
        *classes_on_pages(shops),
        *classes_on_pages(versions),
        *re.findall(r'"(cx-[a-z_-]+)"', script),
        *around_pages(),
    }

    assert set(re.findall(r"\.(cx-[a-z0-9_-]+)", CSS)) <= used
