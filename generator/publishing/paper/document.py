"""A Report as one HTML document for paper, with the pictures it shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import count
from typing import Any

from markupsafe import Markup

from generator.i18n.localizer import Voice
from generator.i18n.markdown import web_address
from generator.model.report import Report
from generator.publishing.assets.pictures import evidence_assets
from generator.publishing.paper.chapters import numbers, plan, summary
from generator.publishing.paper.drawings import for_paper
from generator.publishing.paper.references import references
from generator.publishing.paper.soft_breaks import with_soft_breaks
from generator.publishing.paper.stages import stages
from generator.publishing.rendering.environment import environment
from generator.publishing.views.localized_report import AuditBook
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
    book = AuditBook(report, Voice(language))
    shown: dict[str, None] = {}
    template = environment().get_template("paper/report.html")
    html = template.render(
        _names(book.voice, shown)
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


def _names(voice: Voice, shown: dict[str, None]) -> dict[str, Any]:
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
        "language": voice.language,
        "w": voice.word,
        "t": voice.text,
        "s": voice.string,
        "date": voice.date,
        "number": voice.number,
        "link": link,
        "asset": asset,
        "figure_id": lambda: f"_figure{next(ids)}",
        "style": Markup(_style()),  # noqa: S704 - our own file
    }


@cache
def _style() -> str:
    folder = site_templates() / "paper"
    return (folder / "paper.css").read_text(encoding="utf-8")


def _cover(book: AuditBook) -> dict[str, Any]:
    report, voice = book.report, book.voice
    shop, profile = report.shop, report.definition.profile_name
    return {
        "shop": voice.text(shop.name),
        "shop_title": book.shop_name,
        "url": voice.string(shop.url),
        "href": web_address(shop.url),
        "sector": voice.text(shop.sector) if shop.sector else None,
        "about": voice.prose(shop.about) if shop.about else None,
        "contacts": tuple(voice.string(contact) for contact in shop.contacts),
        "day": voice.date(report.date),
        "day_words": book.day,
        "label": voice.string(report.label) if report.label else None,
        "as_of": voice.date(report.as_of),
        "made_on": report.as_of.isoformat(),
        "auditors": tuple(voice.string(auditor) for auditor in report.auditors),
        "auditor_names": ", ".join(report.auditors),
        "assessed": report.assessed,
        "sample": voice.line(report.sample) if report.sample else None,
        "opening": voice.prose(report.summary) if report.summary else None,
        "profile": voice.text(profile) if profile else voice.string(report.profile),
        "definition": voice.text(report.definition.title),
        "definition_title": voice.plain(report.definition.title),
        "version": report.definition.version,
        "digest": report.definition.digest,
        "generator": report.generator,
        "internal": report.policy.confidential,
    }
