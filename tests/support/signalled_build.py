"""Runs the program and sends it a signal just before one of its steps.

`python signalled_build.py SIGNAL FILE WORDS...` is `cx-audit WORDS...`, which gets the
signal just before it writes that file of its site. So the moment is the same on every
machine, however busy.
"""

from __future__ import annotations

import os
import re
import runpy
import signal
import sys
from collections.abc import Callable

FRESH = re.compile(r"\.cx-audit-[0-9a-f]{8}($|/)")
"""The folder in which a site is made before it takes the place of the old one."""

WRITES = os.O_WRONLY | os.O_RDWR
CHANGES = {"os.chmod", "os.mkdir", "os.remove", "os.rename", "os.rmdir"}


class Steps:
    """The steps by which a build changes files, from its fresh folder on.

    What a run before has left, and this one removes first, does not count.
    """

    def __init__(self, before: Callable[[int, str], None]) -> None:
        """Call `before` before each step, with its number and what is changed."""
        self.seen = 0
        self._before = before
        sys.addaudithook(self._look)

    def _look(self, event: str, arguments: tuple[object, ...]) -> None:
        if event == "open":
            changes = isinstance(arguments[2], int) and arguments[2] & WRITES
        elif event == "ctypes.dlsym":
            changes = arguments[1] == "renameat2"
        else:
            changes = event in CHANGES
        if not changes:
            return
        place = str(arguments[0])
        if self.seen or (event == "os.mkdir" and FRESH.search(place)):
            self.seen += 1
            self._before(self.seen, place)


def main(name: str, file: str, *words: str) -> None:
    """Run the program with these words, and send it the signal before that file."""

    def before(_: int, place: str) -> None:
        if FRESH.search(place) and place.endswith(f"/{file}"):
            os.kill(os.getpid(), signal.Signals[name])

    Steps(before)
    sys.argv = ["cx-audit", *words]
    runpy.run_module("generator", run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
