"""What the mkdocs.yml of a project says, told without running any of it.

MkDocs' own reader may run code that the file names, which only `build` and `serve` do.
"""

from __future__ import annotations

from collections.abc import Mapping
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
        name = self.told(self.values.get("docs_dir", "docs"))
        return self.root / name if self.files and isinstance(name, str) else None

    @property
    def templates(self) -> Path | None:
        """The folder of own templates, if one is named; raises UntoldConfigError."""
        name = self.told(mapping(self.told(self.values.get("theme"))).get("custom_dir"))
        return self.root / name if isinstance(name, str) else None

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
    long to be looked at, or cannot be opened.
    """
    found: dict[Path, dict[str, Any]] = {}
    file = next((root / name for name in CONFIG_NAMES if (root / name).is_file()), None)
    while file is not None and file not in found and len(found) < _MOST_INHERITED:
        found[file] = _plain_file(file)
        named = found[file].get("INHERIT")
        if named is _UNTOLD:
            raise UntoldConfigError(f"{file} inherits by a tag that runs code")
        file = file.parent / named if isinstance(named, str) else None
    values: dict[str, Any] = {}
    for data in reversed(found.values()):
        theme = data.get("theme", values.get("theme"))
        if isinstance(theme, dict):
            theme = {**mapping(values.get("theme")), **theme}
        values = {**values, **data, "theme": theme}
    return PlainConfig(root=root, files=tuple(found), values=values)


def _plain_file(path: Path) -> dict[str, Any]:
    """Return a configuration as plain values; of one that MkDocs cannot read, none."""
    try:
        text = read_plain_file(path, _LONGEST, None)
        data = yaml.load(text, _Plain)  # noqa: S506 - it is safe
    except TooLargeError:
        raise UntoldConfigError(f"{path} has more than {_LONGEST:,} bytes") from None
    except (NotAFileError, OSError):
        raise UntoldConfigError(f"{path} cannot be opened") from None
    except (yaml.YAMLError, RecursionError, ValueError):
        return {}
    if data is _UNTOLD:
        raise UntoldConfigError(f"{path} is a tag that runs code")
    return mapping(data)
