"""Headings, anchors and links come from one place and agree."""

from __future__ import annotations

import pytest
from page_outline import Flat, flattened

from generator.i18n.localizer import Localizer
from generator.publishing.rendering.page_builder import (
    DuplicateAnchorError,
    PageBuilder,
)


@pytest.fixture
def sheet():
    return PageBuilder("en/a/index", Localizer("en"), Flat())


def test_headings_nest_by_level(sheet):
    """The table of contents is a tree, whatever the order of levels."""
    for level, name in ((1, "top"), (2, "a"), (3, "b"), (2, "c"), (4, "d")):
        sheet.heading(level, name, name)
    page = sheet.finish("")

    assert flattened(page.toc) == [
        (1, "top"),
        (2, "a"),
        (3, "b"),
        (2, "c"),
        (4, "d"),
    ]
    assert [child.anchor for child in page.toc[0].children] == ["a", "c"]
    assert page.anchors == {"top", "a", "b", "c", "d"}


def test_a_heading_is_plain_in_the_contents(sheet):
    """Title and note are escaped on the page; the contents hold the bare title."""
    html = sheet.heading(2, "<b>&", "a", note="2 <i>")
    page = sheet.finish(html)

    assert "&lt;b&gt;&amp;" in html
    assert "2 &lt;i&gt;" in html
    assert page.toc[0].title == "<b>&"


def test_an_id_is_used_once(sheet):
    """Two elements with one id are a bug that stops the page."""
    sheet.anchor("a")

    with pytest.raises(DuplicateAnchorError):
        sheet.heading(2, "A", "a")


def test_links_are_noted(sheet):
    """Every link is remembered, with its anchor; one on the page itself is short."""
    assert sheet.link("en/b", "x") == "../b.html#x"
    assert sheet.link("en/a/index", "y") == "#y"
    assert sheet.finish("").links == {("en/b", "x"), ("en/a/index", "y")}
