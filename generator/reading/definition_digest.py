"""The digest of a definition: whether two have the same content."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from pydantic import BaseModel

from generator.model.definition import DefinitionFile, TouchpointFile
from generator.model.text import Text


def content_digest(
    shape: DefinitionFile,
    touchpoints: Iterable[TouchpointFile],
    lists: dict[str, dict[str, Any]],
) -> str:
    """Return the SHA-256 of the canonical JSON: keys sorted, no white space."""
    content = {
        "audit": shape,
        "touchpoints": {touchpoint.id: touchpoint for touchpoint in touchpoints},
        "lists": lists,
    }
    canonical = json.dumps(
        content,
        default=_canonical,
        sort_keys=True,
        ensure_ascii=False,
        separators=(",", ":"),
    )
    return hashlib.sha256(canonical.encode()).hexdigest()


def _canonical(value: Any) -> Any:
    if isinstance(value, BaseModel):
        return {name: getattr(value, name) for name in type(value).model_fields}
    if isinstance(value, Text):
        return dict(value)
    if isinstance(value, Fraction):
        return str(value)
    raise TypeError(type(value))
