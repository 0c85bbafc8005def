"""What a build of a project would run, and in whose hands that is."""

from __future__ import annotations

import os
from collections.abc import Iterator
from importlib.machinery import all_suffixes
from pathlib import Path

from generator.cli.plain_config import plain_config
from generator.ownership import in_another_users_hands

_MODULES = tuple(all_suffixes())
"""How the files end that Python may import: compiled ones too."""


_HARMLESS = frozenset(
    ["cx-audit", "search", "material/search", "tags", "material/tags", "offline"]
)
"""Plugins that run nothing that lies in a project."""


def code_of_another_user(root: Path) -> Path | None:
    """Return what another user may exchange of the code that a build runs, if anything.

    That is what the mkdocs.yml of the project names: the configurations that it
    inherits, hooks with what they may import, own templates, and pages that are
    templates. With plugins that may run whatever they find, it is all there is in the
    project. Raises UntoldConfigError where it cannot be told what it names.
    """
    config = plain_config(root)
    if not _HARMLESS.issuperset(config.plugins):
        return in_another_users_hands(
            [*config.files, *_all_of(root, follow=False)], root
        )
    hooks = [config.place(name) for name in config.listed("hooks")]
    named = [*config.files, *hooks]
    pages = config.listed("extra_templates")
    if pages and config.pages is not None:
        named += [config.place(str(config.pages / name)) for name in pages]
    found = in_another_users_hands(named, root)
    for folder in sorted({hook.parent for hook in hooks}):
        found = found or in_another_users_hands(_modules(folder), root)
    if config.templates is not None:
        found = found or in_another_users_hands(_all_of(config.templates), root)
    return found


def _modules(folder: Path) -> Iterator[Path]:
    """Yield what a hook in a folder may import: it comes first on Python's path."""
    for base, names in _walk(folder, only_packages=True):
        yield from (base / name for name in names if name.endswith(_MODULES))


def _all_of(folder: Path, *, follow: bool = True) -> Iterator[Path]:
    """Yield a folder with all that is in it, or that links lead to if they are followed."""
    for base, names in _walk(folder, follow=follow):
        yield base
        yield from (base / name for name in names)


def _walk(
    folder: Path, *, only_packages: bool = False, follow: bool = True
) -> Iterator[tuple[Path, list[str]]]:
    """Yield each folder from one downwards with what is in it, no folder twice.

    `only_packages` leaves out folders by whose names nothing can be imported.
    """
    seen: set[str] = set()
    for base, folders, files in os.walk(folder, followlinks=follow):
        real = os.path.realpath(base)
        if real in seen:
            folders.clear()
            continue
        seen.add(real)
        yield Path(base), [*folders, *files]
        if only_packages:
            folders[:] = [name for name in folders if name.isidentifier()]
