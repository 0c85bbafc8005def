"""The shapes of a definition's files."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from generator.model.definition import (
    Criterion,
    Effort,
    Kpi,
    Level,
    Metric,
    Phase,
    Profile,
    Retired,
    Seed,
    Source,
    Term,
)
from generator.model.fields import Id, Percent, Positive, YamlModel
from generator.model.text import Text


class TouchpointFile(YamlModel):
    """The file of a touchpoint: a moment of contact and its criteria."""

    id: Id
    name: Text
    phases: Annotated[tuple[Phase, ...], Field(strict=False)] = ()
    criteria: Annotated[tuple[Criterion, ...], Field(min_length=1, strict=False)]
    retired: Annotated[tuple[Retired, ...], Field(strict=False)] = ()


class StageEntry(YamlModel):
    """A stage as audit.yaml lists it."""

    id: Id
    name: Text
    weight: Positive
    touchpoints: Annotated[tuple[Id, ...], Field(min_length=1, strict=False)]


class DefinitionFile(YamlModel):
    """The file audit.yaml of a definition."""

    id: Id
    version: Annotated[str, Field(pattern=r"^\d+\.\d+\.\d+$")]
    languages: Annotated[
        tuple[Literal["en", "pl"], ...], Field(min_length=1, strict=False)
    ]
    title: Text
    stages: Annotated[tuple[StageEntry, ...], Field(min_length=1, strict=False)]
    levels: Annotated[tuple[Level, ...], Field(min_length=1, strict=False)]
    caps: dict[Id, Id]
    kinds: dict[Id, Text] = Field(default_factory=dict)
    coverage_needed: Percent
    efforts: Annotated[tuple[Effort, ...], Field(min_length=1, strict=False)]
    profiles: dict[Id, Profile]


class SourcesFile(YamlModel):
    """The file sources.yaml."""

    sources: Annotated[tuple[Source, ...], Field(strict=False)]


class KpisFile(YamlModel):
    """The file kpis.yaml."""

    kpis: Annotated[tuple[Kpi, ...], Field(strict=False)]


class MetricsFile(YamlModel):
    """The file metrics.yaml."""

    metrics: Annotated[tuple[Metric, ...], Field(strict=False)]


class GlossaryFile(YamlModel):
    """The file glossary.yaml."""

    terms: Annotated[tuple[Term, ...], Field(strict=False)]


class SeedsFile(YamlModel):
    """The file seeds.yaml."""

    seeds: Annotated[tuple[Seed, ...], Field(strict=False)]
