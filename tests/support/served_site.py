"""A site that `cx-audit serve` or `mkdocs serve` shows, in a process of its own."""

from __future__ import annotations

import http.client
import json
import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from child_process import ctrl_c_is_heard, module_path
from tiny_project import write, write_project

DOORS = ("generator", "mkdocs")
"""The modules whose command `serve` shows a site."""

PATIENCE = 60.0


@dataclass(frozen=True)
class Answer:
    """What a server said."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode("utf-8")


@dataclass
class ServedSite:
    """A running server and the project it shows."""

    root: Path
    port: int
    log: Path

    @property
    def url(self) -> str:
        """The address of the site."""
        return f"http://127.0.0.1:{self.port}/"

    def ask(self, path: str, method: str = "GET", **headers: str | None) -> Answer:
        """Send a request just as told; `None` leaves a header out."""
        connection = http.client.HTTPConnection(
            "127.0.0.1", self.port, timeout=PATIENCE
        )
        try:
            connection.putrequest(method, path, skip_host=True)
            sent = {"Host": f"127.0.0.1:{self.port}"} | {
                name.replace("_", "-"): value for name, value in headers.items()
            }
            for name, value in sent.items():
                if value is not None:
                    connection.putheader(name, value)
            connection.endheaders()
            answer = connection.getresponse()
            return Answer(answer.status, dict(answer.getheaders()), answer.read())
        finally:
            connection.close()

    def epoch(self) -> int:
        """Return the number of the newest build, as pages are told it."""
        return int(self.ask("/livereload/0/1").text)

    def page_when(self, path: str, is_so: Callable[[str], bool]) -> str:
        """Wait until a page is as it should be, and return it."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            page = self.ask(path).text
            if is_so(page):
                return page
            time.sleep(0.05)
        said = self.log.read_text(encoding="utf-8")
        pytest.fail(f"{path} did not become what it should be; the log:\n{said}")


def write_served(root: Path, **settings: object) -> Path:
    """Write a project of one shop and one hand-written page a language."""
    write_project(root, "bell")
    for language in ("en", "pl"):
        write(root / f"docs/{language}/guide.md", "# Guide\n\nHand-written words\n")
    options = {"audience": "internal", "as_of": "2026-10-01", "handbook": False}
    made = {
        "site_name": "Site",
        "theme": {"name": "material"},
        "plugins": ["search", {"cx-audit": options}],
    }
    write(root / "mkdocs.yml", json.dumps(made | settings))
    return root


def free_port() -> int:
    """Return a port that no other server of these tests takes.

    Others let the system choose theirs. It does not choose below its own range, so a
    port from there, found free, stays free, but for tests that do the same: each of
    their processes has numbers of its own.
    """
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0")[2:])
    for _ in range(1_000):
        port = 20_000 + worker * 1_000 + random.SystemRandom().randrange(1_000)
        with socket.socket() as taken:
            taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                taken.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    pytest.fail("every port is taken")


@contextmanager
def served(root: Path, door: str = "generator") -> Iterator[ServedSite]:
    """Serve the project in a folder by one of DOORS, until the block ends."""
    site = ServedSite(root, free_port(), root.parent / f"{root.name}.log")
    temporary = root.parent / f"{root.name}.tmp"
    temporary.mkdir()
    chosen = {"generator": ["--port", str(site.port)]}
    chosen["mkdocs"] = ["-a", f"127.0.0.1:{site.port}"]
    with site.log.open("wb") as log, ctrl_c_is_heard():
        process = subprocess.Popen(
            [sys.executable, "-m", door, "serve", *chosen[door]],
            cwd=root,
            env={
                **os.environ,
                "NO_MKDOCS_2_WARNING": "1",
                "PYTHONPATH": module_path(),
                "TMPDIR": str(temporary),
            },
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )
    try:
        _wait_for(site, process)
        yield site
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            raise
    assert not [*temporary.iterdir()]


def _wait_for(site: ServedSite, process: subprocess.Popen[bytes]) -> None:
    """Wait until it answers: it listens before it watches, and answers after that."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        try:
            site.epoch()
        except OSError:
            time.sleep(0.05)
        else:
            return
    pytest.fail(f"no server; the log:\n{site.log.read_text(encoding='utf-8')}")
