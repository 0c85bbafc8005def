"""What the plugin hands to Material's search, seen in the index and pages it writes."""

from __future__ import annotations

import json
import logging
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.contrib.search import SearchPlugin
from planned_pages import Planned, page
from plugin_build import AS_OF, begin, entries, html
from plugin_build import built as built_with
from tiny_project import write, write_project

from generator.mkdocs_plugin import search

pytestmark = pytest.mark.xdist_group("search")

LUNR = "assets/javascripts/lunr/min/lunr.pl.min.js"


def built(
    root: Path,
    search: Any = "search",
    shop: str = "bell",
    *,
    dirty: bool = False,
    **options: Any,
) -> Path:
    """Build a small project's site as MkDocs' command does and return its folder."""
    write_project(root, shop)
    (root / "docs").mkdir()
    settings = {
        "site_name": "Site",
        "theme": {"name": "material"},
        "strict": not dirty,
        "use_directory_urls": False,
        "plugins": [search, {"cx-audit": {"as_of": AS_OF} | options}],
    }
    path = write(root / "mkdocs.yml", yaml.safe_dump(settings))
    config = load_config(str(path))
    begin(config, dirty=dirty)
    build(config, dirty=dirty)
    begin(config)  # so that nobody after us builds only a part
    return Path(config.site_dir)


def index(site: Path) -> Any:
    """Return the search index of a site."""
    return json.loads(html(site / "search/search_index.json"))


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the site of a project that sets no option of the search."""
    return built(tmp_path_factory.mktemp("plain") / "project")


@pytest.mark.parametrize(
    ("named", "languages"),
    [
        (None, ["en", "pl"]),
        ("de", ["de", "pl"]),
        (["en", "pl"], ["en", "pl"]),
        ("pl", ["en", "pl"]),
    ],
)
def test_index_names_polish_beside_the_users_languages(
    plain: Path, tmp_path: Path, named: Any, languages: list[str]
) -> None:
    """Whatever the option `lang` says, the file with the Polish forms is loaded."""
    site = built(tmp_path, {"search": {"lang": named}}) if named else plain
    assert index(site)["config"]["lang"] == languages
    assert (site / LUNR).is_file()


def test_nothing_is_said_to_be_unsupported(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """A user who names no language reads nothing about languages of the search."""
    with caplog.at_level(logging.INFO, "mkdocs"):
        built(tmp_path)
    assert "Building documentation" in caplog.text
    assert "not supported" not in caplog.text


def test_site_in_english_needs_no_polish(tmp_path: Path) -> None:
    """A site without Polish pages keeps Material's own search."""
    site = built(tmp_path, languages=["en"])
    assert index(site)["config"]["lang"] == ["en"]


@pytest.mark.parametrize("dirty", [False, True])
def test_the_last_build_of_the_process_is_forgotten(
    tmp_path: Path, dirty: bool
) -> None:
    """MkDocs keeps the search plugin, which keeps what a dirty build has found."""
    built(tmp_path / "one", shop="bell", dirty=True)
    site = built(tmp_path / "other", shop="demo", dirty=dirty)

    assert "shops/demo/" in str(index(site))
    assert "bell/" not in str(index(site))


def test_search_of_mkdocs_itself_is_left_alone() -> None:
    """MkDocs' own search plugin would look for a file of its own for Polish."""
    config = MkDocsConfig()
    plugin = SearchPlugin()
    plugin.load_config({"lang": ["en"]})
    config.plugins = {"search": plugin}  # type: ignore[assignment]
    search.speak_polish(config)
    assert plugin.config["lang"] == ["en"]


def test_site_without_search_speaks_no_polish() -> None:
    """No search plugin, nothing to do."""
    config = MkDocsConfig()
    config.plugins = {}  # type: ignore[assignment]
    search.speak_polish(config)
    assert config.plugins == {}


def test_worker_is_told_the_language_of_its_page(plain: Path) -> None:
    """The script of the search is asked for with the page's language behind a #."""
    for name, language in (("en/index", "en"), ("pl/method", "pl"), ("404", "en")):
        shown = html(plain / f"{name}.html")
        (script,) = re.findall(r'<script id="__config"[^>]*>(.*?)</script>', shown)
        worker, _, told = json.loads(script)["search"].partition("#")
        assert told == language
        assert list(plain.rglob(Path(worker).name))


def test_one_entry_a_criterion_and_finding(plain: Path) -> None:
    """Each has one entry on its page, after that of the page, in its own words."""
    everything = entries(plain)
    locations = [entry["location"] for entry in everything]
    assert len(set(locations)) == len(locations)
    for name in ("shops/bell/2026-09-15/visit", "checklists/tiny/visit"):
        address = f"pl/{name}.html"
        own = [entry for entry in everything if entry["location"].startswith(address)]
        assert own[0]["location"] == address
        assert {entry["location"] for entry in own[1:]} == {
            f"{address}#bell-rings",
            f"{address}#door-opens",
        }
        found = {entry["location"].partition("#")[2]: entry for entry in own}
        assert found["bell-rings"]["title"] == "Name of bell-rings pl"
        assert found["bell-rings"]["text"].startswith("Question of bell-rings? pl")


def test_page_is_found_as_a_page_of_its_shop(plain: Path) -> None:
    """The stage pages of all audits are called alike; their entries say whose."""
    titles = {entry["location"]: entry["title"] for entry in entries(plain)}
    assert (
        titles["pl/shops/bell/2026-09-15/visit.html"]
        == "Visit pl · Shop bell pl · 15 września 2026"
    )
    assert titles["en/checklists/tiny/visit.html"] == "Visit en · Tiny audit en"
    assert titles["pl/glossary.html"] == "Słowniczek"


def test_search_gets_the_pages_own_entries_only(project: Path) -> None:
    """A generated page is found by its entries, never by its parsed HTML."""
    plan = Planned(page("en/a", "<h2 id='x'>Parsed heading</h2>"))
    write(project / "docs/en/guide.md", "# Guide\n\nHand-written words")
    found = entries(built_with(project, plan=plan))
    assert [e["title"] for e in found if e["location"].startswith("en/a/")] == ["en/a"]
    assert not [entry for entry in found if "Parsed" in entry["title"]]
    assert [entry for entry in found if "Hand-written" in entry["text"]]


def test_search_index_also_is_a_script(plain: Path) -> None:
    """The index for pages opened from a folder says the same as the other."""
    script = html(plain / "search/search_index.js")
    assert html(plain / "search/search_index.json") in script


def test_site_without_search_builds(project: Path) -> None:
    """A site whose search is switched off is no reason for a warning."""
    plugins = [{"search": {"enabled": False}}, {"cx-audit": {"as_of": AS_OF}}]
    site = built_with(project, plan=Planned(), strict=True, mkdocs={"plugins": plugins})
    assert (site / "en/index.html").is_file()
