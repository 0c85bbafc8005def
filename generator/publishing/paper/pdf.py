"""A document as a tagged PDF (PDF/UA-1), set by WeasyPrint.

WeasyPrint is an extra. It is imported here alone, when a PDF is asked for.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from generator.publishing.paper.document import Document

VARIANT = "pdf/ua-1"


class PdfUnavailableError(RuntimeError):
    """WeasyPrint, or a library it needs, is not on this machine."""


class ForeignFileError(RuntimeError):
    """A document names a file that is not its own: a bug in a template."""


def pdf_bytes(document: Document) -> bytes:
    """Set the document and return the PDF.

    The same document gives the same bytes with the same WeasyPrint and fonts. Nothing
    is read but the document's own files. Raises PdfUnavailableError, and
    ForeignFileError for a document that asks for more.
    """
    try:
        import weasyprint  # noqa: PLC0415 - an extra, and slow to import
        from weasyprint.urls import (  # noqa: PLC0415
            FatalURLFetchingError,
            URLFetcher,
            URLFetcherResponse,
        )
    except (ImportError, OSError) as error:
        raise PdfUnavailableError(str(error)) from error

    class OwnFiles(URLFetcher):  # type: ignore[misc]
        """Knows the document's files and refuses whatever else is asked for."""

        def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> Any:
            del headers
            if url not in document.files:
                raise ValueError(f"not a file of the document: {url}")
            return URLFetcherResponse(url, document.files[url])

    with _quiet():
        page = weasyprint.HTML(
            string=document.html, url_fetcher=OwnFiles(fail_on_errors=True)
        )
        try:
            made: bytes = page.write_pdf(pdf_variant=VARIANT)
        except FatalURLFetchingError as error:
            raise ForeignFileError(str(error)) from error
    return made


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep what WeasyPrint and fontTools log from the user: only doors speak."""
    loggers = [logging.getLogger(name) for name in ("weasyprint", "fontTools")]
    before = [(logger.level, logger.propagate) for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL)
        logger.propagate = False
    try:
        yield
    finally:
        for logger, (level, spreads) in zip(loggers, before, strict=True):
            logger.setLevel(level)
            logger.propagate = spreads
