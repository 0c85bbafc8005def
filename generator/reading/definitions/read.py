"""A definition's folder → a Definition, every reference in it checked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pydantic import BaseModel

from generator.files.folders import everything_below
from generator.model.definition import Definition, Retired, Stage, Touchpoint
from generator.model.diagnostic import Diagnostic
from generator.model.languages import LANGUAGES
from generator.reading.definitions.checks import check_definition_file, check_touchpoint
from generator.reading.definitions.digest import content_digest
from generator.reading.definitions.files import DefinitionFiles
from generator.reading.definitions.references import check_references
from generator.reading.diagnostics.shape_codes import DEFINITION_CODES
from generator.reading.shapes.definition_files import (
    DefinitionFile,
    GlossaryFile,
    KpisFile,
    MetricsFile,
    SeedsFile,
    SourcesFile,
    TouchpointFile,
)
from generator.reading.shapes.validate import Shape, read_shape
from generator.reading.strict_yaml.plain_file import is_there
from generator.reading.strict_yaml.source_file import Source, read_source

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
    return [
        path
        for path in everything_below(folder)
        if path.suffix == ".yaml" and not _is_folder(path)
    ]


def read_definition(
    folder: Path, project: Path, *, own: bool = True
) -> tuple[Definition | None, list[Diagnostic]]:
    """Read the definition in `folder`; `own` is whether it is the user's.

    Returns (definition, diagnostics); the definition is None when any of the
    diagnostics is an error. Raises OSError when a file cannot be read.
    """
    files = DefinitionFiles(own=own)
    main = _read(files, folder / MAIN_FILE, project, DefinitionFile, "en")
    if main is None:
        _read_shapes(files, folder, project)
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
    _check_listed(files, folder)
    if files.whole:
        check_references(files)
    if any(source.problems.failed for source in files.sources):
        return None, files.diagnostics()
    return _assemble(files, shape), files.diagnostics()


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()


def _read(
    files: DefinitionFiles,
    path: Path,
    project: Path,
    kind: type[Shape],
    language: str,
) -> tuple[Source, Shape] | None:
    source = read_source(path, project, own=files.own)
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
    there = {path.stem: path for path in sorted((folder / stage).glob("*.y*ml"))}
    stages = main.root["stages"] if main.root else []
    seen: set[str] = set()
    index = next(i for i, entry in enumerate(stages) if entry.get("id") == stage)
    for number, touchpoint in enumerate(touchpoints):
        if touchpoint in seen:
            continue  # that it is listed twice is told
        seen.add(touchpoint)
        path = folder / stage / f"{touchpoint}.yaml"
        if not is_there(path):
            files.whole = False
            main.tell(
                "E203",
                ("stages", index, "touchpoints", number),
                f"there is no file {stage}/{touchpoint}.yaml",
                main.problems.nearest(touchpoint, there)
                or "write the file, or take it off the list",
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


def _read_shapes(files: DefinitionFiles, folder: Path, project: Path) -> None:
    """Check the other files each by itself, so that audit.yaml hides none of them."""
    main = files.sources[0].root
    languages = main.get("languages") if main else None
    language = languages[0] if isinstance(languages, list) and languages else None
    if language not in LANGUAGES:
        language = LANGUAGES[0]
    kinds = {f"{name}.yaml": kind for name, kind, _ in _LISTS}
    for path in definition_files(folder):
        if path.parent != folder:
            _read(files, path, project, TouchpointFile, language)
        elif path.name in kinds:
            _read(files, path, project, kinds[path.name], language)


def _check_listed(files: DefinitionFiles, folder: Path) -> None:
    """Tell of every file in the folder that nothing asks for."""
    assert files.main is not None  # noqa: S101 - the caller has read it
    main, shape = files.main
    read = {source.path for source in files.sources}
    stages = [stage.id for stage in shape.stages]
    for path in everything_below(folder):
        if path.suffix.lower() not in (".yaml", ".yml") or path in read:
            continue
        if _is_folder(path):
            continue
        name = path.relative_to(folder).as_posix()
        stage = name.split("/", maxsplit=1)[0]
        steps: tuple[str | int, ...] = ("stages",)
        hint = f"known files: {', '.join(f'{one}.yaml' for one, _, _ in _LISTS)}"
        if stage in stages:
            steps = ("stages", stages.index(stage), "touchpoints")
            hint = "list it here, or move the file away"
        elif "/" in name:
            hint = f"stages: {', '.join(stages)}"
        if path.suffix != ".yaml":
            hint = "files of a definition end in .yaml"
        main.tell("E204", steps, f"the file {name} belongs to nothing", hint, key=True)


def _read_list(
    files: DefinitionFiles,
    path: Path,
    project: Path,
    kind: type[BaseModel],
    key: str,
    language: str,
) -> None:
    entries: dict[str, Any] = files.lists.setdefault(key, {})
    if not is_there(path):
        return
    read = _read(files, path, project, kind, language)
    if read is None:
        return
    source, shape = read
    files.list_sources[key] = source
    for number, entry in enumerate(getattr(shape, key)):
        if entry.id in entries:
            words = f"duplicate id '{entry.id}'"
            hint = "rename one of the two"
            source.tell("E201", (key, number, "id"), words, hint)
        entries[entry.id] = entry


def _check_ids(files: DefinitionFiles) -> None:
    for source, shape in files.touchpoints.values():
        entries = [("criteria", n, one.id) for n, one in enumerate(shape.criteria)]
        entries += [("retired", n, one.id) for n, one in enumerate(shape.retired)]
        for key, number, name in entries:
            first = files.ids.get(name)
            if first is None:
                files.ids[name] = source.spot(key, number, "id")
                continue
            source.tell(
                "E201",
                (key, number, "id"),
                f"'{name}' is already in {first.path}, line {first.line}",
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
        digest=content_digest(shape, read.values(), files.lists),
    )
