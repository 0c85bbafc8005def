"""What the page of changes shows: why the total moved, and through which criteria."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from generator.model.change import Change, ComparedAudit
from generator.model.report import Report
from generator.model.shop_reports import ShopReports
from generator.publishing import uris
from generator.publishing.figures.dot_plot import DotRow, Dots, dots
from generator.publishing.views.changes import (
    KINDS,
    StageChangeView,
    kind_views,
    stage_changes,
    sum_view,
)
from generator.publishing.views.localized_report import LocalizedReport
from generator.publishing.views.score import level_view


def changes_page(
    change: Change, book: LocalizedReport, shop: ShopReports
) -> dict[str, Any]:
    """Return what the template of changes needs beside what every page says.

    `book` is the later audit; the earlier one is looked up in `shop`.
    """
    localizer = book.localizer
    report = shop.own_on(change.before.date)
    before = LocalizedReport(report, localizer) if report else None
    kinds = {} if change.refused else kind_views(change, book, before)
    return {
        "refused": change.refused or "",
        "before_day": localizer.date(change.before.date),
        "after_day": localizer.date(change.after.date),
        "before_uri": before.uri() if before else "",
        "before_scope": _scope(change.before, report, book),
        "after_scope": _scope(change.after, book.report, book),
        "same_definition": change.same_definition,
        "versions": (change.before.version, change.after.version),
        "levels": _levels(before, book),
        "sum": None if change.refused else sum_view(change, book),
        "stage_changes": stage_changes(change, book),
        "stage_dots": _stage_dots(change, book),
        "kinds": tuple(kinds[kind] for kind in KINDS if kind in kinds),
        "same": kinds.get("same"),
        "left_out": _left_out(change, book, shop),
        "searched": "; ".join(
            row.title for kind in KINDS if kind in kinds for row in kinds[kind].rows
        ),
    }


def _scope(
    audit: ComparedAudit, report: Report | None, book: LocalizedReport
) -> Markup:
    """Return what an audit was scored by, in words."""
    localizer = book.localizer
    name = report.definition.profile_name if report else None
    title = (
        localizer.text(report.definition.title)
        if report
        else localizer.string(audit.definition)
    )
    profile = localizer.text(name) if name else localizer.string(audit.profile)
    return Markup("{} {}, {}").format(title, audit.version, profile)


def _levels(
    before: LocalizedReport | None, book: LocalizedReport
) -> tuple[Any, Any] | None:
    """Return the levels then and now, None unless both audits have one."""
    if before is None or before.report.score is None or book.report.score is None:
        return None
    then, now = before.report.score, book.report.score
    if then.level is None or now.level is None:
        return None
    return (
        level_view(then.level, before, at_most=bool(then.pending)),
        level_view(now.level, book, at_most=bool(now.pending)),
    )


def _stage_dots(change: Change, book: LocalizedReport) -> Dots | None:
    views = stage_changes(change, book)
    rows = [
        DotRow(
            label=book.localizer.plain(stage.name),
            said=_moved(view),
            point=stage.after,
            before=stage.before,
        )
        for stage, view in zip(change.stages, views, strict=True)
    ]
    return dots(rows) if rows else None


def _moved(stage: StageChangeView) -> str:
    """Return then, now and the difference of a stage on one line."""
    if not stage.before and not stage.after:
        return "–"
    both = f"{stage.before or '–'} → {stage.after or '–'}"
    return f"{both}\u2003{stage.difference}" if stage.difference else both


def _left_out(
    change: Change, book: LocalizedReport, shop: ShopReports
) -> tuple[tuple[Markup, str], ...]:
    """Return day and address of the shop's audits between the two that are compared."""
    return tuple(
        (
            book.localizer.date(report.date),
            uris.in_language(book.localizer.language, uris.audit(report)),
        )
        for report in reversed(shop.own)
        if change.before.date < report.date < change.after.date
    )
