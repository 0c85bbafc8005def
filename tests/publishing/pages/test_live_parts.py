"""Live parts of hand-written pages."""

from __future__ import annotations

import pytest
import sample_site as sample
from page_outline import Outline

from generator.publishing.pages.live_parts import PART_NAMES, render_part

CONTENT = sample.content()


@pytest.mark.parametrize("name", PART_NAMES)
@pytest.mark.parametrize("language", sample.LANGUAGES)
def test_every_part_renders(name, language):
    """Each part is well-formed HTML without headings of its own."""
    html = render_part(name, "", language, CONTENT)

    assert html is not None
    read = Outline(html)
    assert read.text
    assert not read.headings


def test_parts_show_the_definition():
    """Levels, caps and efforts are those of the definition."""
    assert "developing" in (render_part("levels", "small", "en", CONTENT) or "")
    assert "legal duty" in (render_part("caps", "", "en", CONTENT) or "")
    assert "working days" in (render_part("efforts", "", "en", CONTENT) or "")


def test_unknown_parts_are_none():
    """No part of that name, and no definition of that id."""
    assert render_part("nonsense", "", "en", CONTENT) is None
    assert render_part("levels", "nowhere", "en", CONTENT) is None


def test_glossary_is_alphabetical_in_polish():
    """Ł comes after L and before M, not after Z."""
    html = render_part("glossary", "", "pl", CONTENT) or ""

    assert html.index("CX PL") < html.index("Łatwość PL")
