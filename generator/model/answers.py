"""The five answer types a criterion can ask for (FORMAT: answer)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Any, Literal

from pydantic import Field

from generator.model.fields import ChoiceId, Exact, Id, Limit, Worth, YamlModel
from generator.model.text import Text

SCALE_STEPS = ("0", "1", "2", "3", "4")
"""The keys of a scale's anchors; the worth of step n is n/4."""

Measures = Literal["nps", "share", "number"]
"""What a metric measures: a Net Promoter Score from -100 to 100, which takes promoters,
passives and detractors; a share from 0 to 100 percent, which takes its counts; or any
other number."""

_IN_UNITS: Mapping[str, Measures] = MappingProxyType({"nps": "nps", "%": "share"})
"""What it measures by its English unit, where an author did not write it: until there was
a key for it, these units said so."""


def _by_unit(known: Mapping[str, Any]) -> Measures:
    unit = known.get("unit")  # missing where it is wrong itself
    return _IN_UNITS.get(unit.in_language("en"), "number") if unit else "number"


class ScaleType(YamlModel):
    """A step from 0 to 4, each with an anchor that says when it is reached."""

    type: Literal["scale"]
    anchors: dict[str, Text]


class YesNoType(YamlModel):
    """Yes is worth 1, no is worth 0."""

    type: Literal["yes_no"]


class Option(YamlModel):
    """One of the options of a choice, worth 0…1."""

    id: ChoiceId
    worth: Worth
    text: Text


class ChoiceType(YamlModel):
    """Exactly one option holds; its worth is the answer's."""

    type: Literal["choice"]
    options: Annotated[tuple[Option, ...], Field(min_length=2, strict=False)]


class Item(YamlModel):
    """One of the items of a checklist."""

    id: ChoiceId
    text: Text


class ChecklistType(YamlModel):
    """Each item is met or not; the worth is met / applicable items."""

    type: Literal["checklist"]
    items: Annotated[tuple[Item, ...], Field(min_length=2, strict=False)]
    items_may_not_apply: bool = False


class Band(YamlModel):
    """A step of a metric: its worth holds for a value ≥ min or ≤ max."""

    min: Limit = None
    max: Limit = None
    worth: Worth


class Basis(YamlModel):
    """Where the thresholds of a metric come from."""

    kind: Literal["law", "research", "seed", "convention"]
    text: Text


class MetricType(YamlModel):
    """A number in a unit; the first band from the top that matches gives the worth."""

    type: Literal["metric"]
    unit: Text
    direction: Literal["higher", "lower"]
    bands: Annotated[tuple[Band, ...], Field(min_length=2, strict=False)]
    basis: Basis
    min_n: Annotated[int, Field(ge=1)]
    range: Annotated[tuple[Exact, Exact] | None, Field(default=None, strict=False)] = (
        None
    )
    metric: Id | None = None
    measures: Measures = Field(default_factory=_by_unit)


AnswerType = Annotated[
    ScaleType | YesNoType | ChoiceType | ChecklistType | MetricType,
    Field(discriminator="type"),
]
