"""The sentences of a summary can be read aloud, in every case and language."""

from __future__ import annotations

import re
from fractions import Fraction
from html import unescape

import builders as build
import drawn
import pytest
from builders import ChecklistValue, NotMeasured, YesNoValue
from hypothesis import given, settings
from hypothesis import strategies as st
from thoroughness import examples

from generator.i18n.localizer import Localizer
from generator.model.audit import Shop, Task
from generator.model.text import Text
from generator.publishing.views.localized_report import LocalizedReport
from generator.publishing.views.narrative import sentences

FULL, HALF, NIL = build.worth(1), build.worth(Fraction(1, 2)), build.worth(0)
YES, NO = YesNoValue(yes=True), YesNoValue(yes=False)
LEVELS = {
    "at-risk": "Zagrożony",
    "developing": "W rozwoju",
    "solid": "Solidny",
    "strong": "Mocny",
    "leading": "Wiodący",
}


def both(english, polish):
    """Return a text in both languages."""
    return Text({"en": english, "pl": polish})


def named(id_, english, polish, kind=None, **fields):
    """Return a criterion with a name in both languages."""
    return build.criterion(id_, kind, name=both(english, polish), **fields)


def polished(definition):
    """Return a definition whose levels, kinds, stages and touchpoints speak Polish."""
    from dataclasses import replace  # noqa: PLC0415 - only here

    stages = {
        "before": ("Before buying", "Przed zakupem"),
        "after": ("After buying", "Po zakupie"),
    }
    moments = {
        "before-0": ("Product page", "Karta produktu"),
        "before-1": ("Basket", "Koszyk"),
        "after-0": ("Complaints", "Reklamacje"),
        "after-1": ("Returns", "Zwroty"),
    }
    return replace(
        definition,
        kinds={
            "legal": both("legal duty", "obowiązek prawny"),
            "trust": both("breach of trust", "naruszenie zaufania"),
        },
        levels=tuple(
            level.model_copy(
                update={
                    "name": both(
                        level.id.replace("-", " ").capitalize(), LEVELS[level.id]
                    )
                }
            )
            for level in definition.levels
        ),
        stages=tuple(
            replace(
                stage,
                name=both(*stages[stage.id]),
                touchpoints=tuple(
                    replace(touchpoint, name=both(*moments[touchpoint.id]))
                    for touchpoint in stage.touchpoints
                ),
            )
            for stage in definition.stages
        ),
    )


SHOP = Shop(id="lumen", name=Text({"en": "Lumen"}), url="https://lumen.example")
PHOTOS = ("photos", "Photos of the product", "Zdjęcia produktu")
PRICE = ("price", "Total price", "Cena całkowita")
REPLY = ("reply", "Reply to complaints", "Odpowiedź na reklamację")
REFUND = ("refund", "Refund in 14 days", "Zwrot pieniędzy w 14 dni")
SHARE = ("share", "Share of late parcels", "Odsetek opóźnionych paczek")


def shop_of(*, critical=(), one_stage=False, metric=False, coverage=80):
    """Return a definition of two stages with two touchpoints each, or less."""

    def crit(id_):
        return {"critical": build.critical()} if id_ in critical else {}

    before = [
        named(*PHOTOS, **crit("photos")),
        named("text", "Description", "Opis"),
        named(*PRICE, **crit("price")),
        named("stock", "Stock", "Dostępność towaru"),
    ]
    after = [
        named(*REPLY, **crit("reply")),
        named("hours", "Opening hours", "Godziny kontaktu"),
        named(*REFUND, **crit("refund")),
        named(*SHARE, build.metric()) if metric else named("way", "Way back", "Droga"),
    ]
    held = {"before": before[:2]} if one_stage else {"before": before, "after": after}
    return polished(build.definition(held, coverage_needed=Fraction(coverage)))


ALL = ("photos", "text", "price", "stock", "reply", "hours", "refund", "way")


