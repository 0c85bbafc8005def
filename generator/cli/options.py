"""Options that several commands share: called, described and typed alike."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol, TypeVar

import click

from generator.cli.project_access import Day
from generator.model.audience import AUDIENCES, Audience
from generator.model.languages import LANGUAGES

Command = TypeVar("Command", bound=Callable[..., Any])


class Decorator(Protocol):
    """Gives a command an option, and leaves it what it is."""

    def __call__(self, command: Command, /) -> Command:
        """Return the command with the option."""


paths_argument = click.argument(
    "paths",
    nargs=-1,
    type=click.Path(exists=True, path_type=Path),
    metavar="[PATH]...",
)
"""`paths: tuple[Path, ...]`, each of which exists."""

shops_option = click.option(
    "--shop", "shops", multiple=True, metavar="SHOP", help="Only this shop."
)
"""`shops: tuple[str, ...]`; empty where none is named."""

audit_date_option = click.option(
    "--date", metavar="DATE", help="Which audit. [default: the latest]"
)
"""`date: str | None`, as the audit's file is called."""

as_of_option = click.option(
    "--as-of",
    type=Day(),
    metavar="DATE",
    help="The day that decides what is overdue. [default: SOURCE_DATE_EPOCH or today]",
)
"""`as_of: dt.date | None`."""


def language_option(told: str) -> Decorator:
    """Return `language: str | None`, one of those that the program speaks."""
    return click.option("--language", type=click.Choice(LANGUAGES), help=told)


def audience_option(default: Audience) -> Decorator:
    """Return `audience: Audience`."""
    return click.option(
        "--audience",
        type=click.Choice(list(AUDIENCES)),
        default=default,
        show_default=True,
    )


def folder_option(told: str) -> Decorator:
    """Return `out: Path | None`, a folder or a place for one."""
    return click.option(
        "--out",
        type=click.Path(file_okay=False, path_type=Path),
        metavar="DIR",
        help=told,
    )
