"""How long scoring takes: one audit of 110 answers, the rules already compiled.

`python -m tests.benchmarks.scoring_ratio` prints milliseconds; `measure` returns them.
"""

from __future__ import annotations

import datetime as dt
import random
import time
from fractions import Fraction
from typing import NamedTuple

from repository import ROOT

from generator.model.answers import (
    AnswerType,
    ChecklistType,
    ChoiceType,
    MetricType,
    ScaleType,
)
from generator.model.audit import (
    Answer,
    Audit,
    ChecklistValue,
    ChoiceValue,
    Evidence,
    MetricValue,
    ScaleValue,
    Shop,
    Spot,
    Value,
    YesNoValue,
)
from generator.model.definition import Definition
from generator.model.text import Text
from generator.reading.definitions.read import read_definition
from generator.scoring import score_audit

ANSWERS = 110
ROUNDS = 7
AUDITS = 40
DAY = dt.date(2026, 9, 15)


class ScoringTime(NamedTuple):
    """Milliseconds for one audit: the first, with the rules, and each one after."""

    first_ms: float
    later_ms: float


def measure(definition: Definition | None = None) -> ScoringTime:
    """Return how long scoring takes: the best of several rounds, no audit twice."""
    definition = definition or _bundled()
    first = _score_all(definition, [_audit(definition, 0)])
    later = min(
        _score_all(definition, [_audit(definition, seed) for seed in seeds])
        for seeds in (
            range(1 + round_ * AUDITS, 1 + (round_ + 1) * AUDITS)
            for round_ in range(ROUNDS)
        )
    )
    return ScoringTime(first * 1000, later * 1000 / AUDITS)


def _score_all(definition: Definition, audits: list[Audit]) -> float:
    start = time.perf_counter()
    for audit in audits:
        score_audit(
            definition, audit, audience="client", as_of=DAY, generator="benchmark"
        )
    return time.perf_counter() - start


def _bundled() -> Definition:
    folder = ROOT / "audits" / "definitions" / "online-shop"
    definition, diagnostics = read_definition(folder, ROOT)
    if definition is None:
        raise SystemExit("\n".join(map(str, diagnostics[:5])))
    return definition


def _audit(definition: Definition, seed: int) -> Audit:
    chance = random.Random(seed)  # noqa: S311 - no secret is drawn
    ids = sorted(chance.sample(sorted(definition.places), ANSWERS))
    return Audit(
        shop=Shop(id="lumen", name=Text({"en": "Lumen"}), url="https://lumen.example"),
        definition=definition.id,
        version=definition.version,
        date=DAY,
        label=None,
        auditors=("A. Nowak",),
        assessed="external",
        profile="full",
        language="en",
        sample=None,
        summary=None,
        comments={},
        answers={id_: _answer(definition, id_, chance) for id_ in ids},
        source=Spot(path="audits/shops/lumen/2026-09-15.yaml", line=1),
    )


def _answer(definition: Definition, id_: str, chance: random.Random) -> Answer:
    noted = chance.random() < 1 / 2
    return Answer(
        criterion=id_,
        state="answered",
        value=_value(definition.places[id_].criterion.answer, chance),
        note=Text({"en": f"What was seen of {id_}."}) if noted else None,
        evidence=(Evidence(said=Text({"en": "Interview"}), taken_on=DAY),)
        if noted
        else (),
        spot=Spot(path="audits/shops/lumen/2026-09-15.yaml", line=10),
    )


def _value(kind: AnswerType, chance: random.Random) -> Value:
    match kind:
        case ScaleType():
            return ScaleValue(step=chance.randrange(5))
        case ChoiceType(options=options):
            return ChoiceValue(option=chance.choice(options).id)
        case ChecklistType(items=items):
            met = [item.id for item in items if chance.random() < 1 / 2]
            return ChecklistValue(met=tuple(met))
        case MetricType():
            return MetricValue(
                number=Fraction(chance.randrange(1000), 10), n=chance.randrange(500)
            )
        case _:
            return YesNoValue(yes=chance.random() < 1 / 2)


if __name__ == "__main__":
    taken = measure()
    print(f"first {taken.first_ms:.2f} ms, then {taken.later_ms:.3f} ms an audit")
