"""The words of the interface: complete, counted right, and all of them used."""

from __future__ import annotations

import dataclasses
from fractions import Fraction
from typing import get_args

import pytest
from asked_words import asked_words, strings_in

from generator.i18n.localizer import Localizer
from generator.i18n.messages import Phrase, phrases, plural_form, plural_forms
from generator.model.answers import Basis, Measures
from generator.model.audience import AUDIENCES
from generator.model.audit import Assessed, State, TaskStatus
from generator.model.change import Causes, ChangeKind, Refusal
from generator.model.definition import EvidenceFrom, Phase, Seed, Source
from generator.model.finding import Outcome
from generator.model.horizon import Horizon
from generator.model.languages import LANGUAGES
from generator.publishing.exports import FORMATS
from generator.publishing.views.comparison import Verdict
from generator.reading.diagnostics.catalogue import diagnostic_entries


def test_languages_have_the_same_words():
    """What can be said in English can be said in Polish, with the same fields."""
    english, polish = phrases("en"), phrases("pl")

    def fields(phrase):
        forms = [phrase] if isinstance(phrase, Phrase) else phrase.values()
        return {field for form in forms for field in form.fields}

    assert english.keys() == polish.keys()
    assert not [key for key in english if fields(english[key]) != fields(polish[key])]


@pytest.mark.parametrize("language", LANGUAGES)
def test_counted_phrases_have_every_form(language):
    """A counted phrase has exactly the plural forms of its language."""
    wrong = [
        key
        for key, phrase in phrases(language).items()
        if not isinstance(phrase, Phrase) and set(phrase) != plural_forms(language)
    ]

    assert not wrong


def ids_of(shape, field):
    """Return the ids that a field of a shape may hold."""
    found = get_args(shape.model_fields[field].annotation)
    return found if isinstance(found[0], str) else get_args(found[0])


DIAGNOSTICS = diagnostic_entries()
ASSESSED = get_args(Assessed)
CAUSES = [field.name for field in dataclasses.fields(Causes)]
HORIZONS = get_args(Horizon)
READERS = ["consultant", "team", "trainer"]
STATES = [state for state in get_args(State) if state != "out-of-profile"]
HANDBOOK = ["diagnostics", "glossary", "how_to_read", "ideas", "method", "sources"]
MADE = {
    "*.title": HANDBOOK,
    "assessed.*": ASSESSED,
    "basis.*": ids_of(Basis, "kind"),
    "changes.cause.*": CAUSES,
    "changes.kind.*": get_args(ChangeKind),
    "changes.means.*": CAUSES,
    "changes.refused.*": get_args(Refusal),
    "comparison.verdict.*": get_args(Verdict),
    "describe.*": [*HANDBOOK, "audit", "changes", "numbers", "plan"],
    "diagnostics.*": {entry.code[:2] for entry in DIAGNOSTICS},
    "diagnostics.where.*": {entry.where for entry in DIAGNOSTICS},
    "downloads.*": [id_.replace(".", "_") for id_ in FORMATS],
    "evidence_from.*": get_args(EvidenceFrom),
    "group.*": [state for state in STATES if state != "answered"],
    "guide.*": [
        "explanation/method",
        "glossary",
        "how-to-read",
        "how-to/fill-an-audit",
        "how-to/read-the-site",
        "how-to/write-a-definition",
        "method",
        "tutorial",
    ],
    "item.*": ["met", "missing", "not-applicable", "open"],
    "journey.*": ["lowest", "highest"],
    "kind.*": ids_of(Source, "kind"),
    "outcome.*": get_args(Outcome),
    "paper.assessed.*": ASSESSED,
    "phase.*": get_args(Phase),
    "plan.filter.*": ["effort", "evidence", "owner", "stage", "status"],
    "plan.rule.*": HORIZONS,
    "plan.when.*": HORIZONS,
    "reader.*": READERS,
    "reader_wants.*": READERS,
    "state.*": STATES,
    "status.*": get_args(TaskStatus),
    "status_of.*": ids_of(Source, "status"),
    "tag.*": ids_of(Seed, "tags"),
    "tally.*": [
        *get_args(Outcome),
        *(state for state in STATES if state != "answered"),
    ],
    "task.*": ["overdue", "expired"],
}
"""The keys that are made of a fixed part and an id, with the ids that there are."""


TABLES = {"export": "publishing/exports", "answer_file": "cli"}
"""Tables of phrases that one room asks for by their keys in it."""

IN_TABLES = {
    "export.assessed.*": ASSESSED,
    "export.audience.*": [policy.words for policy in AUDIENCES.values()],
    "export.edition.*": [
        policy.words for policy in AUDIENCES.values() if policy.confidential
    ],
    "answer_file.*": get_args(Measures),
}


def test_every_word_is_used():
    """No phrase lies about that nothing says, and none is missing where one is made.

    Read from the syntax of code and templates, not from pages: a page with every
    phrase would need a project in every state, and who forgot one would not notice.
    """
    asked = asked_words()
    made = {key.replace("*", id_) for key, ids in MADE.items() for id_ in ids}
    keys = phrases("en").keys()

    by_room = {
        f"{table}.{words}"
        for table, room in TABLES.items()
        for words in strings_in(room)
    }
    by_table = {key.replace("*", id_) for key, ids in IN_TABLES.items() for id_ in ids}

    assert asked.patterns == MADE.keys()
    assert made | by_table <= keys
    assert keys <= asked.keys | made | by_room | by_table


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
    english, polish = Localizer("en"), Localizer("pl")

    assert english.word("count.criteria", n=1) == "1 criterion"
    assert english.word("count.criteria", n=31) == "31 criteria"
    assert polish.word("count.criteria", n=1) == "1 kryterium"
    assert polish.word("count.criteria", n=22) == "22 kryteria"
    assert polish.word("count.criteria", n=25) == "25 kryteriów"


def test_a_missing_word_is_an_error():
    """A key without a phrase, a field without a value, a count without a number."""
    localizer = Localizer("en")

    with pytest.raises(KeyError):
        localizer.word("no.such.word")
    with pytest.raises(KeyError):
        localizer.word("weight")
    with pytest.raises(KeyError):
        localizer.word("count.criteria")


def test_what_fills_a_phrase_is_escaped():
    """A phrase cannot be broken out of by what fills it."""
    said = Localizer("en").word("checklist.fails_below", below="<b>", level="&")

    assert "&lt;b&gt;%" in said
    assert "<b>" not in said
