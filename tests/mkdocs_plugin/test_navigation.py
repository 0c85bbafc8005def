"""The navigation of a site: one language at a time, with hand-written pages in it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from planned_pages import Planned
from plugin_build import built, head, html
from tiny_project import write, write_project

pytestmark = pytest.mark.xdist_group("navigation")

NAV = [
    {"English": ["en/index.md", {"Guides": ["en/one.md", "en/two.md"]}]},
    {"Polski": ["pl/index.md", {"Poradniki": ["pl/one.md", "pl/two.md"]}]},
    {"Elsewhere": "https://shop.example"},
]


def navigation(text: str) -> str:
    """Return a page's main navigation."""
    return text.partition("md-nav--primary")[2].partition("md-content")[0]


def guided(root: Path, **options: Any) -> Path:
    """Build a site with two hand-written pages in each language; return its folder."""
    write_project(root, "bell")
    for language in ("en", "pl"):
        for name in ("one", "two"):
            write(root / f"docs/{language}/{name}.md", f"# {language} {name}")
    return built(root, plan=Planned(), **options)


@pytest.fixture(scope="module")
def listed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a site whose `nav` lists its pages, with breadcrumbs, built strictly."""
    theme = {"name": "material", "features": ["navigation.path"]}
    settings = {"nav": NAV, "theme": theme}
    return guided(tmp_path_factory.mktemp("listed"), strict=True, mkdocs=settings)


@pytest.fixture(scope="module")
def unlisted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a site without a `nav`."""
    return guided(tmp_path_factory.mktemp("unlisted"))


def test_navigation_speaks_one_language(listed: Path) -> None:
    """A page shows its own language's section, unwrapped, and what belongs to all."""
    english = navigation(html(listed / "en/one/index.html"))
    polish = navigation(html(listed / "pl/one/index.html"))
    assert "Guides" in english
    assert "Poradniki" not in english
    assert "Poradniki" in polish
    assert "Guides" not in polish
    for shown in (english, polish):
        assert "https://shop.example" in shown
        assert "Polski" not in shown.replace('hreflang="pl"', "")
        assert "English" not in shown


def test_breadcrumbs_do_not_name_the_language(listed: Path) -> None:
    """Above a page stand its section and the start, not the wrapper of its language."""
    shown = html(listed / "en/one/index.html")
    path = shown.partition('class="md-path"')[2].partition("</nav>")[0]
    assert "Guides" in path
    assert "English" not in path


def test_nav_names_generated_pages(tmp_path: Path) -> None:
    """A title in `nav` names a generated page in the navigation, as text."""
    nav = [{"English": [{"R&D": "en/index.md"}]}, {"Polski": ["pl/index.md"]}]
    site = guided(tmp_path, mkdocs={"nav": nav})
    assert "R&amp;D" in navigation(html(site / "en/one/index.html"))
    assert "<title>Title of en/index - " in html(site / "en/index.html")


def test_previous_and_next_stay_in_the_language(listed: Path) -> None:
    """The last English page is not followed by the first Polish one."""
    assert 'rel="next"' not in head(html(listed / "en/two/index.html"))
    assert 'rel="prev"' in head(html(listed / "en/two/index.html"))
    assert 'rel="prev"' not in head(html(listed / "pl/index.html"))


def test_site_without_nav_gets_one(unlisted: Path) -> None:
    """Without a nav each language lists its start first, then what people wrote."""
    shown = navigation(html(unlisted / "pl/index.html"))
    assert shown.index("Title of pl/index") < shown.index("pl one")
    assert "en one" not in shown


def test_logo_leads_to_the_start_in_the_language(unlisted: Path) -> None:
    """The logo on a Polish page leads to the Polish start page."""
    [address] = set(
        re.findall(
            r'<a href="([^"]*)"[^>]*md-header__button md-logo',
            html(unlisted / "pl/one/index.html"),
        )
    )
    assert (unlisted / "pl/one" / address).resolve() == (unlisted / "pl").resolve()


@pytest.mark.parametrize(
    "page",
    [
        "method",
        "how-to-read",
        "glossary",
        "comparison",
        "reference/ideas",
        "reference/sources",
        "reference/diagnostics/index",
        "shops/nobody/index",
        "checklists/none/index",
    ],
)
def test_a_page_that_this_site_does_not_have_may_be_named(
    tmp_path: Path, page: str
) -> None:
    """A client's strict site without a handbook passes over it, title and all."""
    nav = [{"English": ["en/index.md", {"Not here": f"en/{page}.md"}]}]
    site = guided(tmp_path, strict=True, mkdocs={"nav": nav}, handbook=False)

    assert "Not here" not in (site / "en/index.html").read_text("utf-8")
