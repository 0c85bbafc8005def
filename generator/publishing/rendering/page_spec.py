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


def make_page(frame: PageSpec, localizer: Localizer, languages: Sequence[str]) -> Page:
    """Return the page of a frame in the localizer's language."""
    uri = uris.in_language(localizer.language, frame.path)

    def render(addresses: Addresses) -> RenderedPage:
        return render_template(frame, localizer, uri, addresses)

    return Page(
        uri=uri,
        language=localizer.language,
        title=frame.title,
        description=frame.description,
        alternates={
            language: uris.in_language(language, frame.path) for language in languages
        },
        render=render,
        source=frame.source,
        indexable=frame.indexable,
        parent=frame.crumbs[-1].uri if frame.crumbs else None,
        wide=frame.wide,
        made_from=None if frame.made_from is None else _made_from(frame),
    )


def _made_from(frame: PageSpec) -> tuple[object, ...]:
    words = (frame.title, frame.description, frame.template)
    return (*words, frame.crumbs, frame.tabs, environment(), *(frame.made_from or ()))


def render_template(
    frame: PageSpec, localizer: Localizer, uri: str, addresses: Addresses
) -> RenderedPage:
    """Render a frame to finished HTML as the page `uri`."""
    builder = PageBuilder(uri, localizer, addresses)
    builder.findable("", _found_as(frame), frame.description)
    html = (
        environment()
        .get_template(frame.template)
        .render(
            builder.context()
            | {"title": frame.title, "crumbs": frame.crumbs, "tabs": frame.tabs}
            | frame.view(localizer)
        )
    )
    return builder.finish(html)


def _found_as(frame: PageSpec) -> str:
    """Return how search calls a page: with the pages above it but the start page.

    Every shop has a page "Usage"; only these tell whose it is.
    """
    above = [crumb.title for crumb in frame.crumbs[1:] if crumb.title != frame.title]
    return " · ".join([frame.title, *above])
