"""What the sheets of a PDF say.

By PDFium, which browsers read with: pypdf, which tests look into a PDF's structure with,
takes a second for the text of one sheet that Chromium printed, PDFium a few thousandths.
"""

from __future__ import annotations

import pypdfium2


def sheet_texts(made: bytes) -> list[str]:
    """Return the text of each sheet, in order, as readers copy it."""
    with pypdfium2.PdfDocument(made) as document:
        return [_text(page) for page in document]


def _text(page: pypdfium2.PdfPage) -> str:
    words = page.get_textpage()
    try:
        return str(words.get_text_bounded())
    finally:
        words.close()
        page.close()
