"""Explain this number: every contribution, in columns that add up as shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from markupsafe import Markup

from generator.model.finding import Finding
from generator.model.report import StageReport, TouchpointReport
from generator.model.shown import shown_sum, shown_total
from generator.publishing import uris
from generator.publishing.views.localized_report import LocalizedReport
from generator.publishing.views.score import ScoreView, score_view

_HUNDRED = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class RowView:
    """A criterion's row: its weight, its worth and what it adds, or its state.

    `share` is what it adds to its stage, `within` what it adds to its touchpoint.
    """

    name: Markup
    anchor: str
    weight: int
    worth: str
    share: str
    within: str
    state: str
    failed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupView:
    """The rows of a touchpoint, and what its own column adds up to."""

    name: Markup
    anchor: str
    total: str
    rows: tuple[RowView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StageSum:
    """A stage's contributions; `total` is what its column adds up to.

    `known` is the weight of the answered criteria, `applying` of all that apply.
    """

    id: str
    name: Markup
    title: str
    uri: str
    score: ScoreView
    weight: str
    share: str
    total: str
    known: int
    applying: int
    groups: tuple[GroupView, ...]


def stage_sums(book: LocalizedReport) -> tuple[StageSum, ...]:
    """Return each stage with what its criteria add to it, and it to the total."""
    stages = book.report.stages
    by_stage = {
        stage.id: [f for f in book.report.findings if f.stage == stage.id]
        for stage in stages
    }
    shares = [
        sum((f.share or Fraction(0) for f in by_stage[stage.id]), Fraction(0))
        for stage in stages
    ]
    in_total = _column(shares)
    return tuple(
        _stage_sum(stage, by_stage[stage.id], tenths, book)
        for stage, tenths in zip(stages, in_total, strict=True)
    )


def total_sum(book: LocalizedReport) -> str:
    """Return what the stages' shares add up to, as their column shows it."""
    score = book.report.score
    if score is None or score.point is None:
        return ""
    return book.localizer.tenths(shown_total([score.point * _HUNDRED]))


def _column(shares: Sequence[Fraction]) -> tuple[int, ...]:
    """Round a column of shares so that it adds up to its sum, rounded down."""
    points = [share * _HUNDRED for share in shares]
    return shown_sum(points, shown_total(points))


def _stage_sum(
    stage: StageReport,
    findings: Sequence[Finding],
    in_total: int,
    book: LocalizedReport,
) -> StageSum:
    localizer = book.localizer
    counted = [finding for finding in findings if finding.stage_share is not None]
    column = _column([finding.stage_share or Fraction(0) for finding in counted])
    tenths = {
        finding.criterion: value for finding, value in zip(counted, column, strict=True)
    }
    has_point = stage.score is not None and stage.score.point is not None
    return StageSum(
        id=stage.id,
        name=localizer.text(stage.name),
        title=localizer.plain(stage.name),
        uri=book.stage_uri(stage.id),
        score=score_view(stage.score, book),
        weight=localizer.number(stage.weight),
        share=localizer.tenths(in_total) if has_point else "",
        total=localizer.tenths(sum(column)) if has_point else "",
        known=sum(f.weight for f in findings if f.state == "answered"),
        applying=sum(
            f.weight
            for f in findings
            if f.state in {"answered", "unknown", "unanswered"}
        ),
        groups=tuple(
            _group(stage, touchpoint, findings, tenths, book)
            for touchpoint in stage.touchpoints
            if touchpoint.counts.asked
        ),
    )


def _group(
    stage: StageReport,
    touchpoint: TouchpointReport,
    findings: Sequence[Finding],
    tenths: dict[str, int],
    book: LocalizedReport,
) -> GroupView:
    asked = [
        finding
        for finding in findings
        if finding.touchpoint == touchpoint.id and finding.state != "out-of-profile"
    ]
    counted = [finding for finding in asked if finding.touchpoint_share is not None]
    column = _column([finding.touchpoint_share or Fraction(0) for finding in counted])
    within = {
        finding.criterion: value for finding, value in zip(counted, column, strict=True)
    }
    return GroupView(
        name=book.localizer.text(touchpoint.name),
        anchor=uris.touchpoint_sum(stage.id, touchpoint.id),
        total=book.localizer.tenths(sum(column)) if counted else "",
        rows=tuple(_row(finding, tenths, within, book) for finding in asked),
    )


def _row(
    finding: Finding,
    tenths: dict[str, int],
    within: dict[str, int],
    book: LocalizedReport,
) -> RowView:
    localizer = book.localizer
    share = tenths.get(finding.criterion)
    part = within.get(finding.criterion)
    return RowView(
        name=localizer.text(finding.asked.name),
        anchor=finding.criterion,
        weight=finding.weight,
        worth="" if finding.worth is None else localizer.worth(finding.worth),
        share="" if share is None else localizer.tenths(share),
        within="" if part is None else localizer.tenths(part),
        state=finding.state,
        failed=finding.critical is not None and finding.critical.failed,
    )