def all_at(worth, **others):
    """Return answers of one worth, but for the others."""
    return dict.fromkeys(ALL, worth) | others


def without(answers, *ids):
    """Return the answers but those."""
    return {id_: one for id_, one in answers.items() if id_ not in ids}


def na(*ids):
    """Return answers of not applicable."""
    return {id_: build.answer(id_, state="not-applicable") for id_ in ids}


def task(id_):
    """Return a task by which the shop accepts what is."""
    return Task(
        criterion=id_,
        owner=None,
        due=None,
        status="accepted",
        reason=build.text("too dear"),
        until=build.DATE.replace(year=2027),
    )


def said(definition, answers, language, **fields):
    """Return the sentences of a report as plain text."""
    audit = build.audit(answers, shop=SHOP)
    report = build.scored(definition, audit, **fields)
    book = LocalizedReport(report, Localizer(language))
    return " ".join(unescape(one.striptags()) for one in sentences(book))


LAW = {"critical": ("reply",)}
CASES = {
    "no score": (
        shop_of(),
        na(*ALL),
        {},
        "Nothing in this audit applies to Lumen, so there is no score.",
        "Żadne kryterium tego audytu nie dotyczy sklepu Lumen, więc nie ma wyniku.",
    ),
    "open": (
        shop_of(**LAW),
        {},
        {},
        (
            "The audit of Lumen has no answers yet, so there is no score. The first thing to"
            " find out is “Reply to complaints”."
        ),
        (
            "Audyt sklepu Lumen nie ma jeszcze odpowiedzi, więc nie ma też wyniku. Najpierw"
            " trzeba sprawdzić: „Odpowiedź na reklamację”."
        ),
    ),
    "provisional": (
        shop_of(),
        {"photos": FULL, "reply": HALF},
        {},
        (
            "Lumen stands somewhere between 18 and 94 of 100: 25% of the weight that applies"
            " is answered, and a level takes 80%. The result stays uncertain because 6"
            " criteria have no answer yet. The first thing to find out is “Opening hours”."
        ),
        (
            "Wynik sklepu Lumen leży między 18 a 94 na 100: odpowiedzi obejmują 25% wagi"
            " kryteriów, które go dotyczą, a poziom podaje się od 80%. Wynik jest niepewny, bo 6"
            " kryteriów nie ma jeszcze odpowiedzi. Najpierw trzeba sprawdzić: „Godziny"
            " kontaktu”."
        ),
    ),
    "provisional, failing": (
        shop_of(**LAW),
        {"photos": FULL, "reply": NIL},
        {},
        (
            "Lumen stands somewhere between 12 and 88 of 100: 25% of the weight that applies"
            " is answered, and a level takes 80%. One critical criterion fails already:"
            " “Reply to complaints” (legal duty). That is the first thing to fix."
        ),
        (
            "Wynik sklepu Lumen leży między 12 a 88 na 100: odpowiedzi obejmują 25% wagi"
            " kryteriów, które go dotyczą, a poziom podaje się od 80%. Już teraz wiadomo, że jedno"
            " kryterium krytyczne nie jest spełnione: „Odpowiedź na reklamację” (obowiązek"
            " prawny). Od tego trzeba zacząć."
        ),
    ),
    "a stage unseen": (
        shop_of(coverage=40),
        without(all_at(FULL), *ALL[4:]),
        {},
        (
            "Lumen stands somewhere between 50 and 100 of 100: the stage “After buying” has"
            " no answers yet, so it is too early for a level. The result stays"
            " uncertain because 4 criteria have no answer yet. The first thing to find out"
            " is “Opening hours”."
        ),
        (
            "Wynik sklepu Lumen leży między 50 a 100 na 100: etap „Po zakupie” nie ma"
            " jeszcze odpowiedzi, więc na poziom jest za wcześnie. Wynik jest niepewny, bo 4"
            " kryteria nie mają jeszcze odpowiedzi. Najpierw trzeba sprawdzić: „Godziny"
            " kontaktu”."
        ),
    ),
    "capped": (
        shop_of(**LAW),
        all_at(FULL, reply=NIL, refund=HALF),
        {},
        (
            "Lumen scores 81 of 100, enough for Strong, but the level is Developing. The"
            " weakest moment of the journey is “Complaints” (50), and a critical criterion"
            " that is not met caps the level: “Reply to complaints” (legal duty). That is"
            " the first thing to fix: it alone lifts the level to Leading."
        ),
        (
            "Wynik sklepu Lumen to 81 na 100, co starczyłoby na poziom „Mocny”, ale"
            " obowiązuje niższy: „W rozwoju”. Najsłabszy moment ścieżki klienta to"
            " „Reklamacje” (50), a poziom ogranicza niespełnione kryterium krytyczne:"
            " „Odpowiedź na reklamację” (obowiązek prawny). Od tego trzeba zacząć, bo samo"
            " to daje poziom „Wiodący”."
        ),
    ),
    "several caps": (
        shop_of(critical=("reply", "refund")),
        all_at(FULL, reply=NIL, refund=NIL),
        {},
        (
            "Lumen scores 75 of 100, enough for Strong, but the level is Developing. Among"
            " the weakest moments of the journey is “Complaints” (50), and 2 critical"
            " criteria that are not met cap the level. The first thing to do is “Refund in"
            " 14 days” (legal duty)."
        ),
        (
            "Wynik sklepu Lumen to 75 na 100, co starczyłoby na poziom „Mocny”, ale"
            " obowiązuje niższy: „W rozwoju”. Jednym z najsłabszych momentów ścieżki klienta"
            " jest „Reklamacje” (50), a poziom ograniczają 2 niespełnione kryteria"
            " krytyczne. Pierwszy krok to „Zwrot pieniędzy w 14 dni” (obowiązek prawny)."
        ),
    ),
    "at most": (
        shop_of(**LAW),
        without(all_at(FULL, text=HALF), "reply"),
        {},
        (
            "Lumen scores 93 of 100: Leading at most, until every critical criterion has"
            " been checked. The weakest moment of the journey is “Product page” (75), and"
            " among the strongest is “Basket” (100). The first thing to do is “Description”,"
            " worth 6.3 points."
        ),
        (
            "Wynik sklepu Lumen to 93 na 100, czyli najwyżej poziom „Wiodący”, dopóki nie"
            " zostaną sprawdzone wszystkie kryteria krytyczne. Najsłabszy moment ścieżki"
            " klienta to „Karta produktu” (75), a jednym z najmocniejszych jest „Koszyk”"
            " (100). Pierwszy krok to „Opis”: do zyskania jest 6,3 punktu."
        ),
    ),
    "capped, at most": (
        shop_of(critical=("reply", "refund")),
        without(all_at(FULL, reply=NIL), "refund"),
        {},
        (
            "Lumen scores 83 of 100, enough for Strong, but the level is Developing at most."
            " The weakest moment of the journey is “Complaints” (50), and a critical"
            " criterion that is not met caps the level: “Reply to complaints” (legal duty)."
            " That is the first thing to fix: it alone can lift the level to Leading."
        ),
        (
            "Wynik sklepu Lumen to 83 na 100, co starczyłoby na poziom „Mocny”, ale"
            " obowiązuje niższy, najwyżej „W rozwoju”. Najsłabszy moment ścieżki klienta to"
            " „Reklamacje” (50), a poziom ogranicza niespełnione kryterium krytyczne:"
            " „Odpowiedź na reklamację” (obowiązek prawny). Od tego trzeba zacząć, bo samo"
            " to może dać poziom „Wiodący”."
        ),
    ),
    "fails without a cap": (
        shop_of(**LAW),
        all_at(NIL, photos=HALF, price=FULL),
        {},
        (
            "Lumen scores 18 of 100: At risk. Among the weakest moments of the journey is"
            " “Complaints” (0), and a critical criterion is not met: “Reply to complaints”"
            " (legal duty). That is the first thing to fix."
        ),
        (
            "Wynik sklepu Lumen to 18 na 100, czyli poziom „Zagrożony”. Jednym z"
            " najsłabszych momentów ścieżki klienta jest „Reklamacje” (0), a jedno kryterium"
            " krytyczne nie jest spełnione: „Odpowiedź na reklamację” (obowiązek prawny). Od"
            " tego trzeba zacząć."
        ),
    ),
    "perfect": (
        shop_of(**LAW),
        all_at(FULL),
        {},
        (
            "Lumen scores 100 of 100: Leading. Nothing holds it back: everything that"
            " applies is fully met."
        ),
        (
            "Wynik sklepu Lumen to 100 na 100, czyli poziom „Wiodący”. Nic nie wymaga"
            " poprawy: wszystko, co dotyczy sklepu, jest w pełni spełnione."
        ),
    ),
    "perfect so far": (
        shop_of(),
        without(all_at(FULL), "way"),
        {},
        (
            "Lumen scores 100 of 100: Leading. Nothing found so far holds it back:"
            " everything answered is fully met. The next thing to find out is “Way back”."
        ),
        (
            "Wynik sklepu Lumen to 100 na 100, czyli poziom „Wiodący”. Jak dotąd nic nie"
            " wymaga poprawy: wszystko, co sprawdzono, jest w pełni spełnione. Do"
            " sprawdzenia pozostaje przede wszystkim: „Droga”."
        ),
    ),
    "all equal": (
        shop_of(),
        all_at(HALF),
        {},
        (
            "Lumen scores 50 of 100: Developing. Every touchpoint scores the same: 50. The"
            " first thing to do is “Opening hours”, worth 6.3 points."
        ),
        (
            "Wynik sklepu Lumen to 50 na 100, czyli poziom „W rozwoju”. Każdy punkt styku ma"
            " ten sam wynik: 50. Pierwszy krok to „Godziny kontaktu”: do zyskania jest 6,3"
            " punktu."
        ),
    ),
    "one touchpoint": (
        shop_of(one_stage=True),
        {"photos": HALF, "text": FULL},
        {},
        (
            "Lumen scores 75 of 100: Strong. The first thing to do is “Photos of the"
            " product”, worth 25.0 points."
        ),
        (
            "Wynik sklepu Lumen to 75 na 100, czyli poziom „Mocny”. Pierwszy krok to"
            " „Zdjęcia produktu”: do zyskania jest 25,0 punktu."
        ),
    ),
    "accepted": (
        shop_of(one_stage=True),
        {"photos": HALF, "text": FULL},
        {"tasks": {"photos": task("photos")}},
        (
            "Lumen scores 75 of 100: Strong. The shop has accepted for now what could still"
            " be better."
        ),
        (
            "Wynik sklepu Lumen to 75 na 100, czyli poziom „Mocny”. To, co mogłoby być"
            " lepsze, sklep na razie zaakceptował."
        ),
    ),
    "not measured": (
        shop_of(metric=True),
        without(all_at(FULL, share=NotMeasured()), "way"),
        {},
        (
            "Lumen scores 87 of 100: Strong. The weakest moment of the journey is “Returns”"
            " (50), and among the strongest is “Product page” (100). The first thing to do"
            " is to measure “Share of late parcels”, worth up to 12.5 points."
        ),
        (
            "Wynik sklepu Lumen to 87 na 100, czyli poziom „Mocny”. Najsłabszy moment"
            " ścieżki klienta to „Zwroty” (50), a jednym z najmocniejszych jest „Karta"
            " produktu” (100). Pierwszy krok to pomiar, którego jeszcze nie ma: „Odsetek"
            " opóźnionych paczek”; do zyskania jest najwyżej 12,5 punktu."
        ),
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_read_aloud(case):
    """Each case says, in both languages, what a consultant would say."""
    definition, answers, fields, english, polish = CASES[case]

    assert said(definition, answers, "en", **fields) == english
    assert said(definition, answers, "pl", **fields) == polish


FORMS = [
    (1, "1 kryterium nie ma"),
    (2, "2 kryteria nie mają"),
    (5, "5 kryteriów nie ma"),
    (22, "22 kryteria nie mają"),
    (25, "25 kryteriów nie ma"),
]


@pytest.mark.parametrize(("missing", "words"), FORMS)
def test_verbs_agree_with_numbers(missing, words):
    """Polish verbs and nouns take the form their number wants."""
    criteria = [build.criterion(f"c{place}") for place in range(missing)]
    heavy = build.criterion("known", weight=1)
    definition = build.definition(None, heavy, *criteria, coverage_needed=Fraction(100))

    assert words in said(definition, {"known": HALF}, "pl")


@pytest.mark.parametrize(
    ("failing", "words"),
    [
        (2, "ograniczają 2 niespełnione kryteria krytyczne"),
        (5, "ogranicza 5 niespełnionych kryteriów krytycznych"),
    ],
)
def test_caps_agree_with_numbers(failing, words):
    """Several caps are counted, with the verb that their number wants."""
    laws = [
        build.criterion(f"law{place}", build.yes_no(), critical=build.critical())
        for place in range(failing)
    ]
    definition = build.definition(None, build.criterion("a", weight=60), *laws)
    answers = {law.id: NO for law in laws} | {"a": FULL}

    assert words in said(definition, answers, "pl")


SENTENCE = re.compile(r"[.!?](?:\s|$)")


def sound(text):
    """Check what every text to be read aloud must hold to."""
    assert "{" not in text
    assert "}" not in text
    assert "  " not in text
    assert ".." not in text
    assert " ." not in text
    assert " ," not in text
    assert "None" not in text
    assert "Fraction" not in text
    assert text.endswith(".")
    assert text.count("„") == text.count("”") or text.count("“") == text.count("”")
    assert text.count("(") == text.count(")")


@settings(max_examples=examples(120), deadline=None)
@given(case=drawn.cases(), accepted=st.sets(st.integers(0, 14), max_size=4))
def test_every_report_can_be_read(case, accepted):
    """Any report gives one to three whole sentences in both languages."""
    ids = sorted(case.definition.places)
    tasks = {ids[place]: task(ids[place]) for place in accepted if place < len(ids)}
    report = build.scored(case.definition, build.audit(case.answers), tasks=tasks)
    for language in ("en", "pl"):
        told = sentences(LocalizedReport(report, Localizer(language)))
        plain = [unescape(one.striptags()) for one in told]

        assert 1 <= len(plain) <= 3
        for one in plain:
            sound(one)
            assert one[0].isupper() or one[0].isdigit()
            assert len(SENTENCE.findall(one)) == 1
            if language == "pl":
                assert not re.search(r"\d\.\d", one)
            else:
                assert not re.search(r"\d,\d", one)


def test_a_hostile_name_stays_a_name():
    """What a shop or a criterion is called cannot leave its place."""
    shop = Shop(id="x", name=Text({"en": "<b>&{n}"}), url="https://x.example")
    definition = build.definition(
        None,
        build.criterion(
            "law",
            build.checklist("x", "y"),
            name=Text({"en": "<i>{kind}"}),
            critical=build.critical(),
        ),
    )
    report = build.scored(
        definition, build.audit({"law": ChecklistValue(met=())}, shop=shop)
    )
    told = " ".join(sentences(LocalizedReport(report, Localizer("pl"))))

    assert "&lt;b&gt;&amp;{n}" in told
    assert "&lt;i&gt;{kind}" in told
    assert "<b>" not in told
    assert "<i>" not in told
