"""Sites of a few planned pages and files, to publish instead of a project's."""

from __future__ import annotations

from typing import Any

from generator.publishing.content import SiteContent
from generator.publishing.site_plan import (
    Addresses,
    Asset,
    Heading,
    Page,
    RenderedPage,
    SearchEntry,
    SitePlan,
)


def page(uri: str, body: str = "", **fields: Any) -> Page:
    """Return a planned page that is one heading and a body with its links.

    `links` are pages and anchors it leads to, `files` pictures it shows; all other
    fields are those of a Page.
    """
    links, files = fields.pop("links", ()), fields.pop("files", ())

    def render(addresses: Addresses) -> RenderedPage:
        shown = "".join(
            f'<a href="{addresses.page(uri, target)}">{target}</a>'
            for target, _ in links
        ) + "".join(f'<img src="{addresses.file(uri, file)}">' for file in files)
        return RenderedPage(
            html=f'<h1 id="_top">Heading</h1>{shown}{body}',
            toc=(Heading(anchor="_top", title="Heading", level=1),),
            search=(SearchEntry(anchor="", title=uri, text="words"),),
            links=frozenset(links),
            anchors=frozenset({"_top"}),
        )

    defaults: dict[str, Any] = {
        "language": uri[:2],
        "title": f"Title of {uri}",
        "description": "",
        "alternates": {},
        "render": render,
    }
    return Page(uri=uri, **defaults | fields)


class Planned:
    """A plan of the given pages and files beside the start page of each language."""

    def __init__(self, *pages: Page, assets: tuple[Asset, ...] = ()) -> None:
        """Take the pages and files."""
        self._plan = SitePlan(
            pages=(page("en/index"), page("pl/index"), *pages), assets=assets
        )
        self.asked_for: list[SiteContent] = []
        """What the plugin found in the project, once for each build."""

    def __call__(self, content: SiteContent) -> SitePlan:
        """Return the plan, whatever is in the project."""
        self.asked_for.append(content)
        return self._plan
