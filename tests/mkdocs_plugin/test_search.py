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
from tiny_project import write, write_project

from generator.mkdocs_plugin import search

LUNR = "assets/javascripts/lunr/min/lunr.pl.min.js"


@pytest.fixture(autouse=True)
def _quiet_theme(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")


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
        "plugins": [search, {"cx-audit": {"as_of": "2026-10-01"} | options}],
    }
    path = write(root / "mkdocs.yml", yaml.safe_dump(settings))
    config = load_config(str(path))
    config.plugins.on_startup(command="build", dirty=dirty)
    build(config, dirty=dirty)
    return Path(config.site_dir)


def index(site: Path) -> Any:
    """Return the search index of a site."""
    return json.loads((site / "search/search_index.json").read_text(encoding="utf-8"))


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
    tmp_path: Path, named: Any, languages: list[str]
) -> None:
    """Whatever the option `lang` says, the file with the Polish forms is loaded."""
    search = "search" if named is None else {"search": {"lang": named}}
    site = built(tmp_path, search)
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


def test_worker_is_told_the_language_of_its_page(tmp_path: Path) -> None:
    """The script of the search is asked for with the page's language behind a #."""
    site = built(tmp_path)
    for page, language in (("en/index", "en"), ("pl/method", "pl"), ("404", "en")):
        html = (site / f"{page}.html").read_text(encoding="utf-8")
        (script,) = re.findall(r'<script id="__config"[^>]*>(.*?)</script>', html)
        worker, _, told = json.loads(script)["search"].partition("#")
        assert told == language
        assert list(site.rglob(Path(worker).name))


def test_one_entry_a_criterion_and_finding(tmp_path: Path) -> None:
    """Each has one entry on its page, after that of the page, in its own words."""
    entries = index(built(tmp_path))["docs"]
    locations = [entry["location"] for entry in entries]
    assert len(set(locations)) == len(locations)
    for page in ("shops/bell/2026-09-15/visit", "checklists/tiny/visit"):
        address = f"pl/{page}.html"
        own = [entry for entry in entries if entry["location"].startswith(address)]
        assert own[0]["location"] == address
        assert {entry["location"] for entry in own[1:]} == {
            f"{address}#bell-rings",
            f"{address}#door-opens",
        }
        found = {entry["location"].partition("#")[2]: entry for entry in own}
        assert found["bell-rings"]["title"] == "Name of bell-rings pl"
        assert found["bell-rings"]["text"].startswith("Question of bell-rings? pl")


def test_page_is_found_as_a_page_of_its_shop(tmp_path: Path) -> None:
    """The stage pages of all audits are called alike; their entries say whose."""
    titles = {e["location"]: e["title"] for e in index(built(tmp_path))["docs"]}
    assert (
        titles["pl/shops/bell/2026-09-15/visit.html"]
        == "Visit pl · Shop bell pl · 15 września 2026"
    )
    assert titles["en/checklists/tiny/visit.html"] == "Visit en · Tiny audit en"
    assert titles["pl/glossary.html"] == "Słowniczek"
