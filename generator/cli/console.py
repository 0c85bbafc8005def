"""How the command speaks: safely, in colour or not, and while it works."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from generator import terminal

_PATIENCE = 1.0
"""Seconds of work after which a terminal shows that something is going on."""


def colour(*, err: bool = False) -> bool:
    """Whether to use colour: on a terminal, unless NO_COLOR is set."""
    stream = sys.stderr if err else sys.stdout
    return bool(stream and stream.isatty() and not os.environ.get("NO_COLOR"))


def say(text: str | bytes, *, err: bool = False) -> None:
    """Write one line of output, whatever the names in it hold (bytes: JSON)."""
    if isinstance(text, bytes):
        _write(terminal.in_json(text.decode()).encode(), err=err)
    else:
        _write(terminal.in_line(text), err=err)


def say_lines(text: str, *, err: bool = False) -> None:
    """Write several lines that were put together here, in colour on a terminal.

    The names in them have been through `terminal.in_line`, or they may break a line.
    """
    _write(terminal.in_coloured_lines(text), err=err)


def say_quoted_lines(text: str, *, err: bool = False) -> None:
    """Write several lines of which others wrote the words: no colour of theirs stays."""
    _write(terminal.in_lines(text), err=err)


def say_command(text: str) -> None:
    """Write a line that a CI is meant to obey."""
    _write(terminal.part_of_line(text))


def _write(text: str | bytes, *, err: bool = False) -> None:
    """Write what is fit for a terminal.

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


def say_error(error: click.ClickException) -> None:
    """Tell what kept a command from doing its work.

    What the command line said is quoted as it was typed, in one line.
    """
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        error.show()
        return
    message = error.format_message()
    if isinstance(error, click.UsageError):
        message = terminal.part_of_line(message)
        if error.ctx is not None:
            path = error.ctx.command_path
            usage = f"{error.ctx.get_usage()}\nTry '{path} --help' for help.\n"
            say_quoted_lines(usage, err=True)
    say_quoted_lines(f"Error: {message}", err=True)


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
