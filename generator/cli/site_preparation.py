"""What `build` and `serve` share: which site, its configuration, and what may fail."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.console import working
from generator.cli.diagnostic_output import refuse_problems
from generator.cli.mkdocs_config import (
    Config,
    UnreadableConfigError,
    site_config,
    site_options,
)
from generator.cli.mkdocs_version import EngineError, engine
from generator.cli.project_access import as_of_day, load
from generator.files.lock import LockedError
from generator.model.audience import Audience
from generator.terminal import part_of_line

if TYPE_CHECKING:
    from generator.project import Project

_LAST_EPOCH = 2**32 - 1
"""The last second that the head of a compressed file can name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """Which site to make: of whom, for whom, where, on which day."""

    shops: tuple[str, ...]
    audience: Audience
    as_of: dt.date | None
    out: Path | None = None
    strict: bool = False
    site_url: str | None = None


class NotPublishedError(click.ClickException):
    """The site was not published; what stood there before still does."""

    exit_code = 1


class _BrokenInstallationError(click.ClickException):
    """There is no site engine to build with."""

    exit_code = 3


@contextmanager
def exit_codes() -> Iterator[None]:
    """Give what can go wrong with a build or an installation its exit code."""
    try:
        with engine():
            from mkdocs.exceptions import MkDocsException  # noqa: PLC0415

            try:
                yield
            except MkDocsException as error:  # which would speak on stdout
                raise NotPublishedError(error.message) from None
    except UnreadableConfigError as error:
        raise NotPublishedError(part_of_line(str(error))) from None
    except LockedError as error:
        raise NotPublishedError(f"the site is being built: {error}") from None
    except EngineError as error:
        raise _BrokenInstallationError(str(error)) from None


def prepared_config(project: Project, site: Site) -> Config:
    """Return MkDocs' configuration once everything was read without errors."""
    _refuse_strange_epoch()
    known = project.shop_ids()
    if not known:
        raise click.UsageError("there is no shop yet; begin with: cx-audit new my-shop")
    config = site_config(project.root)
    from generator.project import NoShopNamedError  # noqa: PLC0415

    try:
        # Not those in mkdocs.yml, which may be for a client of long ago.
        project.refuse_unnamed_shops(site.audience, site.shops)
    except NoShopNamedError as error:
        raise click.UsageError(
            f"a client sees one shop; name it: --shop {' | '.join(error.known)}"
        ) from None
    shops = site.shops or config.shops
    with working("Reading …"):
        loaded = load(project, shops)
    refuse_problems(loaded.diagnostics, strict=site.strict)
    name = loaded.shops[0].shop.name.find("en")[0] if len(loaded.shops) == 1 else ""
    return config.with_options(
        site_options(
            project=project.root,
            shops=shops,
            audience=site.audience,
            as_of=site.as_of,
            strict=site.strict,
        ),
        site_name=name or "Customer experience audits",
        site_url=site.site_url,
        strict=site.strict or None,
    )


def _refuse_strange_epoch() -> None:
    """Exit with 2 for a SOURCE_DATE_EPOCH that not every part of a build can use."""
    as_of_day(None)
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch and not 0 <= int(epoch) <= _LAST_EPOCH:
        raise click.UsageError(
            f"SOURCE_DATE_EPOCH must be between 0 and {_LAST_EPOCH}, found '{epoch}'"
        )
