"""What browsers may do with the site: a Content-Security-Policy and other headers.

Every page carries its policy, so that it holds wherever the page is opened, and the
site carries files that have a server send it. An inline script runs only if it stands
in a template of the theme. That a page holds it is not enough: a script that came in
with somebody's text would then be allowed too.
"""

from __future__ import annotations

import os
import re
from base64 import b64encode
from collections.abc import Iterable, Iterator
from hashlib import sha256
from html import escape
from pathlib import Path

from generator.files.writing import anything, write_file

HEADERS = "_headers"
"""What Netlify and Cloudflare Pages read; they do not serve it."""

NGINX = "headers.nginx.conf"
"""What the `server` block of an nginx includes."""

_SOURCES = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "media-src": "'self'",
    "connect-src": "'self'",
    "worker-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'none'",
}
"""`data:` is for the icons in Material's styles, `connect-src` and `worker-src` for its
search; forms are answered by scripts."""

_SELF = "'self'"
_FETCHED = ("script-src", "style-src", "img-src", "font-src", "media-src")
"""What a page that was opened from a folder may take from there."""

_FILES = "file:"
"""To the letter of the standard, and in Firefox, no file is the same origin as another.
On a server this word allows nothing: browsers load no file for a page from the web."""

_OTHER_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": ", ".join(
        f"{feature}=()"
        for feature in (
            "accelerometer",
            "camera",
            "display-capture",
            "geolocation",
            "gyroscope",
            "magnetometer",
            "microphone",
            "midi",
            "payment",
            "usb",
        )
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_NOT_PUBLIC = {
    "X-Robots-Tag": "noindex, nofollow",
    "Cache-Control": "private, no-cache",
}
"""For all of a site with shops: its search index and downloads have no head to ask in."""

_ONLY_HTTPS = ("Strict-Transport-Security", "max-age=31536000")

_SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script", re.DOTALL)
_STYLED = re.compile(r"""<style\b|<[a-z](?:[^<>"']|"[^"]*"|'[^']*')*?\sstyle\s*=""")
"""A style element or attribute; words in the value of another attribute are none."""

_HAS_FILE = re.compile(r"\bsrc\s*=")
_DATA = re.compile(r"""\btype\s*=\s*["']?application/(?:ld\+)?json\b""")
_FILLED_IN = re.compile(r"\{\{.*?\}\}", re.DOTALL)
_ADDRESS = r"[\w./:~@%#?&=+,-]*"
"""What a template may fill into its script: no quote, bracket, space or semicolon."""

_FIRST = re.compile(r'<head[^>]*>(?:\s*<meta charset="?utf-8"?\s*/?>)?')
"""What precedes the policy: browsers look for the charset in the first 1,024 bytes."""

_SHOWN = 50
"""How many characters of a script are told."""


def trusted_scripts(folders: Iterable[str]) -> tuple[re.Pattern[str], ...]:
    """Return what the inline scripts in the templates of these folders look like.

    A script that its template makes of pieces, with `{% if %}`, is none of them.
    """
    found = {
        text: re.compile(_ADDRESS.join(map(re.escape, _FILLED_IN.split(text))))
        for path in _templates(folders)
        for text in _inline(path.read_text(encoding="utf-8", errors="replace"))
        if not re.search(r"\{[%#]", text)
    }
    return tuple(found.values())


def _templates(folders: Iterable[str]) -> Iterator[Path]:
    for folder in folders:
        for where, inside, names in os.walk(folder):
            # Material's icons are 14,000 files in folders that begin with a dot.
            inside[:] = [name for name in inside if name[0] != "." and name != "assets"]
            for name in names:
                if name.endswith(".html"):
                    yield Path(where, name)


def _inline(html: str) -> Iterator[str]:
    """Yield every script that stands in a page and that a browser would run."""
    for said, text in _SCRIPT.findall(html):
        if text and not _HAS_FILE.search(said) and not _DATA.search(said):
            yield text


class SitePolicy:
    """Gives each page of one build its policy, and the site its header files."""

    def __init__(self, theme: Iterable[str], *, opens_from_files: bool) -> None:
        """Take the folders of the theme's templates, and how the site is opened."""
        self._trusted = trusted_scripts(theme)
        self._opens_from_files = opens_from_files
        self._hashes: dict[str, str | None] = {}

    def protect(self, page: str) -> tuple[str, list[str]]:
        """Return a page's HTML with its policy, and what the policy will refuse in it.

        The policy comes before all that a browser could run or fetch. A page without a
        head is nothing that the theme made, and stays as it is.
        """
        first = _FIRST.search(page)
        if first is None:
            return page, []
        hashes, refused = set(), []
        for text in _inline(page):
            if text not in self._hashes:
                self._hashes[text] = self._hash(text)
            known = self._hashes[text]
            if known is None:
                refused.append(f"the script “{' '.join(text.split())[:_SHOWN]}”")
            else:
                hashes.add(known)
        if ("style=" in page or "<style" in page) and _STYLED.search(page):
            refused.append("styles that stand in the page")
        policy = escape(_policy(hashes, files=self._opens_from_files), quote=False)
        meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        return f"{page[: first.end()]}{meta}{page[first.end() :]}", refused

    def _hash(self, script: str) -> str | None:
        if not any(known.fullmatch(script) for known in self._trusted):
            return None
        digest = sha256(script.encode()).digest()
        return f"'sha256-{b64encode(digest).decode()}'"

    def header_files(self, *, indexable: bool) -> dict[str, str]:
        """Return the files, by name, that tell servers what to send with every answer.

        They name the scripts of all pages that were protected so far.
        """
        hashes = {known for known in self._hashes.values() if known}
        policy = f"{_policy(hashes, files=False)}; frame-ancestors 'none'"
        headers = {"Content-Security-Policy": policy, **_OTHER_HEADERS}
        if not indexable:
            headers |= _NOT_PUBLIC
        return {HEADERS: _for_hosts(headers), NGINX: _for_nginx(headers)}


def write_headers(files: dict[str, str], site: Path, docs: Path) -> list[str]:
    """Write the header files into a site; return those that `docs` already brought."""
    own = [name for name in files if (docs / name).exists()]
    for name in files.keys() - own:
        write_file(site / name, files[name].encode(), replace=anything)
    return own


def _policy(hashes: set[str], *, files: bool) -> str:
    sources = dict(_SOURCES)
    sources["script-src"] = " ".join([_SELF, *sorted(hashes)])
    if files:
        for name in _FETCHED:
            sources[name] = sources[name].replace(_SELF, f"{_SELF} {_FILES}")
    return "; ".join(f"{name} {value}" for name, value in sources.items())


def _for_hosts(headers: dict[str, str]) -> str:
    lines = [
        "# Read by Netlify and Cloudflare Pages. Written anew with every build.",
        "/*",
        *(f"  {name}: {value}" for name, value in headers.items()),
        "  # Once all of the host is served by https, for good:",
        f"  # {': '.join(_ONLY_HTTPS)}",
    ]
    return "\n".join(lines) + "\n"


def _for_nginx(headers: dict[str, str]) -> str:
    def line(name: str, value: str) -> str:
        return f'add_header {name} "{value}" always;'

    lines = [
        "# Include it in the server block, and reload nginx after every build.",
        "# A location with an add_header of its own needs the include as well.",
        *(line(name, value) for name, value in headers.items()),
        "# Once all of the host is served by https, for good:",
        f"# {line(*_ONLY_HTTPS)}",
    ]
    return "\n".join(lines) + "\n"
