"""Builds of a small project's site by MkDocs with our plugin, and what they made."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import PluginCollection
from tiny_project import write

from generator.mkdocs_plugin.plugin import CxAuditPlugin
from generator.publishing.content import SiteContent
from generator.publishing.site_plan import SitePlan

AS_OF = "2026-10-01"

Planner = Callable[[SiteContent], SitePlan]
"""What says which pages and files a site has."""


def config_of(
    root: Path,
    /,
    *,
    plan: Planner | None = None,
    strict: bool = False,
    mkdocs: dict[str, Any] | None = None,
    **options: Any,
) -> MkDocsConfig:
    """Write an mkdocs.yml into a project and load it, as a command that builds does.

    `mkdocs` are its settings, `options` those of our plugin. With a `plan` the plugin
    is a new one that publishes it; otherwise it is the one that MkDocs makes, and keeps
    for later configurations of this process.
    """
    settings = {
        "site_name": "Site",
        "theme": {"name": "material"},
        "strict": strict,
        "plugins": ["search", {"cx-audit": {"as_of": AS_OF} | options}],
    } | (mkdocs or {})
    (root / "docs").mkdir(exist_ok=True)
    path = write(root / "mkdocs.yml", yaml.safe_dump(settings))
    config = load_config(str(path))
    begin(config)
    if plan is not None:
        put_in(config, CxAuditPlugin(plan))
    return config


def begin(config: MkDocsConfig, *, dirty: bool = False) -> None:
    """Tell the plugins that MkDocs keeps that a new command begins, `mkdocs build`."""
    config.plugins.on_startup(command="build", dirty=dirty)


def put_in(config: MkDocsConfig, plugin: CxAuditPlugin) -> None:
    """Put a plugin in place of the one that MkDocs made, with the same options."""
    plugin.config = config.plugins["cx-audit"].config
    plugins = PluginCollection()
    for name, one in config.plugins.items():
        plugins[name] = plugin if name == "cx-audit" else one
    config.plugins = plugins


def built(root: Path, /, **options: Any) -> Path:
    """Build a project's site, configured as `config_of` says; return its folder."""
    config = config_of(root, **options)
    build(config)
    return Path(config.site_dir)


def files_of(site: Path) -> dict[str, bytes]:
    """Return every file of a site by its path."""
    return {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in site.rglob("*")
        if path.is_file()
    }


def html(path: Path) -> str:
    """Return a page's HTML."""
    return path.read_text(encoding="utf-8")


def head(text: str) -> str:
    """Return the head of a page."""
    return text.partition("</head>")[0]


def entries(site: Path) -> list[dict[str, str]]:
    """Return what search knows."""
    index = json.loads(html(site / "search" / "search_index.json"))
    docs: list[dict[str, str]] = index["docs"]
    return docs


class Log:
    """The messages of MkDocs and its plugins, by level."""

    def __init__(self, caplog: pytest.LogCaptureFixture) -> None:
        """Begin to listen."""
        caplog.set_level(logging.INFO)
        self._caplog = caplog

    def _at(self, level: int) -> list[str]:
        return [
            record.getMessage()
            for record in self._caplog.records
            if record.levelno == level
        ]

    @property
    def errors(self) -> list[str]:
        """What stops a build."""
        return self._at(logging.ERROR)

    @property
    def warnings(self) -> list[str]:
        """What stops a strict build."""
        return self._at(logging.WARNING)

    @property
    def information(self) -> list[str]:
        """What stops nothing."""
        return self._at(logging.INFO)
