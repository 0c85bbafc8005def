"""What a definition file must hold beyond its shape, without looking elsewhere."""

from __future__ import annotations

from pathlib import Path

from generator.model.answers import ChecklistType
from generator.model.definition import Criterion
from generator.reading.answer_types import check_answer
from generator.reading.answer_types.context import Steps, check_twice
from generator.reading.shapes.definition_files import DefinitionFile, TouchpointFile
from generator.reading.strict_yaml.source_file import Source


def check_definition_file(source: Source, shape: DefinitionFile, folder: Path) -> None:
    """Check audit.yaml: its id, levels, caps and doubled ids."""
    name, _, version = folder.name.partition("@")
    if shape.id != name:
        source.tell(
            "E205", ("id",), f"the folder is called '{name}'", f"write id: {name}"
        )
    if "@" in folder.name and shape.version != version:
        source.tell("E205", ("version",), f"the folder is called '{folder.name}'")
    levels = [level.id for level in shape.levels]
    if shape.levels[0].start != 0:
        words = "the first level must be from 0"
        source.tell("E113", ("levels", 0, "from"), words, "write from: 0")
    for number in range(1, len(levels)):
        if shape.levels[number].start <= shape.levels[number - 1].start:
            source.tell(
                "E113",
                ("levels", number, "from"),
                f"'{levels[number]}' must start above '{levels[number - 1]}'",
                "list the levels from the lowest to the highest",
            )
    for kind, level in shape.caps.items():
        if level not in levels:
            source.tell(
                "E202",
                ("caps", kind),
                f"unknown level '{level}'",
                source.problems.nearest(level, levels),
            )
    for kind in shape.kinds:
        if kind not in shape.caps:
            hint = source.problems.nearest(kind, shape.caps)
            source.tell("E207", ("kinds", kind), f"no cap for '{kind}'", hint, key=True)
    check_twice(source, ("stages",), [stage.id for stage in shape.stages])
    check_twice(source, ("levels",), levels)
    check_twice(source, ("efforts",), [str(effort.id) for effort in shape.efforts])
    seen: set[str] = set()
    for number, stage in enumerate(shape.stages):
        for place, touchpoint in enumerate(stage.touchpoints):
            if touchpoint in seen:
                steps = ("stages", number, "touchpoints", place)
                words = f"the touchpoint '{touchpoint}' is listed twice"
                source.tell("E201", steps, words, "list it once")
            seen.add(touchpoint)


def check_touchpoint(
    source: Source, shape: TouchpointFile, definition: DefinitionFile
) -> None:
    """Check the criteria of a touchpoint file against audit.yaml."""
    for number, criterion in enumerate(shape.criteria):
        steps: Steps = ("criteria", number)
        check_answer(source, (*steps, "answer"), criterion.answer)
        efforts = [effort.id for effort in definition.efforts]
        if criterion.effort not in efforts:
            source.tell(
                "E202",
                (*steps, "effort"),
                f"unknown effort {criterion.effort}",
                f"efforts: {', '.join(map(str, efforts))}",
            )
        if criterion.critical:
            _check_critical(source, (*steps, "critical"), criterion, definition)


def _check_critical(
    source: Source,
    steps: Steps,
    criterion: Criterion,
    definition: DefinitionFile,
) -> None:
    critical = criterion.critical
    assert critical is not None  # noqa: S101 - the caller looked
    if critical.kind not in definition.caps:
        source.tell(
            "E207",
            (*steps, "kind"),
            f"no cap for the kind '{critical.kind}'",
            source.problems.nearest(critical.kind, definition.caps)
            or f"kinds: {', '.join(definition.caps)}",
        )
    items = (
        [item.id for item in criterion.answer.items]
        if isinstance(criterion.answer, ChecklistType)
        else []
    )
    for number, item in enumerate(critical.must_items):
        if item not in items:
            source.tell(
                "E206",
                (*steps, "must_items", number),
                f"'{item}' is not an item of this criterion",
                source.problems.nearest(item, items),
            )
