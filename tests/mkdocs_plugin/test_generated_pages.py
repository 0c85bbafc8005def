"""Generated pages and files of a site: where they stand and what reaches them."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from mkdocs.commands.build import build
from mkdocs.exceptions import Abort
from planned_pages import Planned, page
from plugin_build import AS_OF, Log, built, config_of, entries, head, html
from tiny_project import write, write_project

from generator.model.audit import Spot
from generator.publishing.site_plan import (
    Addresses,
    Asset,
    Heading,
    RenderedPage,
    SearchEntry,
)

pytestmark = pytest.mark.xdist_group("generated pages")

EVIL = "</title><script>alert(1)</script>"
BODY = "<p>{{ 7 * 7 }} **stars** &amp; <!-- cx: levels --></p>"
LINKED = [("en/links", ""), ("index", ""), ("en/a/b/index", ""), ("en/a/c", "")]
PICTURE = "assets/cx/evidence/a.webp"
REPOSITORY = "https://git.example/x"


def hostile(_: Addresses) -> RenderedPage:
    """Return a page whose every title is hostile."""
    below = Heading(anchor="a", title=EVIL, level=2)
    return RenderedPage(
        html='<h1 id="_top">x</h1><h2 id="a">y</h2>',
        toc=(Heading(anchor="_top", title=EVIL, level=1, children=(below,)),),
        search=(SearchEntry(anchor="a", title=EVIL, text=EVIL),),
        links=frozenset(),
        anchors=frozenset({"_top", "a"}),
    )


PLAN = Planned(
    *(page(uri, links=LINKED) for uri, _ in LINKED),
    page("en/shops/bell/index", BODY),
    page("en/method", BODY),
    page("en/picture/b", files=[PICTURE]),
    page(
        "en/evil",
        title=EVIL,
        description=f'">{EVIL}',
        parent="en/index",
        render=hostile,
    ),
    page("en/closed", indexable=False),
    page("en/open"),
    page("404", "<p>lost</p>", links=[("pl/index", ""), ("en/index", "")]),
    page("en/a/source", source=Spot(path="audits/shops/bell/shop.yaml", line=1)),
    assets=(Asset(uri=PICTURE, content=lambda: b"\x00x"),),
)


@pytest.fixture(scope="module")
def site_with(tmp_path_factory: pytest.TempPathFactory) -> Callable[[bool], Path]:
    """Return the site of all the pages above, for either way addresses are made.

    With directories it is for the internal audience, without for a client.
    """
    sites: dict[bool, Path] = {}

    def make(directories: bool) -> Path:
        settings = {
            "use_directory_urls": directories,
            "site_url": "https://site.example/sub/",
            "theme": {"name": "material", "features": ["content.action.edit"]},
            "repo_url": REPOSITORY,
            "edit_uri": "edit/main/docs/",
        }
        audience = "internal" if directories else "client"
        root = write_project(tmp_path_factory.mktemp("pages"), "bell")
        return built(root, plan=PLAN, audience=audience, mkdocs=settings)

    def once(directories: bool) -> Path:
        if directories not in sites:
            sites[directories] = make(directories)
        return sites[directories]

    return once


@pytest.fixture
def site(site_with: Callable[[bool], Path]) -> Path:
    """Return the site whose addresses are directories."""
    return site_with(True)


# --- pages and addresses ------------------------------------------------------------


@pytest.mark.parametrize("directories", [True, False])
def test_planned_pages_are_written_as_they_were_rendered(
    site_with: Callable[[bool], Path], directories: bool
) -> None:
    """The body reaches the site untouched, whichever way addresses are made."""
    method = "en/method/index.html" if directories else "en/method.html"
    for path in ("en/shops/bell/index.html", method):
        assert BODY in html(site_with(directories) / path)


@pytest.mark.parametrize("directories", [True, False])
def test_links_between_pages_lead_to_files(
    site_with: Callable[[bool], Path], directories: bool
) -> None:
    """An address computed for a page leads to the target's file from there."""
    pages = {
        html(path).split("<title>")[1].split(" - ")[0]: path
        for path in site_with(directories).rglob("*.html")
    }
    for uri, _ in LINKED:
        source = pages[f"Title of {uri}"]
        for target, _ in LINKED:
            [address] = re.findall(f'href="([^"]*)">{target}</a>', html(source))
            found = (source.parent / address).resolve()
            found = found / "index.html" if address.endswith("/") else found
            assert found == pages[f"Title of {target}"]


def test_assets_are_written_and_addressed(site: Path) -> None:
    """A planned file lands at its uri with its bytes, and pages find it there."""
    assert (site / PICTURE).read_bytes() == b"\x00x"
    shown = html(site / "en/picture/b/index.html")
    assert f'<img src="../../../{PICTURE}">' in shown


def test_asset_that_cannot_be_made_stops_the_build(project: Path, logged: Log) -> None:
    """A picture that went away is an error with its name, not a traceback."""

    def gone() -> bytes:
        raise OSError("it went away")

    plan = Planned(assets=(Asset(uri="assets/cx/a.webp", content=gone),))
    with pytest.raises(Abort):
        built(project, plan=plan)
    assert any("assets/cx/a.webp: it went away" in line for line in logged.errors)


