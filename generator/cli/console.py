"""How the command speaks: safely, in colour or not, and while it works."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

_PATIENCE = 1.0
"""Seconds of work after which a terminal shows that something is going on."""

_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
)
"""Control characters and those that turn the direction of a line."""


def safe(text: str) -> str:
    """Return the text with what could trick a terminal replaced by U+FFFD."""
    return _UNSAFE.sub("\ufffd", text)


def colour(*, err: bool = False) -> bool:
    """Whether to use colour: on a terminal, unless NO_COLOR is set."""
    stream = sys.stderr if err else sys.stdout
    return bool(stream and stream.isatty() and not os.environ.get("NO_COLOR"))


def say(text: str | bytes, *, err: bool = False) -> None:
    """Write one piece of output and a line break (bytes: as they are).

    A reader that has closed the pipe has seen enough: the rest is dropped, and the
    exit code stays what it was going to be.
    """
    try:
        if isinstance(text, bytes):
            click.echo(text, nl=False, err=err)
        else:
            click.echo(text, err=err, color=colour(err=err))
    except BrokenPipeError:
        stream = sys.stderr if err else sys.stdout
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def tolerate_any_text() -> None:
    """Let output go on where a character is not in the terminal's encoding."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


@contextmanager
def working(words: str) -> Iterator[None]:
    """Show on a terminal that work goes on, once it takes longer than a second."""
    if not (sys.stderr and sys.stderr.isatty()):
        yield
        return
    from threading import Timer  # noqa: PLC0415

    from rich.console import Console  # noqa: PLC0415

    status = Console(stderr=True).status(words)
    timer = Timer(_PATIENCE, status.start)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()
        status.stop()
