"""The built site in Chromium. The fixture `tab` also asserts that nothing leaves it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from thoroughness import sampled
from tiny_project import write, write_project

EVIL = "</title><script>alert(1)</script><img src=x onerror=alert(2)>"


def address(request: pytest.FixtureRequest, served: str) -> str:
    """Return the address of the sample site's root page, served or as a file."""
    if request.param == "http":
        return f"{request.getfixturevalue(served)}index.html"
    folder: Path = request.getfixturevalue("sample_folder")
    return (folder / "index.html").as_uri()


@pytest.fixture(params=["http", "file"])
def start(request: pytest.FixtureRequest) -> str:
    """The address of the sample site's root page."""
    return address(request, "sample_url")


@pytest.fixture(params=["http", "file"])
def unindexed_start(request: pytest.FixtureRequest) -> str:
    """The same for tests that do not search."""
    return address(request, "unindexed_url")


def test_search_finds_a_criterion_and_opens_its_place(tab: Any, start: str) -> None:
    """The words of a criterion lead to it, over http and from a folder."""
    tab.page.goto(start)
    tab.page.locator("article a[hreflang=en]").first.click()
    tab.page.wait_for_load_state()
    results = tab.search("newsletter promise")
    link = next(
        result
        for result in results
        if "#newsletter-promise" in result.get_attribute("href")
    )
    link.click()
    tab.page.wait_for_url(re.compile("#newsletter-promise"))
    assert tab.page.locator("#newsletter-promise").is_visible()


def test_search_finds_polish_words(tab: Any, start: str) -> None:
    """Polish words as they stand are found too."""
    tab.page.goto(start)
    tab.page.locator("article a[hreflang=pl]").first.click()
    tab.page.wait_for_load_state()
    results = tab.search("newslettera")
    assert any("/pl/" in result.evaluate("a => a.href") for result in results)


def test_language_switch_leads_to_the_same_page(tab: Any, unindexed_start: str) -> None:
    """From a stage page the switch leads to that page in Polish, and back."""
    base = unindexed_start.removesuffix("index.html")
    last = "" if base.startswith("http") else "index.html"
    tab.page.goto(f"{base}en/shops/lumen/{last}")
    assert tab.page.locator("html").get_attribute("lang") == "en"
    for language, menu in (("pl", "Polski"), ("en", "English")):
        tab.page.locator(".md-header .md-select button").hover()
        tab.page.locator(".md-select__link", has_text=menu).click()
        tab.page.wait_for_url(f"{base}{language}/shops/lumen/{last}")
        assert tab.page.locator("html").get_attribute("lang") == language


def test_every_link_of_the_root_page_leads_on(tab: Any, unindexed_start: str) -> None:
    """The root page offers each language by a plain link."""
    tab.page.goto(unindexed_start)
    links = tab.page.locator("article a[hreflang]")
    targets = {
        link.get_attribute("hreflang"): link.evaluate("a => a.href")
        for link in links.all()
    }
    assert set(targets) == {"en", "pl"}
    for language, address in targets.items():
        tab.page.goto(address)
        assert tab.page.locator("html").get_attribute("lang") == language


def test_missing_page_speaks_both_languages(tab: Any, unindexed_url: str) -> None:
    """An address that leads nowhere, however deep, is answered in both languages."""
    tab.page.goto(f"{unindexed_url}pl/shops/nobody/at/all/")
    tab.errors.clear()  # the browser notes the status 404 itself
    for language in ("en", "pl"):
        assert tab.page.locator(f"article [lang={language}]").first.is_visible()
    tab.page.locator("article a[hreflang=pl]").click()
    tab.page.wait_for_url(f"{unindexed_url}pl/")


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """A site whose every word from YAML wants to run, with a repository to ask."""
    write_project(tmp_path, "bell", "lamp", evil=EVIL)
    (tmp_path / "docs").mkdir()
    settings = {
        "site_name": "Site",
        "theme": {"name": "material", "features": ["navigation.footer"]},
        "repo_url": "https://github.com/owner/name",
        "plugins": ["search", {"cx-audit": {"audience": "internal"}}],
    }
    write(tmp_path / "mkdocs.yml", yaml.safe_dump(settings))
    return tmp_path


def test_hostile_words_are_text(
    tab: Any,
    hostile: Path,
    serve: Callable[..., str],
    build_site: Callable[..., None],
    unindexed: Callable[[Path, Path], None],
) -> None:
    """No word of the YAML becomes code in page, title, contents, navigation, search."""
    site = hostile / "site"
    build_site(hostile / "mkdocs.yml", site)
    unindexed(site, hostile / "unindexed")
    url, unindexed_url = serve(site), serve(hostile / "unindexed")
    every = [path.relative_to(site).as_posix() for path in site.rglob("*.html")]
    # The diagnostics' pages say nothing of the project.
    pages = [path for path in every if "reference/diagnostics/" not in path]
    assert len(pages) > 20
    for path in sampled(sorted(pages), every=4):
        tab.page.goto(f"{unindexed_url}{path}")
        assert tab.page.evaluate("document.querySelector('img[src=x]')") is None
    tab.page.goto(f"{url}en/shops/bell/")
    assert "<script>alert(1)</script>" in tab.page.title()
    assert EVIL in tab.page.locator("h1").inner_text()
    assert EVIL in tab.page.locator(".md-nav--primary").inner_text()
    results = tab.search("shop bell")
    assert any(EVIL in result.text_content() for result in results)
    assert tab.page.locator("img[src=x]").count() == 0
