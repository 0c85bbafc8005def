"""Whom `serve` answers: this machine's own browser, on behalf of this site only."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from child_process import module_path
from mkdocs.livereload import LiveReloadServer
from served_site import DOORS, ServedSite, served, write_served

from generator.mkdocs_plugin.served_requests import is_own_host, own_requests_only

pytestmark = [pytest.mark.threat, pytest.mark.xdist_group("served requests")]

PAGE = "/en/shops/bell/"
WORDS = "Shop bell"
INDEX = "/search/search_index.json"


@pytest.fixture(scope="module", params=DOORS)
def site(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[ServedSite]:
    """A site as each of the two commands serves it."""
    root = write_served(tmp_path_factory.mktemp(request.param) / "project")
    with served(root, request.param) as site:
        yield site


def test_other_hosts_get_no_page(site: ServedSite) -> None:
    """A name that was made to lead here (DNS rebinding) reads one sentence."""
    port = site.port
    hosts = [
        "evil.example",
        f"evil.example:{port}",
        f"127.0.0.1.evil.example:{port}",
        f"localhost.evil.example:{port}",
        f"evil.example@127.0.0.1:{port}",
        f"0.0.0.0:{port}",
        f"127.0.0.1:{port + 1}",
        "127.0.0.1",
        f"127.0.0.1:{port},evil.example",
        f"[::ffff:127.0.0.1]:{port}",
        "127.0.0.1:" + "9" * 5000,
        "",
        None,
    ]
    for host in hosts:
        for path in (PAGE, INDEX, "/livereload/0/1"):
            answer = site.ask(path, Host=host)
            assert (answer.status, host) == (403, host)
            assert answer.text == f"Open this site as {site.url} instead.\n"


def test_own_hosts_get_pages(site: ServedSite) -> None:
    """Each name of this machine for itself works, however it is written."""
    for name in ("127.0.0.1", "localhost", "LocalHost", "[::1]"):
        answer = site.ask(PAGE, Host=f"{name}:{site.port}")
        assert (answer.status, name) == (200, name)
        assert WORDS in answer.text


@pytest.mark.parametrize("who", ["cross-site", "same-site", "whatever-comes"])
@pytest.mark.parametrize(
    ("mode", "what"),
    [
        ("no-cors", "script"),
        ("no-cors", "style"),
        ("no-cors", "image"),
        ("cors", "empty"),
        ("navigate", "iframe"),
        ("navigate", "object"),
        ("no-cors", "document"),
        ("navigate", None),
        (None, None),
    ],
)
def test_pages_of_others_get_no_file(
    site: ServedSite, who: str, mode: str | None, what: str | None
) -> None:
    """Not as script, style or picture, and in no frame; another port is another site."""
    for path in (PAGE, INDEX, "/livereload/0/1"):
        answer = site.ask(
            path, Sec_Fetch_Site=who, Sec_Fetch_Mode=mode, Sec_Fetch_Dest=what
        )
        assert answer.status == 403
        assert answer.text == "Only this site's own pages may ask for its files.\n"


@pytest.mark.parametrize(
    ("who", "mode", "what"),
    [
        ("same-origin", "cors", "empty"),
        ("same-origin", "no-cors", "script"),
        ("none", "navigate", "document"),
        ("cross-site", "navigate", "document"),
        ("same-site", "navigate", "document"),
    ],
)
def test_own_pages_and_links_are_answered(
    site: ServedSite, who: str, mode: str, what: str
) -> None:
    """The site's own scripts, the user's words, and links that fill a tab."""
    answer = site.ask(
        PAGE, Sec_Fetch_Site=who, Sec_Fetch_Mode=mode, Sec_Fetch_Dest=what
    )
    assert answer.status == 200
    assert WORDS in answer.text


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "http://127.0.0.1:1", "file://", ""]
)
def test_other_origins_get_no_page(site: ServedSite, origin: str) -> None:
    """Whoever says that another origin asks is told so, whatever else is said."""
    assert site.ask(PAGE, Origin=origin, Sec_Fetch_Site="same-origin").status == 403


def test_its_own_origin_is_answered(site: ServedSite) -> None:
    """The site's own scripts may say where they are from."""
    assert site.ask(PAGE, Origin=site.url.rstrip("/")).status == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_nothing_is_sent_to_it(site: ServedSite, method: str) -> None:
    """The site is read; whatever else is asked of it gets no page."""
    answer = site.ask(PAGE, method=method)
    assert answer.status == 405
    assert WORDS not in answer.text


