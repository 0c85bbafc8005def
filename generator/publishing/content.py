"""What a site is made of, before any page of it is planned."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.definition import Definition
from generator.model.diagnostic import DiagnosticEntry
from generator.model.report import Audience, Report


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteContent:
    """Everything a site shows, for one audience.

    `languages` are the prefixes the site is published under, the first is the default.
    `definitions` are those in use, the newest of each. `handbook` asks for method,
    glossary, how to read and checklists. `handwritten` are the uris of hand-written
    pages, so that generated ones link to them only where they exist. `diagnostics`
    fill the reference, which only the internal audience gets.
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
