"""What a rendered page says, read back from its HTML; and two ways to place pages."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from html.parser import HTMLParser

from generator.publishing.site_plan import Heading, Page, RenderedPage, SitePlan

VOID = frozenset(["br", "img", "hr", "meta", "link", "input", "wbr"])


class Outline(HTMLParser):
    """The tags, ids, headings and links of a page; fails on tags that do not close."""

    def __init__(self, html: str) -> None:
        """Read the page."""
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.headings: list[tuple[int, str]] = []
        self.words: list[str] = []
        self._open: list[str] = []
        self.feed(html)
        self.close()
        assert not self._open, f"left open: {self._open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag that opens."""
        values = dict(attrs)
        assert len(values) == len(attrs), f"an attribute twice in {tag}"
        self.tags.append((tag, values))
        if tag in {"h1", "h2", "h3", "h4", "h5", "h6"}:
            self.headings.append((int(tag[1]), values["id"] or ""))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag that closes itself."""
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        """Close the last tag, and no other."""
        assert self._open, f"</{tag}> closes nothing"
        last = self._open.pop()
        assert last == tag, f"</{tag}> closes <{last}>"

    def handle_data(self, data: str) -> None:
        """Note words."""
        self.words.append(data)

    @property
    def text(self) -> str:
        """The words of the page on one line."""
        return " ".join("".join(self.words).split())

    @property
    def ids(self) -> list[str]:
        """Every id, in order."""
        return [attrs["id"] or "" for _, attrs in self.tags if "id" in attrs]

    def values(self, tag: str, name: str) -> list[str]:
        """Return the values of an attribute of every such tag that has it."""
        return [
            attrs[name] or ""
            for one, attrs in self.tags
            if one == tag and name in attrs
        ]


class Flat:
    """Pages are files: en/method.html."""

    def page(self, source: str, target: str) -> str:
        """Return the address of a page."""
        return posixpath.relpath(f"{target}.html", posixpath.dirname(source) or ".")

    def file(self, source: str, target: str) -> str:
        """Return the address of a file."""
        return posixpath.relpath(target, posixpath.dirname(source) or ".")


class Folders:
    """Pages are folders: en/method/."""

    def page(self, source: str, target: str) -> str:
        """Return the address of a page."""
        return posixpath.relpath(_folder(target), _folder(source)) + "/"

    def file(self, source: str, target: str) -> str:
        """Return the address of a file."""
        return posixpath.relpath(target, _folder(source))


def _folder(uri: str) -> str:
    if uri == "index":
        return "."
    return uri.removesuffix("/index")


def flattened(toc: Iterable[Heading]) -> list[tuple[int, str]]:
    """Return the (level, anchor) of a table of contents in reading order."""
    found: list[tuple[int, str]] = []
    for heading in toc:
        found.append((heading.level, heading.anchor))
        found.extend(flattened(heading.children))
    return found


def rendered(plan: SitePlan, addresses: Flat | Folders) -> dict[str, RenderedPage]:
    """Render every page of a plan."""
    return {page.uri: page.render(addresses) for page in plan.pages}


def page_of(plan: SitePlan, uri: str) -> Page:
    """Return the page of that uri."""
    return next(page for page in plan.pages if page.uri == uri)


def outline(plan: SitePlan, uri: str) -> Outline:
    """Render one page and read it back."""
    return Outline(page_of(plan, uri).render(Flat()).html)
