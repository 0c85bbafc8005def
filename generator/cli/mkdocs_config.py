"""The MkDocs configuration of a project: its mkdocs.yml, or one made in memory."""

# mypy: allow-untyped-calls
# (MkDocs annotates most of its functions, not all.)

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator.project import CONFIG_NAMES
from generator.resources import no_pages

PLUGIN = "cx-audit"


class UnreadableConfigError(Exception):
    """An mkdocs.yml holds what YAML has no value for; str() says where and what."""


class _Nothing(io.BytesIO):
    """An empty configuration file; MkDocs closes it after each of several readings."""

    def close(self) -> None:
        """Stay open."""


class _Plugins(list[dict[str, Any]]):
    """A list of plugins that outlives its reader: MkDocs empties every entry it reads.

    It reads them again for each rebuild of `serve`.
    """

    def __iter__(self) -> Iterator[dict[str, Any]]:
        """Iterate over copies."""
        return (deepcopy(entry) for entry in super().__iter__())


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """What to hand to MkDocs: a file (a path or a stream) and what overrides it."""

    file: Any
    overrides: Mapping[str, Any] = field(default_factory=dict)
    plugins: Any = None
    """The plugins as mkdocs.yml lists them."""

    @property
    def shops(self) -> tuple[str, ...]:
        """The shops that mkdocs.yml names, if any."""
        options = dict(_entries(self.plugins)).get(PLUGIN)
        named = options.get("shops") if isinstance(options, dict) else None
        return tuple(named) if isinstance(named, (list, tuple)) else ()

    def with_options(
        self, options: Mapping[str, Any], *, site_name: str, **others: Any
    ) -> Config:
        """Return the configuration with our plugin's options and others set.

        `site_name` is for a project without an mkdocs.yml.
        """
        entries = list(_entries(self.plugins))
        if PLUGIN not in dict(entries):
            entries.append((PLUGIN, {}))
        plugins = _Plugins(
            {name: {**mapping(theirs), **options} if name == PLUGIN else theirs}
            for name, theirs in entries
        )
        changed = {key: value for key, value in others.items() if value is not None}
        overrides = {"site_name": site_name, **self.overrides, **changed}
        if isinstance(self.file, str):
            del overrides["site_name"]
        return Config(file=self.file, overrides={**overrides, "plugins": plugins})


def mapping(options: Any) -> dict[str, Any]:
    """Return a value where it is a mapping, else an empty one."""
    return options if isinstance(options, dict) else {}


def _entries(plugins: Any) -> Iterator[tuple[str, Any]]:
    """Yield (name, options) of what may stand below `plugins:`.

    What MkDocs would refuse is passed over here; it is told by MkDocs itself.
    """
    if plugins is None:
        plugins = ["search"]
    listed = plugins.items() if isinstance(plugins, dict) else plugins
    for entry in listed if isinstance(plugins, (list, dict)) else ():
        if isinstance(entry, str):
            yield entry, {}
        elif isinstance(entry, tuple):
            yield entry[0], entry[1] or {}
        elif isinstance(entry, dict):
            for name, options in entry.items():
                yield name, options or {}


def site_options(
    *,
    project: Path,
    shops: Sequence[str],
    audience: str,
    as_of: dt.date | None,
    strict: bool,
) -> dict[str, Any]:
    """Return the options of the plugin that the command line decides."""
    options: dict[str, Any] = {
        "project": str(project),
        "shops": list(shops),
        "audience": audience,
    }
    if as_of is not None:
        options["as_of"] = as_of.isoformat()
    if strict:
        options["strict_advice"] = True
    return options


def site_config(root: Path) -> Config:
    """Return the configuration of the project in `root`.

    Without an mkdocs.yml: Material, our plugin, an empty folder for hand-written
    pages, and addresses that work when a page is opened from a folder.
    """
    for name in CONFIG_NAMES:
        if (root / name).is_file():
            return _read_config(root / name)
    overrides = {
        "docs_dir": str(no_pages()),
        "site_dir": str(root / "site"),
        "use_directory_urls": False,
        "theme": {"name": "material", "font": False},
    }
    return Config(file=_Nothing(), overrides=overrides)


def _read_config(path: Path) -> Config:
    from mkdocs.config.defaults import MkDocsConfig  # noqa: PLC0415
    from mkdocs.exceptions import MkDocsException  # noqa: PLC0415

    config = MkDocsConfig(config_file_path=str(path))
    try:
        with path.open("rb") as stream:
            config.load_file(stream)
    except (MkDocsException, OSError):
        raise
    except Exception as error:  # a bad number or date may be any error of Python's
        raise UnreadableConfigError(
            f"{path} cannot be read: {type(error).__name__}: {error}"
        ) from error
    return Config(file=str(path), plugins=config.data.get("plugins"))
