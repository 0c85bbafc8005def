"""Who may ask a served site: a browser that shows this very site, and nobody else.

Every page that a browser has open, whoever made it, can send requests to this machine.
It must not read what `serve` shows: not by a name of its own that leads here (DNS
rebinding), not by including a file as script, style or picture, and not in a frame.
"""

from __future__ import annotations

import re
import socket
from collections.abc import Callable, Iterable
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any

import click
from mkdocs.exceptions import PluginError

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

App = Callable[[dict[str, Any], Any], Iterable[bytes]]
"""What answers a request (PEP 3333)."""

HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
"""What every answer says: other origins may neither include nor frame it."""

_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_EVERY_ADDRESS = frozenset({"", "0.0.0.0", "::"})  # noqa: S104 - compared, never bound
"""What a server is told that is to answer on all addresses of its machine."""

_HOST = re.compile(r"(?:\[([0-9a-f:.]+)\]|([^\[\]:]+))(?::([0-9]{1,5}))?")
_OWN_SITES = frozenset({None, "same-origin", "none"})
"""Who asks: this site, or the user. Browsers that say nothing are old, or none."""

_METHODS = frozenset({"GET", "HEAD"})

_NO_ADDRESS = re.compile(r"[\x00-\x1f\x7f\\]")
"""What no file of a site has in its name, and a file system may refuse or misread."""

_LONGEST = 2000
"""In characters; no path of a site is as long."""


def refuse_unguarded() -> None:
    """Raise PluginError for `mkdocs serve --no-livereload`.

    MkDocs then shows its server to no plugin, so that anybody would be answered.
    """
    context = click.get_current_context(silent=True)
    if context is not None and context.params.get("livereload") is False:
        raise PluginError(
            "with --no-livereload, pages of other sites could read this one: leave it out"
        )


def own_requests_only(answer: App, server: LiveReloadServer) -> App:
    """Return `answer` for requests of this site's own pages and of its user.

    Whoever else asks gets one sentence. What is sent has HEADERS, whatever it is.
    """
    told = str(server.server_address[0])

    def guard(request: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        def start(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            theirs = [pair for pair in headers if pair[0].title() not in HEADERS]
            return start_response(status, [*theirs, *HEADERS.items()], *rest)

        refused = _refusal(request, told, int(server.server_address[1]))
        if refused is None:
            # MkDocs logs who is connected, and no-referrer leaves that to us.
            request.setdefault("HTTP_REFERER", server.url)
            return answer(request, start)
        status, sentence = refused
        start(status, [("Content-Type", "text/plain; charset=utf-8")])
        return [f"{sentence}\n".encode()]

    return guard


def _refusal(
    request: dict[str, Any], address: str, port: int
) -> tuple[str, str] | None:
    """Return the status and the sentence for whoever may not be answered."""
    if not is_own_host(request.get("HTTP_HOST", ""), address, port):
        return "403 Forbidden", f"Open this site as {_own_url(address, port)} instead."
    if request.get("REQUEST_METHOD", "GET") not in _METHODS:
        return "405 Method Not Allowed", "This site is only to be read."
    origin = request.get("HTTP_ORIGIN")
    own_origin = origin is None or (
        origin.startswith("http://")
        and is_own_host(origin.removeprefix("http://"), address, port)
    )
    if not own_origin or not _is_own_or_link(request):
        return "403 Forbidden", "Only this site's own pages may ask for its files."
    if not _is_address(request["PATH_INFO"]):
        return "404 Not Found", "There is no page at this address."
    return None


def _own_url(address: str, port: int) -> str:
    name = "127.0.0.1" if address in _EVERY_ADDRESS else address
    return f"http://[{name}]:{port}/" if ":" in name else f"http://{name}:{port}/"


def is_own_host(host: str, address: str, port: int) -> bool:
    """Whether the `Host` of a request is the server's own, bound to address and port.

    A server for every address of its machine may be reached by any of them, and at
    another port from outside a container. A page of somebody else's still cannot ask
    it: its browser would have to find a name there, not an address.
    """
    match = _HOST.fullmatch(host.lower())
    if match is None:
        return False
    name = match[1] or match[2]
    if address in _EVERY_ADDRESS:
        machine = socket.gethostname().lower()
        return name in {*_LOOPBACK, machine, f"{machine}.local"} or _is_ip_address(name)
    return name in {*_LOOPBACK, address.lower()} and int(match[3] or 80) == port


def _is_ip_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


def _is_own_or_link(request: dict[str, Any]) -> bool:
    """Whether this site asks, or somebody follows a link to it in a whole tab.

    Another port of the machine is another site's, though browsers call it same-site.
    """
    return request.get("HTTP_SEC_FETCH_SITE") in _OWN_SITES or (
        request.get("HTTP_SEC_FETCH_MODE") == "navigate"
        and request.get("HTTP_SEC_FETCH_DEST") == "document"
    )


def _is_address(path: str) -> bool:
    """Whether a path, as the server hands it on, can be that of a page or file."""
    try:
        text = path.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return False
    return len(text) <= _LONGEST and not _NO_ADDRESS.search(text)
