"""`cx-audit build` and `cx-audit serve`: the site, by MkDocs."""

# mypy: allow-untyped-calls
# (MkDocs annotates most of its functions, not all.)

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli_check import refuse_problems
from generator.cli_mkdocs import Config, site_config, site_options
from generator.cli_session import Session, load, say, working

if TYPE_CHECKING:
    from generator.project import Project

_SITE_MARKS = ("sitemap.xml", "404.html")
"""Files that every built site has; a folder without them is somebody's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """Which site to make: of whom, for whom, where, on which day."""

    shops: tuple[str, ...]
    audience: str
    as_of: dt.date | None
    out: Path | None = None
    strict: bool = False
    site_url: str | None = None


def build_site(session: Session, site: Site) -> None:
    """Build the site; a site that stood there before stays until all YAML is good."""
    from mkdocs.config.base import load_config  # noqa: PLC0415

    project = session.project()
    with _log_to_stderr(logging.WARNING), _prepared(project, site) as config:
        made = load_config(config.file, **config.overrides)
        target = Path(made.site_dir)
        _refuse_foreign_folder(target, project)
        with working("Building the site …"):
            from mkdocs.commands.build import build  # noqa: PLC0415

            made.plugins.on_startup(command="build", dirty=False)
            try:
                build(made)
            finally:
                made.plugins.on_shutdown()
    start = target / "index.html"
    say(f"the site ({site.audience}) is ready: {start}", err=True)


def serve_site(session: Session, site: Site, port: int) -> None:
    """Serve the site on this machine only, until interrupted."""
    from mkdocs.commands.serve import serve  # noqa: PLC0415

    project = session.project()
    with _log_to_stderr(logging.INFO), _prepared(project, site) as config:
        options = {**config.overrides, "dev_addr": f"127.0.0.1:{port}"}
        options.pop("site_dir", None)
        serve(config.file, **options)


@contextmanager
def _prepared(project: Project, site: Site) -> Iterator[Config]:
    """Give MkDocs' configuration once everything was read without errors."""
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
            site_dir=str(site.out.resolve()) if site.out else None,
            site_url=site.site_url,
            strict=site.strict or None,
        )


def _refuse_foreign_folder(target: Path, project: Project) -> None:
    """Exit with 2 rather than empty a folder that is not a site: MkDocs would."""
    inside = target.is_relative_to(project.audits)
    if inside or project.root.is_relative_to(target):
        raise click.UsageError(f"the site cannot go to {target}")
    if target.is_dir() and any(target.iterdir()):
        if any((target / mark).is_file() for mark in _SITE_MARKS):
            return
        raise click.UsageError(
            f"{target} is not empty and holds no site; name another folder by --out"
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
