"""Planned pages and files as MkDocs knows them: finished, nothing to convert."""

# mypy: allow-untyped-calls
# (MkDocs annotates most of its functions, not all.)

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from html import escape as escape_text
from pathlib import Path
from typing import Any
from urllib.parse import quote

from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from generator.files.place import PlaceError
from generator.files.writing import anything, write_file
from generator.mkdocs_plugin.addresses import ROOT, SiteAddresses
from generator.publishing import site_plan


class AuditPage(Page):
    """A page that publishing renders; MkDocs only puts its theme around it."""

    result: site_plan.RenderedPage

    def __init__(
        self,
        planned: site_plan.Page,
        file: File,
        config: MkDocsConfig,
        addresses: SiteAddresses,
        known: site_plan.RenderedPage | None = None,
    ) -> None:
        """Take the planned page, rendered where it is `known`; becomes that of `file`."""
        self.planned = planned
        self._addresses = addresses
        self._known = known
        super().__init__(None, file, config)

    def read_source(self, config: MkDocsConfig) -> None:  # noqa: ARG002 - the base names it
        """Set what templates and other plugins ask of a page.

        MkDocs and Material print title and description as they are. Markup, not a
        string, so that the few places that do escape do not escape twice; and both
        here, as Material strips and thereby unescapes a title that is not in `meta`.
        """
        self.markdown = ""
        self.meta = {
            "title": escape(self.planned.title),
            "description": escape(self.planned.description),
            "search": {"exclude": True},
            "hide": self._hidden(),
        }

    def render(self, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002 - as above
        """Render to finished HTML, with table of contents and anchors."""
        self.result = page = self._known or self.planned.render(self._addresses)
        self.content = page.html
        self.toc = get_toc([_token(heading) for heading in page.toc])
        self.present_anchor_ids = set(page.anchors)
        self.links_to_anchors = {}

    def _hidden(self) -> list[str]:
        hidden = ["toc"] if self.planned.wide else []
        return [*hidden, "navigation"] if self.planned.uri == ROOT else hidden

    def search_entries(self) -> list[dict[str, str]]:
        """Return what search finds here; Material shows title and text as HTML."""
        return [
            {
                "location": self.url + (f"#{entry.anchor}" if entry.anchor else ""),
                "title": escape_text(entry.title, quote=False),
                "text": escape_text(entry.text, quote=False),
            }
            for entry in self.result.search
        ]


def _token(heading: site_plan.Heading) -> Any:
    return {
        "level": heading.level,
        "id": heading.anchor,
        "name": escape(heading.title),
        "children": [_token(child) for child in heading.children],
    }


class AssetFile(File):
    """A file whose bytes are made when they are written, so that none pile up."""

    def __init__(
        self,
        asset: site_plan.Asset,
        config: MkDocsConfig,
        put_off: Callable[[AssetFile], None] | None = None,
    ) -> None:
        """Take the planned file, and whom to leave it to instead of writing it."""
        self._asset = asset
        self._put_off = put_off
        super().__init__(
            asset.uri,
            src_dir=None,
            dest_dir=config.site_dir,
            use_directory_urls=config.use_directory_urls,
            inclusion=InclusionLevel.INCLUDED,
        )
        self.generated_by = "cx-audit"

    @property  # type: ignore[misc]
    def content_bytes(self) -> bytes:
        """The bytes of the file; raises PluginError when they cannot be made."""
        try:
            return self._asset.content()
        except (OSError, ValueError) as error:
            raise PluginError(f"cannot make {self.src_uri}: {error}") from error

    def copy_file(self, dirty: bool = False) -> None:  # noqa: ARG002 - the base names it
        """Write the file into the site, or leave it for later."""
        if self._put_off is not None:
            self._put_off(self)
        else:
            self.write()

    def write(self) -> None:
        """Write the file into the site; raises PluginError when it cannot be made."""
        try:
            write_file(Path(self.abs_dest_path), self.content_bytes, replace=anything)
        except PlaceError as error:
            raise PluginError(str(error)) from error

    def is_modified(self) -> bool:
        """Whether it must be written: always."""
        return True


def add_page(
    planned: site_plan.Page,
    config: MkDocsConfig,
    files: Files,
    root: Path | None,
) -> File:
    """Add the file of a planned page; its Page follows when all addresses are known.

    `root` is the project, when readers may be led to the YAML a page was made from.
    """
    file = File.generated(
        config,
        f"{planned.uri}.md",
        content="",
        inclusion=InclusionLevel.NOT_IN_NAV,
    )
    if root is not None and planned.source is not None:
        source = os.path.relpath(root / planned.source.path, config.docs_dir)
        file.edit_uri = quote(Path(source).as_posix())
    files.append(file)
    return file


def clashes(planned: Iterable[str], files: Files, config: MkDocsConfig) -> list[str]:
    """Return a line for each planned file whose place somebody's file has taken.

    Files that are excluded from the site give way and are taken out of `files`.
    """
    found = []
    taken = {file.dest_uri: file for file in files}
    for src_uri in planned:
        file = File(src_uri, None, config.site_dir, config.use_directory_urls)
        other = taken.get(file.dest_uri)
        if other is None:
            continue
        if other.inclusion.is_excluded():
            files.remove(other)
        else:
            found.append(f"{other.src_uri} is where a generated page goes: rename it")
    return found
