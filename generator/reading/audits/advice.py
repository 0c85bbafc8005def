"""Advice (W4xx): what an auditor should look at again. Never an error."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from generator.model.audit import (
    STALE_AFTER,
    Answer,
    Audit,
    MetricValue,
    NotMeasured,
)
from generator.model.definition import Criterion, Definition
from generator.model.diagnostic import Diagnostic
from generator.model.placeholders import is_auditor, is_shop_address
from generator.reading.strict_yaml.nodes import locate
from generator.reading.strict_yaml.source_file import Source

UNUSUAL_SHARE = Fraction(1, 4)
"""The share of a stage's weight above which "not applicable" is unusual."""


def advise_shop(source: Source, url: str) -> None:
    """Tell of what `new` wrote into a shop.yaml and nobody replaced."""
    if is_shop_address(url):
        words = f"'{url}' is an example, not the shop's address"
        hint = "write the address at which customers find the shop"
        source.tell("W414", ("url",), words, hint)


def advise(source: Source, audit: Audit, definition: Definition) -> None:
    """Tell what is allowed but deserves a second look."""
    asked = _asked(definition, audit.profile)
    answers = audit.answers
    out: Counter[str] = Counter()
    for name, answer in answers.items():
        if name not in asked.criteria:
            source.tell(
                "W404",
                ("answers", name),
                f"'{name}' is outside the profile '{audit.profile}'",
                "it is kept and not scored",
                key=True,
            )
        elif answer.state == "unanswered":
            words = f"'{name}' has no value"
            at = ("answers", name)
            source.tell("W405", at, words, "it counts as unanswered", key=True)
        elif answer.checked_on is not None or answer.evidence:
            _advise_dates(source, audit, answer)
        if answer.state == "not-applicable" and name in asked.criteria:
            out[asked.stages[name]] += asked.criteria[name].weight
    _advise_share(source, asked, out)
    for place, name in enumerate(audit.auditors):
        if is_auditor(name):
            words = f"'{name}' is an example, nobody's name"
            hint = "write who made the audit; it stands on the report's cover"
            source.tell("W414", ("auditors", place), words, hint)


def unproven_criticals(
    source: Source, audit: Audit, definition: Definition
) -> Mapping[str, Diagnostic]:
    """Return what is to be told of each critical answer without evidence if it fails.

    By criterion; whether it fails is for scoring to say. The numbers of a metric are its
    evidence.
    """
    found = {}
    for criterion in _asked(definition, audit.profile).critical:
        answer = audit.answers.get(criterion.id)
        if (
            answer is not None
            and answer.value is not None
            and not answer.evidence
            and not isinstance(answer.value, (MetricValue, NotMeasured))
        ):
            found[criterion.id] = source.problems.made(
                "W401",
                locate(source.root, ("answers", criterion.id), key=True),
                f"the critical '{criterion.id}' fails without evidence",
                "add evidence: a client will ask for it",
            )
    return found


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a profile asks: all criteria, the critical ones, each stage's weight."""

    criteria: Mapping[str, Criterion]
    critical: tuple[Criterion, ...]
    stages: Mapping[str, str]
    """The stage of each criterion."""
    weights: Mapping[str, int]
    """The weight of all criteria asked, by stage."""


@lru_cache(maxsize=32)
def _asked(definition: Definition, profile: str) -> _Asked:
    asks = definition.profiles[profile].asks
    places = [p for p in definition.places.values() if asks(p.criterion)]
    weights: Counter[str] = Counter()
    for place in places:
        weights[place.stage.id] += place.criterion.weight
    return _Asked(
        criteria={place.criterion.id: place.criterion for place in places},
        critical=tuple(p.criterion for p in places if p.criterion.critical),
        stages={place.criterion.id: place.stage.id for place in places},
        weights=weights,
    )


def _advise_dates(source: Source, audit: Audit, answer: Answer) -> None:
    name = answer.criterion
    newest = max(_dates(answer), default=audit.date)
    if audit.date - newest > STALE_AFTER:
        days = (audit.date - newest).days
        words = f"the evidence for '{name}' is {days} days older than the audit"
        source.tell("W403", ("answers", name), words, "look again", key=True)
    if newest > audit.date:
        words = f"'{name}' was checked after the audit's date"
        source.tell("W407", ("answers", name), words, "check the dates", key=True)


def _dates(answer: Answer) -> Iterator[dt.date]:
    if answer.checked_on is not None:
        yield answer.checked_on
    for evidence in answer.evidence:
        if evidence.taken_on is not None:
            yield evidence.taken_on


def _advise_share(source: Source, asked: _Asked, out: Mapping[str, int]) -> None:
    """Tell of stages much of whose weight is `out`, by stage: not applicable."""
    for stage, weight in out.items():
        total = asked.weights[stage]
        if Fraction(weight, total) > UNUSUAL_SHARE:
            source.tell(
                "W402",
                ("answers",),
                f"{100 * weight // total}% of the weight of '{stage}' is not applicable",
                "the stage's score says little; check the reasons",
                key=True,
            )
