"""What the mkdocs.yml of a project says, told without running any of it.

MkDocs' own reader may run code that the file names, which only `build` and `serve` do.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from yaml_env_tag import construct_env_tag

from generator.cli.mkdocs_config import Config, mapping
from generator.files.folders import everything_below
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


class _Plain(yaml.SafeLoader):
    """Reads plain values; what a tag would make of one is left out."""


_Plain.add_multi_constructor("", lambda *_: None)
_Plain.add_constructor("!ENV", construct_env_tag)


def named_shops(root: Path) -> tuple[str, ...]:
    """Return the shops that the mkdocs.yml of a project names, if it can be told."""
    return Config(
        file=None, plugins=_merged(_configurations(root)).get("plugins")
    ).shops


def published_folders(root: Path) -> list[Path]:
    """Return what the mkdocs.yml of a project, if there is one, publishes whole.

    That is the folder of the pages, and that of own templates; read as `named_shops` is.
    """
    files = _configurations(root)
    if not files:
        return []
    config = _merged(files)
    names = [
        config.get("docs_dir", "docs"),
        mapping(config.get("theme")).get("custom_dir"),
    ]
    return [(root / name).resolve() for name in names if isinstance(name, str)]


def code_of(root: Path) -> list[Path]:
    """Return what a build would run because the mkdocs.yml of a project says so.

    Those are the configurations that it inherits, hooks, and own templates; read as
    `named_shops` is. A hook is also whoever's its folder is, who may exchange it.
    """
    files = _configurations(root)
    config = _merged(files)
    hooks = [root / one for one in _listed(config.get("hooks"))]
    templates = mapping(config.get("theme")).get("custom_dir")
    own = [root / templates] if isinstance(templates, str) else []
    below = [path for folder in own for path in everything_below(folder)]
    return [*files, *hooks, *(hook.parent for hook in hooks), *own, *below]


def _listed(value: Any) -> list[str]:
    return (
        [one for one in value if isinstance(one, str)]
        if isinstance(value, list)
        else []
    )


def _merged(files: dict[Path, dict[str, Any]]) -> dict[str, Any]:
    """Return what configurations say together; the first inherits from the others."""
    config: dict[str, Any] = {}
    for data in reversed(files.values()):
        theme = {**mapping(config.get("theme")), **mapping(data.get("theme"))}
        config |= data
        config["theme"] = theme or config.get("theme")
    return config


def _configurations(root: Path) -> dict[Path, dict[str, Any]]:
    """Return the mkdocs.yml of a project and those it inherits, as MkDocs finds them.

    Each is read once, as plain values.
    """
    first = next(
        (root / name for name in CONFIG_NAMES if (root / name).is_file()), None
    )
    found: dict[Path, dict[str, Any]] = {}
    while first is not None and first not in found and len(found) < _MOST_INHERITED:
        found[first] = _plain_file(first)
        named = found[first].get("INHERIT")
        first = first.parent / named if isinstance(named, str) else None
    return found


def _plain_file(path: Path) -> dict[str, Any]:
    """Return a configuration as plain values; what cannot be told is none."""
    try:
        text = read_plain_file(path, _LONGEST, None)
        return mapping(yaml.load(text, _Plain))  # noqa: S506 - it is safe
    except (NotAFileError, TooLargeError, OSError):
        return {}
    except (yaml.YAMLError, RecursionError, ValueError):
        return {}
