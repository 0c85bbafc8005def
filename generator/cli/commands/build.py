"""`cx-audit build`: the site, without a moment in which there is none."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from generator.cli.console import say, working
from generator.cli.kept_folders import kept_of_others
from generator.cli.mkdocs_config import PLUGIN
from generator.cli.mkdocs_log import log_to_stderr
from generator.cli.project_access import Session
from generator.cli.site_preparation import (
    NotPublishedError,
    Site,
    exit_codes,
    prepared_config,
)
from generator.deploy.site_check import site_problems
from generator.deploy.swap import fresh_site, publish
from generator.deploy.target import refuse_target
from generator.files.folders import make_folder
from generator.files.lock import locked
from generator.files.place import real_place
from generator.model.audience import AUDIENCES
from generator.terminal import part_of_line

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


_MOST_TOLD = 20
"""How many problems of a finished site are told one by one."""

_MOST_SHOPS = 5
"""How many shops of a site are named when it is ready."""


def build_site(session: Session, site: Site) -> None:
    """Build the site beside its place, look it over, then put it there.

    Whatever goes wrong, or whenever the process dies: the place holds the old site or
    the new one, whole.
    """
    project = session.project()
    with exit_codes(), log_to_stderr(logging.WARNING):
        config = prepared_config(project, site)
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
    whom = AUDIENCES[site.audience].for_whom
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
    raise NotPublishedError(
        "the new site was not published, the old one stays:\n  " + "\n  ".join(told)
    )


def _home() -> tuple[Path, ...]:
    try:
        return (Path.home().resolve(),)
    except RuntimeError:  # nobody's: no HOME, and no entry for the user
        return ()
