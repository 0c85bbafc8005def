"""What is looked at in a finished site before it is published."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.deploy.site_check import site_problems

PAGE = "<!doctype html><title>x</title><h2 id='here'>x</h2>"


def problems(
    site: Path, page: str, *, base: str = "/", expected: tuple[str, ...] = ()
) -> list[str]:
    """Return what is wrong with a site of three pages, one of which says `page`."""
    for name, html in {
        "index.html": PAGE,
        "en/index.html": PAGE,
        "en/shop.html": PAGE + page,
    }.items():
        (site / name).parent.mkdir(exist_ok=True)
        (site / name).write_text(html, encoding="utf-8")
    (site / "style.css").touch()
    return site_problems(site, expected, base)


@pytest.mark.parametrize(
    "page",
    [
        '<a href="#here">',
        '<a href="#top">',
        '<a href="#">',
        '<a href="">',
        '<a href="index.html">',
        '<a href="index.html#here">',
        '<a href="./index.html?q=1#here">',
        "<a href=../index.html>",
        "<a href='..'>",
        '<a href=".">',
        '<a href="../en/">',
        '<a href="../en">',
        '<a href="/">',
        '<a href="/en/shop.html#here">',
        '<a href="#%68ere">',
        '<a name="old"></a><a href="#old">',
        '<a href="https://shop.example/x">',
        '<a href="//shop.example/x">',
        '<a href="mailto:a@shop.example">',
        '<a href="tel:+48123">',
        '<link rel="canonical" href="https://site.example/">',
        '<link rel="next" href="https://site.example/">',
        '<link rel="stylesheet" href="../style.css">',
        '<img src="data:image/png;base64,AA==">',
        '<p title="src=https://x.example">&lt;img src="https://x.example"&gt;</p>',
        '<!-- <img src="https://x.example/a.png"> -->',
        '<script type="application/json">{"a": "https://x.example"}</script>',
        "<script>var a = 'https://x.example'</script>",
        '<p id="fig" style="background: url(#fig)">',
    ],
)
def test_what_is_whole_and_asks_nobody_is_good(tmp_path: Path, page: str) -> None:
    """Links inside in every form, links out to click, and words that look like some."""
    assert problems(tmp_path, page) == []


@pytest.mark.parametrize(
    "page",
    [
        '<a href="gone.html">',
        '<a href="../gone/">',
        '<a href="/gone.html">',
        '<a class="x"  HREF = gone.html >',
        '<area href="gone.html">',
        '<img src="gone.png">',
        '<img srcset="../style.css 1x, gone.png 2x">',
        '<script src="gone.js"></script>',
        '<link rel="stylesheet" href="gone.css">',
        '<a href="../../../style.css">',
    ],
)
def test_what_is_not_there_is_told(tmp_path: Path, page: str) -> None:
    """A page, picture, style or script that a page leads to."""
    [told] = problems(tmp_path, page)

    assert told.endswith(" does not exist: en/shop.html leads there")


@pytest.mark.parametrize(
    "page", ['<a href="#gone">', '<a href="index.html#gone">', '<a href="/#Here">']
)
def test_a_place_that_is_not_there_is_told(tmp_path: Path, page: str) -> None:
    """The anchor of a link stands on the page it leads to, letter for letter."""
    [told] = problems(tmp_path, page)

    assert re.fullmatch(r"\S+\.html has no #\w+: en/shop.html leads there", told)


@pytest.mark.parametrize(
    "page",
    [
        '<img src="https://x.example/a.png">',
        '<img src="//x.example/a.png">',
        '<img src="\\\\x.example/a.png">',
        '<img src=" ht\ntps://x.example/a.png">',
        '<img src="HTTPS&#58;//x.example/a.png">',
        '<img srcset="https://x.example/a.png 2x">',
        '<source srcset="../style.css, https://x.example/a.png 2x">',
        '<script src="https://x.example/a.js"></script>',
        '<script>fetch("https://x.example")</script>',
        "<script>import a from 'https://x.example/a.js'</script>",
        '<script>new Image().src = "//x.example/a"</script>',
        '<link rel="stylesheet" href="https://x.example/a.css">',
        '<link rel="preconnect" href="https://x.example">',
        '<link href="https://x.example">',
        '<iframe src="https://x.example"></iframe>',
        '<video poster="https://x.example/a.png"></video>',
        '<object data="https://x.example"></object>',
        '<svg><use href="https://x.example/a.svg#b"/></svg>',
        '<svg><image xlink:href="https://x.example/a.png"/></svg>',
        '<p style="background: url(https://x.example/a.png)">',
        "<style>@import 'https://x.example/a.css';</style>",
        '<meta http-equiv="refresh" content="0; url=https://x.example">',
        '<a href="#here" ping="https://x.example">',
        '<base href="https://x.example/">',
        '<pre class="mermaid">',
        '<a href="https://github.com/a/b" data-md-component="source">',
    ],
)
def test_a_request_to_another_host_is_told(tmp_path: Path, page: str) -> None:
    """Everything that a browser fetches without a click, however it is written."""
    [told] = problems(tmp_path, page)

    assert told.startswith("en/shop.html asks another host: ")


def test_styles_and_scripts_are_looked_at_as_well(tmp_path: Path) -> None:
    """Also those in files of their own."""
    (tmp_path / "x.css").write_text("a{src:url( 'https://x.example/a' )}", "utf-8")
    (tmp_path / "x.js").write_text('importScripts("https://x.example/a.js")', "utf-8")

    assert problems(tmp_path, "") == [
        "x.css asks another host: https://x.example/a",
        "x.js asks another host: https://x.example/a.js",
    ]


def test_pages_that_were_planned_are_there(tmp_path: Path) -> None:
    """A page that is missing or empty is told."""
    (tmp_path / "empty.html").touch()

    assert problems(
        tmp_path, "", expected=("index.html", "empty.html", "en/gone.html")
    ) == ["empty.html is missing or empty", "en/gone.html is missing or empty"]


def test_addresses_from_the_root_begin_where_the_site_is(tmp_path: Path) -> None:
    """Below a path of the server, others' pages are none of ours."""
    page = '<a href="/audit/en/"><a href="/elsewhere/"><a href="/audit/gone/">'

    assert problems(tmp_path, page, base="/audit/") == [
        "gone does not exist: en/shop.html leads there"
    ]


def test_what_many_pages_lead_to_is_told_once(tmp_path: Path) -> None:
    """A navigation with a dead link is one problem, however many pages show it."""
    for number in range(1_234):
        page = tmp_path / f"{number:04}/index.html"
        page.parent.mkdir()
        page.write_text(PAGE + '<a href="../gone.html">', encoding="utf-8")

    assert problems(tmp_path, "") == [
        "gone.html does not exist: 0000/index.html leads there, and so do 1,233 more"
    ]
