"""The languages of a site: which one a page speaks, and where its switch leads."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from planned_pages import Planned, page
from plugin_build import begin, built, head, html
from repository import ROOT
from tiny_project import write, write_project

pytestmark = pytest.mark.xdist_group("languages")


def alternates(path: Path) -> dict[str, Path]:
    """Return the files a page's language switch leads to, by language."""
    found = re.findall(
        r'<link rel=" ?alternate" href="([^"]*)" hreflang="(\w+)"', head(html(path))
    )
    return {
        language: (
            path.parent / address / ("index.html" if address[-1] in "/." else "")
        ).resolve()
        for address, language in found
    }


@pytest.fixture(scope="module")
def site_with(tmp_path_factory: pytest.TempPathFactory) -> Callable[[bool], Path]:
    """Return a site with pages in both languages and in one, generated and not."""
    same = {"en": "en/a/b", "pl": "pl/a/b"}
    plan = Planned(
        *(page(uri, alternates=same) for uri in same.values()), page("index")
    )
    sites: dict[bool, Path] = {}

    def once(directories: bool) -> Path:
        if directories not in sites:
            root = write_project(tmp_path_factory.mktemp("languages"), "bell")
            write(root / "docs/en/guide.md", "# Guide")
            write(root / "docs/pl/guide.md", "# Poradnik")
            write(root / "docs/en/only.md", "# Only English")
            write(root / "docs/loose.md", "# Loose")
            settings = {"use_directory_urls": directories}
            sites[directories] = built(root, plan=plan, mkdocs=settings).resolve()
        return sites[directories]

    return once


@pytest.mark.parametrize("directories", [True, False])
def test_language_switch_leads_to_the_same_page(
    site_with: Callable[[bool], Path], directories: bool
) -> None:
    """Generated and hand-written pages lead to themselves, or else to the start."""
    site = site_with(directories)

    def at(uri: str) -> Path:
        index = directories and not uri.endswith("index")
        return site / (f"{uri}/index.html" if index else f"{uri}.html")

    for source, english, polish in [
        ("en/a/b", "en/a/b", "pl/a/b"),
        ("pl/a/b", "en/a/b", "pl/a/b"),
        ("pl/guide", "en/guide", "pl/guide"),
        ("en/only", "en/only", "pl/index"),
        ("loose", "en/index", "pl/index"),
        ("index", "en/index", "pl/index"),
    ]:
        assert alternates(at(source)) == {"en": at(english), "pl": at(polish)}
        language = "pl" if source.startswith("pl/") else "en"
        assert f'<html lang="{language}"' in html(at(source))


def test_alternates_do_not_wake_the_sitemap_script(
    site_with: Callable[[bool], Path],
) -> None:
    """Material's script asks a sitemap of each exact rel=alternate; none is left."""
    site = site_with(True)
    assert 'rel="alternate"' not in head(html(site / "en/index.html"))


def test_site_in_one_language_has_no_switch(project: Path) -> None:
    """Where there is one language there is nothing to switch to."""
    site = built(project, plan=Planned(), languages=["pl"])
    assert "hreflang" not in html(site / "pl/index.html")
    assert '<html lang="pl"' in html(site / "404.html")


# --- the repository's own site ------------------------------------------------------


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the repository's own site, strictly."""
    site = tmp_path_factory.mktemp("sample") / "site"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1790812800")
        config = load_config(str(ROOT / "mkdocs.yml"), site_dir=str(site), strict=True)
        begin(config)
        build(config)
    return site.resolve()


def test_sample_has_every_page_in_both_languages(sample: Path) -> None:
    """The strict build passes; each page under /en/ has its twin under /pl/."""

    def pages(language: str) -> set[str]:
        folder = sample / language
        return {str(path.relative_to(folder)) for path in folder.rglob("*.html")}

    assert pages("en") == pages("pl")
    assert len(pages("en")) > 30


def test_sample_switches_between_twins(sample: Path) -> None:
    """On every page of the sample the switch leads to the same path, which exists."""
    for path in (sample / "en").rglob("*.html"):
        twin = sample / "pl" / path.relative_to(sample / "en")
        assert alternates(path) == {"en": path, "pl": twin}
        assert alternates(twin) == {"en": path, "pl": twin}


def test_sample_says_in_which_language_it_speaks(sample: Path) -> None:
    """Every page declares the language of its folder."""
    for language in ("en", "pl"):
        pages = list((sample / language).rglob("*.html"))
        assert pages
        for path in pages:
            assert f'<html lang="{language}"' in html(path)