def test_broken_links_are_all_told(project: Path, logged: Log) -> None:
    """Links to missing pages, anchors and files stop the build and are all named."""
    plan = Planned(
        page("en/a", links=[("en/missing", ""), ("en/b", "_nowhere")]),
        page("en/b", links=[("en/a", "_top")]),
        page("en/c", files=["assets/cx/gone.webp", "assets/cx/cx.css"]),
    )
    with pytest.raises(Abort):
        built(project, plan=plan)
    told = "\n".join(logged.errors)
    assert "en/a links to en/missing" in told
    assert "en/a links to en/b#_nowhere" in told
    assert "en/c shows assets/cx/gone.webp" in told
    assert "en/b links" not in told
    assert "cx.css" not in told


@pytest.mark.parametrize(
    ("written", "directories"),
    [
        ("en/method.md", True),
        ("en/method/index.md", True),
        ("en/method/README.md", True),
        ("en/method.md", False),
    ],
)
def test_hand_written_page_is_never_replaced(
    project: Path, logged: Log, written: str, directories: bool
) -> None:
    """A page somebody wrote where a generated one goes stops the build by name."""
    write(project / "docs" / written, "# Mine")
    with pytest.raises(Abort):
        built(
            project,
            plan=Planned(page("en/method")),
            mkdocs={"use_directory_urls": directories},
        )
    assert any(written in line for line in logged.errors)


def test_excluded_hand_written_page_is_no_clash(project: Path) -> None:
    """A page that is not part of the site does not stand in the way."""
    plan = Planned(page("en/method", "<p>ours</p>"))
    write(project / "docs/en/method.md", "# Mine")
    exclude = {"exclude_docs": "method.md"}
    site = built(project, plan=plan, strict=True, mkdocs=exclude)
    assert "<p>ours</p>" in html(site / "en/method/index.html")


# --- hostile words ------------------------------------------------------------------


def test_hostile_titles_are_text_everywhere(site: Path) -> None:
    """Title, description and headings reach head, nav and search escaped."""
    for path in site.rglob("*.html"):
        assert "<script>alert" not in html(path)
    shown = unescape(html(site / "en/evil/index.html"))
    assert f"<title>{EVIL} - Site</title>" in shown
    assert EVIL in html(site / "en/index.html").replace("&lt;", "<").replace(
        "&gt;", ">"
    )
    [entry] = [entry for entry in entries(site) if "evil" in entry["location"]]
    assert entry["location"] == "en/evil/#a"
    assert "<" not in entry["title"] + entry["text"]


def test_site_name_is_text_too(project: Path) -> None:
    """The name of the site, which may be a shop's, is escaped once and not twice."""
    told = {"site_name": f"R&D {EVIL}", "site_description": f'"> {EVIL}'}
    plan = Planned()
    config = config_of(project, plan=plan, mkdocs=told)
    write(project / "docs/by-hand.md", "# By hand")  # it has no description of its own
    build(config)
    build(config)
    shown = html(Path(config.site_dir) / "en/index.html")
    by_hand = html(Path(config.site_dir) / "by-hand/index.html")
    assert "<script>alert" not in by_hand
    assert "&#34;&gt; " in by_hand
    assert "<script>alert" not in shown
    assert "R&amp;D" in shown
    assert "&amp;amp;" not in shown
    assert [one.site_name for one in plan.asked_for] == [f"R&D {EVIL}"] * 2


# --- what surrounds a page ----------------------------------------------------------


def test_closed_pages_say_so_and_leave_the_sitemap(site: Path) -> None:
    """A page that is not indexable asks not to be listed and is not in the sitemap."""
    closed, opened = (
        head(html(site / f"en/{n}/index.html")) for n in ("closed", "open")
    )
    assert '<meta name="robots" content="noindex, nofollow">' in closed
    assert '<meta name="referrer" content="no-referrer">' in closed
    assert "noindex" not in opened
    sitemap = html(site / "sitemap.xml")
    assert "en/open/" in sitemap
    assert "en/closed/" not in sitemap


def test_not_found_page_links_from_the_root(site: Path) -> None:
    """The 404 page is served anywhere, so its links begin at the site's root."""
    shown = html(site / "404.html")
    assert "<p>lost</p>" in shown
    assert 'href="/sub/pl/"' in shown
    assert 'href="/sub/en/"' in shown
    assert not (site / "404").exists()


@pytest.mark.parametrize(("audience", "shown"), [("internal", True), ("client", False)])
def test_edit_links_lead_to_the_yaml(
    site_with: Callable[[bool], Path], audience: str, shown: bool
) -> None:
    """The internal audience is led to the YAML a page was made from, a client not."""
    internal = audience == "internal"
    name = "en/a/source/index.html" if internal else "en/a/source.html"
    address = f"{REPOSITORY}/edit/main/audits/shops/bell/shop.yaml"
    assert (f'href="{address}"' in html(site_with(internal) / name)) is shown


@pytest.mark.parametrize("plugins", [["search"], ["search", "offline"]])
def test_pages_name_no_other_host(project: Path, plugins: list[Any]) -> None:
    """Nothing is fetched from elsewhere, though the user thought of no font."""
    ours = {"cx-audit": {"as_of": AS_OF}}
    site = built(project, plan=Planned(), mkdocs={"plugins": [*plugins, ours]})
    pages = list(site.rglob("*.html"))
    assert pages
    for path in pages:
        assert not re.findall(r'(?:src|href)="(?:https?:)?//[^"]+', html(path))
