"""The navigation of a site: its entries and what they are called."""

# mypy: allow-untyped-calls
# (MkDocs annotates most of its functions, not all.)

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from markupsafe import escape
from mkdocs.structure.files import Files
from mkdocs.utils import nest_paths

from generator.mkdocs_plugin.languages import NAMES, START
from generator.mkdocs_plugin.pages import AuditPage
from generator.publishing import uris
from generator.publishing.site_plan import SitePlan

_MOST_SHOPS = 12
"""How many shops a navigation made by us lists; the start page lists them all."""


def usual_nav(plan: SitePlan, files: Files, languages: Sequence[str]) -> list[Any]:
    """Return the `nav` of a site whose mkdocs.yml has none.

    For each language a section: the start page, the pages below it (shops while they
    are few, the handbook), then what people wrote.
    """
    written = [
        file.src_uri
        for file in files.documentation_pages()
        if file.inclusion.is_in_nav()
    ]
    nav: list[Any] = []
    for language in languages:
        prefix = f"{language}/"
        entries = _entries(plan, language)
        own = [path for path in written if path.startswith(prefix)]
        nested = nest_paths(own)
        below = next(iter(nested[0].values())) if own else []
        start = f"{prefix}{START}.md"
        ordered = [start] if start in below else []
        ordered += [*entries, *(item for item in below if item != start)]
        nav.append({NAMES[language]: ordered})
    prefixes = tuple(f"{language}/" for language in languages)
    others = [path for path in written if not path.startswith(prefixes)]
    return [*nav, *nest_paths(others)]


def _entries(plan: SitePlan, language: str) -> list[str]:
    start = f"{language}/{START}"
    first = [page for page in plan.pages if page.uri == start]
    below = [page for page in plan.pages if page.parent == start]
    shops = [page for page in below if page.uri.startswith(f"{language}/shops/")]
    # A site of one shop opens with that shop: one entry for it is enough.
    same = {page.title for page in first}
    left_out = {
        page.uri
        for page in shops
        if len(shops) > _MOST_SHOPS or (len(shops) == 1 and page.title in same)
    }
    return [f"{page.uri}.md" for page in [*first, *below] if page.uri not in left_out]


def only_published(nav: Any, files: Files, languages: Sequence[str]) -> Any:
    """Return a `nav` without the generated pages that this site does not have.

    An mkdocs.yml may name every shop and the internal pages; on a client's site these
    are not there, and not even their names may be.
    """
    if isinstance(nav, str):
        language, _, path = nav.removesuffix(".md").partition("/")
        made = language in languages and uris.is_optional(path)
        gone = made and files.get_file_from_path(nav) is None
        return None if gone else nav
    if isinstance(nav, dict):
        return {
            title: kept
            for title, below in nav.items()
            if (kept := only_published(below, files, languages)) not in (None, [], {})
        }
    if isinstance(nav, list):
        kept = [only_published(item, files, languages) for item in nav]
        return [item for item in kept if item not in (None, [], {})]
    return nav


def give_titles(nav: Any, pages: Sequence[AuditPage]) -> None:
    """Call generated pages in the navigation what `nav` calls them.

    MkDocs does so only for pages that it makes itself.
    """
    titles = dict(_titles(nav))
    for page in pages:
        title = titles.get(page.file.src_uri)
        if title is not None:
            page.title = escape(title)


def _titles(nav: Any) -> Iterator[tuple[str, str]]:
    """Yield (path, title) of the entries of a `nav` that have one."""
    if isinstance(nav, dict):
        for title, below in nav.items():
            if isinstance(below, str):
                yield below, str(title)
            else:
                yield from _titles(below)
    elif isinstance(nav, list):
        for item in nav:
            yield from _titles(item)
