"""Chromium, the sample site built once, and a server for it on this machine only."""

from __future__ import annotations

import json
import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from repository import ROOT
from watched_tab import WINDOW, Tab

AS_OF = "1790812800"  # 2026-10-01
ARGUMENTS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--in-process-gpu",  # which nobody has here: no process more to pass pictures to
    "--no-first-run",
]
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


@pytest.fixture(scope="session")
def _visitor(chromium: Any) -> Iterator[Any]:
    """What a browser knows of one visitor; files that were fetched once stay."""
    context = chromium.new_context(
        locale="en-GB", color_scheme="light", viewport=WINDOW
    )
    context.set_default_timeout(PATIENCE * 1_000)
    yield context
    context.close()


@pytest.fixture(scope="session")
def _open_tab(_visitor: Any) -> Tab:
    return Tab(_visitor.new_page())


def _watched(tab: Tab) -> Iterator[Tab]:
    tab.begin()
    yield tab
    tab.leave()
    assert tab.elsewhere() == []
    assert tab.dialogs == []
    assert tab.errors == []


@pytest.fixture
def tab(_open_tab: Tab) -> Iterator[Tab]:
    """A blank tab; nothing it does may leave this machine, open a dialog or fail.

    The tests take turns in it: opening one takes longer than most of them.
    """
    yield from _watched(_open_tab)


@pytest.fixture
def own_tab(_visitor: Any) -> Iterator[Tab]:
    """The same, but new: for a test that gives the tab what it would keep."""
    tab = Tab(_visitor.new_page())
    yield from _watched(tab)
    tab.page.close()


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
        config = load_config(str(config_file), site_dir=str(site), **settings)
        # As `mkdocs build` does: MkDocs keeps a plugin from one test to the next, and
        # it may have served.
        config.plugins.on_startup(command="build", dirty=False)
        build(config)


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


@pytest.fixture(scope="session")
def unindexed() -> Callable[[Path, Path], None]:
    """Call it with a site and a folder for the same site with nothing to search.

    Every page reads the index of all pages for its search, in more time than the rest of
    it takes. This is for tests that open many pages and search none.
    """

    def copy(site: Path, folder: Path) -> None:
        shutil.copytree(site, folder, dirs_exist_ok=True)
        search = folder / "search"
        whole = (search / "search_index.json").read_text(encoding="utf-8")
        index = json.loads(whole)
        assert index["docs"]
        empty = json.dumps({**index, "docs": []})
        for path in search.iterdir():  # the index, and the script that holds it too
            text = path.read_text(encoding="utf-8")
            assert whole in text
            path.write_text(text.replace(whole, empty), encoding="utf-8")

    return copy


@pytest.fixture(scope="session")
def unindexed_site(
    sample_site: Path,
    unindexed: Callable[[Path, Path], None],
    made_once: Callable[..., Path],
) -> Path:
    """The sample site for a server, with nothing to search."""
    return made_once("sample-unindexed", partial(unindexed, sample_site))


@pytest.fixture(scope="session")
def unindexed_folder(
    sample_folder: Path,
    unindexed: Callable[[Path, Path], None],
    made_once: Callable[..., Path],
) -> Path:
    """The sample site as files that link to files, with nothing to search."""
    return made_once("sample-files-unindexed", partial(unindexed, sample_folder))


class _Quiet(SimpleHTTPRequestHandler):
    """Serves files without a word, and the site's own page for what is missing."""

    def __init__(self, *args: Any, headers: Mapping[str, str], **others: Any) -> None:
        self.sent = headers
        super().__init__(*args, **others)

    def end_headers(self) -> None:
        for name, value in self.sent.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, *_: Any) -> None:
        pass

    def send_error(self, code: int, *_: Any, **__: Any) -> None:
        page = Path(self.directory, "404.html")
        content = page.read_bytes() if page.is_file() else b""
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[..., str]]:
    """Serve folders on free ports of this machine, with headers on every answer.

    Returns the address of each.
    """
    servers: list[tuple[ThreadingHTTPServer, threading.Thread]] = []

    def start(folder: Path, headers: Mapping[str, str] = MappingProxyType({})) -> str:
        answer = partial(_Quiet, directory=str(folder), headers=headers)
        server = ThreadingHTTPServer(("127.0.0.1", 0), answer)
        # To end, a server wakes at its next look; half a second each adds up.
        run = partial(server.serve_forever, poll_interval=0.05)
        thread = threading.Thread(target=run, daemon=True)
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


@pytest.fixture(scope="session")
def unindexed_url(unindexed_site: Path, serve: Callable[..., str]) -> str:
    """The address of the served sample site with nothing to search."""
    return serve(unindexed_site)
