"""A Report as one HTML document for paper, with the pictures it shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import count
from typing import Any

from markupsafe import Markup

from generator.i18n.localizer import Localizer
from generator.i18n.markdown import web_address
from generator.model.report import Report
from generator.publishing.assets.pictures import evidence_assets
from generator.publishing.paper.chapters import numbers, plan, summary
from generator.publishing.paper.drawings import for_paper
from generator.publishing.paper.references import references
from generator.publishing.paper.soft_breaks import with_soft_breaks
from generator.publishing.paper.stages import stages
from generator.publishing.rendering.environment import environment
from generator.publishing.views.localized_report import LocalizedReport
from generator.resources import site_templates

OWN = "cx:"
"""How the address of each of the document's own files begins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document ready to be set: finished HTML and its files by their addresses.

    It names nothing else: neither the network nor this machine's files.
    """

    html: str
    files: Mapping[str, bytes]


def paper_document(report: Report, language: str) -> Document:
    """Write the report in a language.

    Its date is the report's `as_of`, so that the same report gives the same document.
    Raises PictureError and OSError when a picture of the evidence cannot be shown.
    """
    book = LocalizedReport(report, Localizer(language))
    shown: dict[str, None] = {}
    template = environment().get_template("paper/report.html")
    html = template.render(
        _names(book.localizer, shown)
        | _cover(book)
        | summary(book)
        | {"stages": stages(book), "references": references(book)}
        | plan(book)
        | numbers(book)
    )
    made = {f"{OWN}{asset.uri}": asset for asset in evidence_assets([report])}
    return Document(
        html=with_soft_breaks(for_paper(html)),
        files={uri: made[uri].content() for uri in shown},
    )


def _names(localizer: Localizer, shown: dict[str, None]) -> dict[str, Any]:
    """Return the names that the site's parts and figures know, as they are on paper.

    Every link stays in the document: criteria keep their anchors. What `asset` is
    asked for goes into `shown`.
    """
    ids = count(1)

    def asset(uri: str) -> str:
        shown[f"{OWN}{uri}"] = None
        return f"{OWN}{uri}"

    def link(uri: str, anchor: str = "") -> str:
        del uri
        return f"#{anchor}"

    return {
        "language": localizer.language,
        "w": localizer.word,
        "t": localizer.text,
        "s": localizer.string,
        "date": localizer.date,
        "number": localizer.number,
        "link": link,
        "asset": asset,
        "figure_id": lambda: f"_figure{next(ids)}",
        "style": Markup(_style()),  # noqa: S704 - our own file
    }


@cache
def _style() -> str:
    folder = site_templates() / "paper"
    return (folder / "paper.css").read_text(encoding="utf-8")


def _cover(book: LocalizedReport) -> dict[str, Any]:
    report, localizer = book.report, book.localizer
    shop, profile = report.shop, report.definition.profile_name
    return {
        "shop": localizer.text(shop.name),
        "shop_title": book.shop_name,
        "url": localizer.string(shop.url),
        "href": web_address(shop.url),
        "sector": localizer.text(shop.sector) if shop.sector else None,
        "about": localizer.prose(shop.about) if shop.about else None,
        "contacts": tuple(localizer.string(contact) for contact in shop.contacts),
        "day": localizer.date(report.date),
        "day_words": book.day,
        "label": localizer.string(report.label) if report.label else None,
        "as_of": localizer.date(report.as_of),
        "made_on": report.as_of.isoformat(),
        "auditors": tuple(localizer.string(auditor) for auditor in report.auditors),
        "auditor_names": ", ".join(report.auditors),
        "assessed": report.assessed,
        "sample": localizer.line(report.sample) if report.sample else None,
        "opening": localizer.prose(report.summary) if report.summary else None,
        "profile": localizer.text(profile)
        if profile
        else localizer.string(report.profile),
        "definition": localizer.text(report.definition.title),
        "definition_title": localizer.plain(report.definition.title),
        "version": report.definition.version,
        "digest": report.definition.digest,
        "generator": report.generator,
        "internal": report.policy.confidential,
    }
