"""What other weights would make of a total: the ranges, and which steps stay first."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from markupsafe import Markup

from generator.i18n import formats
from generator.model.report import Robustness
from generator.publishing.figures.dot_plot import DotRow, Dots, dots
from generator.publishing.views.localized_report import LocalizedReport
from generator.publishing.views.score import LevelView, level_view
from generator.publishing.views.summary import FIRST


@dataclass(frozen=True, slots=True, kw_only=True)
class RangeView:
    """A score under other weights, in whole points; `uri` empty for the total."""

    name: Markup
    uri: str
    point: str
    low: str
    high: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SteadyView:
    """One of the first steps and whether other weights would leave it there."""

    name: Markup
    uri: str
    anchor: str
    steady: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightsView:
    """Everything the page of numbers says of other weights.

    `levels` are what the least and the greatest point alone would be; None while the
    total is provisional.
    """

    total: RangeView
    stages: tuple[RangeView, ...]
    figure: Dots
    levels: tuple[LevelView, LevelView] | None
    steps: tuple[SteadyView, ...]
    steady: int

    @property
    def rows(self) -> tuple[RangeView, ...]:
        """The total and then each stage."""
        return (self.total, *self.stages)


def weights_view(book: LocalizedReport) -> WeightsView | None:
    """Return what the report says of other weights, None where it says nothing."""
    found, score = book.report.robustness, book.report.score
    if found is None or score is None or score.point is None:
        return None
    localizer = book.localizer
    name = localizer.word("numbers.sum")
    total = RangeView(
        name=name,
        uri="",
        point=formats.write_points(score.point),
        low=formats.write_points(found.low),
        high=formats.write_points(found.high, up=True),
    )
    rows = [
        DotRow(
            label=str(name.unescape()),
            said=_said(found.low, found.high),
            point=score.point,
            reach=(found.low, found.high),
        )
    ]
    stages = []
    for one in found.stages:
        stage = book.stages[one.stage]
        point = stage.score.point if stage.score else None
        if point is None:
            continue
        stages.append(
            RangeView(
                name=localizer.text(stage.name),
                uri=book.stage_uri(one.stage),
                point=formats.write_points(point),
                low=formats.write_points(one.low),
                high=formats.write_points(one.high, up=True),
            )
        )
        rows.append(
            DotRow(
                label=localizer.plain(stage.name),
                said=_said(one.low, one.high),
                point=point,
                reach=(one.low, one.high),
            )
        )
    first = [entry for entry in book.report.plan if not entry.accepted][:FIRST]
    return WeightsView(
        total=total,
        stages=tuple(stages),
        figure=dots(rows),
        levels=_levels(found, book),
        steps=tuple(
            SteadyView(
                name=book.criterion_name(entry.criterion),
                uri=book.finding_uri(entry.criterion),
                anchor=entry.criterion,
                steady=entry.criterion in found.steady,
            )
            for entry in first
        ),
        steady=len(found.steady),
    )


def _said(low: Fraction, high: Fraction) -> str:
    return f"{formats.write_points(low)}–{formats.write_points(high, up=True)}"


def _levels(
    found: Robustness, book: LocalizedReport
) -> tuple[LevelView, LevelView] | None:
    """Return the levels at both ends, of the points alone."""
    if found.low_level is None or found.high_level is None:
        return None
    return level_view(found.low_level, book), level_view(found.high_level, book)
