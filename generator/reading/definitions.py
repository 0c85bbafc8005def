"""A definition's folder → a Definition, every reference in it checked."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from generator.model.definition import (
    Definition,
    DefinitionFile,
    GlossaryFile,
    KpisFile,
    MetricsFile,
    Retired,
    SeedsFile,
    SourcesFile,
    Stage,
    Touchpoint,
    TouchpointFile,
)
from generator.model.diagnostic import Diagnostic
from generator.model.text import Text
from generator.reading.codes import DEFINITION_CODES
from generator.reading.definition_checks import check_definition_file, check_touchpoint
from generator.reading.definition_files import DefinitionFiles
from generator.reading.references import check_references
from generator.reading.shapes import Shape, read_shape
from generator.reading.source import Source, read_source

MAIN_FILE = "audit.yaml"

_LISTS: tuple[tuple[str, type[BaseModel], str], ...] = (
    ("sources", SourcesFile, "sources"),
    ("kpis", KpisFile, "kpis"),
    ("metrics", MetricsFile, "metrics"),
    ("glossary", GlossaryFile, "terms"),
    ("seeds", SeedsFile, "seeds"),
)
"""The files beside audit.yaml, their shape and the key of their list."""


def definition_files(folder: Path) -> list[Path]:
    """Return every YAML file of a definition, in a stable order."""
    return sorted(path for path in folder.rglob("*.yaml") if path.is_file())


def read_definition(
    folder: Path, project: Path
) -> tuple[Definition | None, list[Diagnostic]]:
    """Read the definition in `folder`.

    Returns (definition, diagnostics); the definition is None when any of the
    diagnostics is an error. Raises OSError when a file cannot be read.
    """
    files = DefinitionFiles()
    main = _read(files, folder / MAIN_FILE, project, DefinitionFile, "en")
    if main is None:
        return None, files.diagnostics()
    source, shape = main
    files.main = main
    language = shape.languages[0]
    check_definition_file(source, shape, folder)
    for stage in shape.stages:
        _read_stage(files, folder, project, stage.id, stage.touchpoints, language)
    for name, kind, key in _LISTS:
        _read_list(files, folder / f"{name}.yaml", project, kind, key, language)
    _check_ids(files)
    if files.whole:
        check_references(files)
    if any(source.problems.found for source in files.sources):
        return None, files.diagnostics()
    return _assemble(files, shape), []


def _read(
    files: DefinitionFiles,
    path: Path,
    project: Path,
    kind: type[Shape],
    language: str,
) -> tuple[Source, Shape] | None:
    source = read_source(path, project)
    files.sources.append(source)
    if source.root is None:
        files.whole = False
        return None
    shape = read_shape(kind, source, DEFINITION_CODES, language=language)
    if shape is None:
        files.whole = False
        return None
    return source, shape


def _read_stage(
    files: DefinitionFiles,
    folder: Path,
    project: Path,
    stage: str,
    touchpoints: tuple[str, ...],
    language: str,
) -> None:
    assert files.main is not None  # noqa: S101 - the caller has read it
    main = files.main[0]
    there = {path.stem: path for path in sorted((folder / stage).glob("*.yaml"))}
    stages = main.root["stages"] if main.root else []
    index = next(i for i, entry in enumerate(stages) if entry.get("id") == stage)
    for number, touchpoint in enumerate(touchpoints):
        path = there.pop(touchpoint, None)
        if path is None:
            files.whole = False
            main.tell(
                "E203",
                ("stages", index, "touchpoints", number),
                f"there is no file {stage}/{touchpoint}.yaml",
                main.problems.nearest(touchpoint, there),
            )
            continue
        read = _read(files, path, project, TouchpointFile, language)
        if read is None:
            continue
        source, shape = read
        if shape.id != touchpoint:
            source.tell(
                "E205",
                ("id",),
                f"the file {path.name} holds '{shape.id}'",
                f"write id: {touchpoint}, or rename the file",
            )
        check_touchpoint(source, shape, files.main[1])
        files.touchpoints[touchpoint] = read
    for path in there.values():
        main.tell(
            "E204",
            ("stages", index, "touchpoints"),
            f"{stage}/{path.name} is not listed",
            "list it here, or move the file away",
            key=True,
        )


def _read_list(
    files: DefinitionFiles,
    path: Path,
    project: Path,
    kind: type[BaseModel],
    key: str,
    language: str,
) -> None:
    entries: dict[str, Any] = files.lists.setdefault(key, {})
    if not path.is_file():
        return
    read = _read(files, path, project, kind, language)
    if read is None:
        return
    source, shape = read
    files.list_sources[key] = source
    for number, entry in enumerate(getattr(shape, key)):
        if entry.id in entries:
            source.tell("E201", (key, number, "id"), f"'{entry.id}' is there twice")
        entries[entry.id] = entry


def _check_ids(files: DefinitionFiles) -> None:
    for source, shape in files.touchpoints.values():
        entries = [("criteria", n, one.id) for n, one in enumerate(shape.criteria)]
        entries += [("retired", n, one.id) for n, one in enumerate(shape.retired)]
        for key, number, name in entries:
            first = files.ids.get(name)
            if first is None:
                files.ids[name] = source
                continue
            source.tell(
                "E201",
                (key, number, "id"),
                f"'{name}' is already in {first.problems.path}",
                "ids are unique in a definition and never used again",
            )


def _assemble(files: DefinitionFiles, shape: DefinitionFile) -> Definition:
    read = {name: touchpoint for name, (_, touchpoint) in files.touchpoints.items()}
    retired: dict[str, Retired] = {
        entry.id: entry for touchpoint in read.values() for entry in touchpoint.retired
    }
    stages = tuple(
        Stage(
            id=stage.id,
            name=stage.name,
            weight=stage.weight,
            touchpoints=tuple(
                Touchpoint(
                    id=name,
                    name=read[name].name,
                    phases=read[name].phases,
                    criteria=read[name].criteria,
                )
                for name in stage.touchpoints
            ),
        )
        for stage in shape.stages
    )
    return Definition(
        id=shape.id,
        version=shape.version,
        languages=shape.languages,
        title=shape.title,
        stages=stages,
        levels=shape.levels,
        caps=shape.caps,
        kinds=shape.kinds,
        coverage_needed=shape.coverage_needed,
        efforts={effort.id: effort for effort in shape.efforts},
        profiles=shape.profiles,
        retired=retired,
        sources=files.lists["sources"],
        kpis=files.lists["kpis"],
        metrics=files.lists["metrics"],
        glossary=files.lists["terms"],
        seeds=files.lists["seeds"],
        digest=_digest(shape, read.values(), files.lists),
    )


def _digest(
    shape: DefinitionFile,
    touchpoints: Iterable[TouchpointFile],
    lists: dict[str, dict[str, Any]],
) -> str:
    """Return the SHA-256 of the canonical JSON: keys sorted, no white space."""
    content = {
        "audit": shape,
        "touchpoints": {touchpoint.id: touchpoint for touchpoint in touchpoints},
        "lists": lists,
    }
    canonical = json.dumps(
        content,
        default=_canonical,
        sort_keys=True,
        ensure_ascii=False,
        separators=(",", ":"),
    )
    return hashlib.sha256(canonical.encode()).hexdigest()


def _canonical(value: Any) -> Any:
    if isinstance(value, BaseModel):
        return {name: getattr(value, name) for name in type(value).model_fields}
    if isinstance(value, Text):
        return dict(value)
    if isinstance(value, Fraction):
        return str(value)
    raise TypeError(type(value))
