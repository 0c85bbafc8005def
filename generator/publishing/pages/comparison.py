"""The page that sets all shops of a project beside one another; never a client's."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.i18n.localizer import Localizer
from generator.publishing import uris
from generator.publishing.content import SiteContent
from generator.publishing.rendering.page_spec import PageSpec
from generator.publishing.site_plan import NavLink
from generator.publishing.views.comparison import field_views
from generator.publishing.views.localized_report import LocalizedReport


def comparison_specs(content: SiteContent, language: str) -> Iterator[PageSpec]:
    """Yield the comparison for an audience that sees all shops, when there are two shops.

    A client must not read of another's shop, not even that there is one.
    """
    reports = [shop.latest for shop in content.shops if shop.latest is not None]
    if not content.comparisons:
        return
    localizer = Localizer(language)
    names = ", ".join(
        localizer.plain(report.shop.name)
        for report in sorted(reports, key=lambda report: report.shop.id)
    )

    def view(localizer: Localizer) -> dict[str, Any]:
        fields = field_views(
            content.comparisons,
            [LocalizedReport(report, localizer) for report in reports],
        )
        return {"fields": fields, "searched": names}

    yield PageSpec(
        path=uris.COMPARISON,
        title=str(localizer.word("comparison.title").unescape()),
        description=str(localizer.word("describe.comparison").unescape()),
        template="pages/comparison.html",
        view=view,
        crumbs=(
            NavLink(
                title=str(localizer.word("start_page")),
                uri=uris.in_language(language, uris.START),
            ),
        ),
        indexable=content.indexable,
        wide=True,
    )
