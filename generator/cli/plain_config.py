"""What the mkdocs.yml of a project says, told without running any of it.

MkDocs' own reader may run code that the file names, which only `build` and `serve` do.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from yaml_env_tag import construct_env_tag

from generator.cli.mkdocs_config import Config, mapping
from generator.project import CONFIG_NAMES
from generator.reading.strict_yaml.plain_file import (
    NotAFileError,
    TooLargeError,
    read_plain_file,
)

_MOST_INHERITED = 20
"""How many configurations may inherit from each other."""

_LONGEST = 100_000
"""How many bytes an mkdocs.yml may have to be looked at, which takes a second then."""

_UNTOLD = object()
"""Stands for a value that only running code would tell."""


class _Plain(yaml.SafeLoader):
    """Reads plain values."""


_Plain.add_multi_constructor("", lambda *_: _UNTOLD)
_Plain.add_constructor("!ENV", construct_env_tag)


class UntoldConfigError(Exception):
    """What an mkdocs.yml says is not to be told by looking at it; str() says why."""


@dataclass(frozen=True, slots=True)
class PlainConfig:
    """The mkdocs.yml of a project with what it inherits; empty where there is none."""

    root: Path
    files: tuple[Path, ...]
    values: Mapping[str, Any]
    """By key. Of what MkDocs could not read either there is none."""

    plugins: tuple[str, ...] = ()
    """Every plugin that any of the files names."""

    @property
    def shops(self) -> tuple[str, ...]:
        """The shops that it names, if any."""
        named: tuple[Any, ...] = Config(
            file=None, plugins=self.values.get("plugins")
        ).shops
        return tuple(shop for shop in named if isinstance(shop, str))

    @property
    def pages(self) -> Path | None:
        """The folder of the pages, where there is a configuration.

        Raises UntoldConfigError.
        """
        name = self.told(self.values.get("docs_dir"))
        if not self.files:
            return None
        return self.place(name if isinstance(name, str) else "docs")

    @property
    def templates(self) -> Path | None:
        """The folder of own templates, if one is named; raises UntoldConfigError."""
        name = self.told(mapping(self.told(self.values.get("theme"))).get("custom_dir"))
        return self.place(name) if isinstance(name, str) else None

    def place(self, name: str) -> Path:
        """Return the place that a name means to MkDocs: `a/../b` is b, whatever a is."""
        return Path(os.path.normpath(self.root / name))

    def listed(self, key: str) -> tuple[str, ...]:
        """Return the names that stand below a key; raises UntoldConfigError."""
        value = self.told(self.values.get(key))
        names = map(self.told, value) if isinstance(value, list) else ()
        return tuple(name for name in names if isinstance(name, str))

    def told(self, value: Any) -> Any:
        """Return a value of the configuration unless it is untold."""
        if value is _UNTOLD:
            raise UntoldConfigError(
                f"{self.files[0]} or what it inherits names files by a tag that runs code"
            )
        return value


def plain_config(root: Path) -> PlainConfig:
    """Return what the mkdocs.yml of a project and those it inherits say together.

    They are found as MkDocs finds them. Raises UntoldConfigError for one that is too
    long to be looked at, or cannot be opened, and where too many inherit from each other.
    """
    found: dict[Path, dict[str, Any]] = {}
    file = next((root / name for name in CONFIG_NAMES if (root / name).is_file()), None)
    while file is not None and file not in found:
        if len(found) == _MOST_INHERITED:
            raise UntoldConfigError(
                f"more than {_MOST_INHERITED} inherit before {file}"
            )
        found[file] = _plain_file(file)
        named = found[file].get("INHERIT")
        if named is _UNTOLD:
            raise UntoldConfigError(f"{file} inherits by a tag that runs code")
        file = (
            Path(os.path.normpath(file.parent / named))
            if isinstance(named, str)
            else None
        )
    values: dict[str, Any] = {}
    plugins: list[str] = []
    for path, data in reversed(found.items()):
        plugins += _plugins(path, data.get("plugins"))
        theme = data.get("theme", values.get("theme"))
        if isinstance(theme, dict):
            theme = {**mapping(values.get("theme")), **theme}
        values = {**values, **data, "theme": theme}
    return PlainConfig(
        root=root, files=tuple(found), values=values, plugins=tuple(plugins)
    )


def _plugins(path: Path, listed: Any) -> Iterator[str]:
    """Yield the names of plugins, however they are listed."""
    if listed is _UNTOLD:
        raise UntoldConfigError(f"{path} names plugins by a tag that runs code")
    for entry in listed if isinstance(listed, (list, dict)) else ():
        for name in entry if isinstance(entry, dict) else (entry,):
            if name is _UNTOLD:
                raise UntoldConfigError(f"{path} names a plugin by a tag")
            if isinstance(name, str):
                yield name


def _plain_file(path: Path) -> dict[str, Any]:
    """Return a configuration as plain values; of one that MkDocs cannot read, none."""
    try:
        text = read_plain_file(path, _LONGEST, None)
        data = yaml.load(text, _Plain)  # noqa: S506 - it is safe
    except TooLargeError:
        raise UntoldConfigError(f"{path} has more than {_LONGEST:,} bytes") from None
    except (NotAFileError, OSError):
        raise UntoldConfigError(f"{path} cannot be opened") from None
    except Exception:  # noqa: BLE001 - a bad number or date may be any error of Python's
        return {}
    parts = (data, mapping(data).get("theme"))
    if data is _UNTOLD or any(_UNTOLD in mapping(part) for part in parts):
        raise UntoldConfigError(f"{path} has a tag that runs code where a key belongs")
    return mapping(data)
