"""What publishing hands to a sink: pages, files, and how links between them work."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from generator.model.audit import Spot


class Addresses(Protocol):
    """Where pages and files live. Supplied by the sink: only it knows the engine.

    A uri is a path without suffix or leading slash, like `en/shops/lumen`, for a
    page, and with its suffix, like `assets/cx/evidence/ab12.webp`, for a file.
    """

    def page(self, source: str, target: str) -> str:
        """Return the address of page `target`, relative to page `source`."""

    def file(self, source: str, target: str) -> str:
        """Return the address of file `target`, relative to page `source`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """An entry of a page's table of contents; plain text, not HTML."""

    anchor: str
    title: str
    level: int
    children: tuple[Heading, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchEntry:
    """A thing search can find on a page; plain text. Empty anchor: the page itself."""

    anchor: str
    title: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderedPage:
    """A page's finished HTML and what the engine needs to know of it.

    `links` are the internal links it makes, as (page uri, anchor or ""); `anchors`
    are the ids on it that a link may point at.
    """

    html: str
    toc: tuple[Heading, ...]
    search: tuple[SearchEntry, ...]
    links: frozenset[tuple[str, str]]
    anchors: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page that will be rendered when its sink asks.

    `title` and `description` are plain text: the sink escapes them for its engine.
    `source` is the YAML a person would edit (internal audience only). `alternates`
    are the uris of the same page by language, itself included. A `wide` page is better
    without a table of contents beside it. `made_from` is all that the rendered page
    depends on but the addresses it is given; None where that is not told.
    """

    uri: str
    language: str
    title: str
    description: str
    alternates: dict[str, str]
    render: Callable[[Addresses], RenderedPage]
    source: Spot | None = None
    indexable: bool = True
    parent: str | None = None
    wide: bool = False
    made_from: tuple[object, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset:
    """A file of the site; `content` reads or makes its bytes when asked."""

    uri: str
    content: Callable[[], bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class SitePlan:
    """Everything that will be on the site, before anything is rendered."""

    pages: tuple[Page, ...]
    assets: tuple[Asset, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NavLink:
    """A page above this one, or a page beside it, and how it is called."""

    title: str
    uri: str
    current: bool = False
