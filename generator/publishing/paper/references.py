"""The sources that findings rest on, numbered as they are first met."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from generator.model.finding import ShownSource
from generator.publishing.views.localized_report import LocalizedReport


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A source: its number in the list, its name and the fact it holds."""

    number: int
    anchor: str
    name: Markup
    fact: Markup
    kind: str


def references(book: LocalizedReport) -> tuple[Reference, ...]:
    """Return every source of the criteria that the audit asks, in journey order."""
    localizer = book.localizer
    return tuple(
        Reference(
            number=number,
            anchor=f"_source-{source.id}",
            name=localizer.text(source.name),
            fact=localizer.text(source.fact),
            kind=source.kind,
        )
        for number, source in enumerate(_sources(book).values(), start=1)
    )


def reference_numbers(book: LocalizedReport) -> dict[str, int]:
    """Return the number of each source by its id."""
    return {source: number for number, source in enumerate(_sources(book), start=1)}


def _sources(book: LocalizedReport) -> dict[str, ShownSource]:
    found: dict[str, ShownSource] = {}
    for stage in book.report.stages:
        for finding in book.report.findings:
            if finding.stage == stage.id and finding.state != "out-of-profile":
                for source in finding.asked.sources:
                    found.setdefault(source.id, source)
    return found
