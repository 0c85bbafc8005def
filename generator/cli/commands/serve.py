"""`cx-audit serve`: the site on this machine, anew whenever a file changes."""

from __future__ import annotations

import logging
import socket

import click

from generator.cli.mkdocs_log import log_to_stderr
from generator.cli.project_access import Session
from generator.cli.site_preparation import Site, exit_codes, prepared_config


def serve_site(session: Session, site: Site, port: int) -> None:
    """Serve the site on this machine only, until interrupted."""
    project = session.project()
    _refuse_busy(port)
    with exit_codes(), log_to_stderr(logging.INFO):
        config = prepared_config(project, site)
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
