"""The words of the interface: complete, counted right, and all of them used."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest
from repository import ROOT

from generator.i18n.localizer import Voice
from generator.i18n.messages import PLURAL_FORMS, Phrase, phrases, plural_form
from generator.resources import site_templates

SOURCES = [
    *site_templates().rglob("*.html"),
    *(ROOT / "generator" / "publishing").rglob("*.py"),
    *(ROOT / "generator" / "i18n").glob("*.py"),
]


def test_languages_have_the_same_words():
    """What can be said in English can be said in Polish, with the same fields."""
    english, polish = phrases("en"), phrases("pl")

    def fields(phrase):
        forms = [phrase] if isinstance(phrase, Phrase) else phrase.values()
        return {field for form in forms for field in form.fields}

    assert english.keys() == polish.keys()
    assert not [key for key in english if fields(english[key]) != fields(polish[key])]


@pytest.mark.parametrize("language", PLURAL_FORMS)
def test_counted_phrases_have_every_form(language):
    """A counted phrase has exactly the plural forms of its language."""
    wrong = [
        key
        for key, phrase in phrases(language).items()
        if not isinstance(phrase, Phrase) and set(phrase) != set(PLURAL_FORMS[language])
    ]

    assert not wrong


def test_every_word_is_used():
    """No phrase lies about that neither a template nor a page says."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in SOURCES)
    whole = set(re.findall(r"""["']([a-z_]+(?:\.[\w./-]+)?)["']""", text))
    begun = set(re.findall(r"""["']([a-z_]+(?:\.[a-z_]+)*\.)["'] ~""", text))
    begun |= {f"{start}." for start in re.findall(r'f"describe\.\{(key)\}"', text)}
    keys = phrases("en")

    assert begun
    assert not [
        key
        for key in keys
        if key not in whole
        and not key.startswith((*begun, "describe."))
        and not key.endswith(".title")
    ]


@pytest.mark.parametrize(
    ("number", "form"),
    [
        (0, "many"),
        (1, "one"),
        (2, "few"),
        (4, "few"),
        (5, "many"),
        (11, "many"),
        (12, "many"),
        (14, "many"),
        (21, "many"),
        (22, "few"),
        (112, "many"),
        (122, "few"),
        (Fraction(3, 2), "other"),
    ],
)
def test_polish_plurals(number, form):
    """Polish counts in four forms, as CLDR says."""
    assert plural_form("pl", number) == form


@pytest.mark.parametrize(
    ("number", "form"), [(0, "other"), (1, "one"), (2, "other"), (21, "other")]
)
def test_english_plurals(number, form):
    """English tells one from everything else."""
    assert plural_form("en", number) == form


def test_counting_in_a_sentence():
    """The number and its noun agree."""
    english, polish = Voice("en"), Voice("pl")

    assert english.word("count.criteria", n=1) == "1 criterion"
    assert english.word("count.criteria", n=31) == "31 criteria"
    assert polish.word("count.criteria", n=1) == "1 kryterium"
    assert polish.word("count.criteria", n=22) == "22 kryteria"
    assert polish.word("count.criteria", n=25) == "25 kryteriów"


def test_a_missing_word_is_an_error():
    """A key without a phrase, a field without a value, a count without a number."""
    voice = Voice("en")

    with pytest.raises(KeyError):
        voice.word("no.such.word")
    with pytest.raises(KeyError):
        voice.word("weight")
    with pytest.raises(KeyError):
        voice.word("count.criteria")


def test_what_fills_a_phrase_is_escaped():
    """A phrase cannot be broken out of by what fills it."""
    said = Voice("en").word("checklist.fails_below", below="<b>", level="&")

    assert "&lt;b&gt;%" in said
    assert "<b>" not in said
