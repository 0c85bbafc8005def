"""Plans a whole site: which pages there are, how they are made, and their files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from generator.i18n.localizer import Localizer
from generator.publishing.assets.downloads import download_assets
from generator.publishing.assets.pictures import evidence_assets
from generator.publishing.content import SiteContent
from generator.publishing.pages.audit import audit_specs
from generator.publishing.pages.comparison import comparison_specs
from generator.publishing.pages.handbook import handbook_specs
from generator.publishing.pages.reference import reference_specs
from generator.publishing.pages.shop import (
    language_specs,
    shop_spec,
    start_spec,
)
from generator.publishing.rendering.environment import renew
from generator.publishing.rendering.page_spec import (
    PageSpec,
    make_page,
    render_template,
)
from generator.publishing.site_plan import Page, RenderedPage, SitePlan

NOT_FOUND = "404"
"""The uri of the page for addresses that lead nowhere; the sink places it."""


class BrokenLinkError(RuntimeError):
    """Pages link to what is not there."""


def plan_site(content: SiteContent) -> SitePlan:
    """Return every page and file of a site; nothing is rendered yet."""
    renew()
    pages: list[Page] = []
    for language in content.languages:
        localizer = Localizer(language)
        specs = list(_specs(content, language))
        paths = frozenset(spec.path for spec in specs)
        start = start_spec(content, language, paths)
        specs.insert(0, start)
        pages.extend(make_page(spec, localizer, content.languages) for spec in specs)
    pages.extend(_language_pages(content))
    taken_away = [
        asset
        for shop in content.shops
        if shop.latest is not None
        for asset in download_assets(shop.latest, content.languages)
    ]
    return SitePlan(
        pages=tuple(pages), assets=(*evidence_assets(content.reports), *taken_away)
    )


def _specs(content: SiteContent, language: str) -> Iterator[PageSpec]:
    every = (
        *(content.languages, content.audience, content.indexable, content.handbook),
        *content.definitions,
    )
    for shop in content.shops:
        own = (*every, *shop.reports, *shop.changes)
        yield replace(shop_spec(shop, content, language), made_from=own)
        for report in shop.reports:
            for spec in audit_specs(report, shop, content, language):
                yield replace(spec, made_from=own)
    yield from comparison_specs(content, language)
    if content.handbook:
        yield from handbook_specs(content, language)
    if content.policy.sees_private or content.documents(language):
        for spec in reference_specs(content, language):
            yield replace(spec, made_from=(*every, content.diagnostics))


def _language_pages(content: SiteContent) -> Iterator[Page]:
    """Yield root and 404, which speak every language and have no other version."""
    localizer = Localizer(content.languages[0])
    for uri, spec in language_specs(content):
        page = make_page(spec, localizer, ())
        yield replace(
            page,
            uri=uri,
            render=lambda addresses, spec=spec, uri=uri: render_template(  # type: ignore[misc]
                spec, localizer, uri, addresses
            ),
        )


def check_links(
    plan: SitePlan,
    rendered: Mapping[str, RenderedPage],
    handwritten: frozenset[str] = frozenset(),
) -> None:
    """Check that every link of the rendered pages, by uri, leads somewhere.

    A link to a page that exists but is not among `rendered` is trusted as to its
    anchor. Raises BrokenLinkError that names each page and what it misses.
    """
    known = {page.uri for page in plan.pages} | handwritten
    broken = []
    for source, page in sorted(rendered.items()):
        for target, anchor in sorted(page.links):
            if target not in known:
                broken.append(f"{source} links to {target}, which does not exist")
            elif (
                anchor
                and target in rendered
                and (anchor not in rendered[target].anchors)
            ):
                broken.append(f"{source} links to {target}#{anchor}: no such anchor")
    if broken:
        raise BrokenLinkError("\n".join(broken))
