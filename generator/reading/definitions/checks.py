"""What a definition file must hold beyond its shape, without looking elsewhere."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

from generator.model.answers import (
    SCALE_STEPS,
    ChecklistType,
    ChoiceType,
    MetricType,
    ScaleType,
)
from generator.model.definition import Criterion
from generator.reading.shapes.definition_files import DefinitionFile, TouchpointFile
from generator.reading.strict_yaml.source_file import Source

Steps = tuple[str | int, ...]


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
    _check_twice(source, ("stages",), [stage.id for stage in shape.stages])
    _check_twice(source, ("levels",), levels)
    _check_twice(source, ("efforts",), [str(effort.id) for effort in shape.efforts])
    seen: set[str] = set()
    for number, stage in enumerate(shape.stages):
        for place, touchpoint in enumerate(stage.touchpoints):
            if touchpoint in seen:
                steps = ("stages", number, "touchpoints", place)
                words = f"the touchpoint '{touchpoint}' is listed twice"
                source.tell("E201", steps, words, "list it once")
            seen.add(touchpoint)


def _check_twice(source: Source, steps: Steps, ids: list[str]) -> None:
    seen: set[str] = set()
    for number, entry in enumerate(ids):
        if entry in seen:
            words = f"'{entry}' is there twice"
            source.tell("E201", (*steps, number, "id"), words, "rename one of the two")
        seen.add(entry)


def check_touchpoint(
    source: Source, shape: TouchpointFile, definition: DefinitionFile
) -> None:
    """Check the criteria of a touchpoint file against audit.yaml."""
    for number, criterion in enumerate(shape.criteria):
        steps: Steps = ("criteria", number)
        _check_answer(source, (*steps, "answer"), criterion)
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


def _check_answer(source: Source, steps: Steps, criterion: Criterion) -> None:
    """Check what the answer can be worth."""
    answer = criterion.answer
    if isinstance(answer, ChoiceType):
        _check_twice(source, (*steps, "options"), [one.id for one in answer.options])
        worths = {option.worth for option in answer.options}
        _check_reach(source, (*steps, "options"), worths)
    elif isinstance(answer, ChecklistType):
        _check_twice(source, (*steps, "items"), [item.id for item in answer.items])
    elif isinstance(answer, MetricType):
        _check_reach(source, (*steps, "bands"), {band.worth for band in answer.bands})
        _check_bands(source, steps, answer)
        if answer.range is not None and answer.range[0] >= answer.range[1]:
            words = "'range' must rise: [lowest, highest]"
            source.tell("E111", (*steps, "range"), words, key=True)
    elif isinstance(answer, ScaleType) and set(answer.anchors) != set(SCALE_STEPS):
        source.tell(
            "E112",
            (*steps, "anchors"),
            "a scale has the anchors 0, 1, 2, 3 and 4",
            f"found {', '.join(answer.anchors) or 'none'}",
            key=True,
        )


def _check_reach(source: Source, steps: Steps, worths: set[Fraction]) -> None:
    """Check that an answer can be worth nothing and everything."""
    for needed in (0, 1):
        if needed not in worths:
            source.tell(
                "E110",
                steps,
                f"no answer is worth {needed}",
                "every criterion must be able to reach 0 and 1",
                key=True,
            )


def _check_bands(source: Source, steps: Steps, answer: MetricType) -> None:
    key, other = ("min", "max") if answer.direction == "higher" else ("max", "min")
    bands = answer.bands
    written = [(band.min, band.max)[key == "max"] for band in bands]
    for number, band in enumerate(bands):
        place = (*steps, "bands", number)
        if getattr(band, other) is not None:
            source.tell(
                "E111",
                (*place, other),
                f"direction '{answer.direction}' takes '{key}', not '{other}'",
                key=True,
            )
            return
        last = number == len(bands) - 1
        if (written[number] is None) != last:
            words = (
                f"the last band has no limit: {key}: null"
                if last
                else f"only the last band may be without '{key}'"
            )
            source.tell("E111", place, words)
            return
        if number == 0:
            continue
        before, limit = written[number - 1], written[number]
        if before is not None and limit is not None:
            falls = limit < before if key == "min" else limit > before
            if not falls:
                source.tell(
                    "E111",
                    (*place, key),
                    "the limits must go one way, the best band first",
                )
        if band.worth >= bands[number - 1].worth:
            source.tell(
                "E111",
                (*place, "worth"),
                "a band must be worth less than the one above it",
                "else a better answer could lower a score",
            )


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
                f"'{item}' is no item of this criterion",
                source.problems.nearest(item, items),
            )
