"""Hypothesis strategies: definitions, answers and what a better answer would be."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

import builders as build
from hypothesis import strategies as st

from generator.model.answers import (
    AnswerType,
    ChecklistType,
    ChoiceType,
    MetricType,
    ScaleType,
    YesNoType,
)
from generator.model.audit import (
    Answer,
    ChecklistValue,
    ChoiceValue,
    MetricValue,
    NotMeasured,
    NpsCounts,
    ScaleValue,
    ShareCounts,
    Value,
    YesNoValue,
)
from generator.model.definition import Criterion, Definition


def fractions(most: int, max_denominator: int) -> st.SearchStrategy[Fraction]:
    """Return all fractions from 0 to `most` with a small denominator.

    The values of `st.fractions`, from a list: half of a law's time went into them.
    """
    every = {
        Fraction(over, under)
        for under in range(1, max_denominator + 1)
        for over in range(most * under + 1)
    }
    return st.sampled_from(sorted(every))


WORTHS = fractions(1, 12)
BETWEEN = st.lists(WORTHS, max_size=3, unique=True)
PERCENTS = fractions(100, 10)
STAGE_WEIGHTS = fractions(9, 4).filter(bool)
ITEMS = ("first", "second", "third", "fourth")


@dataclass(frozen=True)
class Case:
    """A definition and one shop's answers to it."""

    definition: Definition
    answers: dict[str, Answer]

    def with_answer(self, answer: Answer) -> Case:
        """Return the case with one answer in place of another."""
        return replace(self, answers=self.answers | {answer.criterion: answer})


@st.composite
def answer_types(draw: st.DrawFn) -> AnswerType:
    """Draw one of the five answer types; each can reach 0 and 1."""
    kind = draw(st.sampled_from(["scale", "yes_no", "choice", "checklist", "metric"]))
    if kind == "scale":
        return build.scale()
    if kind == "yes_no":
        return build.yes_no()
    if kind == "checklist":
        items = ITEMS[: draw(st.integers(2, len(ITEMS)))]
        return build.checklist(*items, may_not_apply=draw(st.booleans()))
    between = sorted(draw(BETWEEN), reverse=True)
    if kind == "choice":
        return build.choice(1, *between, 0)
    limits = range(90, 90 - 10 * (len(between) + 1), -10)
    unit = draw(st.sampled_from(["%", "nps", "hours"]))
    bands = zip(limits, (1, *between), strict=True)
    return build.metric(*bands, (None, 0), unit=unit, min_n=draw(st.integers(1, 40)))


@st.composite
def values(draw: st.DrawFn, kind: AnswerType) -> Value:
    """Draw a value that the answer type knows."""
    match kind:
        case ScaleType():
            return ScaleValue(step=draw(st.integers(0, 4)))
        case YesNoType():
            return YesNoValue(yes=draw(st.booleans()))
        case ChoiceType(options=options):
            return ChoiceValue(option=draw(st.sampled_from(options)).id)
        case ChecklistType(items=items, items_may_not_apply=may_not):
            marks = draw(
                st.lists(
                    st.sampled_from(["met", "missing", "not"][: 3 if may_not else 2]),
                    min_size=len(items),
                    max_size=len(items),
                )
            )
            pairs = [(item.id, mark) for item, mark in zip(items, marks, strict=True)]
            return ChecklistValue(
                met=tuple(id_ for id_, mark in pairs if mark == "met"),
                not_applicable={
                    id_: build.text("not here") for id_, mark in pairs if mark == "not"
                },
            )
        case MetricType():
            return draw(_measured(kind))


@st.composite
def _measured(draw: st.DrawFn, kind: MetricType) -> Value:
    if draw(st.integers(0, 5)) == 0:
        return NotMeasured()
    few = st.integers(0, 40)
    if kind.measures == "nps" and draw(st.booleans()):
        counts = NpsCounts(
            promoters=1 + draw(few), passives=draw(few), detractors=draw(few)
        )
        n = counts.promoters + counts.passives + counts.detractors
        number = Fraction(100 * (counts.promoters - counts.detractors), n)
        return MetricValue(number=number, n=n, counts=counts)
    if kind.measures == "share" and draw(st.booleans()):
        of = 1 + draw(few)
        count = draw(st.integers(0, of))
        return MetricValue(
            number=Fraction(100 * count, of),
            n=of,
            counts=ShareCounts(count=count, of=of),
        )
    number = draw(PERCENTS)
    return MetricValue(number=number, n=draw(st.none() | few))


@st.composite
def criteria(draw: st.DrawFn, id_: str) -> Criterion:
    """Draw a criterion, critical now and then."""
    kind = draw(answer_types())
    critical = None
    if draw(st.integers(0, 3)) == 0:
        items = [item.id for item in kind.items] if kind.type == "checklist" else []
        critical = build.critical(
            draw(st.sampled_from(["legal", "trust"])),
            draw(st.integers(1, 100)),
            draw(st.lists(st.sampled_from(items), unique=True)) if items else (),
            exempt_when="never" if draw(st.booleans()) else None,
        )
    return build.criterion(
        id_,
        kind,
        weight=draw(st.integers(1, 5)),
        effort=draw(st.integers(1, 4)),
        critical=critical,
        evidence_from=draw(st.sampled_from(["public", "public", "internal"])),
    )


@st.composite
def answers(draw: st.DrawFn, criterion: Criterion) -> Answer | None:
    """Draw an answer in any state, or none."""
    states = ["answered"] * 4 + ["unknown", "not-applicable", "unanswered", None]
    state = draw(st.sampled_from(states))
    if state is None:
        return None
    fields: dict[str, Any] = {"state": state}
    if state == "answered":
        fields["value"] = draw(values(criterion.answer))
        if (
            criterion.critical
            and criterion.critical.exempt_when
            and draw(st.booleans())
        ):
            fields["exempt"] = build.text("exempt here")
    if draw(st.integers(0, 4)) == 0:
        fields["effort"] = draw(st.integers(1, 4))
    return build.answer(criterion.id, **fields)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Draw a definition of up to three stages and the answers of one shop."""
    stages: dict[str, list[Criterion]] = {}
    weights = {}
    for stage in ("before", "while", "after")[: draw(st.integers(1, 3))]:
        number = draw(st.integers(1, 5))
        stages[stage] = [draw(criteria(f"{stage}-{place}")) for place in range(number)]
        weights[stage] = draw(STAGE_WEIGHTS)
    definition = build.definition(
        stages,
        weights=weights,
        coverage_needed=Fraction(draw(st.sampled_from([0, 50, 80]))),
    )
    held = [one for held in stages.values() for one in held]
    given = {one.id: draw(answers(one)) for one in held}
    return Case(definition, {id_: one for id_, one in given.items() if one is not None})