def test_every_answer_keeps_other_origins_out(site: ServedSite) -> None:
    """Pages, files, polls, redirects and refusals carry the same headers, once each."""
    asked = {
        PAGE: 200,
        INDEX: 200,
        "/assets/cx/cx.css": 200,
        "/livereload/0/1": 200,
        PAGE.rstrip("/"): 302,
        "/no-such-page/": 404,
        "/%00": 404,
    }
    answers = {path: site.ask(path) for path in asked}
    assert {path: answer.status for path, answer in answers.items()} == asked
    answers["refused"] = site.ask(PAGE, Host="evil.example")
    for answer in answers.values():
        sent = answer.headers
        assert sent["Cross-Origin-Resource-Policy"] == "same-origin"
        assert sent["Cross-Origin-Opener-Policy"] == "same-origin"
        assert sent["X-Content-Type-Options"] == "nosniff"
        assert sent["X-Frame-Options"] == "DENY"
        assert sent["Content-Security-Policy"] == "frame-ancestors 'none'"
        assert sent["Referrer-Policy"] == "no-referrer"
        assert sent["Cache-Control"] == "no-store"
        assert not [name for name in sent if name.startswith("Access-Control")]


@pytest.mark.parametrize(
    "path",
    [
        "/%00",
        "/en/%00/index.html",
        "/%ff",
        "/en/%c3",
        "/%ed%a0%80",
        "/%1b",
        "/..%5c..%5cmkdocs.yml",
        f"/{'a' * 300}",
        f"/{'a/' * 1500}",
        f"/livereload/{'9' * 5000}/1",
    ],
)
def test_strange_addresses_are_not_found(site: ServedSite, path: str) -> None:
    """What can be no file is no page, and never an error of the server."""
    assert site.ask(path).status == 404
    assert "Traceback" not in site.log.read_text(encoding="utf-8")


def test_the_index_is_data_and_no_script(site: ServedSite) -> None:
    """Own pages fetch the index; there is no script that others could include."""
    assert site.ask("/search/search_index.js").status == 404
    answer = site.ask(INDEX)
    assert answer.headers["Content-Type"] == "application/json"
    assert WORDS in str(json.loads(answer.body)["docs"])


@pytest.mark.parametrize("address", ["0.0.0.0", "::", ""])  # noqa: S104 - never bound
def test_every_address_is_answered_by_its_own_names(
    monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    """Who has the server answer others reaches it by addresses and the machine's name."""
    monkeypatch.setattr(socket, "gethostname", lambda: "Laptop")
    for host in ("192.168.1.5:8000", "[fe80::1]:9000", "laptop:80", "laptop.local"):
        assert is_own_host(host, address, 8000)
    for host in ("evil.example:8000", "laptop.evil.example:8000", "1.2.3:8000", ""):
        assert not is_own_host(host, address, 8000)


def test_a_chosen_address_is_its_own_name() -> None:
    """`mkdocs serve -a audit.lan:80` answers to that, and to no other name."""
    assert is_own_host("Audit.LAN", "audit.lan", 80)
    assert is_own_host("audit.lan:80", "audit.lan", 80)
    assert is_own_host("[fd00::5]:8000", "fd00::5", 8000)
    assert not is_own_host("audit.lan:81", "audit.lan", 80)
    assert not is_own_host("192.168.1.5:80", "audit.lan", 80)


@pytest.mark.parametrize(
    ("address", "url"),
    [
        ("0.0.0.0", "http://127.0.0.1:8000/"),  # noqa: S104 - never bound
        ("::1", "http://[::1]:8000/"),
        ("localhost", "http://localhost:8000/"),
    ],
)
def test_who_is_refused_reads_the_right_address(
    tmp_path: Path, address: str, url: str
) -> None:
    """Under whatever address the server was told to answer."""
    server = LiveReloadServer(lambda: None, address, 8000, root=str(tmp_path))
    server.server_close()
    guarded = own_requests_only(lambda *_: [b"all of it"], server)
    request = {"HTTP_HOST": "evil.example", "PATH_INFO": "/"}
    told = b"".join(guarded(request, lambda *_: None))
    assert told.decode() == f"Open this site as {url} instead.\n"


def test_serve_without_live_reload_is_refused(tmp_path: Path) -> None:
    """MkDocs would then show the server to no plugin, and answer everybody."""
    config = write_served(tmp_path) / "mkdocs.yml"
    # In a process of its own: in this one it would silence what is told twice.
    told = subprocess.run(
        [sys.executable, "-m", "mkdocs", "serve", "--no-livereload", "-f", str(config)],
        env={**os.environ, "PYTHONPATH": module_path()},
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 1
    assert "pages of other sites could read this one: leave it out" in told.stderr
