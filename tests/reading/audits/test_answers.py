"""Every form an answer can have, and every wrong one."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest

from generator.model.audit import (
    Answer,
    ChecklistValue,
    ChoiceValue,
    MetricValue,
    NotMeasured,
    NpsCounts,
    ScaleValue,
    ShareCounts,
    YesNoValue,
)
from generator.model.diagnostic import Diagnostic
from generator.model.text import Text
from generator.reading.diagnostics.collector import MOST_FOUND

Read = Callable[[str], tuple[dict[str, Answer], list[Diagnostic]]]

HEAD = 4
"""Lines of the file before the answers."""


def number(written: str, n: int | None = None, counts: Any = None) -> MetricValue:
    return MetricValue(number=Fraction(written), n=n, counts=counts)


GOOD = [
    ("search-quality: 0", ScaleValue(step=0)),
    ("search-quality: 4", ScaleValue(step=4)),
    ("search-quality: {value: 3}", ScaleValue(step=3)),
    *[
        (f"guest-checkout: {word}", YesNoValue(yes=True))
        for word in ("yes", "true", "tak", "Yes", "TAK", '"yes"')
    ],
    *[
        (f"guest-checkout: {word}", YesNoValue(yes=False))
        for word in ("no", "false", "nie", "No", "NIE", '"no"')
    ],
    ("newsletter-promise: content", ChoiceValue(option="content")),
    ('newsletter-promise: {value: "content"}', ChoiceValue(option="content")),
    ("product-facts: [photos, returns]", ChecklistValue(met=("photos", "returns"))),
    ("product-facts: []", ChecklistValue(met=())),
    ("product-facts: {met: [returns]}", ChecklistValue(met=("returns",))),
    ("product-facts: {value: [returns]}", ChecklistValue(met=("returns",))),
    (
        'newsletter-consent: {met: [active], not_applicable: {purpose: "No data."}}',
        ChecklistValue(
            met=("active",), not_applicable={"purpose": Text({"en": "No data."})}
        ),
    ),
    (
        "newsletter-consent: {value: [], not_applicable: {purpose: {en: No, pl: Nie}}}",
        ChecklistValue(
            met=(), not_applicable={"purpose": Text({"en": "No", "pl": "Nie"})}
        ),
    ),
    ("review-score: 4.6", number("4.6")),
    ("answer-time: 0", number("0")),
    ("answer-time: 1000000", number("1000000")),
    ("answer-time: {value: 5, n: 240}", number("5", 240)),
    ("complaints-in-time: 96.5", number("96.5")),
    ("complaints-in-time: 100", number("100")),
    (
        "complaints-in-time: {value: {count: 45, of: 60}}",
        number("75", 60, ShareCounts(count=45, of=60)),
    ),
    ("customer-nps: -100", number("-100")),
    (
        "customer-nps: {value: {promoters: 120, passives: 60, detractors: 20}}",
        number("50", 200, NpsCounts(promoters=120, passives=60, detractors=20)),
    ),
    ("answer-time: {not_measured: true}", NotMeasured()),
]


@pytest.mark.parametrize(("line", "value"), GOOD)
def test_every_form_of_a_value_is_read(
    line: str, value: object, read_answers: Read
) -> None:
    """Each form the reference shows becomes the value it says."""
    answers, _ = read_answers(f"  {line}\n")
    (answer,) = answers.values()
    assert answer.state == "answered"
    assert answer.value == value
    assert answer.spot is not None
    assert answer.spot.line == HEAD + 1


@pytest.mark.parametrize(
    ("line", "state", "reason"),
    [
        (
            'newsletter-consent: {not_applicable: "None."}',
            "not-applicable",
            Text({"en": "None."}),
        ),
        (
            "newsletter-consent: {not_applicable: {en: None, pl: Brak}}",
            "not-applicable",
            Text({"en": "None", "pl": "Brak"}),
        ),
        (
            "newsletter-consent: {not_applicable: {active: A, withdrawal: C, purpose: B}}",
            "not-applicable",
            Text({"en": "A; C; B"}),
        ),
        (
            "search-quality: {unknown: It was down.}",
            "unknown",
            Text({"en": "It was down."}),
        ),
        ("search-quality: {note: Ask again.}", "unanswered", None),
        ("search-quality: {value: , note: Ask again.}", "unanswered", None),
    ],
)
def test_the_other_states_are_read(
    line: str, state: str, reason: Text | None, read_answers: Read
) -> None:
    """Not applicable, unknown and unanswered keep their reasons and have no value."""
    answers, _ = read_answers(f"  {line}\n")
    (answer,) = answers.values()
    assert (answer.state, answer.reason, answer.value) == (state, reason, None)


def test_an_empty_answer_is_none(read_answers: Read) -> None:
    """A criterion that is left empty is unanswered, without a problem."""
    assert read_answers("  search-quality:\n  guest-checkout: yes\n")[0].keys() == {
        "guest-checkout"
    }


def test_all_that_can_stand_beside_a_value_is_read(read_answers: Read) -> None:
    """Note, evidence, private, date, advice, effort and exemption are kept."""
    answers, found = read_answers(
        """
  guest-checkout:
    value: no
    note: {en: "A note", pl: Notatka}
    evidence:
      - search.png
      - {file: search.png, text: The queue, taken_on: 2026-09-12, private: true}
      - {url: "https://demo.example/a?b=c#d"}
      - {said: "The lead said so"}
    private: Ask again.
    checked_on: 2026-09-12
    advice: Start today.
    effort: 1
    exempt: A club.
