"""The digest of a definition: whether two have the same content.

It is the SHA-256 of a canonical JSON. What the first format knew is always written, with
its default where an author left it out; a key that came later is written only where an
author wrote it. So a definition keeps its digest while the format grows.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from pydantic import BaseModel

from generator.model.answers import (
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
from generator.model.definition import (
    Criterion,
    Critical,
    Effort,
    Kpi,
    Level,
    Metric,
    Profile,
    Retired,
    Seed,
    Source,
    Term,
)
from generator.model.text import Text
from generator.reading.shapes.definition_files import (
    DefinitionFile,
    StageEntry,
    TouchpointFile,
)

Keys = Mapping[type[BaseModel], str]

FIRST_KEYS: Keys = {
    DefinitionFile: "id version languages title stages levels caps kinds"
    " coverage_needed efforts profiles",
    StageEntry: "id name weight touchpoints",
    Level: "id from name",
    Effort: "id days name",
    Profile: "name about evidence_from criteria",
    TouchpointFile: "id name phases criteria retired",
    Criterion: "id name question why how_to_check evidence_from answer"
    " not_applicable_when weight effort critical recommendation kpis seeds sources"
    " verify",
    Critical: "kind below must_items exempt_when reason",
    Retired: "id since replaced_by note",
    ScaleType: "type anchors",
    YesNoType: "type",
    ChoiceType: "type options",
    Option: "id worth text",
    ChecklistType: "type items items_may_not_apply",
    Item: "id text",
    MetricType: "type unit direction bands basis min_n range metric",
    Band: "min max worth",
    Basis: "kind text",
    Source: "id kind name fact status verify",
    Kpi: "id name unit definition metric",
    Metric: "id name question scale formula unit interval cautions sources",
    Term: "id term text seeds see",
    Seed: "id tags text",
}
"""The YAML keys of the first format, which are always written. Nothing is added here:
it would change the digest of every definition there is."""

FIRST_LISTS = frozenset({"sources", "kpis", "metrics", "terms", "seeds"})
"""The lists of the first format, each a file; written even where there are none."""

FIRST_NAMES: Mapping[tuple[type[BaseModel], str], str] = {(Level, "from"): "start"}
"""Keys that the first digests called by another name."""


def content_digest(
    shape: DefinitionFile,
    touchpoints: Iterable[TouchpointFile],
    lists: Mapping[str, Mapping[str, Any]],
) -> str:
    """Return the SHA-256 of the canonical JSON: keys sorted, no white space.

    `lists` are the entries of each list by its key. One that came after the first format
    is written only where it has any.
    """
    content = {
        "audit": shape,
        "touchpoints": {touchpoint.id: touchpoint for touchpoint in touchpoints},
        "lists": {
            key: entries
            for key, entries in lists.items()
            if key in FIRST_LISTS or entries
        },
    }
    canonical = json.dumps(
        content,
        default=canonical_form,
        sort_keys=True,
        ensure_ascii=False,
        separators=(",", ":"),
    )
    return hashlib.sha256(canonical.encode()).hexdigest()


def canonical_form(value: Any, first_keys: Keys = FIRST_KEYS) -> Any:
    """Return a value of a definition in terms of JSON, one level deep.

    Of a file's part: its fields by their YAML keys, those of `first_keys` always, others
    only where an author wrote them. Raises TypeError for what no definition holds.
    """
    if isinstance(value, BaseModel):
        kind = type(value)
        always = first_keys.get(kind, "").split()
        return {
            FIRST_NAMES.get((kind, key), key): getattr(value, name)
            for name, field in kind.model_fields.items()
            for key in [field.alias or name]
            if key in always or name in value.model_fields_set
        }
    if isinstance(value, Text):
        return dict(value)
    if isinstance(value, Fraction):
        return str(value)
    raise TypeError(type(value))
