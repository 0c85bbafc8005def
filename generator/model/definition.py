"""The audit definition: what can be asked of a shop, and how it counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field

from generator.model.answers import AnswerType
from generator.model.fields import (
    Exact,
    Id,
    Percent,
    PercentAboveZero,
    Positive,
    YamlModel,
)
from generator.model.text import Text

EvidenceFrom = Literal["public", "test-order", "internal", "mixed"]
Phase = Literal[
    "assess",
    "admit",
    "affirm",
    "activate",
    "acclimate",
    "accomplish",
    "adopt",
    "advocate",
]
"""Coleman's eight phases (Never Lose a Customer Again, 2018)."""


class Critical(YamlModel):
    """When failing a criterion caps the level, and why."""

    kind: Id
    below: PercentAboveZero
    must_items: Annotated[tuple[Id, ...], Field(strict=False)] = ()
    exempt_when: Text | None = None
    reason: Text


class Criterion(YamlModel):
    """One question of the audit with all that is needed to ask and to act."""

    id: Id
    name: Text
    question: Text
    why: Text
    how_to_check: Text
    evidence_from: EvidenceFrom
    answer: AnswerType
    not_applicable_when: Text | None = None
    weight: Annotated[int, Field(ge=1, le=5)]
    effort: int
    critical: Critical | None = None
    recommendation: Text
    kpis: Annotated[tuple[Id, ...], Field(strict=False)] = ()
    seeds: Annotated[tuple[str, ...], Field(strict=False)] = ()
    sources: Annotated[tuple[Id, ...], Field(strict=False)] = ()
    verify: Annotated[tuple[str, ...], Field(strict=False)] = ()


class Retired(YamlModel):
    """A criterion that is asked no more; its id is never used again."""

    id: Id
    since: str
    replaced_by: Id | None = None
    note: Text | None = None


class Level(YamlModel):
    """A named band of the score; `start` is percent of the point, inclusive."""

    id: Id
    start: Percent = Field(alias="from")
    name: Text


class Effort(YamlModel):
    """What an effort from 1 to 5 means, in working days."""

    id: Annotated[int, Field(ge=1)]
    days: Positive
    name: Text


class Profile(YamlModel):
    """A part of the definition that an audit may limit itself to."""

    name: Text | None = None
    about: Text | None = None
    evidence_from: Annotated[tuple[EvidenceFrom, ...] | None, Field(strict=False)] = (
        None
    )
    criteria: Annotated[tuple[Id, ...] | None, Field(strict=False)] = None

    def asks(self, criterion: Criterion) -> bool:
        """Return whether an audit with this profile asks the criterion."""
        return (
            self.evidence_from is None or criterion.evidence_from in self.evidence_from
        ) and (self.criteria is None or criterion.id in self.criteria)


class Source(YamlModel):
    """A law, a standard, a book or a study that a criterion rests on."""

    id: Id
    kind: Literal["law-eu", "law-pl", "standard", "research", "book"]
    name: Text
    fact: Text
    status: Literal["found", "known", "to-verify"]
    verify: str | None = None


class Kpi(YamlModel):
    """A figure that moves when the criterion is met."""

    id: Id
    name: Text
    unit: Text
    definition: Text | None = None
    metric: Id | None = None


class Metric(YamlModel):
    """A measured figure: its formula, its interval and its traps."""

    id: Id
    name: Text
    question: Text | None = None
    scale: Text
    formula: Text
    unit: Text
    interval: Text
    cautions: Text
    sources: Annotated[tuple[Id, ...], Field(strict=False)] = ()


class Term(YamlModel):
    """An entry of the glossary."""

    id: Id
    term: Text
    text: Text
    seeds: Annotated[tuple[str, ...], Field(strict=False)] = ()
    see: Annotated[tuple[Id, ...], Field(strict=False)] = ()


class Seed(YamlModel):
    """An idea the catalogue started from, paraphrased."""

    id: Annotated[str, Field(pattern=r"^S\d-\d\d$")]
    tags: Annotated[
        tuple[
            Literal["criterion", "metric", "glossary", "example", "out-of-scope"], ...
        ],
        Field(min_length=1, strict=False),
    ]
    text: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Touchpoint:
    """A moment of contact with its criteria, in the order of its file."""

    id: str
    name: Text
    phases: tuple[Phase, ...]
    criteria: tuple[Criterion, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A part of the journey; its weight counts against the other stages'."""

    id: str
    name: Text
    weight: Exact
    touchpoints: tuple[Touchpoint, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a criterion stands in the definition."""

    stage: Stage
    touchpoint: Touchpoint
    criterion: Criterion


@dataclass(frozen=True, kw_only=True, eq=False)
class Definition:
    """A whole audit definition, cross-checked: every reference in it holds.

    Two definitions are equal only when they are the same object; `digest` tells
    whether their content is.
    """

    id: str
    version: str
    languages: tuple[str, ...]
    title: Text
    stages: tuple[Stage, ...]
    levels: tuple[Level, ...]
    caps: Mapping[str, str]
    kinds: Mapping[str, Text]
    coverage_needed: Exact
    efforts: Mapping[int, Effort]
    profiles: Mapping[str, Profile]
    retired: Mapping[str, Retired]
    sources: Mapping[str, Source]
    kpis: Mapping[str, Kpi]
    metrics: Mapping[str, Metric]
    glossary: Mapping[str, Term]
    seeds: Mapping[str, Seed]
    digest: str
    """SHA-256 of the definition's canonical JSON, in hexadecimal."""

    @cached_property
    def places(self) -> Mapping[str, Place]:
        """Every criterion with its stage and touchpoint, by id, in journey order."""
        return {
            criterion.id: Place(stage=stage, touchpoint=touchpoint, criterion=criterion)
            for stage in self.stages
            for touchpoint in stage.touchpoints
            for criterion in touchpoint.criteria
        }


def newest_versions(definitions: Mapping[str, Definition]) -> dict[str, Definition]:
    """Return the newest of each definition's versions, by id."""
    return {one.id: one for one in sorted(definitions.values(), key=_version)}


def _version(definition: Definition) -> tuple[int, ...]:
    return tuple(int(part) for part in definition.version.split("."))
