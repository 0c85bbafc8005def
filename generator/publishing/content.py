"""What a site is made of, before any page of it is planned."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.model.audience import AUDIENCES, Audience, AudiencePolicy
from generator.model.change import Change
from generator.model.definition import Definition
from generator.model.diagnostic import DiagnosticEntry
from generator.model.report import Report
from generator.publishing import uris


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteContent:
    """Everything a site shows, for one audience.

    `languages` are the prefixes the site is published under, the first is the default.
    `definitions` are those that may be shown, one version of each. `handbook` asks for method,
    glossary, how to read and checklists. `handwritten` are the uris of hand-written
    pages, so that generated ones link to them only where they exist. `diagnostics`
    fill the reference of codes; without them there is none. `changes` are each shop's
    own audits against those before them, by shop id.
    """

    reports: tuple[Report, ...]
    definitions: tuple[Definition, ...]
    languages: tuple[str, ...]
    audience: Audience
    site_name: str
    handbook: bool = True
    indexable: bool = False
    handwritten: frozenset[str] = frozenset()
    diagnostics: tuple[DiagnosticEntry, ...] = ()
    changes: Mapping[str, tuple[Change, ...]] = field(default_factory=dict)

    @property
    def policy(self) -> AudiencePolicy:
        """What the audience may see."""
        return AUDIENCES[self.audience]

    def change_to(self, report: Report) -> Change | None:
        """Return what changed up to that audit; None for a shop's first."""
        if report.label is not None:
            return None
        for change in self.changes.get(report.shop.id, ()):
            if change.after.date == report.date:
                return change
        return None

    def documents(self, language: str) -> bool:
        """Return whether hand-written pages explain the YAML, and so need its codes."""
        return uris.in_language(language, uris.YAML_REFERENCE) in self.handwritten

    def is_latest(self, report: Report) -> bool:
        """Return whether it is its shop's newest audit, labelled ones aside."""
        return report.label is None and all(
            other.date <= report.date
            for other in self.reports
            if other.shop.id == report.shop.id and other.label is None
        )

    def own_report(self, shop: str, date: dt.date) -> Report | None:
        """Return the shop's own audit of that day, None where the site has none."""
        for report in self.reports:
            if report.shop.id == shop and report.date == date and not report.label:
                return report
        return None
