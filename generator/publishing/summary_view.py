"""What a director sees in a minute: sentences, journey, stages, first steps."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from markupsafe import Markup

from generator.model.report import FindOut, StageReport, TouchpointReport
from generator.model.score import Counts
from generator.publishing.audit_book import AuditBook
from generator.publishing.plan_view import StepView, step_view
from generator.publishing.score_view import ScoreView, score_view

FIRST = 5
"""How many recommendations and open questions the summary names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MomentView:
    """A touchpoint on the journey; `mark` names the lowest and the highest."""

    name: Markup
    score: ScoreView
    counts: Counts
    mark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StageView:
    """A stage with its touchpoints in the order a customer meets them."""

    name: Markup
    title: str
    uri: str
    score: ScoreView
    counts: Counts
    moments: tuple[MomentView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenView:
    """A criterion to find out, and by how much it would narrow the interval."""

    name: Markup
    uri: str
    anchor: str
    place: Markup
    closes: str
    state: str
    pending: bool
    reason: Markup | None


def _scored(book: AuditBook) -> list[tuple[Fraction, TouchpointReport]]:
    return [
        (touchpoint.score.point, touchpoint)
        for stage in book.report.stages
        for touchpoint in stage.touchpoints
        if touchpoint.score is not None and touchpoint.score.point is not None
    ]


def extremes(
    book: AuditBook,
) -> tuple[TouchpointReport, TouchpointReport] | None:
    """Return the lowest and the highest touchpoint, None where nothing tells them.

    A provisional touchpoint does not qualify: it may be what nobody looked at.
    """
    firm = [
        (point, touchpoint)
        for point, touchpoint in _scored(book)
        if touchpoint.score is not None and not touchpoint.score.provisional
    ]
    if not firm:
        return None
    low = min(firm, key=lambda pair: pair[0])
    high = max(firm, key=lambda pair: pair[0])
    return None if low[0] == high[0] else (low[1], high[1])


def stage_view(stage: StageReport, book: AuditBook) -> StageView:
    """Prepare a stage and its touchpoints."""
    ends = extremes(book)
    marks = {ends[0].id: "lowest", ends[1].id: "highest"} if ends else {}
    return StageView(
        name=book.voice.text(stage.name),
        title=book.voice.plain(stage.name),
        uri=book.stage_uri(stage.id),
        score=score_view(stage.score, book),
        counts=stage.counts,
        moments=tuple(
            MomentView(
                name=book.voice.text(touchpoint.name),
                score=score_view(touchpoint.score, book),
                counts=touchpoint.counts,
                mark=marks.get(touchpoint.id, ""),
            )
            for touchpoint in stage.touchpoints
            if touchpoint.counts.asked
        ),
    )


def sentences(book: AuditBook) -> tuple[Markup, ...]:
    """Return up to three sentences that the data alone support."""
    word, total = book.voice.word, score_view(book.report.score, book)
    said = [_verdict(book, total)]
    ends = extremes(book)
    if ends:
        low, high = (score_view(end.score, book) for end in ends)
        said.append(
            word(
                "summary.extremes",
                high=book.voice.text(ends[1].name),
                high_score=high.point,
                low=book.voice.text(ends[0].name),
                low_score=low.point,
            )
        )
    first = next((entry for entry in book.report.plan if not entry.accepted), None)
    if first is not None:
        step = step_view(1, first, book)
        if step.lifts_to is not None:
            said.append(
                word("summary.first_lifts", name=step.name, level=step.lifts_to)
            )
        elif step.kind is not None:
            said.append(word("summary.first_critical", name=step.name, kind=step.kind))
        else:
            said.append(word("summary.first", name=step.name, gain=step.gain))
    return tuple(said)


def _verdict(book: AuditBook, total: ScoreView) -> Markup:
    word = book.voice.word
    shop = book.voice.text(book.report.shop.name)
    needed = book.voice.number(book.report.rules.coverage_needed)
    if total.kind == "none":
        return word("summary.no_score", shop=shop)
    if total.kind == "open":
        return word("summary.open", shop=shop)
    if total.kind == "provisional" or total.level is None:
        return word(
            "summary.provisional",
            shop=shop,
            low=total.low,
            high=total.high,
            coverage=total.coverage,
            needed=needed,
        )
    if total.capped_by and total.alone is not None:
        return word(
            "summary.capped",
            n=len(total.capped_by),
            shop=shop,
            point=total.point,
            alone=total.alone.name,
            level=total.level.name,
            kind=total.capped_by[0].kind,
        )
    key = "summary.at_most" if total.level.at_most else "summary.final"
    return word(key, shop=shop, point=total.point, level=total.level.name)


def first_steps(book: AuditBook) -> tuple[StepView, ...]:
    """Return the first recommendations of the plan."""
    entries = [entry for entry in book.report.plan if not entry.accepted][:FIRST]
    return tuple(step_view(rank, entry, book) for rank, entry in enumerate(entries, 1))


def open_questions(book: AuditBook, limit: int | None = None) -> tuple[OpenView, ...]:
    """Return what to find out next, the most telling first."""
    return tuple(_open(entry, book) for entry in book.report.find_out[:limit])


def _open(entry: FindOut, book: AuditBook) -> OpenView:
    finding = book.findings[entry.criterion]
    return OpenView(
        name=book.voice.text(finding.asked.name),
        uri=book.finding_uri(entry.criterion),
        anchor=entry.criterion,
        place=Markup("{} › {}").format(
            book.voice.text(book.stages[finding.stage].name),
            book.touchpoint_name(finding.touchpoint),
        ),
        closes=book.voice.gain(entry.closes).lstrip("+"),
        state=finding.state,
        pending=entry.pending,
        reason=book.voice.line(finding.reason) if finding.reason else None,
    )
