"""The site's pages on paper, printed by the browser."""

from __future__ import annotations

from typing import NamedTuple
from unicodedata import normalize

import pypdfium2
import pytest
from sheets import sheet_texts

AUDIT = "shops/lumen/2026-09-15"
ON_SCREEN_ONLY = {
    "en": ("Pages of this section", "The same as a table", "Show the 7 criteria"),
    "pl": ("Strony tej części", "To samo jako tabela", "Pokaż 7 spełnionych"),
}


class Sheet(NamedTuple):
    """A printed page: its width and height in millimetres, and its text."""

    size: tuple[int, int]
    text: str


def _millimetres(points: float) -> int:
    return round(float(points) / 72 * 25.4)


def _sheets(made: bytes) -> list[Sheet]:
    with pypdfium2.PdfDocument(made) as document:
        sizes = [
            (_millimetres(width), _millimetres(height))
            for width, height in map(document.get_page_size, range(len(document)))
        ]
    return [Sheet(*one) for one in zip(sizes, sheet_texts(made), strict=True)]


@pytest.fixture(scope="module")
def papers():
    """What was printed so far, by the path of the page."""
    return {}


@pytest.fixture
def printed(tab, unindexed_folder, papers):
    """Open a page and return its sheets; no page is printed twice."""

    def sheets_of(path: str) -> list[Sheet]:
        tab.page.goto((unindexed_folder / path).as_uri())
        if path not in papers:
            papers[path] = _sheets(
                tab.page.pdf(prefer_css_page_size=True, tagged=True, outline=True)
            )
        return papers[path]

    return sheets_of


def _words(sheets: list[Sheet]) -> str:
    text = " ".join(sheet.text for sheet in sheets)
    return " ".join(normalize("NFKC", text).split())


@pytest.mark.parametrize("language", ON_SCREEN_ONLY)
def test_what_is_folded_on_the_screen_is_printed(tab, printed, language):
    """A stage's met findings and the reasons behind a fold are on its pages."""
    words = _words(printed(f"{language}/{AUDIT}/usage.html")).replace("- ", "-")
    met = tab.page.locator(".cx-fold .cx-finding h3").all_text_contents()

    assert met
    for name in met:
        title = " ".join(name.replace("¶", "").split()).replace("- ", "-")
        assert title in words
    assert not [one for one in ON_SCREEN_ONLY[language] if one in words]


@pytest.mark.parametrize("page", ["index", "usage", "plan", "numbers"])
def test_printed_pages_are_a4_and_numbered(printed, page):
    """Every printed page is A4 and says which of how many it is."""
    sheets = printed(f"en/{AUDIT}/{page}.html")

    assert sheets
    for number, sheet in enumerate(sheets, start=1):
        assert sheet.size == (210, 297)
        assert f"{number} / {len(sheets)}" in sheet.text


def test_paper_is_white_in_the_dark_scheme_too(tab, unindexed_folder):
    """Printed from the dark scheme, the ink is dark."""
    tab.page.emulate_media(color_scheme="dark")
    tab.page.goto((unindexed_folder / f"en/{AUDIT}/index.html").as_uri())
    ink = "getComputedStyle(document.querySelector('.cx-score .cx-number')).color"
    dark = tab.page.evaluate(ink)
    tab.page.emulate_media(color_scheme="dark", media="print")

    assert sum(_channels(dark)) > 3 * 128
    assert sum(_channels(tab.page.evaluate(ink))) < 3 * 128


def _channels(colour: str) -> list[float]:
    inside = colour[colour.index("(") + 1 : colour.index(")")].replace(",", " ")
    return [float(part) for part in inside.split()[:3]]


def test_evidence_addresses_are_written_out(tab, unindexed_folder):
    """A link to elsewhere says where it leads; one within the site does not."""
    tab.page.goto((unindexed_folder / f"en/{AUDIT}/usage.html").as_uri())
    tab.page.emulate_media(media="print")
    after = "link => getComputedStyle(link, '::after').content"
    evidence = tab.page.locator(".cx-evidence a[href^='http']").first.evaluate(after)
    within = tab.page.locator(".cx-score a").first.evaluate(after)

    assert "http" in evidence
    assert within in {"none", "normal"}
