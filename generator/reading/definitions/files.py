"""The files of one definition while they are being read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from generator.model.audit import Spot
from generator.model.diagnostic import Diagnostic
from generator.reading.shapes.definition_files import DefinitionFile, TouchpointFile
from generator.reading.strict_yaml.source_file import Source


@dataclass(slots=True)
class DefinitionFiles:
    """What was read of a definition before it is put together.

    `whole` while every file that should be there was read in its shape: only then can
    a reference be called unknown.
    """

    sources: list[Source] = field(default_factory=list)
    main: tuple[Source, DefinitionFile] | None = None
    touchpoints: dict[str, tuple[Source, TouchpointFile]] = field(default_factory=dict)
    lists: dict[str, dict[str, Any]] = field(default_factory=dict)
    list_sources: dict[str, Source] = field(default_factory=dict)
    whole: bool = True
    own: bool = True
    """Whether they are the user's, not the package's."""
    ids: dict[str, Spot] = field(default_factory=dict)
    """Every criterion id with the place that has it, retired ones included."""

    def diagnostics(self) -> list[Diagnostic]:
        """Return all that was found in all files."""
        return [found for source in self.sources for found in source.problems.found]
