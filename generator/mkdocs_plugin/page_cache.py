"""Pages that `serve` need not render again."""

from __future__ import annotations

from collections.abc import Iterable

from generator.cache import Stamp, same
from generator.mkdocs_plugin.addresses import SiteAddresses
from generator.mkdocs_plugin.pages import AuditPage
from generator.publishing.site_plan import Page, RenderedPage


class RenderedPages:
    """Pages as they were in the last build that succeeded."""

    def __init__(self) -> None:
        """Begin with none."""
        self._addresses: object = None
        self._pages: dict[str, tuple[Stamp, RenderedPage]] = {}

    def begin(self, addresses: SiteAddresses) -> None:
        """Begin a build; where an address differs, no page is known."""
        if addresses.all != self._addresses:
            self._addresses = addresses.all
            self._pages = {}

    def recall(self, planned: Page) -> RenderedPage | None:
        """Return a page that would be rendered the same, None where none is known."""
        made_from, page = self._pages.get(planned.uri, ((), None))
        known = planned.made_from is not None and same(made_from, planned.made_from)
        return page if known else None

    def keep(self, pages: Iterable[AuditPage]) -> None:
        """Remember the pages of a build without a broken link."""
        self._pages = {
            page.planned.uri: (page.planned.made_from, page.result)
            for page in pages
            if page.planned.made_from is not None
        }
