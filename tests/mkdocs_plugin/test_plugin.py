"""The plugin in real builds: what it adds to a site, and when it refuses."""

from __future__ import annotations

import datetime as dt
import json
import logging
import re
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from typing import Any, cast

import pytest
import yaml
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from repository import ROOT
from tiny_project import DEFINITION, write, write_project, write_shop

from generator.mkdocs_plugin import plugin
from generator.mkdocs_plugin.page_cache import RenderedPages
from generator.mkdocs_plugin.plugin import CxAuditPlugin
from generator.model.audit import Spot
from generator.publishing.rendering import page_spec
from generator.publishing.site_plan import (
    Addresses,
    Asset,
    Heading,
    Page,
    RenderedPage,
    SearchEntry,
    SitePlan,
)
from generator.resources import site_templates

EVIL = "</title><script>alert(1)</script>"
AS_OF = "2026-10-01"


@pytest.fixture(autouse=True)
def _quiet_theme(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)


def config_of(
    root: Path,
    /,
    *,
    strict: bool = False,
    mkdocs: dict[str, Any] | None = None,
    **options: Any,
) -> MkDocsConfig:
    """Write an mkdocs.yml into a project and load it.

    `mkdocs` are its settings, `options` those of our plugin.
    """
    settings = {
        "site_name": "Site",
        "theme": {"name": "material"},
        "strict": strict,
        "plugins": ["search", {"cx-audit": {"as_of": AS_OF} | options}],
    } | (mkdocs or {})
    (root / "docs").mkdir(exist_ok=True)
    path = write(root / "mkdocs.yml", yaml.safe_dump(settings))
    return load_config(str(path))


def plugin_of(config: MkDocsConfig) -> CxAuditPlugin:
    """Return our plugin as MkDocs made it."""
    plugin = config.plugins["cx-audit"]
    assert isinstance(plugin, CxAuditPlugin)
    return plugin


def built(root: Path, /, **options: Any) -> Path:
    """Build a project's site and return its folder."""
    config = config_of(root, **options)
    build(config)
    return Path(config.site_dir)


def html(path: Path) -> str:
    """Return a page's HTML."""
    return path.read_text(encoding="utf-8")


def entries(site: Path) -> list[dict[str, str]]:
    """Return what search knows."""
    index = json.loads(html(site / "search" / "search_index.json"))
    docs: list[dict[str, str]] = index["docs"]
    return docs


def page(uri: str, body: str = "", **fields: Any) -> Page:
    """Return a planned page that is one heading and a body with its links."""
    links, files = fields.pop("links", ()), fields.pop("files", ())

    def render(addresses: Addresses) -> RenderedPage:
        shown = "".join(
            f'<a href="{addresses.page(uri, target)}">{target}</a>'
            for target, _ in links
        ) + "".join(f'<img src="{addresses.file(uri, file)}">' for file in files)
        return RenderedPage(
            html=f'<h1 id="_top">Heading</h1>{shown}{body}',
            toc=(Heading(anchor="_top", title="Heading", level=1),),
            search=(SearchEntry(anchor="", title=uri, text="words"),),
            links=frozenset(links),
            anchors=frozenset({"_top"}),
        )

    defaults: dict[str, Any] = {
        "language": uri[:2],
        "title": f"Title of {uri}",
        "description": "",
        "alternates": {},
    }
    return Page(uri=uri, render=render, **defaults | fields)


