"""The site under its own security headers in Chromium: all works, nothing else runs."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import yaml
from thoroughness import sampled
from tiny_project import write, write_project

pytestmark = pytest.mark.threat

PAGES = {
    "choice of language": "",
    "start": "en/",
    "shop": "en/shops/lumen/",
    "summary": "en/shops/lumen/2026-09-15/",
    "stage": "en/shops/lumen/2026-09-15/usage/",
    "plan": "en/shops/lumen/2026-09-15/plan/",
    "changes": "en/shops/lumen/2026-09-15/changes/",
    "numbers": "en/shops/lumen/2026-09-15/numbers/",
    "comparison": "pl/comparison/",
    "checklist": "en/checklists/online-shop/",
    "checklist of a stage": "pl/checklists/online-shop/purchase/",
    "method": "pl/method/",
    "how to read": "en/how-to-read/",
    "glossary": "pl/glossary/",
    "diagnostics": "en/reference/diagnostics/",
    "a diagnostic": "pl/reference/diagnostics/e302/",
    "ideas": "en/reference/ideas/",
    "sources": "en/reference/sources/",
    "hand-written": "en/tutorial/",
    "hand-written with tables": "pl/reference/yaml/",
}
WAYS = ("hosts", "nginx", "file")
"""By the headers of `_headers`, by those of the nginx file, and by each page's own."""

INJECTED = """
<script>document.title += " inline"</script>
<svg onload='document.title += " svg"'></svg>
<img src="data:," onerror='document.title += " img"'>
<iframe srcdoc="<script>parent.document.title += ' frame'</script>"></iframe>
<script src="data:text/javascript,document.title += ' data'"></script>
<style>h1 { color: rgb(1, 2, 3) !important }</style>
<p><button id="click" type="button" onclick='document.title += " click"'>Click</button>
<a id="link" href="javascript:document.title += ' link'; void 0">Link</a></p>
"""
PATIENCE = 60.0
RAN = {"inline", "svg", "img", "frame", "data", "click", "link"}

HEADING_AND_POLICIES = """() => [
  document.querySelector("h1").checkVisibility({visibilityProperty: true}),
  document.querySelectorAll("meta[http-equiv=Content-Security-Policy]").length,
]"""


def sent_by_hosts(site: Path) -> dict[str, str]:
    """Read `_headers` as Netlify and Cloudflare Pages do."""
    text = (site / "_headers").read_text(encoding="utf-8")
    rules = [line for line in text.splitlines() if line and line.strip()[0] != "#"]
    assert rules[0] == "/*"
    assert all(line.startswith("  ") for line in rules[1:])
    return dict(line.strip().split(": ", 1) for line in rules[1:])


def sent_by_nginx(site: Path) -> dict[str, str]:
    """Read the `add_header` lines of the file for nginx."""
    text = (site / "headers.nginx.conf").read_text(encoding="utf-8")
    return dict(
        re.findall(r'^add_header ([\w-]+) "([^"]*)" always;$', text, re.MULTILINE)
    )


Address = Callable[[str], str]


def page_file(folder: Path, path: str) -> str:
    """Return the address of the file of a page, by its path on a server."""
    page = folder / f"{path.removesuffix('/')}.html"
    index = folder / path / "index.html"
    return (page if page.is_file() else index).as_uri()


@pytest.fixture(params=WAYS)
def open_by(
    request: pytest.FixtureRequest, serve: Callable[..., str]
) -> Callable[[str], Address]:
    """Turn "sample" or "unindexed" into what makes the path of a page its address."""

    def start(which: str) -> Address:
        if request.param == "file":
            folder: Path = request.getfixturevalue(f"{which}_folder")
            return partial(page_file, folder)
        site: Path = request.getfixturevalue(f"{which}_site")
        headers = {"hosts": sent_by_hosts, "nginx": sent_by_nginx}[request.param](site)
        url = serve(site, headers)
        return lambda path: f"{url}{path}"

    return start


def test_no_page_breaks_its_policy(
    own_tab: Any,
    open_by: Callable[[str], Address],
    request: pytest.FixtureRequest,
) -> None:
    """No page type asks for, runs or styles what the policy refuses."""
    tab, address = own_tab, open_by("unindexed")
    heard: list[str] = []

    def hear(what: str) -> None:
        heard.append(what)

    tab.page.expose_function("cxHeard", hear)
    tab.page.add_init_script(
        "addEventListener('securitypolicyviolation', (event) => cxHeard("
        "`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`))"
    )
    start = WAYS.index(request.node.callspec.params["open_by"])
    for path in sampled([*PAGES.values()], every=len(WAYS), start=start):
        tab.page.goto(address(path), wait_until="load")
        assert tab.page.evaluate(HEADING_AND_POLICIES) == [True, 1]

    assert heard == []
    assert tab.errors == []


