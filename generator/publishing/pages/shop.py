"""The way in: root, start, and a page for each shop."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from generator.i18n.localizer import Localizer
from generator.i18n.markdown import web_address
from generator.model.report import Report
from generator.model.shop_reports import ShopReports
from generator.publishing import uris
from generator.publishing.content import SiteContent
from generator.publishing.rendering.page_spec import PageSpec
from generator.publishing.site_plan import NavLink
from generator.publishing.views.journey import total_mark
from generator.publishing.views.localized_report import LocalizedReport
from generator.publishing.views.narrative import sentences
from generator.publishing.views.score import ScoreView, score_view
from generator.publishing.views.summary import first_steps, stage_view
from generator.publishing.views.trend import trend_view

_GUIDES = {
    "consultant": (
        "tutorial",
        "how-to/fill-an-audit",
        "how-to/write-a-definition",
    ),
    "team": (uris.HOW_TO_READ, "how-to/read-the-site", uris.GLOSSARY),
    "trainer": (uris.METHOD, "explanation/method", uris.GLOSSARY),
}
"""Where each reader may begin, the best first: paths of pages that may exist."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditLine:
    """An audit in a list: its date, result and address."""

    uri: str
    day: Markup
    label: str
    profile: Markup
    auditors: Markup
    assessed: str
    score: ScoreView


@dataclass(frozen=True, slots=True, kw_only=True)
class ShopLine:
    """A shop in a list, with its latest audit."""

    name: Markup
    uri: str
    sector: Markup | None
    latest: AuditLine
    audits: int


def _audit_line(report: Report, localizer: Localizer) -> AuditLine:
    book = LocalizedReport(report, localizer)
    profile = report.definition.profile_name
    return AuditLine(
        uri=book.uri(),
        day=localizer.date(report.date),
        label=report.label or "",
        profile=localizer.text(profile)
        if profile
        else localizer.string(report.profile),
        auditors=localizer.string(", ".join(report.auditors)),
        assessed=report.assessed,
        score=score_view(report.score, book),
    )


def _latest(audits: Sequence[Report], localizer: Localizer) -> dict[str, Any]:
    """Return what a page shows at once of a shop: its latest audit and the trend."""
    report = audits[0]
    book = LocalizedReport(report, localizer)
    return {
        "shop": localizer.text(report.shop.name),
        "day": localizer.date(report.date),
        "audit_uri": book.uri(),
        "plan_uri": book.uri("plan"),
        "numbers_uri": book.uri("numbers"),
        "sentences": sentences(book),
        "score": score_view(report.score, book),
        "coverage_needed": localizer.number(report.rules.coverage_needed),
        "stages": tuple(stage_view(stage, book) for stage in report.stages),
        "total_mark": total_mark(book),
        "first": first_steps(book),
        "trend": trend_view(audits, localizer),
    }


def shop_spec(together: ShopReports, content: SiteContent, language: str) -> PageSpec:
    """Return the spec of a shop's page: its latest result and all its audits."""
    audits = together.reports
    localizer, newest = Localizer(language), audits[0]
    name = localizer.plain(newest.shop.name)

    def view(localizer: Localizer) -> dict[str, Any]:
        shop = newest.shop
        return _latest(audits, localizer) | {
            "url": localizer.string(shop.url),
            "href": web_address(shop.url),
            "sector": localizer.text(shop.sector) if shop.sector else None,
            "about": localizer.prose(shop.about) if shop.about else None,
            "contacts": tuple(localizer.string(contact) for contact in shop.contacts),
            "audits": tuple(_audit_line(report, localizer) for report in audits),
        }

    start = NavLink(
        title=str(localizer.word("start_page")),
        uri=uris.in_language(language, uris.START),
    )
    return PageSpec(
        path=uris.shop(newest.shop.id),
        title=name,
        description=str(localizer.word("describe.shop", shop=name).unescape()),
        template="pages/shop.html",
        view=view,
        crumbs=(start,),
        source=newest.source,
        indexable=content.indexable,
        wide=True,
    )


def start_spec(
    content: SiteContent, language: str, generated: frozenset[str]
) -> PageSpec:
    """Return the spec of the start page in one language.

    A client's site of one shop opens with that shop. `generated` are the paths of the
    other pages of the site, so that only what exists is linked.
    """
    localizer = Localizer(language)
    shops = content.shops
    alone = len(shops) == 1 and not content.policy.sees_other_shops
    only = shops[0].reports if alone else None

    def view(localizer: Localizer) -> dict[str, Any]:
        lines = tuple(
            ShopLine(
                name=localizer.text(first.shop.name),
                uri=uris.in_language(language, uris.shop(shop.shop)),
                sector=localizer.text(first.shop.sector) if first.shop.sector else None,
                latest=_audit_line(first, localizer),
                audits=len(shop.reports),
            )
            for shop in shops
            for first in shop.reports[:1]
        )
        return {
            "only": _latest(only, localizer) if only else None,
            "shops": lines,
            "guides": _guides(content, language, generated),
            "checklists": _checklists(content, localizer, generated),
            "comparison": (
                uris.in_language(language, uris.COMPARISON)
                if uris.COMPARISON in generated
                else ""
            ),
        }

    title = localizer.plain(only[0].shop.name) if only else content.site_name
    return PageSpec(
        path=uris.START,
        title=title,
        description=str(localizer.word("describe.start").unescape()),
        template="pages/start.html",
        view=view,
        indexable=content.indexable or not shops,
        wide=True,
    )


def _guides(
    content: SiteContent, language: str, generated: frozenset[str]
) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """Return, for each reader, the (path, uri) of the pages that exist for them."""
    found = []
    for reader, paths in _GUIDES.items():
        links = tuple(
            (path, uri)
            for path in paths
            if (uri := uris.in_language(language, path))
            and (path in generated or uri in content.handwritten)
        )
        if links:
            found.append((reader, links))
    return tuple(found)


def _checklists(
    content: SiteContent, localizer: Localizer, generated: frozenset[str]
) -> tuple[tuple[Markup, str], ...]:
    return tuple(
        (localizer.text(definition.title), uris.in_language(localizer.language, path))
        for definition in content.definitions
        if (path := uris.checklist(definition.id)) in generated
    )


def language_specs(content: SiteContent) -> Iterator[tuple[str, PageSpec]]:
    """Yield (uri, spec) of the two pages that speak every language: root and 404."""
    localizers = {language: Localizer(language) for language in content.languages}
    doors = tuple(
        {
            "language": language,
            "uri": uris.in_language(language, uris.START),
            "word": localizer.word,
            "not_found": localizer.word("not_found.title"),
        }
        for language, localizer in localizers.items()
    )
    for uri, template in (("index", "root"), ("404", "not_found")):
        yield (
            uri,
            PageSpec(
                path=uri,
                title=content.site_name,
                description="",
                template=f"pages/{template}.html",
                view=lambda _: {"doors": doors},
                indexable=content.indexable or not content.reports,
                wide=True,
            ),
        )
