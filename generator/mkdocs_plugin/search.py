"""What the site's search knows of generated pages, also when opened from a file.

Material would parse each page's HTML for its search index, which costs more than all
the rest of the page, and finds table rows rather than criteria. Pages bring their own
entries instead. And it would know Polish words only as they stand: the theme brings a
file that knows their forms.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.contrib.search import SearchPlugin as MkDocsSearch
from mkdocs.plugins import BasePlugin

from generator.files.writing import anything, remove_file, write_file
from generator.mkdocs_plugin.pages import AuditPage

WORKER = "assets/cx/iframe-worker.js"
"""Our stand-in for a search worker; Material's own would come from another host."""

_INDEX = "search/search_index"
_POLISH = "pl"


def add_entries(config: MkDocsConfig, pages: Iterable[AuditPage]) -> bool:
    """Append the pages' entries to Material's index, just before it is written.

    Returns whether that could be done: there is no public way, so a later Material may
    refuse. A site without search is fine.
    """
    plugin = _search_plugin(config)
    if plugin is None or not plugin.config.get("enabled", True):
        return True
    entries = getattr(getattr(plugin, "search_index", None), "entries", None)
    if not isinstance(entries, list):
        return False
    for page in pages:
        entries.extend(page.search_entries())
    return True


def speak_polish(config: MkDocsConfig) -> None:
    """Have Material's search load the theme's `lunr.pl.min.js`.

    Must come before the search plugin fills in what its options leave open, and after
    they were checked: MkDocs knows only the languages that it has a file for itself,
    and turns the user's `pl` into `en`.
    """
    plugin = _search_plugin(config)
    # MkDocs' own search, for other themes, would look for a file of its own.
    if plugin is not None and not isinstance(plugin, MkDocsSearch):
        named = plugin.config.get("lang") or ["en"]
        plugin.config["lang"] = [*named, *({_POLISH} - set(named))]


def spare_pages(config: MkDocsConfig) -> None:
    """Keep Material's search from looking through pages that bring their entries.

    It would find nothing to do, which takes longer than a third of the theme.
    """
    plugin = _search_plugin(config)
    events = config.plugins.events["page_context"]
    for place, look in enumerate(events):
        if plugin is not None and getattr(look, "__self__", None) is plugin:
            events[place] = _for_others(look)


def _for_others(look: Any) -> Any:
    def look_at_others(context: Any, *, page: Any, **rest: Any) -> Any:
        if isinstance(page, AuditPage):
            return context
        return look(context, page=page, **rest)

    return look_at_others


def forget_last_build(config: MkDocsConfig) -> None:
    """Take care that no other site's words get into the index.

    MkDocs keeps the search plugin for all builds of a process, and after one that was
    dirty the plugin keeps its entries for whatever is built next: another client's
    site, where one process builds several.
    """
    plugin: Any = _search_plugin(config)
    if hasattr(plugin, "search_index_prev"):
        plugin.search_index_prev = None


def _search_plugin(config: MkDocsConfig) -> BasePlugin[Any] | None:
    return config.plugins.get("material/search") or config.plugins.get("search")


def prepare_files(config: MkDocsConfig) -> None:
    """Let search work where pages are opened from a folder, without a server.

    Must come before Material's plugin `offline`, which else asks another host for the
    stand-in of the worker.
    """
    polyfills = config.extra.setdefault("polyfills", [])
    if WORKER not in polyfills:
        polyfills.append(WORKER)


_FROM_FOLDER = """\
"use strict";
// Any page may include this script, wherever it comes from, but only one that was opened
// from a folder gets the entries. In a window `location` cannot be redefined. In a worker
// it can, but only a window has an object that is not undefined and whose type is.
var __index =
  location.protocol === "file:" &&
  (all => typeof all === "undefined" && all !== undefined)(document.all)
    ? %s
    : undefined;
"""
"""The index as a script. Strict, and with the entries in no function: else whoever is
called from it (by redefined properties, say) could have its text."""


def write_script_index(config: MkDocsConfig, *, serving: bool) -> None:
    """Write the search index also as a script: a file may not fetch another.

    Over http pages fetch the other form, which browsers give to no other site. So a
    site that is only `serving` has no script.
    """
    index = Path(config.site_dir, f"{_INDEX}.json")
    script = index.with_suffix(".js")
    if serving:
        remove_file(script)
    elif index.is_file():
        entries = index.read_text(encoding="utf-8")
        write_file(script, (_FROM_FOLDER % entries).encode(), replace=anything)
