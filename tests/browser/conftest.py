"""Chromium, the sample site built once, and a server for it on this machine only."""

from __future__ import annotations

import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from repository import ROOT

AS_OF = "1790812800"  # 2026-10-01
ARGUMENTS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
]
HERE = {"127.0.0.1", ""}
"""Hosts that are this machine; a file has none."""

PATIENCE = 120.0


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


def _without(reason: str) -> None:
    """Skip, or fail where a browser is required, and say how to get one."""
    if os.environ.get("CX_REQUIRE_BROWSER") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def missing_tool() -> Callable[[str], None]:
    """Call it with what is missing and how to get it: it skips, or fails in CI."""
    return _without


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    try:
        from playwright.sync_api import sync_playwright  # noqa: PLC0415 - may be missing
    except ImportError:
        _without("playwright is missing: pip install playwright")
    # The shell has Chromium's engine without its windows, in two thirds of the time.
    path = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    if path is None:
        _without("Chromium is missing: apt-get install chromium-headless-shell")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


class Tab:
    """A tab that notes every request, dialog and error on its console."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.asked: list[str] = []
        self.dialogs: list[str] = []
        self.errors: list[str] = []
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("dialog", self._dialog)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", self._console)

    def _dialog(self, dialog: Any) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def _console(self, message: Any) -> None:
        if message.type == "error":
            self.errors.append(message.text)

    def elsewhere(self) -> list[str]:
        """Return the requests that left this machine."""
        inside = ("data:", "blob:", "about:")
        return [
            url
            for url in self.asked
            if not url.startswith(inside)
            and urlsplit(url).hostname not in {*HERE, None}
        ]

    def search(self, words: str) -> list[Any]:
        """Type into the search and return the results, the first shown first."""
        page = self.page
        page.locator(".md-search__input").click()
        page.keyboard.type(words)
        results = page.locator(".md-search-result__link")
        results.first.wait_for()
        return list(results.all())


@pytest.fixture(scope="session")
def _visitor(chromium: Any) -> Iterator[Any]:
    """What a browser knows of one visitor; files that were fetched once stay."""
    context = chromium.new_context(locale="en-GB", color_scheme="light")
    context.set_default_timeout(PATIENCE * 1_000)
    yield context
    context.close()


@pytest.fixture
def tab(_visitor: Any) -> Iterator[Tab]:
    """A fresh tab; nothing it does may leave this machine, open a dialog or fail."""
    tab = Tab(_visitor.new_page())
    yield tab
    # What a page remembers is not for the next test; a blank page remembers nothing.
    if urlsplit(tab.page.url).scheme in {"http", "file"}:
        tab.page.evaluate("localStorage.clear(), sessionStorage.clear()")
    tab.page.close()
    _visitor.clear_cookies()
    assert tab.elsewhere() == []
    assert tab.dialogs == []
    assert tab.errors == []


def _once(folder: Path, make: Callable[[Path], None]) -> Path:
    """Make a folder in one of the processes that run tests; the others wait for it."""
    done = folder.with_suffix(".done")
    try:
        folder.mkdir(parents=True)
    except FileExistsError:
        end = time.monotonic() + PATIENCE
        while not done.exists():
            if time.monotonic() > end:
                pytest.fail(f"nobody finished {folder}")
            time.sleep(0.1)
        return folder
    make(folder)
    done.touch()
    return folder


def _shared(factory: pytest.TempPathFactory) -> Path:
    base = factory.getbasetemp()
    return base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base


@pytest.fixture(scope="session")
def made_once(
    tmp_path_factory: pytest.TempPathFactory,
) -> Callable[[str, Callable[[Path], None]], Path]:
    """Call it with a name and what makes a folder: it is made once for all processes."""
    return lambda name, make: _once(_shared(tmp_path_factory) / name, make)


def build_site(config_file: Path, site: Path, **settings: Any) -> None:
    """Build a site as on 2026-10-01."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", AS_OF)
        patch.setenv("NO_MKDOCS_2_WARNING", "1")
        build(load_config(str(config_file), site_dir=str(site), **settings))


@pytest.fixture(scope="session", name="build_site")
def _build_site() -> Callable[..., None]:
    return build_site


@pytest.fixture(scope="session")
def sample_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample site as a folder of files that link to files."""
    return _once(
        _shared(tmp_path_factory) / "sample-files",
        lambda site: build_site(ROOT / "mkdocs.yml", site, use_directory_urls=False),
    )


@pytest.fixture(scope="session")
def sample_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample site for a server, with addresses that are folders."""
    return _once(
        _shared(tmp_path_factory) / "sample-served",
        lambda site: build_site(ROOT / "mkdocs.yml", site, use_directory_urls=True),
    )


class _Quiet(SimpleHTTPRequestHandler):
    """Serves files without a word, and the site's own page for what is missing."""

    def log_message(self, *_: Any) -> None:
        pass

    def send_error(self, code: int, *_: Any, **__: Any) -> None:
        page = Path(self.directory, "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Path], str]]:
    """Serve folders on free ports of this machine; returns the address of each."""
    servers: list[tuple[ThreadingHTTPServer, threading.Thread]] = []

    def start(folder: Path) -> str:
        server = ThreadingHTTPServer(
            ("127.0.0.1", 0), partial(_Quiet, directory=str(folder))
        )
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        servers.append((server, thread))
        return f"http://127.0.0.1:{server.server_address[1]}/"

    yield start
    for server, thread in servers:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture(scope="session")
def sample_url(sample_site: Path, serve: Callable[[Path], str]) -> str:
    """The address of the served sample site."""
    return serve(sample_site)
