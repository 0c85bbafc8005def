"""The document for paper: what it holds, whom it is for, and that it leaks nothing."""

from __future__ import annotations

import dataclasses
import html
import re
from fractions import Fraction

import builders as build
import pytest
import sample_site as sample

from generator.model.text import Text
from generator.publishing.paper import paper_document
from generator.publishing.paper.document import OWN

WORDS = {"en": "Contents", "pl": "Spis treści"}
ATTACK = "</title></style><script src='http://evil.example/x'></script>"


def _anchors(document):
    return re.findall(r'\bid="([^"]+)"', document.html)


@pytest.mark.parametrize("language", WORDS)
def test_document_speaks_its_language(report, language):
    """The language stands at the root, and the words are of that language."""
    document = paper_document(report(), language)

    assert f'<html lang="{language}">' in document.html
    assert WORDS[language] in document.html


def test_every_link_within_leads_somewhere_once(report):
    """Each internal link has its target, and no id is there twice."""
    document = paper_document(report(), "en")
    anchors = _anchors(document)
    targets = set(re.findall(r'href="#([^"]+)"', document.html))

    assert targets
    assert targets <= set(anchors)
    assert len(anchors) == len(set(anchors))


def test_every_criterion_asked_has_its_place(report):
    """Each criterion of the audit stands in the document under its own id."""
    audit = report()

    assert {finding.criterion for finding in audit.findings} <= set(
        _anchors(paper_document(audit, "pl"))
    )


def test_what_is_not_scored_has_its_reason(report):
    """Not applicable and not known stand there with the reason given."""
    text = paper_document(report(), "en").html

    assert "No spares EN" in text
    assert "Not shown EN" in text


def test_notes_in_another_language_say_so(report):
    """A note in one language carries it in the other language's document."""
    text = paper_document(report(), "en").html

    assert re.search(r'<div class="cx-prose"[^>]* lang="pl"><p>Uwaga', text)


def test_client_document_holds_nothing_private(report):
    """What is private, contacts and private pictures are the internal document's."""
    client = paper_document(report(audience="client"), "en")
    internal = paper_document(report(), "en")

    for words in ("Ask again", "Budget", "The owner, after ten", "The queue"):
        assert words in internal.html
        assert words not in client.html
    assert internal.files
    assert not client.files


def test_only_own_files_are_named(report):
    """Pictures come by the document's own addresses, and nothing else is loaded."""
    document = paper_document(report(), "en")
    sources = set(re.findall(r'\bsrc="([^"]+)"', document.html))

    assert sources == set(document.files)
    assert all(source.startswith(OWN) for source in sources)
    assert not re.search(r"<(?:link|script|iframe|object|embed|base)\b", document.html)
    assert "url(" not in document.html
    assert "@import" not in document.html


def test_hostile_texts_stay_text(report, picture):
    """Markup in any text of the YAML shows as text."""

    def attack(words):
        return words if words == picture.digest else words + ATTACK

    audit = sample.with_texts(report(), attack)

    text = paper_document(audit, "en").html

    assert "<script" not in text
    assert "evil.example" in html.unescape(text)
    assert text.count("</style>") == text.count("<style>")


@pytest.mark.parametrize("language", WORDS)
@pytest.mark.parametrize(
    "answers",
    [
        pytest.param({}, id="nothing answered"),
        pytest.param(
            {
                "promise": build.worth(1),
                "guest": sample.YES,
            },
            id="no plan, provisional",
        ),
        pytest.param({"promise": build.worth(Fraction(1, 2))}, id="one step"),
    ],
)
def test_thin_audits_have_a_document_too(report, answers, language):
    """An audit with little or nothing in it is printed all the same."""
    document = paper_document(report(answers, tasks={}), language)

    assert document.html.count("<h1") > 4


def test_date_is_the_reports(report):
    """The document's date is the day the report is as of: no clock is read."""
    text = paper_document(report(), "en").html

    assert '<meta name="dcterms.created" content="2026-11-02">' in text
    assert text == paper_document(report(), "en").html


def test_figures_carry_their_style_and_one_title(report):
    """A figure of the site is coloured on paper and says its title and description."""
    text = paper_document(report(), "en").html
    figures = re.findall(r'<svg\b[^>]*class="cx-[^>]*>.*?</svg>', text, re.DOTALL)

    assert figures
    for figure in figures:
        assert "<style>" in figure
        assert "<desc" not in figure
        assert re.search(r"<title>[^<]+\. [^<]+</title>", figure)


def test_shop_name_titles_the_document(report):
    """Title and description are plain text with shop and day."""
    shop = dataclasses.replace(sample.shop(), name=Text({"en": "A&B"}))

    assert "<title>Customer experience audit: A&amp;B, 15\u00a0September 2026" in (
        paper_document(report(shop=shop), "en").html
    )
