"""Programs that tests start beside themselves: they hear Ctrl-C and are never left over."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import generator

T = TypeVar("T")

_PROGRAM = Path(generator.__file__).parents[1]

PATIENCE = 120
"""Seconds after which what a test waits for will never come, on the busiest machine."""


def module_path(*first: Path) -> str:
    """Return a PYTHONPATH of these folders, with the program that is tested here.

    That is the checkout's, or the installed one, which is found without.
    """
    installed = _PROGRAM.name == "site-packages"
    places = [*first, *(() if installed else (_PROGRAM,))]
    return os.pathsep.join([*map(str, places), os.environ.get("PYTHONPATH", "")])


@contextmanager
def started(*words: Any, **options: Any) -> Iterator[subprocess.Popen[bytes]]:
    """Start a program; whatever becomes of the test, it has ended afterwards."""
    with ctrl_c_is_heard():
        process = subprocess.Popen(words, **options)
    with process:
        try:
            yield process
        finally:
            process.kill()  # does nothing to one that has ended


@contextmanager
def ctrl_c_is_heard() -> Iterator[None]:
    """Let what is started meanwhile take SIGINT as everybody does.

    A shell without a terminal lets what it runs in the background ignore it, tests and
    all that they start included. A handler is not passed on to another program, that
    it is ignored is. `preexec_fn` could say so in the child alone, but not beside other
    threads, and a worker of xdist has some.
    """
    ignored = signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    if ignored:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        if ignored:
            signal.signal(signal.SIGINT, signal.SIG_IGN)


def until(found: Callable[[], T]) -> T:
    """Return what `found` returns as soon as that is something."""
    end = time.monotonic() + PATIENCE
    while not (something := found()):
        assert time.monotonic() < end, "what the test waits for never came"
        time.sleep(0.02)
    return something


def until_stopped(process: subprocess.Popen[bytes]) -> None:
    """Wait until a process was stopped by SIGSTOP; fail if it ends instead."""

    def changed() -> int:
        pid, status = os.waitpid(process.pid, os.WNOHANG | os.WUNTRACED)
        assert not pid or os.WIFSTOPPED(status), "it ended before it was stopped"
        return pid

    until(changed)


def forked(work: Callable[[], Any]) -> Any:
    """Return what `work` returns in a copy of this process, None where the copy dies.

    What it returns is passed on as JSON. Its memory is its own, and what is imported
    here is not imported again.
    """
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        status = 1
        try:
            os.close(reader)
            with open(writer, "w", encoding="utf-8") as file:  # noqa: PTH123 - a pipe
                json.dump(work(), file)
            status = 0
        finally:
            os._exit(status)
    os.close(writer)
    with open(reader, encoding="utf-8") as file:  # noqa: PTH123 - a pipe
        text = file.read()
    os.waitpid(child, 0)
    return json.loads(text) if text else None