@pytest.fixture
def planned(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Let the next build publish the given pages and files instead of a project's."""

    def plan(*pages: Page, assets: tuple[Asset, ...] = ()) -> None:
        both = (page("en/index"), page("pl/index"), *pages)
        monkeypatch.setattr(
            plugin,
            "plan_site",
            lambda _: SitePlan(pages=both, assets=assets),
        )

    return plan


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a project with one shop."""
    return write_project(tmp_path, "bell")


@pytest.fixture
def logged(caplog: pytest.LogCaptureFixture) -> Iterator[Callable[[int], list[str]]]:
    """Return a function that returns the messages logged at a level."""
    caplog.set_level(logging.INFO)

    def at(level: int) -> list[str]:
        return [
            record.getMessage() for record in caplog.records if record.levelno == level
        ]

    return at


# --- pages and addresses ------------------------------------------------------------


@pytest.mark.parametrize("directories", [True, False])
def test_planned_pages_are_written_as_they_were_rendered(
    project: Path, planned: Callable[..., None], directories: bool
) -> None:
    """The body reaches the site untouched, whichever way addresses are made."""
    body = "<p>{{ 7 * 7 }} **stars** &amp; <!-- cx: levels --></p>"
    planned(page("en/shops/bell/index", body), page("en/method", body))
    site = built(project, mkdocs={"use_directory_urls": directories})
    method = "en/method/index.html" if directories else "en/method.html"
    for path in ("en/shops/bell/index.html", method):
        assert body in html(site / path)


@pytest.mark.parametrize("directories", [True, False])
def test_links_between_pages_lead_to_files(
    project: Path, planned: Callable[..., None], directories: bool
) -> None:
    """An address computed for a page leads to the target's file from there."""
    both = [("en/method", ""), ("index", ""), ("en/a/b/index", ""), ("en/a/c", "")]
    planned(*(page(uri, links=both) for uri, _ in both))
    site = built(project, mkdocs={"use_directory_urls": directories})
    pages = {
        html(path).split("<title>")[1].split(" - ")[0]: path
        for path in site.rglob("*.html")
    }
    for uri, _ in both:
        source = pages[f"Title of {uri}"]
        for target, _ in both:
            [address] = re.findall(f'href="([^"]*)">{target}</a>', html(source))
            found = (source.parent / address).resolve()
            found = found / "index.html" if address.endswith("/") else found
            assert found == pages[f"Title of {target}"]


def test_assets_are_written_and_addressed(
    project: Path, planned: Callable[..., None]
) -> None:
    """A planned file lands at its uri with its bytes, and pages find it there."""
    uri = "assets/cx/evidence/a.webp"
    planned(
        page("en/a/b", files=[uri]), assets=(Asset(uri=uri, content=lambda: b"\x00x"),)
    )
    site = built(project)
    assert (site / uri).read_bytes() == b"\x00x"
    assert f'<img src="../../../{uri}">' in html(site / "en/a/b/index.html")


def test_asset_that_cannot_be_made_stops_the_build(
    project: Path,
    planned: Callable[..., None],
    logged: Callable[[int], list[str]],
) -> None:
    """A picture that went away is an error with its name, not a traceback."""

    def gone() -> bytes:
        raise OSError("it went away")

    planned(assets=(Asset(uri="assets/cx/a.webp", content=gone),))
    with pytest.raises(Abort):
        built(project)
    assert any("assets/cx/a.webp: it went away" in line for line in logged(40))


def test_broken_links_are_all_told(
    project: Path,
    planned: Callable[..., None],
    logged: Callable[[int], list[str]],
) -> None:
    """Links to missing pages, anchors and files stop the build and are all named."""
    planned(
        page("en/a", links=[("en/missing", ""), ("en/b", "_nowhere")]),
        page("en/b", links=[("en/a", "_top")]),
        page("en/c", files=["assets/cx/gone.webp", "assets/cx/cx.css"]),
    )
    with pytest.raises(Abort):
        built(project)
    told = "\n".join(logged(logging.ERROR))
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
    project: Path,
    planned: Callable[..., None],
    logged: Callable[[int], list[str]],
    written: str,
    directories: bool,
) -> None:
    """A page somebody wrote where a generated one goes stops the build by name."""
    planned(page("en/method"))
    write(project / "docs" / written, "# Mine")
    with pytest.raises(Abort):
        built(project, mkdocs={"use_directory_urls": directories})
    assert any(written in line for line in logged(logging.ERROR))


def test_excluded_hand_written_page_is_no_clash(
    project: Path, planned: Callable[..., None]
) -> None:
    """A page that is not part of the site does not stand in the way."""
    planned(page("en/method", "<p>ours</p>"))
    write(project / "docs/en/method.md", "# Mine")
    site = built(project, strict=True, mkdocs={"exclude_docs": "method.md"})
    assert "<p>ours</p>" in html(site / "en/method/index.html")


# --- hostile words ------------------------------------------------------------------


def test_hostile_titles_are_text_everywhere(
    project: Path, planned: Callable[..., None]
) -> None:
    """Title, description and headings reach head, nav and search escaped."""
    evil = page("en/evil", title=EVIL, description=f'">{EVIL}', parent="en/index")

    def render(_: Addresses) -> RenderedPage:
        return RenderedPage(
            html='<h1 id="_top">x</h1><h2 id="a">y</h2>',
            toc=(
                Heading(
                    anchor="_top",
                    title=EVIL,
                    level=1,
                    children=(Heading(anchor="a", title=EVIL, level=2),),
                ),
            ),
            search=(SearchEntry(anchor="a", title=EVIL, text=EVIL),),
            links=frozenset(),
            anchors=frozenset({"_top", "a"}),
        )

    object.__setattr__(evil, "render", render)
    planned(evil)
    site = built(project)
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


