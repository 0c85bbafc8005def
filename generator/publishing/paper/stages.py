"""The chapter of a stage: what to fix in full, the rest in tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from generator.model.finding import Finding
from generator.model.report import StageReport
from generator.publishing.figures.state_stack import Part
from generator.publishing.paper.references import reference_numbers
from generator.publishing.views.answer_types import answer_view
from generator.publishing.views.answer_types.parts import AnswerView
from generator.publishing.views.finding import FindingView, finding_view
from generator.publishing.views.journey import states_view
from generator.publishing.views.localized_report import LocalizedReport
from generator.publishing.views.score import ScoreView, score_view

TO_MEND = ("critical", "failing", "partly-met")
NOT_SCORED = ("not-applicable", "unknown", "unanswered")


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperFinding:
    """A finding on paper: the site's view, and what the site folds away.

    `sources` are numbers in the list of sources, each with its anchor there. `rank` is
    the finding's place in the plan from 1, 0 where it has none.
    """

    view: FindingView
    answer: AnswerView
    why: Markup
    how_to_check: Markup
    sources: tuple[tuple[int, str], ...]
    rank: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The findings of one outcome or state; `kind` is its word in the strings."""

    kind: str
    findings: tuple[PaperFinding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperStage:
    """A stage: its score, the auditors' comment, and its findings by outcome.

    `asked` is how many criteria the audit asks of it.
    """

    anchor: str
    name: Markup
    title: str
    score: ScoreView
    asked: int
    states: tuple[Part, ...]
    comment: Markup | None
    to_mend: tuple[Group, ...]
    met: tuple[PaperFinding, ...]
    not_scored: tuple[Group, ...]


def stages(book: LocalizedReport) -> tuple[PaperStage, ...]:
    """Return the chapters of the stages the audit asks anything of."""
    writer = _Writer(book)
    return tuple(
        writer.stage(stage) for stage in book.report.stages if stage.counts.asked
    )


class _Writer:
    """Writes findings; holds what it takes to place them in plan and sources."""

    def __init__(self, book: LocalizedReport) -> None:
        self._book = book
        plan = book.report.plan
        self._entries = {entry.criterion: entry for entry in plan}
        self._order = {entry.criterion: place for place, entry in enumerate(plan)}
        taken = [entry.criterion for entry in plan if not entry.accepted]
        self._ranks = {criterion: rank for rank, criterion in enumerate(taken, 1)}
        self._sources = reference_numbers(book)

    def stage(self, stage: StageReport) -> PaperStage:
        book = self._book
        here = [one for one in book.report.findings if one.stage == stage.id]
        here.sort(key=lambda one: self._order.get(one.criterion, len(self._order)))
        return PaperStage(
            anchor=f"_stage-{stage.id}",
            name=book.localizer.text(stage.name),
            title=book.localizer.plain(stage.name),
            score=score_view(stage.score, book),
            asked=stage.counts.asked,
            states=states_view(stage.counts),
            comment=book.localizer.prose(stage.comment) if stage.comment else None,
            to_mend=self._groups(TO_MEND, here, lambda one: one.outcome),
            met=self._views([one for one in here if one.outcome == "met"]),
            not_scored=self._groups(NOT_SCORED, here, lambda one: one.state),
        )

    def _groups(
        self,
        kinds: Sequence[str],
        findings: Sequence[Finding],
        kind_of: Callable[[Finding], str | None],
    ) -> tuple[Group, ...]:
        groups = (
            Group(
                kind=kind,
                findings=self._views([one for one in findings if kind_of(one) == kind]),
            )
            for kind in kinds
        )
        return tuple(group for group in groups if group.findings)

    def _views(self, findings: Sequence[Finding]) -> tuple[PaperFinding, ...]:
        return tuple(self._view(finding) for finding in findings)

    def _view(self, finding: Finding) -> PaperFinding:
        localizer, asked = self._book.localizer, finding.asked
        entry = self._entries.get(finding.criterion)
        return PaperFinding(
            view=finding_view(finding, self._book, entry),
            answer=answer_view(
                finding.answer, localizer, answered=finding.state == "answered"
            ),
            why=localizer.text(asked.why),
            how_to_check=localizer.text(asked.how_to_check),
            sources=tuple(
                (self._sources[source.id], f"_source-{source.id}")
                for source in asked.sources
            ),
            rank=self._ranks.get(finding.criterion, 0),
        )
