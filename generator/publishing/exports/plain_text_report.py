"""A report as exports read it: its names in one language, as plain text."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from generator.i18n.localizer import Localizer
from generator.model.finding import Finding, ShownEvidence, ShownTask
from generator.model.report import PlanEntry, Report
from generator.model.score import Score
from generator.model.text import Text
from generator.publishing import uris
from generator.publishing.exports.column_names import header
from generator.publishing.exports.links import Link
from generator.publishing.exports.plain import from_markup, one_line, plain_text, prose
from generator.publishing.views.answer_types import answer_view
from generator.publishing.views.answer_types.parts import ChoiceView


class PlainTextReport:
    """One report in one language for exports; everything it says is plain text."""

    def __init__(self, report: Report, language: str, link: Link) -> None:
        """Open the report; `link` says where a finding stands on the site."""
        self.report = report
        self.language = language
        self._link = link
        self._localizer = Localizer(language)

    @cached_property
    def findings(self) -> dict[str, Finding]:
        """Every finding by its criterion."""
        return {finding.criterion: finding for finding in self.report.findings}

    @cached_property
    def entries(self) -> dict[str, PlanEntry]:
        """Every entry of the plan by its criterion."""
        return {entry.criterion: entry for entry in self.report.plan}

    @cached_property
    def _names(self) -> dict[tuple[str, str], Text]:
        report = self.report
        return {
            **{("stage", stage.id): stage.name for stage in report.stages},
            **{
                ("touchpoint", touchpoint.id): touchpoint.name
                for stage in report.stages
                for touchpoint in stage.touchpoints
            },
            **{("level", level.id): level.name for level in report.rules.levels},
            **{("kind", kind): name for kind, name in report.rules.kinds.items()},
        }

    @property
    def edition(self) -> str:
        """What a confidential edition says of itself; "" for any other."""
        policy = self.report.policy
        return self.header(f"edition.{policy.words}") if policy.confidential else ""

    def word(self, key: str, **values: Any) -> str:
        """Return a word of the interface."""
        return from_markup(self._localizer.word(key, **values))

    def header(self, key: str) -> str:
        """Return a word of the exports."""
        return header(key, self.language)

    def level(self, id_: str | None, score: Score | None) -> str:
        """Return a level's word, "" for None.

        With "at most" while `score`, which it belongs to, waits for a critical answer.
        """
        name = self.name("level", id_)
        pending = score is not None and score.pending
        return self.word("score.at_most", level=name) if name and pending else name

    def name(self, sort: str, id_: str | None) -> str:
        """Return the name of a stage, touchpoint, level or kind; "" for None."""
        if id_ is None:
            return ""
        name = self._names.get((sort, id_))
        return self.line(name) if name else id_

    def line(self, text: Text) -> str:
        """Return a text on one line."""
        return one_line(text.in_language(self.language))

    def text(self, text: Text | None) -> str:
        """Return a text that is not Markdown, with its line breaks; "" for None."""
        return plain_text(text.in_language(self.language)) if text else ""

    def prose(self, text: Text | None) -> str:
        """Return a text in Markdown as plain text; "" for None."""
        return prose(text.in_language(self.language)) if text else ""

    def yes(self, holds: bool) -> str:
        """Return yes or no."""
        return self.header("yes" if holds else "no")

    def outcome(self, finding: Finding) -> str:
        """Return the outcome of an answered finding, the state of another."""
        if finding.outcome is not None:
            return self.word(f"outcome.{finding.outcome}")
        return self.word(f"state.{finding.state}")

    def status(self, task: ShownTask | None) -> str:
        """Return how far a task is; "" where nobody has taken one."""
        return self.word(f"status.{task.status}") if task else ""

    def horizon(self, entry: PlanEntry) -> str:
        """Return when a step is to be taken; "" for what is accepted."""
        return self.word(f"plan.when.{entry.horizon}") if entry.horizon else ""

    def effort(self, effort: int) -> str:
        """Return what an effort is called."""
        return self.line(self.report.rules.efforts[effort].name)

    def failed_kind(self, finding: Finding) -> str:
        """Return the kind of a criterion that fails critically, "" for any other."""
        critical = finding.critical
        failed = critical is not None and critical.failed
        return self.name("kind", critical.kind) if critical and failed else ""

    def answer(self, finding: Finding) -> str:
        """Return the answer in words, a line for each item; "" where there is none."""
        if finding.state != "answered":
            return ""
        view = answer_view(finding.answer, self._localizer, answered=True)
        head = ": ".join(filter(None, map(from_markup, (view.lead, view.text))))
        return "\n".join(
            filter(
                None,
                (
                    head,
                    *map(self._item, view.items),
                    ", ".join(map(from_markup, view.facts)),
                    from_markup(view.doubt) if view.doubt else "",
                ),
            )
        )

    def _item(self, item: ChoiceView) -> str:
        said = f"{self.word(f'item.{item.mark}')} {from_markup(item.text)}"
        return f"{said} ({from_markup(item.reason)})" if item.reason else said

    def evidence(self, finding: Finding, *, private: bool) -> str:
        """Return the evidence, a line a piece; `private` pieces where it is asked."""
        return "\n".join(
            self._piece(piece)
            for piece in finding.evidence
            if private or not piece.private
        )

    def _piece(self, piece: ShownEvidence) -> str:
        picture, said, about = piece.picture, piece.said, piece.text
        what = one_line(piece.url) if piece.url else ""
        if picture is not None:
            what = uris.picture(picture.digest, small=False)
        elif said is not None:
            what = self.line(said)
        day = piece.taken_on.isoformat() if piece.taken_on else ""
        beside = ", ".join(filter(None, (self.line(about) if about else "", day)))
        return f"{what} ({beside})" if beside else what

    def link(self, finding: Finding) -> str:
        """Return where the finding stands on the site."""
        page = uris.stage(self.report, finding.stage)
        return self._link(uris.in_language(self.language, page), finding.criterion)
