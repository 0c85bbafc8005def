"""What a planned site is made of, as lines a diff reads well: pages, headings, anchors.

Taken from the plan and from what rendering notes, never from HTML, which every new
design writes anew.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from page_outline import Flat

from generator.publishing.site_plan import Heading, Page, RenderedPage, SitePlan


class NotingFlat(Flat):
    """Pages are files, and it is noted which files each page leads to."""

    def __init__(self) -> None:
        """Start with nothing noted."""
        self.files: defaultdict[str, set[str]] = defaultdict(set)

    def file(self, source: str, target: str) -> str:
        """Return the address of a file, and note it."""
        self.files[source].add(target)
        return super().file(source, target)


def site_outlines(plan: SitePlan) -> Mapping[str, str]:
    """Return the outline of all pages of each language, and of the files under ""."""
    addresses = NotingFlat()
    pages: defaultdict[str, list[str]] = defaultdict(list)
    for page in plan.pages:
        rendered = page.render(addresses)
        lines = page_lines(page, rendered, addresses.files[page.uri])
        pages[page.language].append("".join(f"{line}\n" for line in lines))
    files = "".join(f"{asset.uri}\n" for asset in plan.assets)
    return {"": files} | {
        language: "\n".join(outlines) for language, outlines in pages.items()
    }


def page_lines(page: Page, rendered: RenderedPage, files: set[str]) -> Iterator[str]:
    """Yield a page's address and, set in, all that leads a reader to or through it.

    The anchors are those that are no heading's.
    """
    yield page.uri
    yield f"  title: {page.title}"
    if page.description:
        yield f"  description: {page.description}"
    headings = list(_flattened(rendered.toc))
    for heading in headings:
        yield f"  h{heading.level} #{heading.anchor} {heading.title}"
    for anchor in sorted(rendered.anchors - {heading.anchor for heading in headings}):
        yield f"  anchor: {anchor}"
    for uri in sorted(files):
        yield f"  file: {uri}"


def _flattened(toc: Iterable[Heading]) -> Iterator[Heading]:
    for heading in toc:
        yield heading
        yield from _flattened(heading.children)
