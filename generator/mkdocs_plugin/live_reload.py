"""Files of a served site that are made when a browser asks for them.

The workbooks and tickets of an audit take longer than its pages, and who looks at pages
while filling in answers seldom opens them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Any

from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger

from generator.mkdocs_plugin.pages import AssetFile
from generator.mkdocs_plugin.served_requests import App

_log = get_plugin_logger("cx-audit")


class LateFiles:
    """The files of the newest build that nobody has asked for yet."""

    def __init__(self) -> None:
        """Begin with none."""
        self._files: dict[str, AssetFile] = {}
        self._lock = Lock()

    @contextmanager
    def while_building(self) -> Iterator[None]:
        """Have who asks for a file wait; if the build fails, the files are the old."""
        with self._lock:
            before = self._files
            try:
                yield
            except BaseException:
                self._files = before
                raise

    def forget(self) -> None:
        """Begin a build."""
        self._files = {}

    def put_off(self, file: AssetFile) -> None:
        """Leave a file for later."""
        self._files[file.dest_uri] = file

    def made_before(self, answer: App, mount_path: str) -> App:
        """Return `answer` with what it is asked for made before it looks.

        `mount_path` is where the site begins on the server, like `/`. A file that
        cannot be made is told in the log, and not found.
        """

        def make_and_answer(
            request: dict[str, Any], start_response: Any
        ) -> Iterable[bytes]:
            path = request["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore")
            uri = path.removeprefix(mount_path)
            if uri in self._files:
                self._make(uri)
            return answer(request, start_response)

        return make_and_answer

    def _make(self, uri: str) -> None:
        with self._lock:
            file = self._files.get(uri)
            if file is None or Path(file.abs_dest_path).exists():
                return
            try:
                file.write()
            except PluginError as error:
                _log.error(str(error))
