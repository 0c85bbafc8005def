"""Whatever stands in YAML shows as text, in every field of every page."""

from __future__ import annotations

import pytest
import sample_site as sample
from page_outline import Flat, Outline, rendered

pytestmark = pytest.mark.threat

HOSTILE = (
    "</title></h1><script>alert(1)</script><img src=x onerror=alert(1)>"
    "\"'><svg onload=alert(1)> {{ 7*7 }} {% raw %} &amp; javascript:alert(1) \u202e|"
)
TAGS = frozenset(
    [
        "a",
        "article",
        "bdi",
        "br",
        "code",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "em",
        "footer",
        "h1",
        "h2",
        "h3",
        "img",
        "li",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "small",
        "span",
        "strong",
        "sub",
        "summary",
        "sup",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "time",
        "tr",
        "ul",
        "svg",
        "title",
        "desc",
        "rect",
        "defs",
        "pattern",
        "path",
        "tspan",
        "button",
        "option",
        "select",
        "label",
        "form",
        "circle",
        "line",
        "text",
        "caption",
    ]
)


@pytest.fixture(scope="module")
def pages():
    content = sample.content()
    hostile = {
        name: sample.with_texts(getattr(content, name), lambda words: words + HOSTILE)
        for name in ("reports", "definitions", "diagnostics")
    }
    plan = sample.plan(*hostile.pop("reports"), **hostile, site_name=f"Site {HOSTILE}")
    return rendered(plan, Flat())


def test_no_tag_comes_from_a_text(pages):
    """No page has an element, handler or address that our templates did not write."""
    for uri, page in pages.items():
        read = Outline(page.html)

        assert {tag for tag, _ in read.tags} <= TAGS, uri
        for tag, attrs in read.tags:
            assert not [name for name in attrs if name.startswith("on")], (uri, tag)
            for name in ("href", "src"):
                value = attrs.get(name) or ""
                assert not value.lower().startswith(("javascript", "data")), uri
            if tag == "img":
                assert (attrs["src"] or "").endswith("-s.webp"), uri


def test_the_words_are_still_there(pages):
    """Nothing is cut away: the reader sees what was written."""
    read = Outline(pages["en/shops/lumen/2026-09-15/index"].html)

    assert "<script>alert(1)</script>" in read.text
    assert "{{ 7*7 }}" in read.text


def test_contents_are_plain_and_whole(pages):
    """Contents and search hold plain text for the sink to escape, without controls."""
    page = pages["en/shops/lumen/2026-09-15/before"]

    assert any("<script>" in entry.title for entry in page.search)
    assert "<script>" in page.toc[0].children[0].children[0].title
    assert "\u202e" not in page.toc[0].children[0].children[0].title
