"""What the site's search knows of generated pages, also when opened from a file.

Material would parse each page's HTML for its search index, which costs more than all
the rest of the page, and finds table rows rather than criteria. Pages bring their own
entries instead.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from generator.mkdocs_page import AuditPage

WORKER = "assets/cx/iframe-worker.js"
"""Our stand-in for a search worker; Material's own would come from another host."""

_INDEX = "search/search_index"


def add_entries(config: MkDocsConfig, pages: Iterable[AuditPage]) -> bool:
    """Append the pages' entries to Material's index, just before it is written.

    Returns whether that could be done: there is no public way, so a later Material may
    refuse. A site without search is fine.
    """
    plugin = config.plugins.get("material/search") or config.plugins.get("search")
    if plugin is None or not plugin.config.get("enabled", True):
        return True
    entries = getattr(getattr(plugin, "search_index", None), "entries", None)
    if not isinstance(entries, list):
        return False
    for page in pages:
        entries.extend(page.search_entries())
    return True


def prepare_files(config: MkDocsConfig) -> None:
    """Let search work where pages are opened from a folder, without a server.

    Must come before Material's plugin `offline`, which else asks another host for the
    stand-in of the worker.
    """
    polyfills = config.extra.setdefault("polyfills", [])
    if WORKER not in polyfills:
        polyfills.append(WORKER)


def write_script_index(config: MkDocsConfig) -> None:
    """Write the search index also as a script: a file may not fetch another."""
    index = Path(config.site_dir, f"{_INDEX}.json")
    if index.is_file():
        entries = index.read_text(encoding="utf-8")
        script = index.with_suffix(".js")
        script.write_text(f"var __index = {entries}", encoding="utf-8")
