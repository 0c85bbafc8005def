"""Chromium on a site whose every field is hostile: nothing runs, nothing is asked.

A trap in each page notes a flag that every payload sets, dialogs, errors, requests to
other hosts, and elements that came out of words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import naughty
import pytest
from small_project import run
from thoroughness import THOROUGH, sampled

pytestmark = pytest.mark.threat

TRAP = """
window.__sprung = [];
Object.defineProperty(window, "__pwned", {
  set(value) { window.__sprung.push("flag " + value); },
  get() { return undefined; },
});
for (const name of ["alert", "confirm", "prompt", "open", "print"])
  window[name] = (...words) => { window.__sprung.push(name + " " + words); };
"""
LOOK = """
() => {
  const found = [...window.__sprung];
  const fit = ["http:", "https:", "mailto:", "file:"];
  for (const one of document.querySelectorAll("*")) {
    for (const {name} of one.attributes)
      if (/^on/i.test(name)) found.push(one.tagName + " " + name);
    for (const name of ["href", "xlink:href", "src", "action", "data", "formaction"]) {
      const value = one.getAttribute(name);
      if (value === null) continue;
      if (!URL.canParse(value, document.baseURI)) continue;  // leads nowhere
      const {protocol, host} = new URL(value, document.baseURI);
      if (!fit.includes(protocol)) found.push(one.tagName + " " + value);
      if (host === "bad.example" && one.localName !== "a")
        found.push(one.tagName + " asks " + value);
    }
  }
  const never = "iframe:not([title=search]), object, embed, base, math, foreignObject,"
    + "marquee, video, audio, textarea, plaintext, xmp, isindex, .mermaid, "
    + "meta[http-equiv=refresh], animate";
  for (const one of document.querySelectorAll(never)) found.push(one.outerHTML);
  return found;
}
"""
TOUCH = """
() => {
  for (const one of document.querySelectorAll("*"))
    for (const kind of ["mouseover", "focus", "toggle", "error", "load", "click"])
      if (kind !== "click" || one.localName === "summary")
        one.dispatchEvent(new Event(kind, {bubbles: false, cancelable: true}));
}
"""
PLAN = "en/shops/demo/2026-09-15/plan.html"
HOSTILE = tuple(
    string for string in naughty.STRINGS if naughty.RUN in string and "\n" not in string
)


WORDS = ("script", "onerror", "window.__pwned=1", "javascript", "search")
"""Questions that hostile words are found by."""


@dataclass
class Trap:
    """A tab in which everything that should not happen is noted."""

    page: Any
    noted: list[str] = field(default_factory=list)
    visited: int = 0

    def __post_init__(self) -> None:
        """Set the trap for every page to come."""
        self.page.add_init_script(TRAP)
        self.page.on("dialog", self._dialog)
        self.page.on("pageerror", lambda error: self.noted.append(str(error)))
        self.page.on("console", self._console)
        self.page.on("request", self._request)
        self.page.on("popup", lambda other: self.noted.append(f"opened {other.url}"))

    def _dialog(self, dialog: Any) -> None:
        self.noted.append(f"dialog {dialog.message}")
        dialog.dismiss()

    def _console(self, message: Any) -> None:
        asks_icon = message.location["url"].endswith("/favicon.ico")
        if message.type == "error" and not asks_icon:
            self.noted.append(message.text)

    def _request(self, request: Any) -> None:
        address = urlsplit(request.url)
        if address.scheme != "data" and address.hostname not in {"127.0.0.1", None}:
            self.noted.append(f"asked {request.url}")

    def reset(self) -> None:
        """Leave the page, close what it opened, and forget what was noted."""
        self.page.goto("about:blank")
        for other in self.page.context.pages:
            if other != self.page:
                other.close()
        self.noted.clear()
        self.visited = 0

    def look(self) -> list[str]:
        """Return what was noted on this page, by any of the means."""
        self.visited += 1
        found = [*self.noted, *self.page.evaluate(LOOK)]
        self.noted.clear()
        return found

    def visit(self, address: str) -> list[str]:
        """Open a page, touch everything on it, and return what was noted."""
        self.page.goto(address)
        self.page.evaluate(TOUCH)
        return self.look()


@pytest.fixture(scope="module")
def laid_trap(chromium: Any) -> Iterator[Trap]:
    """A tab with the trap, which does not have the pages' policy to help it."""
    context = chromium.new_context(locale="en-GB", bypass_csp=True)
    yield Trap(context.new_page())
    context.close()


