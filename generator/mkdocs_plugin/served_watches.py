"""What `serve` watches, watched again when it was moved away and is back.

A folder that is not there when its watch looks ends the watch, for good and without a
word: a branch that is checked out, a folder that is renamed, an editor that puts a new
file in place of the old one.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from threading import Thread
from time import sleep
from typing import TYPE_CHECKING

from watchdog.events import FileDeletedEvent, FileModifiedEvent

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer
    from watchdog.observers.api import EventEmitter

_PAUSE = 0.5
"""Seconds between two looks, as between those of MkDocs at a file."""


class KeptWatches:
    """Sees to it that a server's watches outlive what they watch.

    The site is built anew when something goes, so that this is told, and when it is
    back, because it may have changed meanwhile.
    """

    def __init__(self, server: LiveReloadServer) -> None:
        """Begin with what the server watches, now and later."""
        self._server = server
        self._gone: dict[str, bool] = {}

    def start(self) -> None:
        """Look after the watches until the server is closed."""
        Thread(target=self._keep, name="cx-audit watches", daemon=True).start()

    def _keep(self) -> None:
        while self._server.fileno() >= 0:
            sleep(_PAUSE)
            observer = self._server.observer
            if observer.is_alive() and observer.should_keep_running():
                self._note_ended([*observer.emitters])
                for path in [*self._gone]:
                    if os.path.exists(path):  # noqa: PTH110 - Path.exists may raise
                        self._watch_again(path)

    def _note_ended(self, emitters: Iterable[EventEmitter]) -> None:
        """Note whose watch has ended, and have it told."""
        for emitter in emitters:
            path = emitter.watch.path
            if not emitter.is_alive() and path not in self._gone:
                self._gone[path] = emitter.watch.is_recursive
                emitter.queue_event(FileDeletedEvent(path))

    def _watch_again(self, path: str) -> None:
        self._forget(path)
        try:
            self._server.watch(path, recursive=self._gone[path])
        except OSError:  # gone again
            return
        del self._gone[path]
        for emitter in [*self._server.observer.emitters]:
            if emitter.watch.path == path:
                emitter.queue_event(FileModifiedEvent(path))

    def _forget(self, path: str) -> None:
        """Take back every request to watch a path: MkDocs counts them."""
        try:
            while True:
                self._server.unwatch(path)
        except KeyError:
            return
