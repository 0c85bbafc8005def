"""`cx-audit freeze`: a version of a definition, kept beside the newest for ever."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.console import say
from generator.cli.diagnostic_output import refuse_problems
from generator.cli.project_access import Session
from generator.files.folders import make_folder, move_folder, unfinished_folder
from generator.files.place import folder_place
from generator.files.writing import nothing, write_files
from generator.reading.definitions.catalog import definition_folders
from generator.reading.definitions.read import (
    MAIN_FILE,
    definition_files,
    read_definition,
)
from generator.reading.diagnostics.collector import nearest
from generator.reading.strict_yaml.plain_file import NotAFileError, read_plain_file
from generator.reading.strict_yaml.source_file import MAX_BYTES

if TYPE_CHECKING:
    from generator.model.definition import Definition
    from generator.project import Project


@dataclass(frozen=True, slots=True, kw_only=True)
class _Newest:
    """The newest folder of a definition, and what came of reading it."""

    folder: Path
    own: bool
    definition: Definition


def freeze_definition(session: Session, name: str) -> None:
    """Copy the newest version of a definition to a folder named after the version.

    Exits with 2 when there is no such definition or the copy already exists, with 1
    when the definition has errors. The copy appears whole or not at all. Raises
    PlaceError where a link leads to its place.
    """
    project = session.project()
    newest = _newest(project, name)
    version = newest.definition.version
    target = project.audits / "definitions" / f"{name}@{version}"
    if os.path.lexists(target):
        raise click.UsageError(f"{target} already exists; nothing was written")
    target = folder_place(target)
    make_folder(target.parent)
    # Not beside the target: whatever stands there is read as a definition.
    with unfinished_folder(project.audits, ".freeze-") as staging:
        copy = staging / target.name
        _copy(newest, copy)
        _prove(copy, newest.definition, project)
        move_folder(copy, target)
    _tell_next(target, newest)


def _newest(project: Project, name: str) -> _Newest:
    """Return the project's newest folder of that definition, else the package's."""
    own = project.audits / "definitions"
    packaged = project.packaged
    known = [
        folder.name
        for parent in (own, packaged)
        for folder in definition_folders(parent)
        if "@" not in folder.name
    ]
    if name not in known:
        near = nearest(name, known)
        hint = near or f"definitions: {', '.join(sorted(set(known))) or 'none'}"
        raise click.UsageError(f"unknown definition '{name}'; {hint}")
    mine = any(folder.name == name for folder in definition_folders(own))
    folder = (own if mine else packaged) / name
    base = project.root if mine else packaged.parent.parent
    definition, diagnostics = read_definition(folder, base, own=mine)
    refuse_problems([one for one in diagnostics if one.severity == "error"])
    assert definition is not None  # noqa: S101 - without errors there is one
    return _Newest(folder=folder, own=mine, definition=definition)


def _copy(newest: _Newest, copy: Path) -> None:
    """Copy the files of the definition byte for byte, and nothing else."""
    home = newest.folder if newest.own else None
    files = {}
    for path in definition_files(newest.folder):
        try:
            data = read_plain_file(path, MAX_BYTES, home)
        except NotAFileError as error:
            raise OSError(f"{path}: {error}") from error
        files[copy / path.relative_to(newest.folder)] = data
    write_files(files, replace=nothing)


def _prove(copy: Path, definition: Definition, project: Project) -> None:
    """Make sure that the copy says what was frozen: an author may have saved since."""
    again, _ = read_definition(copy, project.root)
    if again is None or again.digest != definition.digest:
        raise OSError(f"{definition.id} changed while it was being copied; try again")


def _tell_next(target: Path, newest: _Newest) -> None:
    definition, folder = newest.definition, target.parent / newest.definition.id
    named = f"{definition.id}@{definition.version}"
    here = Path.cwd()
    shown = target.relative_to(here) if target.is_relative_to(here) else target
    say(f"wrote {shown}", err=True)
    say(f"Audits that name {named} are scored with it from now on.", err=True)
    if newest.own:
        say(f"Now raise version in {folder / MAIN_FILE}, then change it.", err=True)