@pytest.fixture
def trap(laid_trap: Trap) -> Trap:
    """The tab, blank, with nothing noted."""
    laid_trap.reset()
    return laid_trap


@pytest.fixture(scope="module")
def sites(
    made_once: Callable[[str, Callable[[Path], None]], Path],
) -> dict[str, Path]:
    """The internal site of two hostile shops, and the client's of one."""
    out = made_once("hostile", write_sites)
    return {"internal": out / "internal", "client": out / "client"}


def write_sites(out: Path) -> None:
    """Build both sites into a folder."""
    root = out / "project"
    with pytest.MonkeyPatch.context() as patch:
        naughty.project(root, naughty.Rotation(), "other")
        naughty.thin_out(root, "other")
        patch.chdir(root)
        patch.setenv("NO_MKDOCS_2_WARNING", "1")
        patch.setenv("SOURCE_DATE_EPOCH", "1790812800")
        for name, words in (
            ("internal", ["--audience", "internal"]),
            ("client", ["--shop", "demo"]),
        ):
            result = run("build", "--out", str(out / name), *words)
            assert result.exit_code == 0, result.stderr


@pytest.fixture(scope="module")
def addresses(sites: dict[str, Path], serve: Callable[[Path], str]) -> dict[str, str]:
    """Where the two are served."""
    return {name: serve(site) for name, site in sites.items()}


@pytest.fixture(scope="module")
def page_addresses(
    sites: dict[str, Path],
    unindexed: Callable[[Path, Path], None],
    made_once: Callable[[str, Callable[[Path], None]], Path],
    serve: Callable[..., str],
) -> dict[str, str]:
    """The same for tests that open many pages and search none."""
    return {
        name: serve(made_once(f"hostile-{name}", partial(unindexed, site)))
        for name, site in sites.items()
    }


def chosen(site: Path) -> list[str]:
    """Return the pages to open: all in English, and one diagnostic for its type."""
    found = [path.relative_to(site).as_posix() for path in sorted(site.rglob("*.html"))]
    diagnostics = [name for name in found if "/diagnostics/" in name]
    return [
        name
        for name in found
        if not name.startswith("pl/") and name not in diagnostics[2:]
    ]


def to_open(sites: dict[str, Path]) -> dict[str, list[str]]:
    """Return which pages to open of each site: in a sample no page type of both twice."""
    internal, client = (chosen(sites[which]) for which in ("internal", "client"))
    both = [name for name in internal if name in client]
    first = sampled(both, every=2)
    rest = sampled(both, every=2, start=1)
    return {
        "internal": first + [name for name in internal if name not in both],
        "client": rest + [name for name in client if name not in both],
    }


@pytest.mark.parametrize(
    "string",
    [
        naughty.SCRIPTS[0],
        naughty.SCRIPTS[13],
        naughty.HANDLERS[0],
        naughty.HANDLERS[5],
        f"<p onmouseover={naughty.RUN}>x</p>",
        naughty.HANDLERS[18],
        naughty.SVGS[0],
        naughty.SVGS[5],
        f"<a href='java&Tab;script:{naughty.RUN}'>x</a>",
        "<script>alert(1)</script>",
        "<base href=/>",
        "<form><button formaction=javascript:x>x</button></form>",
    ],
)
def test_the_trap_works(trap: Trap, tmp_path: Path, string: str) -> None:
    """The opposite: a page that lets such a string through springs it."""
    page = tmp_path / "page.html"
    page.write_text(f"<!doctype html><title>x</title>{string}", encoding="utf-8")

    assert trap.visit(page.as_uri())


@pytest.mark.parametrize("which", ["internal", "client"])
def test_no_page_springs_the_trap(
    trap: Trap,
    sites: dict[str, Path],
    page_addresses: dict[str, str],
    which: str,
    figure: Callable[..., None],
) -> None:
    """On every page type nothing runs, however it is touched."""
    names = to_open(sites)[which]
    sprung = {
        name: found
        for name in names
        if (found := trap.visit(f"{page_addresses[which]}{name}"))
    }
    figure("trap", pages=trap.visited, sprung=len(sprung))

    assert sprung == {}
    assert trap.visited == len(names) > (15 if THOROUGH else 8)


