"""A document as a tagged PDF (PDF/UA-1), set by WeasyPrint.

WeasyPrint is an extra. It is imported here alone, when a PDF is asked for.
"""

from __future__ import annotations

import logging
import re
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from generator.publishing.paper.document import Document

VARIANT = "pdf/ua-1"

_STREAM = re.compile(rb"stream\r?\n")
_MADE_BY_US = b"<xmp:CreatorTool>cx-audit "
_LARGEST = 200_000_000
"""Up to how many bytes a file is looked through. A report of 300 pages has a tenth."""

_METADATA = 20_000
"""How much of a stream is looked at for what made the file, in bytes."""


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


def is_report(path: Path) -> bool:
    """Return whether the file at `path` is a PDF that this program made.

    Its metadata, one of the compressed streams, name the program. Raises OSError when
    the file cannot be read.
    """
    if path.stat().st_size > _LARGEST:
        return False
    data = path.read_bytes()
    if not data.startswith(b"%PDF-"):
        return False
    return any(
        _MADE_BY_US in _unpacked(data, at.end()) for at in _STREAM.finditer(data)
    )


def _unpacked(data: bytes, start: int) -> bytes:
    """Return the beginning of a compressed stream; nothing of one packed otherwise."""
    try:
        packed = data[start : start + _METADATA]
        return zlib.decompressobj().decompress(packed, _METADATA)
    except zlib.error:
        return b""


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
