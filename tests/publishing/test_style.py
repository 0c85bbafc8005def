"""The stylesheet: readable colours, and nothing from another site."""

from __future__ import annotations

import itertools
import re

import pytest
from repository import ROOT

from generator.resources import site_templates

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


def test_no_style_is_left_over():
    """Every class that is styled is used by a template or a page."""
    code = [
        path
        for room in ("publishing", "i18n")
        for path in (ROOT / "generator" / room).rglob("*.py")
    ]
    sources = [*site_templates().rglob("*.html"), *code]
    said = "\n".join(path.read_text(encoding="utf-8") for path in sources)
    styled = set(re.findall(r"\.(cx-[a-z0-9_-]+)", CSS))

    assert not [
        name
        for name in styled
        if name not in said and re.sub(r"(--|__)[a-z0-9-]+$", "", name) not in said
    ]
