"""`cx-audit build` and `serve`: the site, without a moment in which there is none."""

from __future__ import annotations

import datetime as dt
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import click

from generator.cli.console import say, working
from generator.cli.diagnostic_output import refuse_problems
from generator.cli.mkdocs_config import Config, site_config, site_options
from generator.cli.mkdocs_version import EngineError, engine
from generator.cli.project_access import Session, as_of_day, load
from generator.deploy.lock import LockedError, locked
from generator.deploy.site_check import site_problems
from generator.deploy.swap import fresh_site, publish
from generator.deploy.target import TargetError, real_place, refuse_target

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

    from generator.project import Project

_MOST_TOLD = 20
"""How many problems of a finished site are told one by one."""

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
    """Give what can go wrong with a place or an installation its exit code."""
    try:
        with engine():
            from mkdocs.exceptions import MkDocsException  # noqa: PLC0415

            try:
                yield
            except MkDocsException as error:  # which would speak on stdout
                raise _NotPublishedError(error.message) from None
    except TargetError as error:
        raise click.UsageError(str(error)) from None
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
    with (
        _exit_codes(),
        _log_to_stderr(logging.WARNING),
        _prepared(project, site) as config,
    ):
        from mkdocs.config.base import load_config  # noqa: PLC0415

        made = load_config(config.file, **config.overrides)
        target = real_place(site.out or Path(made.site_dir))

        def refuse() -> None:
            kept = (project.audits, Path(made.docs_dir).resolve())
            refuse_target(target, project=project.root, kept=kept, own=_home())

        refuse()
        target.parent.mkdir(parents=True, exist_ok=True)
        now = dt.datetime.now(tz=dt.UTC).isoformat(timespec="seconds")
        with locked(target, now), fresh_site(target) as fresh:
            with working("Building the site …"):
                expected = _build(made, fresh)
                base = f"{urlsplit(made.site_url or '').path.rstrip('/')}/"
                _refuse_unfit(site_problems(fresh, expected, base))
            # Once more: building took a while, and somebody may have been there.
            refuse()
            publish(fresh, target)
    say(f"the site ({site.audience}) is ready: {target / 'index.html'}", err=True)


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
    told = problems[:_MOST_TOLD]
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
    with (
        _exit_codes(),
        _log_to_stderr(logging.INFO),
        _prepared(project, site) as config,
    ):
        from mkdocs.commands.serve import serve  # noqa: PLC0415

        options = {**config.overrides, "dev_addr": f"127.0.0.1:{port}"}
        options.pop("site_dir", None)
        serve(config.file, **options)


@contextmanager
def _prepared(project: Project, site: Site) -> Iterator[Config]:
    """Give MkDocs' configuration once everything was read without errors."""
    _refuse_strange_epoch()
    known = project.shop_ids()
    if not known:
        raise click.UsageError("there is no shop yet; begin with: cx-audit new my-shop")
    with site_config(project.root) as config:
        shops = site.shops or config.shops
        if site.audience == "client" and not shops and len(known) > 1:
            raise click.UsageError(
                f"a client sees one shop; name it: --shop {' | '.join(known)}"
            )
        with working("Reading …"):
            loaded = load(project, shops)
        refuse_problems(loaded.diagnostics, strict=site.strict)
        name = loaded.shops[0].shop.name.find("en")[0] if len(loaded.shops) == 1 else ""
        yield config.with_options(
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


class _ToStderr(logging.Handler):
    """Passes on what MkDocs and its plugins say."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write one message."""
        serious = record.levelno >= logging.WARNING
        kind = f"{record.levelname.lower()}: " if serious else ""
        say(f"{kind}{record.getMessage()}", err=True)


@contextmanager
def _log_to_stderr(level: int) -> Iterator[None]:
    logger, handler = logging.getLogger("mkdocs"), _ToStderr()
    before, spreads = logger.level, logger.propagate
    logger.addHandler(handler)
    logger.setLevel(level)
    logger.propagate = False
    try:
        yield
    finally:
        logger.removeHandler(handler)
        logger.setLevel(before)
        logger.propagate = spreads