def test_what_scripts_do_for_readers_still_works(
    tab: Any, open_by: Callable[[str], Address]
) -> None:
    """Search, palette, language switch and the filters of the plan."""
    page, address = tab.page, open_by("unindexed")
    page.goto(open_by("sample")(PAGES["summary"]))
    results = tab.search("newsletter promise")
    assert any("newsletter-promise" in one.get_attribute("href") for one in results)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("newsletter"))

    page.goto(address(PAGES["summary"]))
    page.locator("[for=__palette_1]:visible, [for=__palette_2]:visible").first.click()
    assert page.locator("body[data-md-color-scheme=slate]").count() == 1
    page.reload()  # the inline script reads what was chosen
    assert page.locator("body[data-md-color-scheme=slate]").count() == 1

    page.locator(".md-header .md-select button").hover()
    page.locator(".md-select__link", has_text="Polski").click()
    page.wait_for_url(re.compile("/pl/shops/lumen/2026-09-15"))

    page.goto(address(PAGES["plan"]))
    steps = page.locator("[data-cx-step]:not([hidden])")
    before = steps.count()
    page.select_option("select[name=stage]", "usage")
    assert 0 < steps.count() < before


def test_a_picture_opens_by_itself(
    tab: Any, sample_site: Path, serve: Callable[..., str]
) -> None:
    """A file that a page links to is shown under the headers too."""
    picture = min(sample_site.rglob("evidence/*.webp"))
    url = serve(sample_site, sent_by_hosts(sample_site))
    tab.page.goto(f"{url}{picture.relative_to(sample_site).as_posix()}")
    shown = tab.page.locator("img")
    assert shown.evaluate("img => img.naturalWidth") > 0
    tab.errors.clear()  # the browser styles its own page around the picture


@pytest.fixture(scope="module")
def turned(
    made_once: Callable[[str, Callable[[Path], None]], Path],
    build_site: Callable[..., None],
) -> Path:
    """A built site with a page into which somebody got HTML, and one without policy."""

    def make(root: Path) -> None:
        write_project(root, "bell")
        (root / "docs").mkdir()
        settings = {
            "site_name": "Site",
            "theme": {"name": "material", "font": False},
            "use_directory_urls": False,
            "plugins": ["search", "cx-audit"],
        }
        write(root / "mkdocs.yml", yaml.safe_dump(settings))
        site = root / "site"
        build_site(root / "mkdocs.yml", site)
        page = (site / "en" / "method.html").read_text(encoding="utf-8")
        evil = page.replace("</article>", f"{INJECTED}</article>")
        bare = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", evil)
        assert evil != page
        assert bare != evil
        write(site / "en" / "evil.html", evil)
        write(site / "en" / "bare.html", bare)

    return made_once("turned", make) / "site"


def refused(tab: Any) -> list[str]:
    """Return what the browser said about each thing that a policy did not allow."""
    return [error for error in tab.errors if "Content Security Policy" in error]


def what_ran(tab: Any) -> set[str]:
    """Return which of the injected scripts ran, after a click on all that can be.

    Each runs or is refused, and so is the style where any of them is.
    """
    tab.page.locator("#click").click()
    tab.page.locator("#link").click()
    end = time.monotonic() + PATIENCE
    while True:
        ran = RAN & set(tab.page.evaluate("document.title.split(' ')"))
        all_refused = len(ran) + len(refused(tab)) > len(RAN)
        if ran == RAN or all_refused or time.monotonic() > end:
            return ran


@pytest.mark.parametrize("name", ["hosts", "nginx", "own policy", "file"])
def test_what_got_into_a_page_does_not_run(
    tab: Any,
    turned: Path,
    serve: Callable[..., str],
    name: str,
    figure: Callable[..., None],
) -> None:
    """No injected script, handler, link or style has an effect, by header or by meta."""
    if name == "file":
        url = (turned / "en" / "evil.html").as_uri()
    elif name == "own policy":
        url = f"{serve(turned)}en/evil.html"
    else:
        headers = {"hosts": sent_by_hosts, "nginx": sent_by_nginx}[name](turned)
        url = f"{serve(turned, headers)}en/bare.html"
    tab.page.goto(url)

    assert what_ran(tab) == set()
    colour = tab.page.locator("h1").evaluate("h1 => getComputedStyle(h1).color")
    assert colour != "rgb(1, 2, 3)"
    assert len(refused(tab)) >= len(RAN)
    tab.errors.clear()
    figure("injected", tried=len(RAN))


def test_without_the_policy_it_would_run(
    tab: Any, turned: Path, serve: Callable[..., str]
) -> None:
    """The same page without a policy runs it all: the trap is a trap."""
    tab.page.goto(f"{serve(turned)}en/bare.html")

    assert what_ran(tab) == RAN
    tab.errors.clear()


def test_nobody_may_frame_the_site(
    tab: Any,
    turned: Path,
    serve: Callable[..., str],
    tmp_path: Path,
) -> None:
    """A page elsewhere that puts the site into a frame shows an empty one."""
    url = serve(turned, sent_by_hosts(turned))
    write(tmp_path / "frame.html", f'<iframe src="{url}en/method.html"></iframe>')
    tab.page.goto(f"{serve(tmp_path)}frame.html")
    frame = tab.page.frames[-1]

    assert frame != tab.page.main_frame
    assert frame.locator("article").count() == 0
    assert any("frame" in error for error in tab.errors)
    tab.errors.clear()
