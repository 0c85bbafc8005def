"""A page of a site for internal use, printed: each of its sheets says so."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sheets import sheet_texts

WORDS = ("Internal edition – not for clients", "Wersja wewnętrzna – nie dla klientów")
LONG = "en/shops/lumen/2026-09-15/usage.html"
BY_HAND = "pl/reference/yaml.html"


@pytest.mark.threat
@pytest.mark.parametrize("path", [LONG, BY_HAND])
def test_every_printed_sheet_says_that_it_is_internal(
    tab: Any, unindexed_folder: Path, path: str
) -> None:
    """Generated or hand-written, no sheet of a long page can pass for the client's."""
    tab.page.goto((unindexed_folder / path).as_uri())
    assert tab.page.locator(".cx-edition").is_visible()

    sheets = sheet_texts(tab.page.pdf(prefer_css_page_size=True))

    assert len(sheets) > 2
    for number, sheet in enumerate(sheets, start=1):
        text = " ".join(sheet.split())
        assert all(words in text for words in WORDS), number
