"""One shop's Reports together: which is the latest, and what changed up to each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from generator.model.change import Change
from generator.model.records import record
from generator.model.report import Report


@record
class ShopReports:
    """A shop's Reports, at least one: its own, the newest first, then single ratings.

    `changes` are its own audits against those before them.
    """

    reports: tuple[Report, ...]
    changes: tuple[Change, ...] = ()

    @property
    def shop(self) -> str:
        """The shop's id."""
        return self.reports[0].shop.id

    @property
    def own(self) -> tuple[Report, ...]:
        """The shop's own, the newest first."""
        return tuple(report for report in self.reports if report.is_own)

    @property
    def latest(self) -> Report | None:
        """The newest of the shop's own, None where it has single ratings only."""
        return next(iter(self.own), None)

    def change_to(self, report: Report) -> Change | None:
        """Return what changed up to an audit; None for the shop's first and ratings."""
        if report.is_own:
            for change in self.changes:
                if change.after.date == report.date:
                    return change
        return None

    def own_on(self, date: dt.date) -> Report | None:
        """Return the shop's own audit of a day, None where there is none."""
        return next((report for report in self.own if report.date == date), None)


def by_shop(
    reports: Iterable[Report], changes: Mapping[str, tuple[Change, ...]] | None = None
) -> tuple[ShopReports, ...]:
    """Return the Reports of each shop, the shop with the newest audit first.

    `changes` are by shop id.
    """
    shops: dict[str, list[Report]] = {}
    for report in sorted(reports, key=lambda one: (one.shop.id, one.label or "")):
        shops.setdefault(report.shop.id, []).append(report)
    for audits in shops.values():
        audits.sort(key=lambda report: report.date, reverse=True)
        audits.sort(key=lambda report: not report.is_own)
    together = (
        ShopReports(reports=tuple(audits), changes=(changes or {}).get(shop, ()))
        for shop, audits in shops.items()
    )
    return tuple(sorted(together, key=lambda one: one.reports[0].date, reverse=True))
