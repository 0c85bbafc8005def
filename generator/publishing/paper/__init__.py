"""The audit on paper: one Report as one document, and that document as a PDF.

Its templates and its print style stand in site_templates/paper; they share the words
and the views of the site's pages, not its layout.
"""

from generator.publishing.paper.document import Document, paper_document
from generator.publishing.paper.pdf import PdfUnavailableError, is_report, pdf_bytes

__all__ = [
    "Document",
    "PdfUnavailableError",
    "is_report",
    "paper_document",
    "pdf_bytes",
]
