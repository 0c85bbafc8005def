"""The pages of one audit: summary, stages, plan, numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from generator.i18n.localizer import Localizer
from generator.model.finding import Finding
from generator.model.report import Report, StageReport
from generator.model.shop_reports import ShopReports
from generator.publishing import uris
from generator.publishing.assets.downloads import downloads
from generator.publishing.content import SiteContent
from generator.publishing.pages.changes import changes_page
from generator.publishing.pages.plan import plan_page
from generator.publishing.rendering.page_spec import PageSpec
from generator.publishing.views.evidence import evidence_view
from generator.publishing.views.finding import FindingView, finding_view
from generator.publishing.views.journey import journey_view, told_states, total_mark
from generator.publishing.views.localized_report import LocalizedReport
from generator.publishing.views.numbers import stage_sums, total_sum
from generator.publishing.views.plan import steps
from generator.publishing.views.rules import rules_of_report
from generator.publishing.views.score import score_view
from generator.publishing.views.summary import (
    FIRST,
    first_steps,
    open_questions,
    sentences,
    stage_view,
)
from generator.publishing.views.weights import weights_view

_TO_MEND = ("critical", "failing", "partly-met")
_DESCRIBED = {"index": "audit"}
_NOT_SCORED = ("not-applicable", "unknown", "unanswered")


def audit_specs(
    report: Report, shop: ShopReports, content: SiteContent, language: str
) -> Iterator[PageSpec]:
    """Yield the specs of an audit's pages, in the order of its tabs."""
    change = shop.change_to(report)
    book = LocalizedReport(report, Localizer(language), change=change)
    word, day, name = book.localizer.word, book.day, book.shop_name

    def spec(
        page: str, title: str, view: Callable[[Localizer], dict[str, Any]]
    ) -> PageSpec:
        return PageSpec(
            path=uris.audit(report, page),
            title=title,
            description=_plain(
                word(f"describe.{_DESCRIBED.get(page, page)}", shop=name, day=day)
            ),
            template=f"pages/{'summary' if page == 'index' else page}.html",
            view=view,
            crumbs=book.crumbs(within=page != "index"),
            tabs=book.tabs(book.uri(page)),
            source=report.source,
            indexable=content.indexable,
            wide=True,
        )

    yield spec("index", name, lambda _: _summary(book))
    for stage in report.stages:
        yield _stage_spec(stage, book, content)
    yield spec("plan", _plain(word("plan.title")), lambda _: _plan(book, shop))
    if change is not None:
        yield spec(
            "changes",
            _plain(word("changes.title")),
            lambda _: _about(book) | changes_page(change, book, shop),
        )
    yield spec("numbers", _plain(word("numbers.title")), lambda _: _numbers(book))


def _plain(words: Any) -> str:
    return str(words.unescape())


def _about(book: LocalizedReport) -> dict[str, Any]:
    """Return what the colophon of every audit page says."""
    report, localizer = book.report, book.localizer
    profile = report.definition.profile_name
    return {
        "shop": localizer.text(report.shop.name),
        "shop_title": book.shop_name,
        "day": localizer.date(report.date),
        "audit_label": report.label or "",
        "auditors": localizer.string(", ".join(report.auditors)),
        "assessed": report.assessed,
        "sample": localizer.line(report.sample) if report.sample else None,
        "profile": localizer.text(profile)
        if profile
        else localizer.string(report.profile),
        "definition": localizer.text(report.definition.title),
        "version": report.definition.version,
        "internal": report.policy.confidential,
        "contacts": tuple(
            localizer.string(contact) for contact in report.shop.contacts
        ),
        "numbers_uri": book.uri("numbers"),
        "plan_uri": book.uri("plan"),
        "coverage_needed": localizer.number(report.rules.coverage_needed),
    }


def _summary(book: LocalizedReport) -> dict[str, Any]:
    report = book.report
    opening = report.summary
    plan = steps(book)
    first = first_steps(book)
    return _about(book) | {
        "sentences": sentences(book),
        "opening": book.localizer.prose(opening) if opening else None,
        "score": score_view(report.score, book),
        "counts": report.counts,
        "stages": tuple(stage_view(stage, book) for stage in report.stages),
        "journey_view": journey_view(book),
        "states": told_states(report.counts, book.localizer),
        "total_mark": total_mark(book),
        "evidence": evidence_view(report.evidence),
        "first": first,
        "after_first": first[-1].after if first else "",
        "plan_length": len(plan),
        "open": open_questions(book, FIRST),
        "open_length": len(report.find_out),
    }


def _stage_spec(
    stage: StageReport, book: LocalizedReport, content: SiteContent
) -> PageSpec:
    report, title = book.report, book.localizer.plain(stage.name)
    return PageSpec(
        path=uris.stage(report, stage.id),
        title=title,
        description=_plain(
            book.localizer.word(
                "describe.stage", stage=title, shop=book.shop_name, day=book.day
            )
        ),
        template="pages/stage.html",
        view=lambda _: _stage(stage, book),
        crumbs=book.crumbs(within=True),
        tabs=book.tabs(book.stage_uri(stage.id)),
        source=report.source,
        indexable=content.indexable,
    )


def _stage(stage: StageReport, book: LocalizedReport) -> dict[str, Any]:
    report = book.report
    entries = {entry.criterion: entry for entry in report.plan}
    order = {entry.criterion: rank for rank, entry in enumerate(report.plan)}
    here = [finding for finding in report.findings if finding.stage == stage.id]
    here.sort(key=lambda finding: order.get(finding.criterion, len(order)))

    def views(wanted: Callable[[Finding], bool]) -> tuple[FindingView, ...]:
        return tuple(
            finding_view(finding, book, entries.get(finding.criterion))
            for finding in here
            if wanted(finding)
        )

    def with_outcome(outcome: str) -> Sequence[FindingView]:
        return views(lambda finding: finding.outcome == outcome)

    def with_state(state: str) -> Sequence[FindingView]:
        return views(lambda finding: finding.state == state)

    return _about(book) | {
        "name": book.localizer.text(stage.name),
        "comment": book.localizer.prose(stage.comment) if stage.comment else None,
        "score": score_view(stage.score, book),
        "explained": uris.stage_sum(stage.id),
        "states": told_states(stage.counts, book.localizer),
        "counts": stage.counts,
        "open": open_questions(book, FIRST, stage=stage.id),
        "to_mend": tuple((outcome, with_outcome(outcome)) for outcome in _TO_MEND),
        "met": with_outcome("met"),
        "not_scored": tuple((state, with_state(state)) for state in _NOT_SCORED),
    }


def _plan(book: LocalizedReport, shop: ShopReports) -> dict[str, Any]:
    report = book.report
    files = downloads(report, book.localizer) if report is shop.latest else ()
    return (
        _about(book)
        | plan_page(book)
        | {"open": open_questions(book), "downloads": files}
    )


def _numbers(book: LocalizedReport) -> dict[str, Any]:
    report = book.report
    return _about(book) | {
        "score": score_view(report.score, book),
        "stages": stage_sums(book),
        "total": total_sum(book),
        "rules": rules_of_report(report.rules, book.localizer),
        "weights": weights_view(book),
        "evidence": evidence_view(report.evidence),
        "digest": report.definition.digest,
        "generator": report.generator,
        "as_of": book.localizer.date(report.as_of),
        "counts": report.counts,
    }
