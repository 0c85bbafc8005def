"""The theme's templates, compiled once for all builds of a process.

MkDocs makes a new template environment for every build, and compiling Material's
templates takes as long as building a small site. `serve` builds whenever a file
changes, and most of the time it is not a template.
"""

from __future__ import annotations

from types import CodeType
from typing import Any

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket


class TemplateMemory(BytecodeCache):
    """Code by the source it was compiled from and what else it depends on."""

    def __init__(self) -> None:
        """Start with nothing."""
        self._codes: dict[tuple[Any, ...], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give a bucket the code that its template was compiled to, if it was."""
        bucket.code = self._codes.get(_key(bucket))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template."""
        if bucket.code is not None:
            self._codes[_key(bucket)] = bucket.code


def _key(bucket: Bucket) -> tuple[Any, ...]:
    """Return what the code depends on: name and source, and how the source is read.

    Environments that read alike share a lexer. Extensions and escaping are chosen by the
    plugins of a configuration, which may be another one now.
    """
    environment = bucket.environment
    return (
        bucket.key,
        bucket.checksum,
        environment.lexer,
        frozenset(environment.extensions),
        environment.autoescape,
    )
