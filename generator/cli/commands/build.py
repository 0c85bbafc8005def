"""`cx-audit build` and `serve`: the site, without a moment in which there is none."""

from __future__ import annotations

import datetime as dt
import logging
import os
import socket
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import click

from generator.cli.audit_selection import FOR_WHOM
from generator.cli.console import say, working
from generator.cli.diagnostic_output import refuse_problems
from generator.cli.kept_folders import kept_of_others
from generator.cli.mkdocs_config import PLUGIN, Config, site_config, site_options
from generator.cli.mkdocs_log import log_to_stderr
from generator.cli.mkdocs_version import EngineError, engine
from generator.cli.project_access import Session, as_of_day, load
from generator.deploy.site_check import site_problems
from generator.deploy.swap import fresh_site, publish
from generator.deploy.target import refuse_target
from generator.files.folders import make_folder
from generator.files.lock import LockedError, locked
from generator.files.place import real_place
from generator.terminal import part_of_line

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

    from generator.project import Project

_MOST_TOLD = 20
"""How many problems of a finished site are told one by one."""

_MOST_SHOPS = 5
"""How many shops of a site are named when it is ready."""

_LAST_EPOCH = 2**32 - 1
"""The last second that the head of a compressed file can name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """Which site to make: of whom, for whom, where, on which day."""

    shops: tuple[str, ...]
    audience: str
    as_of: dt.date | None
    out: Path | None = None
    strict: bool = False
    site_url: str | None = None


class _NotPublishedError(click.ClickException):
    """The site was not published; what stood there before still does."""

    exit_code = 1


class _BrokenInstallationError(click.ClickException):
    """There is no site engine to build with."""

    exit_code = 3


@contextmanager
def _exit_codes() -> Iterator[None]:
    """Give what can go wrong with a build or an installation its exit code."""
    try:
        with engine():
            from mkdocs.exceptions import MkDocsException  # noqa: PLC0415

            try:
                yield
            except MkDocsException as error:  # which would speak on stdout
                raise _NotPublishedError(error.message) from None
    except LockedError as error:
        raise _NotPublishedError(f"the site is being built: {error}") from None
    except EngineError as error:
        raise _BrokenInstallationError(str(error)) from None


def build_site(session: Session, site: Site) -> None:
    """Build the site beside its place, look it over, then put it there.

    Whatever goes wrong, or whenever the process dies: the place holds the old site or
    the new one, whole.
    """
    project = session.project()
    with _exit_codes(), log_to_stderr(logging.WARNING):
        config = _prepared(project, site)
        from mkdocs.config.base import load_config  # noqa: PLC0415

        made = load_config(config.file, **config.overrides)
        target = real_place(site.out or Path(made.site_dir))
        shops = made.plugins[PLUGIN].config.shops or project.shop_ids()

        def refuse() -> None:
            own = (made.docs_dir, made.theme.custom_dir)
            kept = (
                project.audits,
                *(Path(folder).resolve() for folder in own if folder),
                *kept_of_others(project, target),
            )
            refuse_target(
                target,
                audience=site.audience,
                shops=shops,
                project=project.root,
                kept=kept,
                own=_home(),
            )

        refuse()
        make_folder(target.parent)
        now = dt.datetime.now(tz=dt.UTC).isoformat(timespec="seconds")
        with locked(target, now), fresh_site(target) as fresh:
            with working("Building the site …"):
                expected = _build(made, fresh)
                base = f"{urlsplit(made.site_url or '').path.rstrip('/')}/"
                _refuse_unfit(site_problems(fresh, expected, base))
            # Once more: building took a while, and somebody may have been there.
            refuse()
            publish(fresh, target, audience=site.audience, shops=shops)
    whom = FOR_WHOM[site.audience]
    say(
        f"the site of {_listed(shops)} {whom} is ready: {target / 'index.html'}",
        err=True,
    )


def _listed(shops: Sequence[str]) -> str:
    """Return the names of shops, of many the first."""
    if len(shops) <= _MOST_SHOPS:
        return ", ".join(shops)
    rest = len(shops) - _MOST_SHOPS
    return f"{', '.join(shops[:_MOST_SHOPS])} and {rest:,} more"


def _build(config: MkDocsConfig, fresh: Path) -> list[str]:
    """Let MkDocs build into `fresh`; return the pages that must be there."""
    from mkdocs.commands.build import build  # noqa: PLC0415

    expected: list[str] = []

    def note_pages(*_: Any, files: Any, **__: Any) -> None:
        expected.extend(
            file.dest_uri
            for file in files.documentation_pages()
            if file.inclusion.is_included()
        )

    config.site_dir = str(fresh)
    config.plugins.events["env"].append(note_pages)
    config.plugins.on_startup(command="build", dirty=False)
    try:
        build(config)
    finally:
        config.plugins.on_shutdown()
    return [*expected, "index.html", "404.html"]


def _refuse_unfit(problems: list[str]) -> None:
    """Exit with 1, telling what is wrong with a finished site, unless nothing is."""
    if not problems:
        return
    told = [part_of_line(one) for one in problems[:_MOST_TOLD]]
    if len(problems) > len(told):
        told.append(f"and {len(problems) - len(told):,} more")
    raise _NotPublishedError(
        "the new site was not published, the old one stays:\n  " + "\n  ".join(told)
    )


def _home() -> tuple[Path, ...]:
    try:
        return (Path.home().resolve(),)
    except RuntimeError:  # nobody's: no HOME, and no entry for the user
        return ()


def serve_site(session: Session, site: Site, port: int) -> None:
    """Serve the site on this machine only, until interrupted."""
    project = session.project()
    _refuse_busy(port)
    with _exit_codes(), log_to_stderr(logging.INFO):
        config = _prepared(project, site)
        from mkdocs.commands.serve import serve  # noqa: PLC0415

        options = {**config.overrides, "dev_addr": f"127.0.0.1:{port}"}
        options.pop("site_dir", None)
        serve(config.file, **options)


def _refuse_busy(port: int) -> None:
    """Exit with 2 where something listens already, before a site is built for it."""
    with socket.socket() as tried:
        if tried.connect_ex(("127.0.0.1", port)) == 0:
            raise click.UsageError(
                f"port {port} is in use; choose another: --port {port % 65_535 + 1}"
            )


def _prepared(project: Project, site: Site) -> Config:
    """Return MkDocs' configuration once everything was read without errors."""
    _refuse_strange_epoch()
    known = project.shop_ids()
    if not known:
        raise click.UsageError("there is no shop yet; begin with: cx-audit new my-shop")
    config = site_config(project.root)
    if site.audience == "client" and not site.shops and len(known) > 1:
        # Those in mkdocs.yml may be a client's for whom it was written long ago.
        raise click.UsageError(
            f"a client sees one shop; name it: --shop {' | '.join(known)}"
        )
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
