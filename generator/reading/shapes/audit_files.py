"""The shapes of a shop's files: shop.yaml, an audit, tasks.yaml."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints

from generator.model.audit import Assessed, TaskStatus
from generator.model.fields import Day, YamlModel
from generator.model.text import Text

Language = Literal["en", "pl"]
Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class ShopFile(YamlModel):
    """The file shop.yaml: who the shop is."""

    name: Text
    url: str
    language: Language | None = None
    sector: Text | None = None
    country: Annotated[str | None, Field(pattern="^[A-Z]{2}$")] = None
    about: Text | None = None
    contacts: Annotated[tuple[Words, ...] | None, Field(strict=False)] = None


class StageComment(YamlModel):
    """What the auditor says of a stage as a whole."""

    comment: Text


class AuditFile(YamlModel):
    """The file of one audit; the answers are read against the definition."""

    definition: str
    auditors: Annotated[tuple[Words, ...], Field(min_length=1, strict=False)]
    assessed: Assessed = "external"
    profile: str = "full"
    language: Language | None = None
    sample: Text | None = None
    summary: Text | None = None
    stages: dict[str, StageComment] | None = None
    answers: dict[str, Any] | None = None


class EvidenceFields(YamlModel):
    """One piece of evidence: exactly one of `file`, `url` and `said`."""

    file: str | None = None
    url: str | None = None
    said: Text | None = None
    text: Text | None = None
    taken_on: Day | None = None
    private: bool = False


class AnswerFields(YamlModel):
    """An answer written out as a mapping."""

    value: Any = None
    met: Any = None
    n: Annotated[int | None, Field(ge=1)] = None
    not_applicable: Any = None
    unknown: Any = None
    not_measured: bool | None = None
    note: Text | None = None
    evidence: Annotated[tuple[Any, ...] | None, Field(strict=False)] = None
    private: Text | None = None
    checked_on: Day | None = None
    advice: Text | None = None
    effort: int | None = None
    exempt: Text | None = None


class TaskFields(YamlModel):
    """One entry of tasks.yaml."""

    owner: Words | None = None
    due: Day | None = None
    status: TaskStatus = "open"
    reason: Text | None = None
    until: Day | None = None
    note: Text | None = None
    private: Text | None = None
