"""`cx-audit schema`: the JSON Schemas that editors use."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.exceptions import Exit

from generator.cli.console import say
from generator.cli.diagnostic_output import refuse_problems
from generator.cli.kept_folders import kept_folders
from generator.cli.project_access import Session, load
from generator.files.place import file_place, folder_place, real_place
from generator.files.writing import write_files
from generator.model.report_schema import report_schema_text
from generator.reading.diagnostics.collector import nearest
from generator.reading.editor_schemas.files import SUFFIX, editor_schemas

if TYPE_CHECKING:
    from generator.project import Project

_SCHEMA_HEAD = 500
"""In how many of its first bytes a schema says what it is for."""

_TITLE = re.compile(rb'"title": "[^"\n]*"')


def write_schemas(
    session: Session, name: str | None, out: Path | None, *, only_check: bool
) -> None:
    """Write every schema, or print the one called `name`.

    With `only_check` nothing is written: exits with 1 when a file is missing or not
    what it would be.
    """
    project = session.project()
    schemas = project_schemas(project)
    folder = out or project.audits / "schemas"
    if name is not None:
        file = name if name.endswith(SUFFIX) else f"{name}{SUFFIX}"
        if file not in schemas:
            known = [known.removesuffix(SUFFIX) for known in schemas]
            hint = nearest(name, known) or f"schemas: {', '.join(known)}"
            raise click.UsageError(f"unknown schema '{name}'; {hint}")
        schemas = {file: schemas[file]}
        if out is None and not only_check:
            say(schemas[file].encode())
            return
    if only_check:
        _tell_stale(folder, schemas)
        return
    files = schema_files(project, folder, schemas)
    write_files(files, replace=lambda place: _is_that_schema(place, files[place]))
    say(f"{len(schemas)} schemas are in {folder}", err=True)


def project_schemas(project: Project) -> dict[str, str]:
    """Return every schema by file name; exits with 1 when a definition is wrong."""
    loaded = load(project)
    folder = "audits/shops/"
    refuse_problems(
        [
            one
            for one in loaded.diagnostics
            if one.severity == "error" and not one.path.startswith(folder)
        ]
    )
    report = {f"report{SUFFIX}": report_schema_text()}
    return {**editor_schemas(loaded.definitions), **report}


def schema_files(
    project: Project, folder: Path, schemas: Mapping[str, str]
) -> dict[Path, bytes]:
    """Return the files of the schemas by their real places in the folder.

    Raises PlaceError for a folder in `audits/` other than `schemas/`, where they would
    be taken for something to be read, for one among the pages, and where something else
    than a plain file stands.
    """
    own = real_place(folder).is_relative_to(project.audits / "schemas")
    kept = () if own else kept_folders(project, folder)
    place = folder_place(folder, kept=kept)
    return {
        file_place(place / name, kept=kept): text.encode()
        for name, text in schemas.items()
    }


def _is_that_schema(path: Path, fresh: bytes) -> bool:
    """Whether a file is an older one of the schema that is to be written there."""
    with path.open("rb") as file:
        title = _TITLE.search(file.read(_SCHEMA_HEAD))
    ours = _TITLE.search(fresh[:_SCHEMA_HEAD])
    return title is not None and ours is not None and title[0] == ours[0]


def _tell_stale(folder: Path, schemas: Mapping[str, str]) -> None:
    stale = [
        name
        for name, text in schemas.items()
        if not (folder / name).is_file()
        or (folder / name).read_bytes() != text.encode()
    ]
    for name in stale:
        say(f"{folder / name} is not fresh; run: cx-audit schema", err=True)
    if stale:
        raise Exit(1)
    say(f"{len(schemas)} schemas in {folder} are fresh", err=True)
