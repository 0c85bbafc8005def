"""Which folders hold files of somebody's own, so that no command writes among them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generator.cli.plain_config import UntoldConfigError, plain_config
from generator.files.place import PlaceError, real_place
from generator.project import CONFIG_NAMES, Project

_OF_AUDITS = ("shops", "definitions")
"""What makes a folder called `audits` that of a project."""


def kept_folders(project: Project, place: Path) -> list[Path]:
    """Return the folders of a project, and of those that a place lies in, that are kept.

    They are the audits, and what the mkdocs.yml publishes whole: pages and own templates.
    Raises PlaceError for a place that a link leads to, and where it cannot be told
    without running code what is published.
    """
    own = [project.audits, *_published(project.root)]
    return [*own, *kept_of_others(project, place)]


def kept_of_others(project: Project, place: Path) -> list[Path]:
    """Return the folders that are kept of the other projects that a place lies in.

    Raises PlaceError as `kept_folders` does.
    """
    kept = []
    for root in real_place(place).parents:
        if root != project.root:
            if any((root / "audits" / name).is_dir() for name in _OF_AUDITS):
                kept.append(root / "audits")
            if any((root / name).is_file() for name in CONFIG_NAMES):
                kept.extend(_published(root))
    return kept


def _published(root: Path) -> Iterator[Path]:
    try:
        config = plain_config(root)
        found = (config.pages, config.templates)
    except UntoldConfigError as error:
        raise PlaceError(
            f"{error}, so that it is not known which folders of {root} are published; "
            "write it plainly"
        ) from None
    yield from (folder.resolve() for folder in found if folder is not None)