def test_a_page_from_a_folder_does_not_spring_it(
    trap: Trap, sites: dict[str, Path]
) -> None:
    """The same where pages are opened without a server."""
    for name in (PLAN, "en/shops/demo/2026-09-15/after.html", "en/index.html"):
        assert trap.visit((sites["client"] / name).as_uri()) == []


@pytest.mark.parametrize("which", ["internal", "client"])
def test_search_shows_words(trap: Trap, addresses: dict[str, str], which: str) -> None:
    """Results of hostile words, for hostile queries, are text."""
    page = trap.page
    page.goto(f"{addresses[which]}en/index.html")
    said = page.locator(".md-search-result__meta")
    answer = said.filter(has_text="matching document")
    shown = 0
    page.locator(".md-search__input").click()
    start = [*addresses].index(which)
    for query in sampled(WORDS, every=len(addresses), start=start):
        said.evaluate("one => { one.textContent = '' }")
        page.keyboard.press("Control+A")
        page.keyboard.insert_text(query)
        page.keyboard.press("End")  # Material listens to keys
        answer.wait_for()
        shown += page.locator(".md-search-result__link").count()
        assert trap.look() == [], query
    assert shown > (10 if THOROUGH else 5)
    inside = page.locator(".md-search-result__list").inner_text()
    assert f"<script>{naughty.RUN}</script>" in " ".join(inside.split())
    allowed = "li, a, article, h1, h2, p, nav, ul, mark, details, summary, div, span, svg, path"
    strange = page.locator(f".md-search-result__list :not({allowed})")
    assert strange.count() == 0
    for query in sampled(HOSTILE[:: len(HOSTILE) // 6], every=3):
        page.goto(f"{addresses[which]}en/index.html?q={quote(query)}")
        answer.wait_for()
        assert trap.look() == [], query


def test_filters_of_a_plan_take_no_orders(
    trap: Trap, page_addresses: dict[str, str]
) -> None:
    """Hostile values in the address and in the lists are values."""
    page, plan = trap.page, f"{page_addresses['client']}{PLAN}"
    page.goto(plan)
    names = page.locator("form[data-cx-filter] select").evaluate_all(
        "all => all.map(one => one.name)"
    )
    everything = page.locator("[data-cx-step]").count()
    assert "stage" in names
    assert everything > 3
    for number, string in enumerate(sampled(HOSTILE[::9], every=2)):
        name = names[number % len(names)]
        found = trap.visit(f"{plan}?{name}={quote(string)}#{quote(string)}")
        assert found == [], string
        assert page.locator("[data-cx-step]:not([hidden])").count() == everything
    for name in names:
        options = page.locator(f"select[name={name}] option").count()
        for index in range(1, min(options, 2)):
            page.goto(plan)
            page.select_option(f"select[name={name}]", index=index)
            assert trap.look() == []
            page.reload()
            assert trap.look() == [], page.url
            assert page.locator("[data-cx-step]:not([hidden])").count() > 0


def test_files_to_take_away_run_nothing(
    trap: Trap, sites: dict[str, Path], addresses: dict[str, str]
) -> None:
    """Whatever is not a page is taken away or shown as text, and runs nothing."""
    files = [
        path.relative_to(sites["client"]).as_posix()
        for path in sorted(sites["client"].rglob("*"))
        if path.is_file()
        and path.suffix not in {".html", ".css", ".map", ".woff2"}
        and "javascripts" not in path.parts
        and "images" not in path.parts
    ]
    kinds = {Path(name).suffix for name in files}
    assert {".csv", ".json", ".xml", ".webp"} <= kinds
    page = trap.page
    alike: dict[str, list[str]] = defaultdict(list)
    for name in files:  # demo-2026-09-15-jira.en.csv, 90ab….webp
        alike[
            name.rpartition("-")[2][-12:] if "-" in name else Path(name).suffix
        ].append(name)
    for name in (
        one for each in alike.values() for one in sampled(each, every=len(each))
    ):
        try:
            page.goto(f"{addresses['client']}{name}")
        except Exception as error:
            if "Download is starting" not in str(error):
                raise
            continue
        assert page.evaluate("() => window.__sprung") == [], name
        assert page.locator("script, iframe, object, svg").count() == 0, name
    assert trap.noted == []