def test_site_name_is_text_too(project: Path, planned: Callable[..., None]) -> None:
    """The name of the site, which may be a shop's, is escaped once and not twice."""
    planned()
    told = {"site_name": f"R&D {EVIL}", "site_description": f'"> {EVIL}'}
    config = config_of(project, mkdocs=told)
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
    assert plugin_of(config)._content.site_name == f"R&D {EVIL}"


# --- options ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("option", "value", "words"),
    [
        ("audience", "everyone", "'client', 'internal'"),
        ("languages", ["en", "de"], "'de' is not one of: en, pl"),
        ("languages", [], "list of languages"),
        ("languages", "en", "list of languages"),
        ("languages", ["en", "en"], "named twice"),
        ("as_of", "yesterday", "a date like 2026-09-30"),
        ("as_of", 3, "a date like 2026-09-30"),
        ("as_of", dt.datetime(2026, 1, 1, 2, 3), "a date like 2026-09-30"),  # noqa: DTZ001
        ("project", "nowhere", "isn't an existing directory"),
        ("shops", "bell", "Expected a list"),
        ("handbook", "yes", "bool"),
        ("strict_advice", 1, "bool"),
        ("indexable", "no", "bool"),
    ],
)
def test_wrong_option_is_told_by_name(
    project: Path,
    logged: Callable[[int], list[str]],
    option: str,
    value: Any,
    words: str,
) -> None:
    """A wrong value is an error that names the option and what it takes."""
    with pytest.raises(Abort):
        config_of(project, **{option: value})
    told = "\n".join(logged(logging.ERROR))
    assert f"option '{option}" in told
    assert words in told


def test_unknown_option_is_a_warning(
    project: Path, logged: Callable[[int], list[str]]
) -> None:
    """A misspelt option is told, and so fails in strict mode."""
    with pytest.raises(Abort):
        config_of(project, strict=True, audiense="internal")
    assert any("audiense" in line for line in logged(logging.WARNING))


@pytest.mark.parametrize("value", ["2026-09-30", dt.date(2026, 9, 30)])
def test_as_of_takes_text_and_yaml_dates(project: Path, value: Any) -> None:
    """A date may be quoted or not, as YAML makes a date of it."""
    assert plugin_of(config_of(project, as_of=value)).config.as_of == dt.date(
        2026, 9, 30
    )