"""
    )
    assert found == []
    answer = answers["guest-checkout"]
    assert answer.note == Text({"en": "A note", "pl": "Notatka"})
    assert answer.private == Text({"en": "Ask again."})
    assert answer.advice == Text({"en": "Start today."})
    assert answer.exempt == Text({"en": "A club."})
    assert answer.checked_on == dt.date(2026, 9, 12)
    assert answer.effort == 1
    plain, long, url, said = answer.evidence
    assert plain.picture == long.picture
    assert plain.picture is not None
    assert long.private
    assert long.taken_on == dt.date(2026, 9, 12)
    assert url.url == "https://demo.example/a?b=c#d"
    assert said.said == Text({"en": "The lead said so"})


def test_keys_left_empty_are_as_good_as_left_out(read_answers: Read) -> None:
    """A filled-in template may keep the keys that were not needed."""
    _, found = read_answers(
        "  search-quality:\n    value: 3\n    note:\n    evidence:\n    private:\n"
        "    checked_on:\n    advice:\n    effort:\n"
    )
    assert found == []


WRONG = [
    ("search-quality: '3'", "E314", 19),
    ("search-quality: 2.5", "E314", 19),
    ("search-quality: yes", "E314", 19),
    ("search-quality: true", "E314", 19),
    ("search-quality: [3]", "E314", 19),
    ("search-quality: 5", "E316", 19),
    ("search-quality: -1", "E316", 19),
    ("search-quality: {value: {a: 1}}", "E314", 27),
    ("search-quality: {met: [a]}", "E314", 20),
    ("search-quality: {}", None, 0),
    ("search-quality: []", "E314", 19),
    ("search-quality: {not_applicable: {}}", "E318", 20),
    ("search-quality: {unknown: }", "E319", 20),
    ("search-quality: {unknown: {}}", "E319", 29),
    ("search-quality: {unknown: {de: x}}", "E319", 29),
    ("search-quality: {unknown: [a]}", "E319", 29),
    ("search-quality: {unknown: 7}", "E319", 29),
    ("search-quality: {value: 3, unknown: x}", "E313", 30),
    ("search-quality: {value: 3, not_measured: true}", "E313", 30),
    ("search-quality: {value: 3, n: 5}", "E321", 30),
    ("search-quality: {unknown: x, n: 5}", "E321", 32),
    ("search-quality: {value: 3, note: []}", "E304", 36),
    ("search-quality: {value: 3, note: 7}", "E306", 36),
    ("search-quality: {value: 3, note: ''}", "E308", 36),
    ("search-quality: {value: 3, note: {en: 7}}", "E306", 41),
    ("search-quality: {value: 3, note: {fr: x}}", "E307", 37),
    ("search-quality: {value: 3, evidence: x.png}", "E304", 40),
    ("search-quality: {value: 3, evidence: {}}", "E304", 40),
    ("search-quality: {value: 3, evidence: [null]}", "E324", 41),
    ("search-quality: {value: 3, evidence: [[]]}", "E324", 41),
    ("search-quality: {value: 3, evidence: [{}]}", "E324", 41),
    ("search-quality: {value: 3, evidence: [{text: x}]}", "E324", 41),
    ("search-quality: {value: 3, evidence: [{said: x, private: yes}]}", "E304", 60),
    ("search-quality: {value: 3, evidence: [{said: x, taken_on: 1}]}", "E309", 61),
    ("search-quality: {value: 3, evidence: [{said: x, data: 1}]}", "E301", 51),
    ("search-quality: {value: 3, effort: 9}", "E305", 38),
    ("search-quality: {value: 3, effort: low}", "E304", 38),
    ("search-quality: {value: 3, exempt: x}", "E329", 30),
    ("search-quality: {value: 3, null: 1}", "E301", 30),
    ("guest-checkout: 1", "E314", 19),
    ("guest-checkout: maybe", "E314", 19),
    ("guest-checkout: [yes]", "E314", 19),
    ("guest-checkout: {value: {yes: true}}", "E314", 27),
    ("newsletter-promise: [content]", "E314", 23),
    ("newsletter-promise: 1", "E314", 23),
    ("newsletter-promise: Content", "E315", 23),
    ("product-facts: photos", "E314", 18),
    ("product-facts: [1, null, [x], {a: b}]", "E315", 19),
    ("product-facts: [photos, photos]", "E317", 27),
    ("product-facts: {not_applicable: None}", "E318", 19),
    ("product-facts: {met: [], not_applicable: {photos: x}}", "E318", 44),
    ("newsletter-consent: {not_applicable: {}}", "E319", 40),
    ("newsletter-consent: {not_applicable: {active: x}}", "E303", 24),
    ("newsletter-consent: {met: [], not_applicable: x}", "E313", 49),
    ("newsletter-consent: {met: [], not_applicable: {activ: x}}", "E315", 50),
    ("newsletter-consent: {met: [], not_applicable: {active: }}", "E319", 50),
    ("newsletter-consent: {met: [active], not_applicable: {active: x}}", "E317", 56),
    ("newsletter-consent: {met: [], value: [], not_applicable: {}}", "E313", 33),
    ("answer-time: '5'", "E314", 16),
    ("answer-time: 5 h", "E314", 16),
    ("answer-time: -1", "E316", 16),
    ("answer-time: true", "E314", 16),
    ("answer-time: {value: {count: 1, of: 2}}", "E314", 24),
    ("answer-time: {not_measured: false}", "E314", 31),
    ("answer-time: {not_measured: yes}", "E304", 31),
    ("answer-time: {not_measured: true, n: 3}", "E321", 37),
    ("answer-time: {value: 5, n: 0}", "E305", 30),
    ("answer-time: {value: 5, n: many}", "E304", 30),
    ("answer-time: {value: 5, n: 2.5}", "E304", 30),
    ("complaints-in-time: 101", "E316", 23),
    ("complaints-in-time: 96,5 %", "E314", 23),
    ("complaints-in-time: {count: 1, of: 2}", "E301", 3),
    ("complaints-in-time: {value: {count: 1}}", "E303", 31),
    ("complaints-in-time: {value: {}}", "E303", 31),
    ("complaints-in-time: {value: {count: 1, of: 2, off: 3}}", "E301", 49),
    ("complaints-in-time: {value: {count: 3, of: 2}}", "E321", 31),
    ("complaints-in-time: {value: {count: 0, of: 0}}", "E321", 31),
    ("complaints-in-time: {value: {count: -1, of: 2}}", "E321", 39),
    ("complaints-in-time: {value: {count: 1.5, of: 2}}", "E321", 39),
    ("complaints-in-time: {value: {count: 1, of: 2}, n: 2}", "E321", 31),
    (
        "customer-nps: {value: {promoters: 0, passives: 0, detractors: 0}}",
        "E321",
        25,
    ),
    ("customer-nps: -101", "E316", 17),
    ("review-score: 0.5", "E316", 17),
    ("old-search: 3", "E326", 3),
    ("serch-quality: 3", "E302", 3),
    ("null: 3", "E302", 3),
]


@pytest.mark.parametrize(("line", "code", "column"), WRONG)
def test_every_wrong_form_is_told_at_its_place(
    line: str, code: str | None, column: int, read_answers: Read
) -> None:
    """A wrong answer has one code at one place (each element of a list its own)."""
    _, found = read_answers(f"  {line}\n")
    errors = [one for one in found if one.severity == "error"]
    if code is None:
        assert errors == []
        return
    first = errors[0]
    assert (first.code, first.line, first.column) == (code, HEAD + 1, column)
    assert {one.code for one in errors} == {code} or code == "E301"
    for one in errors:
        assert one.message
        assert one.hint or "must be" in one.message or "expected" in one.message


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("search-quality: '3'", "write 3"),
        ("review-score: 4,6", "write 4.6"),
        ("complaints-in-time: 96,5 %", "write 96.5"),
        ("guest-checkout: maybe", "yes or no"),
        ("newsletter-promise: contents", "'content'"),
        ("product-facts: photos", "photos, returns; []"),
        ("search-quality: {value: 3, note: 7}", 'quote it: "7"'),
        ("search-quality: {value: 3, note: true}", 'quote it: "true"'),
        ("search-quality: {value: 3, evidence: search.png}", "[search.png]"),
        ("search-quality: {value: 3, evidence: [{said: x, private: tak}]}", "true"),
        ("answer-time: {value: 5, n: '240'}", "write 240 without quotes"),
        ("complaints-in-time: {count: 1, of: 2}", "write value: {"),
        ("product-facts: {met: [photo]}", "'photos'"),
        ("old-search: 3", "'search-quality'"),
        ("review-score: 46", "stars"),
    ],
)
def test_a_hint_says_how_to_mend_it(line: str, words: str, read_answers: Read) -> None:
    """The hint spells out what to write instead."""
    _, found = read_answers(f"  {line}\n")
    assert words in (found[0].hint or "")


def test_one_wrong_answer_hides_no_other(read_answers: Read) -> None:
    """Each answer is checked whatever is wrong with those around it."""
    lines = [f"  {line}" for line, code, _ in WRONG if code]
    first_of: dict[str, int] = {}
    for number_of_line, line in enumerate(lines):
        first_of.setdefault(line.split(":")[0], number_of_line)
    chosen = [lines[index] for index in sorted(first_of.values())]
    _, found = read_answers("\n".join(chosen) + "\n")
    told = {one.line for one in found}
    assert told == {HEAD + 1 + index for index in range(len(chosen))}


def test_one_wrong_key_hides_nothing_else_in_the_answer(read_answers: Read) -> None:
    """Value, note, evidence, date and effort of one answer are told in one run."""
    _, found = read_answers(
        "  search-quality: {value: 7, note: 1, evidence: [no.png, 5], "
        "checked_on: x, effort: 9, wrong: 1}\n"
    )
    assert sorted(one.code for one in found) == [
        "E301",
        "E305",
        "E306",
        "E309",
        "E316",
        "E322",
        "E324",
    ]


def test_a_file_of_unknown_names_is_refused_fast(read_answers: Read) -> None:
    """Looking for nearest names does not stall on twenty thousand of them."""
    began = time.process_time()
    _, found = read_answers(
        "".join(f"  serch-quality-{number}: 3\n" for number in range(20_000))
    )
    assert len(found) == MOST_FOUND + 1
    assert time.process_time() - began < 4
