"""A finished site looked over before it is published: whole, and asking nobody else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from posixpath import normpath
from urllib.parse import unquote, urlsplit

_TOKEN = re.compile(
    r"""<!--.*?-->
    |<(?P<raw>script|style)\b(?P<said>(?:[^"'>]|"[^"]*"|'[^']*')*)>(?P<text>.*?)</(?P=raw)\s*>
    |<(?P<tag>[a-z][^\s/>]*)(?P<attributes>(?:[^"'>]|"[^"]*"|'[^']*')*)>""",
    re.DOTALL | re.IGNORECASE | re.VERBOSE,
)
_ATTRIBUTE = re.compile(
    r"""([^\s=/"'>]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.DOTALL
)
_STYLE_URL = re.compile(
    r"""(?:url\(|@import)\s*(?:"([^"]*)"|'([^']*)'|([^\s"');]+))""", re.IGNORECASE
)
_SCRIPT_URL = re.compile(
    r"""(?:\b(?:import|from|importScripts|fetch|Worker|sendBeacon|WebSocket)\b\s*\(?"""
    r"""|\.(?:src|href)\s*=)\s*["'`]((?:(?:https?|wss?):)?//[^"'`\s]+)"""
)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_REFRESH = re.compile(r"url\s*=\s*[\"']?([^\"'\s>]+)", re.IGNORECASE)

_ASKED = {
    "audio": ("src",),
    "base": ("href",),
    "body": ("background",),
    "embed": ("src",),
    "feimage": ("href", "xlink:href"),
    "frame": ("src",),
    "iframe": ("src",),
    "image": ("href", "xlink:href"),
    "img": ("src", "srcset"),
    "input": ("src",),
    "link": ("href",),
    "object": ("data",),
    "script": ("src",),
    "source": ("src", "srcset"),
    "track": ("src",),
    "use": ("href", "xlink:href"),
    "video": ("src", "poster"),
}
"""What a browser fetches on its own, by element."""

_CLICKED = ("a", "area")
_TELLING = {*_ASKED, *_CLICKED, "meta"}
_TELLING_WORDS = re.compile(r"\b(?:style|ping|mermaid)\b", re.IGNORECASE)
"""Which other attributes matter; of most elements only the id does, which is quick."""

_ID = re.compile(
    r"""(?:^|\s)id\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE
)
_ONLY_TOLD = {"alternate", "author", "canonical", "help", "license", "next", "prev"}
"""What a `link` may be that no browser fetches."""

_CODE_HOSTS = re.compile(r"(^|\.)(github|gitlab)\b")
_WORDS = "search/search_index.js"
"""A script that is nothing but the words of the pages: what they say asks nobody."""

_NO_PLACE = ("", "top")
"""Fragments that every page has."""


@dataclass(slots=True)
class _Seen:
    """What one page holds: its ids, where it leads, and what it fetches."""

    ids: set[str]
    clicked: set[str]
    asked: set[str]


def site_problems(site: Path, expected: Iterable[str], base: str) -> list[str]:
    """Return what keeps a site from being published, a line each; none: it is good.

    Every file of `expected` (paths within the site) is there and not empty; every
    internal link leads to a file, and to a place on it where it names one; and nothing
    but a link that people click leads to another host. `base` is the path of the
    site's root on its server: the page for addresses that lead nowhere begins with it.
    """
    files = {
        path.relative_to(site).as_posix(): path
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }
    problems = [
        f"{name} is missing or empty"
        for name in sorted(set(expected))
        if name not in files or not files[name].stat().st_size
    ]
    pages = {
        name: _seen(path.read_text(encoding="utf-8", errors="replace"))
        for name, path in files.items()
        if path.suffix in (".html", ".svg")
    }
    dead: dict[str, list[str]] = {}
    for name, page in pages.items():
        problems += _asked_elsewhere(name, page.asked)
        for address in sorted(page.asked | page.clicked):
            end = _dead_end(address, name, base, files, pages)
            if end:
                dead.setdefault(end, []).append(name)
    problems += [
        f"{end}: {sources[0]} leads there{_and_more(len(sources) - 1)}"
        for end, sources in dead.items()
    ]
    for name, path in files.items():
        if path.suffix in (".css", ".js") and name != _WORDS:
            text = path.read_text(encoding="utf-8", errors="replace")
            found = _in_style(text) if path.suffix == ".css" else _in_script(text)
            problems += _asked_elsewhere(name, found)
    return problems


def _asked_elsewhere(name: str, addresses: Iterable[str]) -> Iterator[str]:
    for address in sorted(set(addresses)):
        if _leads_out(address):
            yield f"{name} asks another host: {address}"


def _and_more(pages: int) -> str:
    return f", and so do {pages:,} more" if pages else ""


def _seen(html: str) -> _Seen:
    page = _Seen(set(), set(), set())
    for token in _TOKEN.finditer(html):
        tag = (token["tag"] or token["raw"] or "").lower()
        said = token["attributes"] or token["said"] or ""
        if token["text"]:
            reader = _in_style if tag == "style" else _in_script
            page.asked.update(reader(token["text"]))
        if tag in _TELLING or _TELLING_WORDS.search(said):
            attributes = {
                name.lower(): unescape(double or single or bare)
                for name, double, single, bare in _ATTRIBUTE.findall(said)
            }
            _look_at(page, tag, attributes)
        elif found := _ID.search(said):
            page.ids.add(unescape(found[1] or found[2] or found[3]))
    return page


def _look_at(page: _Seen, tag: str, attributes: dict[str, str]) -> None:
    if "id" in attributes:
        page.ids.add(attributes["id"])
    if tag in _CLICKED:
        if "name" in attributes:
            page.ids.add(attributes["name"])
        if "href" in attributes:
            page.clicked.add(attributes["href"].strip())
    for name in _ASKED.get(tag, ()):
        if name in attributes and not _is_only_told(tag, attributes):
            page.asked.update(_addresses(name, attributes[name]))
    page.asked.update(attributes.get("ping", "").split())
    if "style" in attributes:
        page.asked.update(_in_style(attributes["style"]))
    if tag == "meta" and attributes.get("http-equiv", "").lower() == "refresh":
        page.asked.update(_REFRESH.findall(attributes.get("content", "")))
    page.asked.update(_by_theme(tag, attributes))


def _by_theme(tag: str, attributes: dict[str, str]) -> Iterator[str]:
    """Yield what Material's script will fetch because of this element."""
    if "mermaid" in attributes.get("class", "").split():
        yield "https://unpkg.com/mermaid"
    if tag == "a" and attributes.get("data-md-component") == "source":
        host = urlsplit(attributes.get("href", "")).hostname or ""
        if _CODE_HOSTS.search(host):
            yield f"https://{host} (for the numbers beside repo_url)"


def _is_only_told(tag: str, attributes: dict[str, str]) -> bool:
    kinds = set(attributes.get("rel", "").lower().split())
    return tag == "link" and bool(kinds) and kinds <= _ONLY_TOLD


def _addresses(attribute: str, value: str) -> Iterator[str]:
    if attribute != "srcset":
        yield value.strip()
        return
    for candidate in value.split(","):
        yield from candidate.split()[:1]


def _in_style(text: str) -> Iterator[str]:
    for double, single, bare in _STYLE_URL.findall(text):
        yield double or single or bare


def _in_script(text: str) -> Iterator[str]:
    yield from _SCRIPT_URL.findall(text)


def _leads_out(address: str) -> bool:
    """Whether a browser that fetches `address` asks another host."""
    plain = re.sub(r"[\x00-\x20]", "", address).replace("\\", "/").lower()
    return plain.startswith(("http:", "https:", "ws:", "wss:", "ftp:", "//"))


def _dead_end(
    address: str,
    source: str,
    base: str,
    files: dict[str, Path],
    pages: dict[str, _Seen],
) -> str | None:
    """Return what an internal link leads to that is not there, or None."""
    if _SCHEME.match(address) or _leads_out(address):
        return None
    path, _, place = address.partition("#")
    target = _file(path.partition("?")[0], source, base)
    if target is None:
        return None
    if target not in files:
        folder, target = target, normpath(f"{target}/index.html")
        if target not in files:
            return f"{folder} does not exist"
    place = unquote(place)
    if place in _NO_PLACE or target not in pages or place.startswith(":~:"):
        return None
    return None if place in pages[target].ids else f"{target} has no #{place}"


def _file(path: str, source: str, base: str) -> str | None:
    """Return the file or folder a path on page `source` means; None: another site's."""
    path = unquote(path)
    if path.startswith("/"):
        return normpath(path[len(base) :] or ".") if path.startswith(base) else None
    if not path:
        return source
    return normpath(f"{source.rpartition('/')[0] or '.'}/{path}")
