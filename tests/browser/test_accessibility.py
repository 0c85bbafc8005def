"""Every page type for everybody: axe, keyboard, zoom, narrow screens, valid HTML."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from repository import ROOT
from thoroughness import THOROUGH, sampled

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
VNU = ROOT / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

COLOURS = ["color-contrast", "link-in-text-block"]
"""Rules that depend on colours, of those above."""

LANGUAGES = ["en", "pl"]
PAGE_TYPES = {
    "start": "",
    "shop": "shops/lumen/",
    "summary": "shops/lumen/2026-09-15/",
    "provisional summary": "shops/lumen/2026-03-16/",
    "stage": "shops/lumen/2026-09-15/usage/",
    "plan": "shops/lumen/2026-09-15/plan/",
    "changes": "shops/lumen/2026-09-15/changes/",
    "numbers": "shops/lumen/2026-09-15/numbers/",
    "comparison": "comparison/",
    "checklist": "checklists/online-shop/",
    "checklist of a stage": "checklists/online-shop/purchase/",
    "method": "method/",
    "how to read": "how-to-read/",
    "glossary": "glossary/",
    "diagnostics": "reference/diagnostics/",
    "a diagnostic": "reference/diagnostics/e302/",
    "ideas": "reference/ideas/",
    "sources": "reference/sources/",
    "hand-written": "tutorial/",
}
WITHOUT_LANGUAGE = {"choice of language": "", "not found": "nowhere/"}

ALLOWED = (
    # Material's own markup; each is harmless and not ours to fix.
    "Attribute “autocomplete” is only allowed when the input type is",
    "The value of the “for” attribute of the “label” element must be the ID of",
    "Bad value “” for attribute “tabindex” on element “label”",
)
"""Messages of the HTML checker about the theme, by how they begin."""


def page_urls(language: str) -> list[tuple[str, str]]:
    return [(name, f"{language}/{path}") for name, path in PAGE_TYPES.items()]


@pytest.fixture
def axe(missing_tool):
    """The source of axe-core."""
    if not AXE.is_file():
        missing_tool("axe-core is missing: npm install --ignore-scripts")
    return AXE.read_text(encoding="utf-8")


def violations(page, axe, rules) -> list[str]:
    found = page.evaluate(
        f"""rules => {{
          {axe};
          return axe.run(document, {{runOnly: rules, resultTypes: ['violations']}});
        }}""",
        rules,
    )
    return [
        f"{one['id']}: {node['target']} {node['failureSummary']}"
        for one in found["violations"]
        for node in one["nodes"]
    ]


def ways(name: str, number: int) -> list[tuple[str, str]]:
    """Return by which addresses and in which schemes a page type is looked at.

    A sample is one language in the light, and of every third page type the dark.
    """
    if name in WITHOUT_LANGUAGE:
        lights = [WITHOUT_LANGUAGE[name]]
    else:
        lights = [f"{language}/{PAGE_TYPES[name]}" for language in LANGUAGES]
    dark = [lights[0]] if THOROUGH or number % 3 == 0 else []
    light = sampled(lights, every=len(lights), start=number)
    return [(path, "light") for path in light] + [(path, "dark") for path in dark]


@pytest.mark.parametrize("name", [*PAGE_TYPES, *WITHOUT_LANGUAGE])
def test_axe_finds_no_violation(tab, unindexed_url, axe, name):
    """WCAG 2.2 AA and axe's best practice hold on every page type, in both schemes."""
    number = [*PAGE_TYPES, *WITHOUT_LANGUAGE].index(name)
    found = {}
    for path, scheme in ways(name, number):
        tab.leave()  # and what it knows of the scheme before
        tab.page.emulate_media(color_scheme=scheme)
        tab.page.goto(unindexed_url + path)
        shown = tab.page.evaluate("document.body.dataset.mdColorScheme")
        assert shown == {"light": "default", "dark": "slate"}[scheme]

        # In the dark only the colours differ, and on each page the button that ends it.
        rules = COLOURS if scheme == "dark" and path != "en/" else RULES
        if wrong := violations(tab.page, axe, rules):
            found[path, scheme] = wrong
    assert found == {}
    tab.errors = [error for error in tab.errors if "404" not in error]


