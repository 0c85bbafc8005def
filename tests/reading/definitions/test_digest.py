"""Digests of definitions stay as they are while the format grows.

Audits name a version, and a version is known by its digest: were it to change with the
program, every frozen definition would seem to have been edited.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import BaseModel, Field
from repository import ROOT

from generator.reading.definitions.digest import (
    FIRST_KEYS,
    FIRST_LISTS,
    canonical_form,
    content_digest,
)
from generator.reading.definitions.read import read_definition
from generator.reading.diagnostics.shape_codes import DEFINITION_CODES
from generator.reading.shapes.definition_files import (
    DefinitionFile,
    GlossaryFile,
    KpisFile,
    MetricsFile,
    SeedsFile,
    SourcesFile,
    TouchpointFile,
)
from generator.reading.shapes.validate import read_shape
from generator.reading.strict_yaml.source_file import read_source

FROZEN = ROOT / "tests" / "frozen_definitions"
HELD = {
    "audits/definitions/online-shop": "d8ad3537de07205f3718fe2be9969ecc92994860e55e04152fe66a4e84fe08f3",
    "tests/frozen_definitions/every-key": "807d7211033bc190d5e6fee4cd82305aaad90585923d9072fc2fbd693c33f349",
    "tests/frozen_definitions/plain-polish": "f22f6d57254100d651d1983ae62050f2b911fe43017e6a6aa26f27a617cfd6cc",
}
SHAPES: dict[str, type[BaseModel]] = {
    "audit.yaml": DefinitionFile,
    "sources.yaml": SourcesFile,
    "kpis.yaml": KpisFile,
    "metrics.yaml": MetricsFile,
    "glossary.yaml": GlossaryFile,
    "seeds.yaml": SeedsFile,
}


@pytest.mark.parametrize("folder", HELD)
def test_a_digest_is_what_it_was(folder: str) -> None:
    """The digest of a definition that nobody edited is that of the first release."""
    definition, diagnostics = read_definition(ROOT / folder, ROOT)

    assert definition is not None, diagnostics
    assert definition.digest == HELD[folder]


def test_every_key_of_the_first_format_is_held() -> None:
    """The frozen definition writes each key that the first format knew, and no other."""
    written: dict[type[BaseModel], set[str]] = {}
    for path in (FROZEN / "every-key").rglob("*.yaml"):
        source = read_source(path, FROZEN)
        kind = SHAPES.get(path.name, TouchpointFile)
        shape = read_shape(kind, source, DEFINITION_CODES, language="en")
        for part in parts(shape):
            fields = type(part).model_fields
            keys = {fields[name].alias or name for name in part.model_fields_set}
            written.setdefault(type(part), set()).update(keys)

    files = set(SHAPES.values()) - {DefinitionFile}
    held = {kind: keys for kind, keys in written.items() if kind not in files}
    assert held == {kind: set(keys.split()) for kind, keys in FIRST_KEYS.items()}


def test_a_later_list_is_written_only_where_it_has_entries() -> None:
    """A new file beside audit.yaml leaves the digests of definitions without it alone."""
    source = read_source(FROZEN / "every-key/audit.yaml", FROZEN)
    shape = read_shape(DefinitionFile, source, DEFINITION_CODES, language="en")
    first = {key: {} for key in FIRST_LISTS}
    before = content_digest(shape, [], first)

    assert content_digest(shape, [], first | {"places": {}}) == before
    assert content_digest(shape, [], first | {"places": {"a": "b"}}) != before
    assert content_digest(shape, [], {}) != before


def test_a_later_key_is_written_only_where_an_author_wrote_it() -> None:
    """A new key with a default leaves the digests of older definitions alone."""

    class DefinitionCatalog(BaseModel):
        height: int = 2
        colour: str = "white"

    first = {DefinitionCatalog: "height"}

    assert canonical_form(DefinitionCatalog(), first) == {"height": 2}
    assert canonical_form(DefinitionCatalog(colour="white"), first) == {
        "height": 2,
        "colour": "white",
    }


def test_a_field_is_named_by_its_key() -> None:
    """Renaming a field of the program changes no digest while its key stays."""

    class DefinitionCatalog(BaseModel):
        high: int = Field(2, alias="height")

    assert canonical_form(DefinitionCatalog(), {DefinitionCatalog: "height"}) == {
        "height": 2
    }
    assert canonical_form(DefinitionCatalog(height=3), {}) == {"height": 3}


def parts(thing: Any) -> Iterator[BaseModel]:
    """Yield a part of a file and all parts in it."""
    if isinstance(thing, BaseModel):
        yield thing
        for name in type(thing).model_fields:
            yield from parts(getattr(thing, name))
    elif isinstance(thing, dict):
        for value in thing.values():
            yield from parts(value)
    elif isinstance(thing, (tuple, list)):
        for value in thing:
            yield from parts(value)
