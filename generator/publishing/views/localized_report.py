"""One audit in one language: its names, addresses and lookups, shared by its pages."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from markupsafe import Markup

from generator.i18n.localizer import Localizer
from generator.model.change import Change
from generator.model.finding import Finding
from generator.model.report import PlanEntry, Report, ShownLevel, StageReport
from generator.model.text import Text
from generator.publishing import uris
from generator.publishing.site_plan import NavLink
from generator.publishing.views.level_colours import level_ranks


class LocalizedReport:
    """A report in one language. Looks names up so that templates need not."""

    def __init__(
        self, report: Report, localizer: Localizer, *, change: Change | None = None
    ) -> None:
        """Open the report for readers of the localizer's language.

        `change` is what changed since the audit before it, where there is one.
        """
        self.change = change
        self.report = report
        self.localizer = localizer

    @cached_property
    def findings(self) -> dict[str, Finding]:
        """Every finding by its criterion."""
        return {finding.criterion: finding for finding in self.report.findings}

    @cached_property
    def stages(self) -> dict[str, StageReport]:
        """Every stage by its id."""
        return {stage.id: stage for stage in self.report.stages}

    @cached_property
    def _touchpoints(self) -> dict[str, Text]:
        return {
            touchpoint.id: touchpoint.name
            for stage in self.report.stages
            for touchpoint in stage.touchpoints
        }

    @cached_property
    def levels(self) -> dict[str, ShownLevel]:
        """The levels by id, lowest first."""
        return {level.id: level for level in self.report.rules.levels}

    @cached_property
    def _ranks(self) -> dict[str, int]:
        return level_ranks(self.levels)

    def rank(self, level: str) -> int:
        """Return which of the five level colours a level has, 1 the lowest."""
        return self._ranks[level]

    def level_name(self, level: str) -> Markup:
        """Return a level's word."""
        return self.localizer.text(self.levels[level].name)

    def kind_name(self, kind: str) -> Markup:
        """Return what a kind of critical criterion is called."""
        name = self.report.rules.kinds.get(kind)
        return self.localizer.text(name) if name else self.localizer.string(kind)

    def touchpoint_name(self, touchpoint: str) -> Markup:
        """Return a touchpoint's name."""
        return self.localizer.text(self._touchpoints[touchpoint])

    def criterion_name(self, criterion: str) -> Markup:
        """Return a criterion's short name."""
        return self.localizer.text(self.findings[criterion].asked.name)

    def lifts(self, entry: PlanEntry) -> Markup | None:
        """Say what level a step of the plan leads to, if it does.

        It only can while nobody knows of some critical criterion whether it fails.
        """
        if entry.lifts_to is None:
            return None
        pending = self.report.score is not None and self.report.score.pending
        key = "plan.may_lift" if pending else "plan.lifts"
        return self.localizer.word(key, level=self.level_name(entry.lifts_to))

    def effort_name(self, effort: int) -> Markup:
        """Return what an effort is called, like "days"."""
        return self.localizer.text(self.report.rules.efforts[effort].name)

    def uri(self, page: str = "index") -> str:
        """Return the uri of the audit's summary, plan or numbers."""
        return uris.in_language(self.localizer.language, uris.audit(self.report, page))

    def stage_uri(self, stage: str) -> str:
        """Return the uri of a stage page."""
        return uris.in_language(self.localizer.language, uris.stage(self.report, stage))

    def finding_uri(self, criterion: str) -> str:
        """Return the uri of the page a finding stands on; its anchor is its id."""
        return self.stage_uri(self.findings[criterion].stage)

    @cached_property
    def shop_name(self) -> str:
        """The shop's name as plain text."""
        return self.localizer.plain(self.report.shop.name)

    @cached_property
    def day(self) -> str:
        """The audit's date in words, with its label where it has one."""
        day = self.localizer.date_words(self.report.date)
        return f"{day} ({self.report.label})" if self.report.label else day

    def crumbs(self, *, within: bool) -> Sequence[NavLink]:
        """Return the pages above: the shop, and the summary for a page within."""
        language = self.localizer.language
        shop = NavLink(
            title=self.shop_name,
            uri=uris.in_language(language, uris.shop(self.report.shop.id)),
        )
        start = NavLink(
            title=str(self.localizer.word("start_page")),
            uri=uris.in_language(language, uris.START),
        )
        summary = NavLink(title=self.day, uri=self.uri())
        return (start, shop, summary) if within else (start, shop)

    def tabs(self, here: str) -> Sequence[NavLink]:
        """Return the audit's pages, the one whose uri is `here` marked."""
        pages = [
            (str(self.localizer.word("tab.summary")), self.uri()),
            *(
                (self.localizer.plain(stage.name), self.stage_uri(stage.id))
                for stage in self.report.stages
            ),
            (str(self.localizer.word("tab.plan")), self.uri("plan")),
            *(
                [(str(self.localizer.word("tab.changes")), self.uri("changes"))]
                if self.change
                else []
            ),
            (str(self.localizer.word("tab.numbers")), self.uri("numbers")),
        ]
        return tuple(
            NavLink(title=title, uri=uri, current=uri == here) for title, uri in pages
        )
