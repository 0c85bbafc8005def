"""The making of a page from a template."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from generator.i18n.localizer import Localizer
from generator.model.audit import Spot
from generator.publishing import uris
from generator.publishing.rendering.environment import environment
from generator.publishing.rendering.page_builder import PageBuilder
from generator.publishing.site_plan import Addresses, NavLink, Page, RenderedPage


@dataclass(frozen=True, slots=True, kw_only=True)
class PageSpec:
    """A page to be: where it stands, what it is called and how it is written.

    `path` is without the language. `view` returns what the template shows; it is
    called only when the page is rendered. `wide` pages have no table of contents
    beside them. `made_from` is all that `view` looks at, where that is told.
    """

    path: str
    title: str
    description: str
    template: str
    view: Callable[[Localizer], dict[str, Any]]
    crumbs: Sequence[NavLink] = ()
    tabs: Sequence[NavLink] = ()
    source: Spot | None = None
    indexable: bool = True
    wide: bool = False
    made_from: tuple[object, ...] | None = None


def make_page(spec: PageSpec, localizer: Localizer, languages: Sequence[str]) -> Page:
    """Return the page of a spec in the localizer's language."""
    uri = uris.in_language(localizer.language, spec.path)

    def render(addresses: Addresses) -> RenderedPage:
        return render_template(spec, localizer, uri, addresses)

    return Page(
        uri=uri,
        language=localizer.language,
        title=spec.title,
        description=spec.description,
        alternates={
            language: uris.in_language(language, spec.path) for language in languages
        },
        render=render,
        source=spec.source,
        indexable=spec.indexable,
        parent=spec.crumbs[-1].uri if spec.crumbs else None,
        wide=spec.wide,
        made_from=None if spec.made_from is None else _made_from(spec),
    )


def _made_from(spec: PageSpec) -> tuple[object, ...]:
    words = (spec.title, spec.description, spec.template)
    return (*words, spec.crumbs, spec.tabs, environment(), *(spec.made_from or ()))


def render_template(
    spec: PageSpec, localizer: Localizer, uri: str, addresses: Addresses
) -> RenderedPage:
    """Render a spec to finished HTML as the page `uri`."""
    builder = PageBuilder(uri, localizer, addresses)
    builder.findable("", _found_as(spec), spec.description)
    html = (
        environment()
        .get_template(spec.template)
        .render(
            builder.context()
            | {"title": spec.title, "crumbs": spec.crumbs, "tabs": spec.tabs}
            | spec.view(localizer)
        )
    )
    return builder.finish(html)


def _found_as(spec: PageSpec) -> str:
    """Return how search calls a page: with the pages above it but the start page.

    Every shop has a page "Usage"; only these tell whose it is.
    """
    above = [crumb.title for crumb in spec.crumbs[1:] if crumb.title != spec.title]
    return " · ".join([spec.title, *above])
