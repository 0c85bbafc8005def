"""Advice (W4xx): what an auditor should look at again. Never an error."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from fractions import Fraction

from generator.model.answers import ChecklistType
from generator.model.audit import (
    Answer,
    Audit,
    ChecklistValue,
    ChoiceValue,
    NotMeasured,
    ScaleValue,
    YesNoValue,
)
from generator.model.definition import Criterion, Definition
from generator.reading.source import Source

STALE_AFTER = dt.timedelta(days=180)
UNUSUAL_SHARE = Fraction(1, 4)
"""The share of a stage's weight above which "not applicable" is unusual."""


def advise(source: Source, audit: Audit, definition: Definition) -> None:
    """Tell what is allowed but deserves a second look."""
    profile = definition.profiles[audit.profile]
    for name, answer in audit.answers.items():
        criterion = definition.places[name].criterion
        steps = ("answers", name)
        if not profile.asks(criterion):
            source.tell(
                "W404",
                steps,
                f"'{name}' is outside the profile '{audit.profile}'",
                "it is kept and not scored",
                key=True,
            )
            continue
        if answer.state == "unanswered":
            words = f"'{name}' has no value"
            source.tell("W405", steps, words, "it counts as unanswered", key=True)
        if _looks_critical(answer, criterion) and not answer.evidence:
            source.tell(
                "W401",
                steps,
                f"the critical '{name}' fails without evidence",
                "add evidence: a client will ask for it",
                key=True,
            )
        newest = max(_dates(answer), default=None)
        if newest is not None and audit.date - newest > STALE_AFTER:
            days = (audit.date - newest).days
            words = f"the evidence for '{name}' is {days} days older than the audit"
            source.tell("W403", steps, words, "look again", key=True)
        if newest is not None and newest > audit.date:
            words = f"'{name}' was checked after the audit's date"
            source.tell("W407", steps, words, "check the dates", key=True)
    _advise_share(source, audit, definition)


def _dates(answer: Answer) -> Iterator[dt.date]:
    if answer.checked_on is not None:
        yield answer.checked_on
    for evidence in answer.evidence:
        if evidence.taken_on is not None:
            yield evidence.taken_on


def _advise_share(source: Source, audit: Audit, definition: Definition) -> None:
    profile = definition.profiles[audit.profile]
    for stage in definition.stages:
        asked = [
            criterion
            for touchpoint in stage.touchpoints
            for criterion in touchpoint.criteria
            if profile.asks(criterion)
        ]
        total = sum(criterion.weight for criterion in asked)
        out = sum(
            criterion.weight
            for criterion in asked
            if criterion.id in audit.answers
            and audit.answers[criterion.id].state == "not-applicable"
        )
        if total and Fraction(out, total) > UNUSUAL_SHARE:
            source.tell(
                "W402",
                ("answers",),
                f"{100 * out // total} % of the weight of '{stage.id}' is not applicable",
                "the stage's score says little; check the reasons",
                key=True,
            )


def _looks_critical(answer: Answer, criterion: Criterion) -> bool:
    """Whether the answer fails critically, by the plain reading of rule 6.

    Metrics are left to scoring: they carry their own numbers as evidence.
    """
    critical = criterion.critical
    value = answer.value
    if critical is None or answer.exempt is not None or value is None:
        return False
    worth: Fraction | None = None
    if isinstance(value, ScaleValue):
        worth = Fraction(value.step, 4)
    elif isinstance(value, YesNoValue):
        worth = Fraction(value.yes)
    elif isinstance(value, ChoiceValue):
        options = getattr(criterion.answer, "options", ())
        worth = next(one.worth for one in options if one.id == value.option)
    elif isinstance(value, ChecklistValue) and isinstance(
        criterion.answer, ChecklistType
    ):
        apply = len(criterion.answer.items) - len(value.not_applicable)
        worth = Fraction(len(value.met), apply)
        if any(
            item not in value.met and item not in value.not_applicable
            for item in critical.must_items
        ):
            return True
    elif isinstance(value, NotMeasured):
        return False
    return worth is not None and 100 * worth < critical.below