def test_as_of_follows_the_environment(
    project: Path, planned: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the option SOURCE_DATE_EPOCH says what day it is."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
    planned()
    config = config_of(project, as_of=None)
    build(config)
    [report] = plugin_of(config)._content.reports
    assert report.as_of == dt.date(2026, 1, 1)


def test_broken_source_date_epoch_is_told(
    project: Path, monkeypatch: pytest.MonkeyPatch, logged: Callable[[int], list[str]]
) -> None:
    """A SOURCE_DATE_EPOCH that is no number stops the build with its value."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "today")
    with pytest.raises(Abort):
        built(project, as_of=None)
    assert any("'today'" in line for line in logged(logging.ERROR))


def test_client_site_asks_which_shop(
    tmp_path: Path, logged: Callable[[int], list[str]]
) -> None:
    """Several shops and none named for a client: the shops are listed, nothing built."""
    write_project(tmp_path, "bell", "lamp")
    with pytest.raises(Abort):
        built(tmp_path)
    assert any("bell, lamp" in line for line in logged(logging.ERROR))
    assert not (tmp_path / "site").exists()


def test_unknown_shop_is_told_with_the_nearest(
    project: Path, logged: Callable[[int], list[str]]
) -> None:
    """A shop that does not exist stops the build and the nearest is offered."""
    with pytest.raises(Abort):
        built(project, shops=["bel"])
    assert any("did you mean 'bell'?" in line for line in logged(logging.ERROR))


def test_other_theme_is_refused(
    project: Path, logged: Callable[[int], list[str]]
) -> None:
    """A theme our pages were not made for is an error that says what to set."""
    with pytest.raises(Abort):
        built(project, mkdocs={"theme": {"name": "mkdocs"}})
    assert any("name: material" in line for line in logged(logging.ERROR))


def test_no_project_is_told(tmp_path: Path, logged: Callable[[int], list[str]]) -> None:
    """Without a folder audits/ the build says how to begin one."""
    with pytest.raises(Abort):
        built(tmp_path)
    assert any("no folder 'audits'" in line for line in logged(logging.ERROR))


def test_users_templates_come_before_ours(
    project: Path, planned: Callable[..., None]
) -> None:
    """What is in the user's custom_dir wins over our overrides of the theme."""
    planned()
    write(project / "mine/404.html", "my own 404")
    site = built(project, mkdocs={"theme": {"name": "material", "custom_dir": "mine"}})
    assert html(site / "404.html") == "my own 404"


# --- diagnostics --------------------------------------------------------------------


def test_errors_in_yaml_are_all_told_and_the_old_site_stays(
    project: Path,
    planned: Callable[..., None],
    logged: Callable[[int], list[str]],
) -> None:
    """Each problem is one line with its place; the site that stood before is there."""
    planned(page("en/old"))
    site = built(project)
    write_shop(project, "lamp")
    write(
        project / "audits/shops/lamp/2026-09-15.yaml",
        f"definition: {DEFINITION}\nauditors: [A]\nanswers:\n"
        "  bell-rigns: yes\n  door-opens: maybe\n",
    )
    with pytest.raises(Abort):
        built(project, shops=["bell", "lamp"])
    told = "\n".join(logged(logging.ERROR))
    assert re.search(r"lamp/2026-09-15\.yaml:4:3: error\[E\d+\]: .*bell-rigns", told)
    assert re.search(r"lamp/2026-09-15\.yaml:5:\d+: error\[E\d+\]: ", told)
    assert "2 problems" in told
    assert (site / "en/old/index.html").is_file()


@pytest.fixture
def advised(project: Path) -> Path:
    """Return a project whose audit earns advice, but no error."""
    write(
        project / "audits/shops/bell/2026-09-15.yaml",
        f"definition: {DEFINITION}\nauditors: [A]\nprofile: some\nanswers:\n"
        "  bell-rings: {note: seen}\n  door-opens: yes\n",
    )
    audit = project / "audits/definitions/tiny/audit.yaml"
    text = audit.read_text(encoding="utf-8")
    audit.write_text(
        text.replace(
            '"profiles": {', '"profiles": {"some": {"criteria": ["bell-rings"]},'
        ),
        encoding="utf-8",
    )
    return project


def test_advice_is_information(
    advised: Path, planned: Callable[..., None], logged: Callable[[int], list[str]]
) -> None:
    """Advice is told, and a strict build passes all the same."""
    planned()
    built(advised, strict=True)
    assert any("advice[W" in line for line in logged(logging.INFO))


def test_strict_advice_fails_a_strict_build(
    advised: Path, planned: Callable[..., None], logged: Callable[[int], list[str]]
) -> None:
    """Under strict_advice strict mode counts each piece of advice."""
    planned()
    with pytest.raises(Abort, match="strict mode"):
        built(advised, strict=True, strict_advice=True)
    assert any("advice[W" in line for line in logged(logging.WARNING))


# --- languages ----------------------------------------------------------------------


def head(text: str) -> str:
    """Return the head of a page."""
    return text.partition("</head>")[0]


def alternates(path: Path) -> dict[str, Path]:
    """Return the files a page's language switch leads to, by language."""
    found = re.findall(
        r'<link rel=" ?alternate" href="([^"]*)" hreflang="(\w+)"', head(html(path))
    )
    return {
        language: (
            path.parent / address / ("index.html" if address[-1] in "/." else "")
        ).resolve()
        for address, language in found
    }


@pytest.mark.parametrize("directories", [True, False])
def test_language_switch_leads_to_the_same_page(
    project: Path, planned: Callable[..., None], directories: bool
) -> None:
    """Generated and hand-written pages lead to themselves, or else to the start."""
    same = {"en": "en/a/b", "pl": "pl/a/b"}
    planned(*(page(uri, alternates=same) for uri in same.values()), page("index"))
    write(project / "docs/en/guide.md", "# Guide")
    write(project / "docs/pl/guide.md", "# Poradnik")
    write(project / "docs/en/only.md", "# Only English")
    write(project / "docs/loose.md", "# Loose")
    site = built(project, mkdocs={"use_directory_urls": directories}).resolve()

    def at(uri: str) -> Path:
        index = directories and not uri.endswith("index")
        return site / (f"{uri}/index.html" if index else f"{uri}.html")

    for source, english, polish in [
        ("en/a/b", "en/a/b", "pl/a/b"),
        ("pl/a/b", "en/a/b", "pl/a/b"),
        ("pl/guide", "en/guide", "pl/guide"),
        ("en/only", "en/only", "pl/index"),
        ("loose", "en/index", "pl/index"),
        ("index", "en/index", "pl/index"),
    ]:
        assert alternates(at(source)) == {"en": at(english), "pl": at(polish)}
        language = "pl" if source.startswith("pl/") else "en"
        assert f'<html lang="{language}"' in html(at(source))


def test_alternates_do_not_wake_the_sitemap_script(
    project: Path, planned: Callable[..., None]
) -> None:
    """Material's script asks a sitemap of each exact rel=alternate; none is left."""
    planned()
    assert 'rel="alternate"' not in head(html(built(project) / "en/index.html"))


def test_site_in_one_language_has_no_switch(
    project: Path, planned: Callable[..., None]
) -> None:
    """Where there is one language there is nothing to switch to."""
    planned()
    site = built(project, languages=["pl"])
    assert "hreflang" not in html(site / "pl/index.html")
    assert '<html lang="pl"' in html(site / "404.html")


NAV = [
    {"English": ["en/index.md", {"Guides": ["en/one.md", "en/two.md"]}]},
    {"Polski": ["pl/index.md", {"Poradniki": ["pl/one.md", "pl/two.md"]}]},
    {"Elsewhere": "https://shop.example"},
]


def navigation(text: str) -> str:
    """Return a page's main navigation."""
    return text.partition("md-nav--primary")[2].partition("md-content")[0]


@pytest.fixture
def guided(project: Path, planned: Callable[..., None]) -> Path:
    """Return a project with two hand-written pages in each language."""
    planned()
    for language in ("en", "pl"):
        for name in ("one", "two"):
            write(project / f"docs/{language}/{name}.md", f"# {language} {name}")
    return project


def test_navigation_speaks_one_language(guided: Path) -> None:
    """A page shows its own language's section, unwrapped, and what belongs to all."""
    site = built(guided, strict=True, mkdocs={"nav": NAV})
    english = navigation(html(site / "en/one/index.html"))
    polish = navigation(html(site / "pl/one/index.html"))
    assert "Guides" in english
    assert "Poradniki" not in english
    assert "Poradniki" in polish
    assert "Guides" not in polish
    for shown in (english, polish):
        assert "https://shop.example" in shown
        assert "Polski" not in shown.replace('hreflang="pl"', "")
        assert "English" not in shown


def test_breadcrumbs_do_not_name_the_language(guided: Path) -> None:
    """Above a page stand its section and the start, not the wrapper of its language."""
    theme = {"name": "material", "features": ["navigation.path"]}
    shown = html(
        built(guided, mkdocs={"nav": NAV, "theme": theme}) / "en/one/index.html"
    )
    path = shown.partition('class="md-path"')[2].partition("</nav>")[0]
    assert "Guides" in path
    assert "English" not in path


def test_nav_names_generated_pages(guided: Path) -> None:
    """A title in `nav` names a generated page in the navigation, as text."""
    nav = [{"English": [{"R&D": "en/index.md"}]}, {"Polski": ["pl/index.md"]}]
    site = built(guided, mkdocs={"nav": nav})
    assert "R&amp;D" in navigation(html(site / "en/one/index.html"))
    assert "<title>Title of en/index - " in html(site / "en/index.html")


def test_previous_and_next_stay_in_the_language(guided: Path) -> None:
    """The last English page is not followed by the first Polish one."""
    site = built(guided, mkdocs={"nav": NAV})
    assert 'rel="next"' not in head(html(site / "en/two/index.html"))
    assert 'rel="prev"' in head(html(site / "en/two/index.html"))
    assert 'rel="prev"' not in head(html(site / "pl/index.html"))


def test_site_without_nav_gets_one(guided: Path) -> None:
    """Without a nav each language lists its start first, then what people wrote."""
    site = built(guided)
    shown = navigation(html(site / "pl/index.html"))
    assert shown.index("Title of pl/index") < shown.index("pl one")
    assert "en one" not in shown


def test_logo_leads_to_the_start_in_the_language(guided: Path) -> None:
    """The logo on a Polish page leads to the Polish start page."""
    site = built(guided)
    [address] = set(
        re.findall(
            r'<a href="([^"]*)"[^>]*md-header__button md-logo',
            html(site / "pl/one/index.html"),
        )
    )
    assert (site / "pl/one" / address).resolve() == (site / "pl").resolve()


# --- search, robots, parts ----------------------------------------------------------


def test_search_gets_the_pages_own_entries_only(
    project: Path, planned: Callable[..., None]
) -> None:
    """A generated page is found by its entries, never by its parsed HTML."""
    planned(page("en/a", "<h2 id='x'>Parsed heading</h2>"))
    write(project / "docs/en/guide.md", "# Guide\n\nHand-written words")
    found = entries(built(project))
    assert [e["title"] for e in found if e["location"].startswith("en/a/")] == ["en/a"]
    assert not [entry for entry in found if "Parsed" in entry["title"]]
    assert [entry for entry in found if "Hand-written" in entry["text"]]


def test_search_index_also_is_a_script(
    project: Path, planned: Callable[..., None]
) -> None:
    """The index for pages opened from a folder says the same as the other."""
    planned()
    site = built(project)
    script = html(site / "search/search_index.js")
    assert script == "var __index = " + html(site / "search/search_index.json")


def test_site_without_search_builds(
    project: Path, planned: Callable[..., None]
) -> None:
    """A site whose search is switched off is no reason for a warning."""
    planned()
    plugins = [{"search": {"enabled": False}}, {"cx-audit": {"as_of": AS_OF}}]
    site = built(project, strict=True, mkdocs={"plugins": plugins})
    assert (site / "en/index.html").is_file()


def test_closed_pages_say_so_and_leave_the_sitemap(
    project: Path, planned: Callable[..., None]
) -> None:
    """A page that is not indexable asks not to be listed and is not in the sitemap."""
    planned(page("en/closed", indexable=False), page("en/open"))
    site = built(project, mkdocs={"site_url": "https://site.example/"})
    closed, opened = (
        head(html(site / f"en/{n}/index.html")) for n in ("closed", "open")
    )
    assert '<meta name="robots" content="noindex, nofollow">' in closed
    assert '<meta name="referrer" content="no-referrer">' in closed
    assert "noindex" not in opened
    sitemap = html(site / "sitemap.xml")
    assert "en/open/" in sitemap
    assert "en/closed/" not in sitemap


def test_not_found_page_links_from_the_root(
    project: Path, planned: Callable[..., None]
) -> None:
    """The 404 page is served anywhere, so its links begin at the site's root."""
    planned(page("404", "<p>lost</p>", links=[("pl/index", ""), ("en/index", "")]))
    site = built(project, mkdocs={"site_url": "https://site.example/sub/"})
    shown = html(site / "404.html")
    assert "<p>lost</p>" in shown
    assert 'href="/sub/pl/"' in shown
    assert 'href="/sub/en/"' in shown
    assert not (site / "404").exists()


@pytest.mark.parametrize(("audience", "shown"), [("internal", True), ("client", False)])
def test_edit_links_lead_to_the_yaml(
    project: Path, planned: Callable[..., None], audience: str, shown: bool
) -> None:
    """The internal audience is led to the YAML a page was made from, a client not."""
    planned(page("en/a", source=Spot(path="audits/shops/bell/shop.yaml", line=1)))
    theme = {"name": "material", "features": ["content.action.edit"]}
    repo = {"repo_url": "https://git.example/x", "edit_uri": "edit/main/docs/"}
    site = built(project, audience=audience, mkdocs={"theme": theme} | repo)
    address = "https://git.example/x/edit/main/audits/shops/bell/shop.yaml"
    assert (f'href="{address}"' in html(site / "en/a/index.html")) is shown


def test_unknown_part_is_a_warning_that_names_the_page(
    project: Path, planned: Callable[..., None], logged: Callable[[int], list[str]]
) -> None:
    """A live part nobody knows is told with the page it stands on."""
    planned()
    write(project / "docs/en/guide.md", "# Guide\n\n<!-- cx: levles -->\n")
    built(project)
    [told] = [line for line in logged(logging.WARNING) if "levles" in line]
    assert "en/guide.md" in told
    assert "levels" in told


def test_live_part_is_filled_in_the_language_of_its_page(project: Path) -> None:
    """A live part becomes HTML that Markdown does not touch; an example stays one."""
    example = "<!-- cx: levels -->"
    for language in ("en", "pl"):
        write(
            project / f"docs/{language}/guide.md",
            f"# Guide\n\n{example}\n\n    {example}\n",
        )
    site = built(project, strict=True)
    for language in ("en", "pl"):
        shown = html(site / language / "guide/index.html")
        assert f"High {language}" in shown
        assert example not in shown
        assert "&lt;!-- cx: levels --&gt;" in shown


@pytest.mark.parametrize("plugins", [["search"], ["search", "offline"]])
def test_pages_name_no_other_host(
    project: Path, planned: Callable[..., None], plugins: list[str]
) -> None:
    """Nothing is fetched from elsewhere, though the user thought of no font."""
    planned()
    ours = {"cx-audit": {"as_of": AS_OF}}
    site = built(project, mkdocs={"plugins": [*plugins, ours]})
    for path in site.rglob("*.html"):
        assert not re.findall(r'(?:src|href)="(?:https?:)?//[^"]+', html(path))


# --- serve --------------------------------------------------------------------------


def test_rebuild_reads_only_what_changed(
    project: Path, planned: Callable[..., None]
) -> None:
    """While `serve` rebuilds, an unchanged project is not read again."""
    planned()
    plugin = plugin_of(config_of(project))
    built(project)
    loaded = plugin._project
    assert loaded is not None
    first = loaded.reads
    assert first
    built(project)
    assert loaded.reads == first
    note = project / "audits/shops/bell/2026-09-15.yaml"
    note.write_text(note.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    built(project)
    assert plugin_of(config_of(project))._project is loaded
    assert loaded.reads == first + 1


@pytest.fixture
def serving(tmp_path: Path) -> Iterator[Callable[[], dict[str, bytes]]]:
    """Build as `serve` does, again and again; MkDocs keeps plugins, so that this ends."""
    write_project(tmp_path, "bell", "oak")

    def again() -> dict[str, bytes]:
        config = config_of(tmp_path, audience="internal")
        config.plugins.on_startup(command="serve", dirty=False)
        build(config, serve_url="http://127.0.0.1:8000/")
        site = Path(config.site_dir)
        return {
            path.relative_to(site).as_posix(): path.read_bytes()
            for path in site.rglob("*.*")
        }

    plugin_of(config_of(tmp_path))._last = RenderedPages()
    yield again
    config_of(tmp_path).plugins.on_startup(command="build", dirty=False)


def rendered_by(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list to which every page is added that is rendered from now on."""
    seen = []
    inner = page_spec.render_template

    def render(frame: Any, voice: Any, uri: str, addresses: Any) -> Any:
        seen.append(uri)
        return inner(frame, voice, uri, addresses)

    monkeypatch.setattr(page_spec, "render_template", render)
    return seen


def test_a_rebuild_renders_what_changed_and_is_a_full_build(
    serving: Callable[[], dict[str, bytes]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """After one answer the other shops' pages are the old ones, and rightly so."""
    serving()
    answers = tmp_path / "audits/shops/bell/2026-09-15.yaml"
    text = answers.read_text("utf-8")
    answers.write_text(text.replace("Silent", "Loud"), encoding="utf-8")
    seen = rendered_by(monkeypatch)
    after = serving()
    again = {uri for uri in seen if "/shops/" in uri}

    assert {uri.split("/")[2] for uri in again} == {"bell"}
    assert not [uri for uri in seen if "/reference/" in uri]
    plugin_of(config_of(tmp_path))._last = RenderedPages()
    assert serving() == after


@pytest.mark.parametrize("change", ["new shop", "new page", "renamed criterion"])
def test_what_many_pages_depend_on_renders_them_anew(
    serving: Callable[[], dict[str, bytes]], tmp_path: Path, change: str
) -> None:
    """A shop more, another name of a criterion: no page stays as it was by mistake."""
    serving()
    if change == "new shop":
        write_project(tmp_path, "zinc")
    elif change == "new page":
        write(tmp_path / "docs/en/faq.md", "# Questions")
    else:
        for path in tmp_path.glob("audits/definitions/tiny/visit/*.yaml"):
            text = path.read_text("utf-8")
            path.write_text(text.replace("Name of", "Word for"), encoding="utf-8")
    after = serving()

    plugin_of(config_of(tmp_path))._last = RenderedPages()
    assert serving() == after


def test_serve_makes_a_file_when_it_is_asked_for(
    project: Path, planned: Callable[..., None]
) -> None:
    """A workbook nobody opens is not made; who opens it gets the newest."""
    made = []

    def content() -> bytes:
        made.append(1)
        return b"the workbook"

    def broken() -> bytes:
        raise ValueError("no such picture")

    uri, gone = "assets/cx/a.xlsx", "assets/cx/gone.webp"
    assets = (Asset(uri=uri, content=content), Asset(uri=gone, content=broken))
    planned(assets=assets)
    config = config_of(project)
    plugin = plugin_of(config)
    config.plugins.on_startup(command="serve", dirty=False)
    try:
        build(config)
        path = Path(config.site_dir, uri)
        assert not made
        assert not path.exists()
        server = LiveReloadServer(
            lambda: None, "127.0.0.1", 0, root=config.site_dir, mount_path="/audits/"
        )
        plugin.on_serve(server)
        server.server_close()
        answer = cast("Any", server.get_app())

        def ask(where: str) -> tuple[str, bytes]:
            said: list[str] = []
            environ = {"PATH_INFO": where, "REQUEST_METHOD": "GET"}
            body = answer(environ, lambda status, _headers: said.append(status))
            told = b"".join(body)
            getattr(body, "close", list)()  # as a server does
            return said[0][:3], told

        assert ask(f"/audits/{uri}") == ("200", b"the workbook")
        assert ask(f"/audits/{uri}") == ("200", b"the workbook")
        assert made == [1]
        assert ask(f"/audits/{gone}")[0] == "404"
        assert ask("/audits/en/")[0] in {"200", "404"}
    finally:
        plugin_of(config_of(project)).on_startup(command="build", dirty=False)


def test_serve_watches_data_and_templates(project: Path) -> None:
    """A change of YAML or of a template makes `serve` build again."""
    plugin = plugin_of(config_of(project))
    built(project)
    server = LiveReloadServer(lambda: None, "127.0.0.1", 0, root=str(project))
    plugin.on_serve(server)
    server.server_close()
    assert {str(project / "audits"), str(site_templates())} <= set(
        server._watched_paths
    )


# --- the repository's own site ------------------------------------------------------


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the repository's own site, strictly."""
    root = ROOT
    site = tmp_path_factory.mktemp("sample") / "site"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1790812800")
        patch.setenv("NO_MKDOCS_2_WARNING", "1")
        build(load_config(str(root / "mkdocs.yml"), site_dir=str(site), strict=True))
    return site.resolve()


def test_sample_has_every_page_in_both_languages(sample: Path) -> None:
    """The strict build passes; each page under /en/ has its twin under /pl/."""

    def pages(language: str) -> set[str]:
        folder = sample / language
        return {str(path.relative_to(folder)) for path in folder.rglob("*.html")}

    assert pages("en") == pages("pl")
    assert len(pages("en")) > 30


def test_sample_switches_between_twins(sample: Path) -> None:
    """On every page of the sample the switch leads to the same path, which exists."""
    for path in (sample / "en").rglob("*.html"):
        twin = sample / "pl" / path.relative_to(sample / "en")
        assert alternates(path) == {"en": path, "pl": twin}
        assert alternates(twin) == {"en": path, "pl": twin}


def test_sample_says_in_which_language_it_speaks(sample: Path) -> None:
    """Every page declares the language of its folder."""
    for language in ("en", "pl"):
        for path in (sample / language).rglob("*.html"):
            assert f'<html lang="{language}"' in html(path)


def rated(project: Path) -> Path:
    """Let a second person rate the audit's day; return the shop's own file."""
    own = project / "audits/shops/bell/2026-09-15.yaml"
    own.with_name("2026-09-15.rater-anna.yaml").write_bytes(own.read_bytes())
    return own


@pytest.mark.parametrize(("audience", "shown"), [("internal", True), ("client", False)])
def test_single_ratings_are_not_for_clients(
    project: Path, audience: str, shown: bool
) -> None:
    """Who rated what alone is nowhere on a client's site, by page, name or search."""
    rated(project)
    site = built(project, audience=audience, shops=["bell"])

    assert (site / "en/shops/bell/2026-09-15").is_dir()
    assert any("rater-anna" in path.name for path in site.rglob("*")) == shown
    texts = [path.read_bytes() for path in site.rglob("*") if path.is_file()]
    assert any(b"rater-anna" in text for text in texts) == shown


def test_a_shop_of_ratings_alone_is_told(
    project: Path, logged: Callable[[int], list[str]]
) -> None:
    """A client's site of nothing else says what is missing."""
    rated(project).unlink()

    with pytest.raises(Abort):
        built(project, audience="client", shops=["bell"])

    (told,) = logged(logging.ERROR)
    assert "only ratings with a label" in told
    assert "2026-09-15.yaml" in told
