"""What the file of a new audit says of the answers to a question."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from generator.model.text import Text

Words = Mapping[str, str]
"""The phrases of the file in its language."""

Say = Callable[[Text], str]
"""Gives a text of the definition in the file's language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowed:
    """What may be written: in general, each thing that can be named, and what else."""

    form: str
    entries: tuple[tuple[str, Text], ...] = ()
    also: str = ""
