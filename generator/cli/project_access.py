"""What the commands share: the project, the day, and how to speak to the user."""

from __future__ import annotations

import datetime as dt
import os
import re
import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.cli.console import say

if TYPE_CHECKING:
    from generator.project import LoadedProject, Project


_OF_ANOTHER = "belongs to another user"

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


class Day(click.ParamType[dt.date]):
    """A date like 2026-09-15."""

    name = "date"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> dt.date:
        """Return the date that a text names."""
        if isinstance(value, dt.date):
            return value
        day = _day(value)
        if day is None:
            self.fail(f"expected a date like 2026-09-15, found '{value}'", param, ctx)
        return day


def _day(value: str) -> dt.date | None:
    if not _DATE.fullmatch(value):
        return None
    try:
        return dt.date.fromisoformat(value)
    except ValueError:
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One run of the command; `folder` is what --project named.

    `packaged` are definitions to take in place of those that come with the program.
    """

    folder: Path | None
    packaged: Path | None = None

    def project(self, paths: Sequence[Path] = ()) -> Project:
        """Return the project that --project names, or the nearest one upwards.

        Upwards from the current folder, or from the first of `paths`. Says on stderr
        which one it is. Exits with 2 when there is none or when a path is not in it.
        """
        from generator.project import Project, ProjectNotFoundError  # noqa: PLC0415

        start = self.folder or (paths[0] if paths else Path.cwd())
        if self.folder is not None:
            if not (self.folder / "audits").is_dir():
                raise click.UsageError(f"there is no folder audits/ in {self.folder}")
            project = Project(self.folder, self.packaged)
        else:
            try:
                project = find_project(start)
            except ProjectNotFoundError:
                raise click.UsageError(
                    f"there is no folder audits/ in {start.resolve()} or above it; "
                    "begin with: cx-audit new my-shop"
                ) from None
        for path in paths:
            if not path.resolve().is_relative_to(project.root):
                raise click.UsageError(f"{path} is not in the project {project.root}")
        tell_project(project.root)
        return project


def find_project(start: Path) -> Project:
    """Return the project at or above a folder; exits with 2 when it is another user's.

    Raises ProjectNotFoundError when there is none.
    """
    from generator.cli.plain_config import UntoldConfigError  # noqa: PLC0415
    from generator.cli.project_code import code_of_another_user  # noqa: PLC0415
    from generator.project import ForeignProjectError, Project  # noqa: PLC0415

    try:
        found = Project.find(start)
    except ForeignProjectError as error:
        root, why = error.root, f"{error.owned} {_OF_ANOTHER}"
    else:
        root = found.root
        try:
            code = code_of_another_user(root)
        except UntoldConfigError as error:
            why = str(error)
        else:
            if code is None:
                return found
            why = f"{code} {_OF_ANOTHER}"
    raise click.UsageError(
        f"the project {root} was found, but {why}, and an mkdocs.yml may run code; if "
        f"you trust it, name it: cx-audit --project {shlex.quote(str(root))} …"
    )


def tell_project(root: Path) -> None:
    """Say on stderr which project it is."""
    say(f"project: {root}", err=True)


def load(
    project: Project, shops: Sequence[str] = (), definition: str | None = None
) -> LoadedProject:
    """Read the project; exits with 2 when a shop is named that it does not have.

    `definition` is the id of one that is wanted though no audit names it yet.
    """
    from generator.project import UnknownShopError  # noqa: PLC0415
    from generator.reading.diagnostics.collector import nearest  # noqa: PLC0415

    try:
        return project.load(shops, definition)
    except UnknownShopError as error:
        known = ", ".join(error.known) or "none"
        hint = nearest(error.name, error.known) or f"shops: {known}"
        raise click.UsageError(f"unknown shop '{error.name}'; {hint}") from None


def shops_at(project: Project, paths: Sequence[Path]) -> tuple[str, ...]:
    """Return the shops that `paths` lie in; none when one lies outside the shops."""
    folder = project.audits.resolve() / "shops"
    found = []
    for path in paths:
        # A shop that is a link is a shop by its own name, and refused as that.
        own = abspath(path)
        full = own if own.is_relative_to(folder) else path.resolve()
        if full == folder or not full.is_relative_to(folder):
            return ()
        name = full.relative_to(folder).parts[0]
        if name not in project.shop_ids():
            return ()
        found.append(name)
    return tuple(dict.fromkeys(found))


def abspath(path: Path) -> Path:
    """Return a path from the root, without following its links."""
    return Path(os.path.abspath(path))  # noqa: PTH100 - `absolute` keeps the dots


def as_of_day(named: dt.date | None) -> dt.date:
    """Return the day named, else that of SOURCE_DATE_EPOCH (in UTC), else today."""
    if named is not None:
        return named
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return dt.date.today()  # noqa: DTZ011 - the auditor's own calendar
    try:
        return dt.datetime.fromtimestamp(int(epoch), tz=dt.UTC).date()
    except (ValueError, OverflowError, OSError):
        raise click.UsageError(
            f"SOURCE_DATE_EPOCH must be seconds since 1970, found '{epoch}'"
        ) from None
