"""What a site is made of, before any page of it is planned."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.audience import AUDIENCES, Audience, AudiencePolicy
from generator.model.comparison import Comparison
from generator.model.definition import Definition
from generator.model.diagnostic import DiagnosticEntry
from generator.model.report import Report
from generator.model.shop_reports import ShopReports
from generator.publishing import uris


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteContent:
    """Everything a site shows, for one audience.

    `languages` are the prefixes the site is published under, the first is the default.
    `definitions` are those that may be shown, one version of each. `handbook` asks for method,
    glossary, how to read and checklists. `handwritten` are the uris of hand-written
    pages, so that generated ones link to them only where they exist. `diagnostics`
    fill the reference of codes; without them there is none. `shops` stand in the order
    in which they are listed, `comparisons` put them side by side.
    """

    shops: tuple[ShopReports, ...]
    definitions: tuple[Definition, ...]
    languages: tuple[str, ...]
    audience: Audience
    site_name: str
    handbook: bool = True
    indexable: bool = False
    handwritten: frozenset[str] = frozenset()
    diagnostics: tuple[DiagnosticEntry, ...] = ()
    comparisons: tuple[Comparison, ...] = ()

    @property
    def policy(self) -> AudiencePolicy:
        """What the audience may see."""
        return AUDIENCES[self.audience]

    @property
    def reports(self) -> tuple[Report, ...]:
        """The Reports of all shops."""
        return tuple(report for shop in self.shops for report in shop.reports)

    def documents(self, language: str) -> bool:
        """Return whether hand-written pages explain the YAML, and so need its codes."""
        return uris.in_language(language, uris.YAML_REFERENCE) in self.handwritten
