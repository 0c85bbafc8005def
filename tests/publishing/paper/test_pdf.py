"""The PDF: tagged, whole, the same twice, and closed to the outside."""

from __future__ import annotations

import builtins
import io
import os
import socket
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import builders as build
import pypdf
import pytest
from sheets import sheet_texts

from generator.model.text import Text
from generator.publishing.paper import (
    Document,
    PdfUnavailableError,
    paper_document,
    pdf_bytes,
)
from generator.publishing.paper.pdf import ForeignFileError

pytest.importorskip("weasyprint", exc_type=(ImportError, OSError))
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("paper")]

BLOCKS = {"/H1", "/H2", "/H3", "/P", "/Table", "/TR", "/TH", "/TD", "/Figure", "/L"}


@pytest.fixture(scope="module")
def made(report):
    """Return the PDF in Polish."""
    return pdf_bytes(paper_document(report(), "pl"))


@pytest.fixture(scope="module")
def pdf(made):
    """Return the PDF as another library reads it."""
    return pypdf.PdfReader(io.BytesIO(made))


def _elements(node):
    node = node.get_object()
    if not isinstance(node, dict):
        return
    if "/S" in node:
        yield node
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        yield from _elements(kid)


def test_pdf_is_tagged_titled_and_in_its_language(pdf):
    """The catalogue says what PDF/UA asks for: tags, title, language, outline."""
    root = pdf.trailer["/Root"]

    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "pl"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert "Lumen" in pdf.metadata.title
    assert pdf.metadata.author
    assert b"pdfuaid" in root["/Metadata"].get_object().get_data()
    assert len(pdf.outline) > 4


def test_structure_names_blocks_and_describes_figures(pdf):
    """Headings, tables and lists are tagged as such, and every figure has its words."""
    found = list(_elements(pdf.trailer["/Root"]["/StructTreeRoot"]))
    headings = [int(node["/S"][2]) for node in found if node["/S"][:2] == "/H"]

    assert {node["/S"] for node in found} >= BLOCKS
    assert all(node.get("/Alt") for node in found if node["/S"] == "/Figure")
    assert all(below <= above + 1 for above, below in pairwise(headings))


def test_pages_are_a4_and_fonts_are_embedded(pdf):
    """Every page is A4, and no reader has to own a font."""
    for page in pdf.pages:
        assert [round(float(side)) for side in page.mediabox[2:]] == [595, 842]
        for font in page["/Resources"]["/Font"].values():
            below = font["/DescendantFonts"][0].get_object()["/FontDescriptor"]
            assert {"/FontFile2", "/FontFile3"} & below.keys()


def test_headline_and_polish_letters_can_be_read_back(made):
    """Text comes out as it went in, Polish letters included."""
    text = " ".join(sheet_texts(made))

    assert "Spis treści" in text
    assert "Ścieżka klienta" in text
    assert "Wynik sklepu Lumen" in " ".join(text.split())


def test_contents_name_pages(pdf, made):
    """Each line of the contents ends in a number of a page there is."""
    lines = sheet_texts(made)[1].splitlines()
    numbers = [int(line.split()[-1]) for line in lines if " . . " in line]

    assert len(numbers) > 6
    assert numbers == sorted(numbers)
    assert numbers[-1] <= len(pdf.pages)


def test_same_report_gives_the_same_bytes(report, made):
    """Two runs are byte-identical."""
    assert pdf_bytes(paper_document(report(), "pl")) == made


def test_pdf_knows_nothing_of_the_machine(pdf, made, picture):
    """No path, no file address and no user's name is in it; links are the shop's."""
    addresses = {
        note.get_object()["/A"]["/URI"]
        for page in pdf.pages
        for note in page.get("/Annots", [])
        if "/URI" in note.get_object().get("/A", {})
    }
    whole = made + b"".join(
        entry.get_data()
        for number in range(1, len(pdf.xref[0]) + 1)
        if hasattr(entry := pdf.get_object(number), "get_data")
    )

    assert addresses
    assert all(address.startswith("https://") for address in addresses)
    for place in (Path(picture.path).parent, Path.cwd(), Path.home()):
        if len(str(place)) > len("/root"):
            assert os.fsencode(place) not in whole
    assert b"file:" not in whole


def test_nothing_but_own_files_is_ever_fetched(monkeypatch):
    """A document that names something else is a bug, and nothing is opened for it."""

    def refuse(*_args, **_options):
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    for address in ("https://lumen.example/a.png", "file:///etc/hostname"):
        document = Document(html=f'<html lang="en"><img src="{address}">', files={})
        with pytest.raises(ForeignFileError, match="fetching"):
            pdf_bytes(document)


def test_without_weasyprint_the_error_says_so(monkeypatch):
    """Where the extra is not installed, one error of ours comes out."""
    real = builtins.__import__

    def without(name, *args, **options):
        if name.split(".")[0] == "weasyprint":
            raise ImportError("No module named 'weasyprint'")
        return real(name, *args, **options)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(PdfUnavailableError, match="weasyprint"):
        pdf_bytes(Document(html="<p>", files={}))


def test_a_finding_longer_than_a_page_is_not_cut_off(report):
    """A note longer than a page goes on overleaf to its last word."""
    note = Text({"en": "\n\n".join(f"Paragraph number {n}." for n in range(120))})
    answers = {
        "promise": build.answer(
            "promise", build.worth(Fraction(1, 4)), note=note, advice=note
        )
    }
    made = pdf_bytes(paper_document(report(answers, tasks={}), "en"))

    text = " ".join(" ".join(sheet_texts(made)).split())
    for number in range(120):
        assert text.count(f"Paragraph number {number}.") >= 3
