"""Builds a page: notes headings, anchors, links, search entries.

Templates write a heading and get its id, its place in the table of contents and its
anchor from one call, so that the three cannot disagree.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape

from generator.i18n.localizer import Localizer, plain
from generator.model.text import Text
from generator.publishing.rendering.environment import MODULES, keep
from generator.publishing.site_plan import Addresses, Heading, RenderedPage, SearchEntry


class DuplicateAnchorError(RuntimeError):
    """Two things on one page claim the same id: a bug in a template."""


@dataclass(frozen=True, slots=True)
class _Noted:
    level: int
    anchor: str
    title: str


class PageBuilder:
    """What one page has said so far, while it is being rendered."""

    def __init__(self, uri: str, localizer: Localizer, addresses: Addresses) -> None:
        """Begin the page `uri`, whose links `addresses` resolves."""
        self.uri = uri
        self.localizer = localizer
        self._addresses = addresses
        self._headings: list[_Noted] = []
        self._anchors: set[str] = set()
        self._links: set[tuple[str, str]] = set()
        self._search: list[SearchEntry] = []
        self._figures = 0

    def link(self, uri: str, anchor: str = "") -> str:
        """Return the address of a page (and anchor) from here, and note the link."""
        self._links.add((uri, anchor))
        if uri == self.uri and anchor:
            return f"#{anchor}"
        address = self._addresses.page(self.uri, uri)
        return f"{address}#{anchor}" if anchor else address

    def asset(self, uri: str) -> str:
        """Return the address of a file from here."""
        return self._addresses.file(self.uri, uri)

    def anchor(self, name: str) -> str:
        """Claim an id that links may point at, and return it."""
        if name in self._anchors:
            raise DuplicateAnchorError(f"{self.uri}: two elements with the id '{name}'")
        self._anchors.add(name)
        return name

    def figure_id(self) -> str:
        """Return an id for a figure, unique on this page."""
        self._figures += 1
        return f"_figure{self._figures}"

    def heading(
        self,
        level: int,
        title: Text | str,
        anchor: str,
        *,
        note: str = "",
        before: str = "",
        kind: str = "",
    ) -> Markup:
        """Write a heading of that level.

        `before` and `note` stand beside the title within the heading and are not in
        the table of contents; `kind` is a class for the eye.
        """
        self.anchor(anchor)

        def make() -> tuple[str, Markup]:
            return _write_heading(
                self.localizer, level, title, anchor, note, before, kind
            )

        if isinstance(title, Text):
            # The same criteria are asked in every audit, and each is a heading.
            also = (self.localizer.language, level, anchor, note, before, kind)
            words, html = keep("heading", title, make, *also)
        else:
            words, html = make()
        self._headings.append(_Noted(level, anchor, words))
        return html

    def findable(self, anchor: str, title: Text | str, text: str) -> str:
        """Let search find that part of the page; returns nothing to print."""
        if isinstance(title, Text):
            title = title.in_language(self.localizer.language)
        self._search.append(
            SearchEntry(anchor=anchor, title=plain(title), text=plain(text))
        )
        return ""

    def context(self) -> dict[str, Any]:
        """Return the names every template knows."""
        localizer = self.localizer
        return {
            MODULES: {},
            "language": localizer.language,
            "w": localizer.word,
            "t": localizer.text,
            "s": localizer.string,
            "md": localizer.prose,
            "mdline": localizer.line,
            "date": localizer.date,
            "number": localizer.number,
            "link": self.link,
            "asset": self.asset,
            "anchor": self.anchor,
            "heading": self.heading,
            "findable": self.findable,
            "figure_id": self.figure_id,
        }

    def finish(self, html: str) -> RenderedPage:
        """Return the page with all that was noted while it was written."""
        return RenderedPage(
            html=html,
            toc=_nest(self._headings),
            search=tuple(self._search),
            links=frozenset(self._links),
            anchors=frozenset(self._anchors),
        )


def _write_heading(  # noqa: PLR0917 - all that a heading is made of
    localizer: Localizer,
    level: int,
    title: Text | str,
    anchor: str,
    note: str,
    before: str,
    kind: str,
) -> tuple[str, Markup]:
    """Return a heading as plain words and as HTML."""
    if isinstance(title, Text):
        shown, words = localizer.text(title), localizer.plain(title)
    elif isinstance(title, Markup):
        shown, words = title, plain(title.striptags())
    else:
        shown, words = localizer.string(title), plain(title)
    beside = f' <small class="cx-note">{escape(note)}</small>' if note else ""
    ahead = f"{escape(before)} " if before else ""
    style = f' class="{escape(kind)}"' if kind else ""
    permalink, place = localizer.fixed["permalink"], escape(anchor)
    return words, Markup(  # noqa: S704 - every piece is escaped
        f'<h{level} id="{place}"{style}>{ahead}{shown}{beside}'
        f'<a class="headerlink" href="#{place}" title="{permalink}"'
        f' aria-label="{permalink}: {escape(words)}">¶</a></h{level}>'
    )


def _nest(flat: list[_Noted]) -> tuple[Heading, ...]:
    """Turn a flat list of headings into a tree by their levels."""

    def take(start: int, end: int) -> tuple[Heading, ...]:
        found = []
        index = start
        while index < end:
            noted = flat[index]
            below = index + 1
            while below < end and flat[below].level > noted.level:
                below += 1
            found.append(
                Heading(
                    anchor=noted.anchor,
                    title=noted.title,
                    level=noted.level,
                    children=take(index + 1, below),
                )
            )
            index = below
        return tuple(found)

    return take(0, len(flat))
