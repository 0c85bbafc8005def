"""Human texts on a page: in which language, which way they run, how much Markdown."""

from __future__ import annotations

import pytest

from generator.i18n.localizer import Localizer
from generator.i18n.markdown import markdown, web_address
from generator.model.text import Text

POLISH = Text({"pl": "Uwaga"})


def test_text_of_the_pages_language_is_bare():
    """What is in the page's language needs no mark."""
    assert Localizer("pl").text(POLISH) == "Uwaga"


def test_text_of_another_language_says_so():
    """What is in another language carries it, in a line and in a block."""
    localizer = Localizer("en")

    assert localizer.text(POLISH) == '<span lang="pl">Uwaga</span>'
    assert 'lang="pl"' in localizer.prose(POLISH)
    assert 'dir="auto"' in localizer.prose(POLISH)


def test_direction_controls_stay_inside():
    """A control that turns the line around is isolated, and absent in plain text."""
    turned = Text({"en": "abc \u202e def"})
    localizer = Localizer("en")

    assert localizer.text(turned).startswith("<bdi>")
    assert localizer.plain(turned) == "abc def"


@pytest.mark.parametrize(
    "source",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "![a](javascript:alert(1))",
        "# Heading",
        "Heading\n=====",
        "[a](javascript:alert(1))",
        "[a](JaVaScRiPt:alert(1))",
        "[a](&#106;avascript:alert(1))",
        "[a](data:text/html,x)",
        "[a](vbscript:x)",
        "[a](/here)",
        "[a](//a.example)",
        "<javascript:alert(1)>",
        "text {: onmouseover=alert(1) }",
    ],
)
def test_markdown_lets_nothing_dangerous_through(source):
    """No raw HTML, picture, heading, or link to anything but the web and mail."""
    html = markdown(source)

    for bad in ("<script", "<img", "<h1", "href=", "onerror=alert(1)>", "<p onm"):
        assert bad not in html


def test_a_picture_in_markdown_is_only_a_link():
    """A picture from elsewhere is not fetched; its address stays, to be clicked."""
    html = markdown("![a](https://a.example/a.png)")

    assert "<img" not in html
    assert 'href="https://a.example/a.png"' in html


def test_markdown_keeps_what_consultants_write():
    """Emphasis, lists and links to the web remain; links carry no trust."""
    html = markdown("**So** it is\n\n- one\n- [two](https://a.example/?a=1&b=2)")

    assert "<strong>So</strong>" in html
    assert "<li>one</li>" in html
    assert 'href="https://a.example/?a=1&amp;b=2"' in html
    assert 'rel="noopener noreferrer nofollow"' in html


def test_only_web_addresses_become_links():
    """An address that is not http or https is shown, not linked."""
    assert web_address("https://a.example") == "https://a.example"
    assert not web_address("javascript:alert(1)")