WIDTHS = {"360 px": 360, "1280 px at 200 %": 640}


@pytest.fixture(scope="module")
def contents():
    """By language, page type and width of the window: how wide the content is."""
    return {}


def measured(page, address: str, language: str) -> dict[tuple[str, int], int]:
    """Open every page type once and make its window as wide as each of the two."""
    found = {}
    start = LANGUAGES.index(language)
    for name, path in sampled(page_urls(language), every=len(LANGUAGES), start=start):
        page.goto(address + path)
        for width in WIDTHS.values():
            page.set_viewport_size({"width": width, "height": 740})
            found[name, width] = page.evaluate("document.documentElement.scrollWidth")
    return found


@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.xdist_group("content widths")
def test_nothing_scrolls_sideways(tab, unindexed_url, contents, language, width):
    """Every page type fits a narrow phone, and a laptop at 200 % zoom."""
    if language not in contents:
        contents[language] = measured(tab.page, unindexed_url, language)

    wide = {
        name
        for (name, window), content in contents[language].items()
        if window == width and content > width
    }
    assert wide == set()
    least = len(PAGE_TYPES) // (1 if THOROUGH else len(LANGUAGES))
    assert len(contents[language]) >= least * len(WIDTHS)


NOTE_FOCUS = """() => {
  window.visited = new Set();
  window.invisible = [];
  addEventListener("focusin", ({target}) => {
    if (!target.closest("article")) return;
    visited.add(target);
    const style = getComputedStyle(target);
    const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
    if (!outlined && style.boxShadow === "none")
      invisible.push(target.outerHTML.slice(0, 120));
  });
  return [...document.querySelectorAll(
      "article a[href], article select, article summary, article button")]
    .filter(one => one.checkVisibility({visibilityProperty: true})).length;
}"""
IN_ORDER = """() => [...visited].every((one, at, all) => at === 0
  || all[at - 1].compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING)"""


@pytest.mark.parametrize("name", ["summary", "stage", "plan"])
def test_the_keyboard_reaches_everything_and_shows_where_it_is(
    tab, unindexed_url, name
):
    """Tab visits every link and control of the article in order, visibly, without a trap."""
    page = tab.page
    page.goto(unindexed_url + "en/" + PAGE_TYPES[name])
    wanted = page.evaluate(NOTE_FOCUS)
    for _ in range(wanted):
        page.keyboard.press("Tab")
    for _ in range(120):  # what stands outside the article
        if page.evaluate("visited.size") == wanted:
            break
        page.keyboard.press("Tab")

    assert wanted > 20
    assert page.evaluate("invisible") == []
    assert page.evaluate("visited.size") == wanted
    assert page.evaluate(IN_ORDER)


def test_the_html_is_valid(sample_folder, missing_tool):
    """The Nu checker finds nothing in our pages, and nothing new in the theme."""
    if not VNU.is_file():
        missing_tool("vnu-jar is missing: npm install --ignore-scripts")
    java = shutil.which("java")
    if java is None:
        missing_tool("Java is missing: apt-get install default-jre-headless")
    done = subprocess.run(
        [
            # One compiler, the quick one: there is too little to do for the thorough one.
            *(java, "-Xss4m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"),
            *("-jar", str(VNU)),
            *("--errors-only", "--skip-non-html", "--format", "json"),
            *map(str, sampled(sorted(sample_folder.rglob("*.html")), every=4)),
        ],
        capture_output=True,
        text=True,
        check=False,
    )

    messages = json.loads(done.stderr)["messages"]
    assert (
        sorted(
            {
                f"{Path(one['url']).name}: {one['message']}"
                for one in messages
                if not one["message"].startswith(ALLOWED)
            }
        )
        == []
    )
