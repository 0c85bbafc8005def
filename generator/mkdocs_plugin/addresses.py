"""Where the pages and files of a site live, whichever way its URLs are made."""

# mypy: allow-untyped-calls
# (MkDocs annotates most of its functions, not all.)

from __future__ import annotations

from mkdocs.structure.files import File, Files
from mkdocs.utils import get_relative_url

ROOT = "index"
"""The uri of the page above all languages."""

NOT_FOUND = "404"
"""The uri of the page for addresses that lead nowhere; it is served anywhere."""


def uri_of(file: File) -> str:
    """Return the uri of a page by its file: no suffix, and README is an index."""
    folder, _, _ = file.src_uri.rpartition("/")
    return f"{folder}/{file.name}" if folder else file.name


class SiteAddresses:
    """Where pages and files live in this build, whichever way its URLs are made.

    A page or file that does not exist has the address "#"; files are also noted in
    `missing`, as (source, target).
    """

    def __init__(self, files: Files, base: str) -> None:
        """Take all files of the site and the path of its root on the server."""
        self._files = files
        self._base = base if base.endswith("/") else f"{base}/"
        self._urls = {
            uri_of(file): file.url
            for file in files.documentation_pages()
            if file.inclusion.is_included()
        }
        self.missing: set[tuple[str, str]] = set()
        self.all = frozenset((file.src_uri, file.url) for file in files)
        """Every file and where it is: what all addresses come from."""

    def page(self, source: str, target: str) -> str:
        """Return the address of page `target`, relative to page `source`."""
        url = self._urls.get(target)
        return "#" if url is None else self._from(source, url)

    def file(self, source: str, target: str) -> str:
        """Return the address of file `target`, relative to page `source`."""
        file = self._files.get_file_from_path(target)
        if file is None:
            self.missing.add((source, target))
            return "#"
        return self._from(source, file.url)

    def url(self, uri: str) -> str | None:
        """Return the address of a page from the root of the site."""
        return self._urls.get(uri)

    def _from(self, source: str, url: str) -> str:
        if source == NOT_FOUND:
            return f"{self._base}{url}".replace("/./", "/")
        return get_relative_url(url, self._urls[source])
