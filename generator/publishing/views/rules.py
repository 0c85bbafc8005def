"""The rules in force as tables: levels, caps, efforts; of a report or a definition."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from markupsafe import Markup

from generator.i18n.localizer import Localizer
from generator.model.definition import Definition
from generator.model.report import Rules
from generator.model.text import Text
from generator.publishing.views.finding import EFFORT_STEPS, EffortView
from generator.publishing.views.level_colours import level_ranks


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelRow:
    """A level and the points it begins at; `end` is where the next one begins."""

    name: Markup
    rank: int
    start: str
    end: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CapRow:
    """A kind of critical criterion and the best level while one of them fails."""

    kind: Markup
    level: Markup
    rank: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EffortRow:
    """An effort and the working days it stands for."""

    effort: EffortView
    days: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RulesView:
    """All rules that turn answers into a level and a plan."""

    levels: tuple[LevelRow, ...]
    caps: tuple[CapRow, ...]
    efforts: tuple[EffortRow, ...]
    coverage_needed: str


def rules_of_report(rules: Rules, localizer: Localizer) -> RulesView:
    """Prepare the rules an audit was scored with."""
    return _rules(
        [(level.id, level.start, level.name) for level in rules.levels],
        rules.caps,
        rules.kinds,
        [(effort.id, effort.days, effort.name) for effort in rules.efforts.values()],
        rules.coverage_needed,
        localizer,
    )


def rules_of_definition(definition: Definition, localizer: Localizer) -> RulesView:
    """Prepare the rules a definition sets."""
    return _rules(
        [(level.id, level.start, level.name) for level in definition.levels],
        definition.caps,
        definition.kinds,
        [
            (effort.id, effort.days, effort.name)
            for effort in definition.efforts.values()
        ],
        definition.coverage_needed,
        localizer,
    )


def _rules(
    levels: list[tuple[str, Fraction, Text]],
    caps: Mapping[str, str],
    kinds: Mapping[str, Text],
    efforts: list[tuple[int, Fraction, Text]],
    coverage_needed: Fraction,
    localizer: Localizer,
) -> RulesView:
    ranks = level_ranks(level for level, _, _ in levels)
    names = {level: localizer.text(name) for level, _, name in levels}
    starts = [localizer.number(start) for _, start, _ in levels]
    return RulesView(
        levels=tuple(
            LevelRow(name=names[level], rank=ranks[level], start=start, end=end)
            for (level, _, _), start, end in zip(
                levels, starts, [*starts[1:], "100"], strict=True
            )
        ),
        caps=tuple(
            CapRow(
                kind=localizer.text(kinds[kind])
                if kind in kinds
                else localizer.string(kind),
                level=names[level],
                rank=ranks[level],
            )
            for kind, level in caps.items()
        ),
        efforts=tuple(
            EffortRow(
                effort=EffortView(
                    dots="●" * min(step, EFFORT_STEPS) + "○" * (EFFORT_STEPS - step),
                    step=step,
                    name=localizer.text(name),
                ),
                days=localizer.number(days),
            )
            for step, days, name in sorted(efforts, key=lambda effort: effort[0])
        ),
        coverage_needed=localizer.number(coverage_needed),
    )
