"""The theme's templates, compiled once for all builds of a process.

MkDocs makes a new template environment for every build, and compiling Material's
templates takes as long as building a small site. `serve` builds whenever a file
changes, and most of the time it is not a template.
"""

from __future__ import annotations

from types import CodeType
from typing import Any

from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket


class TemplateMemory(BytecodeCache):
    """The code of each template, while what it was compiled from is the same."""

    def __init__(self) -> None:
        """Start with nothing."""
        self._codes: dict[str, tuple[tuple[Any, ...], CodeType]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give a bucket the code that its template was compiled to, if it was."""
        made_from, code = self._codes.get(bucket.key, (None, None))
        if made_from == (bucket.checksum, *_rules(bucket.environment)):
            bucket.code = code

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template, in place of what it was before."""
        if bucket.code is not None:
            made_from = (bucket.checksum, *_rules(bucket.environment))
            self._codes[bucket.key] = made_from, bucket.code


def _rules(environment: Environment) -> tuple[Any, ...]:
    """Return what the code of a template depends on beside its source.

    Plugins and hooks of a configuration may change each of these, and the next build
    may have another configuration. Environments that read alike share a lexer; what is
    constant is put through filters and tests by the compiler.
    """
    return (
        environment.lexer,
        sorted(environment.extensions),
        environment.autoescape,
        environment.filters,
        environment.tests,
        environment.finalize,
        environment.undefined,
        environment.is_async,
        environment.optimized,
        environment.policies,
        getattr(environment, "newstyle_gettext", None),
    )
