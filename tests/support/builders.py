"""Small definitions and audits for tests, built directly and without YAML."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from generator.model.answers import (
    AnswerType,
    Band,
    Basis,
    ChecklistType,
    ChoiceType,
    Item,
    MetricType,
    Option,
    ScaleType,
    YesNoType,
)
from generator.model.audit import (
    Answer,
    Audit,
    ChecklistValue,
    ChoiceValue,
    MetricValue,
    NotMeasured,
    ScaleValue,
    Shop,
    Spot,
    Task,
    Value,
    YesNoValue,
)
from generator.model.definition import (
    Criterion,
    Critical,
    Definition,
    Effort,
    Level,
    Profile,
    Stage,
    Touchpoint,
)
from generator.model.report import Report
from generator.model.text import Text
from generator.scoring import score_audit

DATE = dt.date(2026, 9, 15)
LEVELS = (
    ("at-risk", 0),
    ("developing", 40),
    ("solid", 60),
    ("strong", 75),
    ("leading", 90),
)
DAYS = {1: Fraction(1, 2), 2: Fraction(3), 3: Fraction(15), 4: Fraction(60)}


def text(words: str) -> Text:
    """Return the words in English."""
    return Text({"en": words})


def scale() -> ScaleType:
    """Return a scale with an anchor for each step."""
    return ScaleType(
        type="scale", anchors={str(step): text(f"step {step}") for step in range(5)}
    )


def yes_no() -> YesNoType:
    """Return a question of yes or no."""
    return YesNoType(type="yes_no")


def choice(*worths: Fraction | int) -> ChoiceType:
    """Return a choice whose options are called a, b, c … in the order of `worths`."""
    return ChoiceType(
        type="choice",
        options=tuple(
            Option(id=chr(97 + place), worth=Fraction(worth), text=text(f"{place}"))
            for place, worth in enumerate(worths)
        ),
    )


def checklist(*items: str, may_not_apply: bool = False) -> ChecklistType:
    """Return a checklist of the items."""
    return ChecklistType(
        type="checklist",
        items=tuple(Item(id=item, text=text(item)) for item in items),
        items_may_not_apply=may_not_apply,
    )


def metric(
    *bands: tuple[Fraction | int | None, Fraction | int],
    unit: str = "hours",
    direction: str = "higher",
    min_n: int = 30,
) -> MetricType:
    """Return a metric with bands of (limit, worth); the last limit is None."""
    side = "min" if direction == "higher" else "max"
    limits = [
        Band.model_validate(
            {
                side: None if limit is None else Fraction(limit),
                "worth": Fraction(worth),
            }
        )
        for limit, worth in bands or ((90, 1), (50, Fraction(1, 2)), (None, 0))
    ]
    return MetricType.model_validate(
        {
            "type": "metric",
            "unit": text(unit),
            "direction": direction,
            "bands": tuple(limits),
            "basis": Basis(kind="convention", text=text("agreed")),
            "min_n": min_n,
        }
    )


def critical(
    kind: str = "legal",
    below: Fraction | int = 60,
    must_items: Iterable[str] = (),
    *,
    exempt_when: str | None = None,
) -> Critical:
    """Return what makes a criterion critical."""
    return Critical(
        kind=kind,
        below=Fraction(below),
        must_items=tuple(must_items),
        exempt_when=text(exempt_when) if exempt_when else None,
        reason=text("because"),
    )


def criterion(id_: str, answer: AnswerType | None = None, **fields: Any) -> Criterion:
    """Return a criterion, a scale of weight 1 unless `fields` say otherwise.

    A `weight` beyond 5 is let through, for laws about multiplied weights.
    """
    values: dict[str, Any] = {
        "id": id_,
        "name": text(id_),
        "question": text(f"{id_}?"),
        "why": text("why"),
        "how_to_check": text("look"),
        "evidence_from": "public",
        "answer": answer or scale(),
        "not_applicable_when": text("never sold"),
        "weight": 1,
        "effort": 1,
        "critical": None,
        "recommendation": text("fix it"),
        "kpis": (),
        "seeds": (),
        "sources": (),
        "verify": (),
    } | fields
    return Criterion.model_construct(**values)


def definition(
    stages: Mapping[str, Iterable[Criterion]] | None = None,
    /,
    *criteria: Criterion,
    **fields: Any,
) -> Definition:
    """Return a definition.

    `stages` holds criteria by stage; a stage's criteria lie in touchpoints of two,
    called STAGE-0, STAGE-1 …. Without it, `criteria` make up one stage. `weights`
    gives stage weights by id (default 1).
    """
    weights = fields.pop("weights", {})
    values: dict[str, Any] = {
        "id": "small",
        "version": "1.0.0",
        "languages": ("en",),
        "title": text("A small audit"),
        "stages": tuple(
            _stage(id_, list(held), Fraction(weights.get(id_, 1)))
            for id_, held in (stages or {"only": criteria}).items()
        ),
        "levels": tuple(
            Level(id=id_, start=Fraction(start), name=text(id_))
            for id_, start in LEVELS
        ),
        "caps": {"legal": "developing", "trust": "solid"},
        "kinds": {"legal": text("legal duty"), "trust": text("breach of trust")},
        "coverage_needed": Fraction(80),
        "efforts": {
            id_: Effort(id=id_, days=days, name=text(f"{days}"))
            for id_, days in DAYS.items()
        },
        "profiles": {
            "full": Profile(),
            "outside-in": Profile(evidence_from=("public",)),
        },
        "retired": {},
        "sources": {},
        "kpis": {},
        "metrics": {},
        "glossary": {},
        "seeds": {},
        "digest": "0" * 64,
    } | fields
    return Definition(**values)


def _stage(id_: str, criteria: list[Criterion], weight: Fraction) -> Stage:
    return Stage(
        id=id_,
        name=text(id_),
        weight=weight,
        touchpoints=tuple(
            Touchpoint(
                id=f"{id_}-{place // 2}",
                name=text(f"{id_} {place // 2}"),
                phases=(),
                criteria=tuple(criteria[place : place + 2]),
            )
            for place in range(0, len(criteria), 2)
        ),
    )


def worth(value: Fraction | int) -> ScaleValue:
    """Return the step of a scale that is worth 0, ¼, ½, ¾ or 1."""
    return ScaleValue(step=int(Fraction(value) * 4))


def best(kind: AnswerType) -> Value:
    """Return a value worth 1."""
    match kind:
        case ScaleType():
            return ScaleValue(step=4)
        case YesNoType():
            return YesNoValue(yes=True)
        case ChoiceType(options=options):
            return ChoiceValue(option=max(options, key=lambda one: one.worth).id)
        case ChecklistType(items=items):
            return ChecklistValue(met=tuple(item.id for item in items))
        case MetricType(direction=direction):
            return MetricValue(number=Fraction(100 if direction == "higher" else 0))


def answer(criterion_id: str, value: Value | None = None, **fields: Any) -> Answer:
    """Return an answer: answered when there is a value, unanswered otherwise."""
    state = "unanswered" if value is None else "answered"
    values: dict[str, Any] = {"state": state, **fields}
    if values["state"] in {"unknown", "not-applicable"}:
        values.setdefault("reason", text("a reason"))
    return Answer(criterion=criterion_id, value=value, **values)


def audit(answers: Mapping[str, Value | Answer], **fields: Any) -> Audit:
    """Return an audit of the shop Lumen; values become plain answers."""
    values: dict[str, Any] = {
        "shop": Shop(id="lumen", name=text("Lumen"), url="https://lumen.example"),
        "definition": "small",
        "version": "1.0.0",
        "date": DATE,
        "label": None,
        "auditors": ("A. Nowak",),
        "assessed": "external",
        "profile": "full",
        "language": "en",
        "sample": None,
        "summary": None,
        "comments": {},
        "answers": {
            id_: one if isinstance(one, Answer) else answer(id_, one)
            for id_, one in answers.items()
        },
        "source": Spot(path="audits/shops/lumen/2026-09-15.yaml", line=1),
    } | fields
    return Audit(**values)


def scored(
    definition_: Definition,
    audit_: Audit | Mapping[str, Value | Answer],
    *,
    audience: str = "client",
    as_of: dt.date = DATE,
    tasks: Mapping[str, Task] | None = None,
) -> Report:
    """Return the report of an audit, or of its answers alone."""
    return score_audit(
        definition_,
        audit_ if isinstance(audit_, Audit) else audit(audit_),
        audience="internal" if audience == "internal" else "client",
        as_of=as_of,
        generator="cx-audit test",
        tasks=tasks,
    )


__all__ = [
    "DATE",
    "ChecklistValue",
    "ChoiceValue",
    "MetricValue",
    "NotMeasured",
    "ScaleValue",
    "YesNoValue",
    "answer",
    "audit",
    "best",
    "checklist",
    "choice",
    "criterion",
    "critical",
    "definition",
    "metric",
    "scale",
    "scored",
    "text",
    "worth",
    "yes_no",
]
