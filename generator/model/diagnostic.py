"""A diagnostic: a problem in somebody's YAML, with the place and the cure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from generator.model.text import Text

Severity = Literal["error", "advice"]


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Diagnostic:
    """One problem at one place.

    `path` is relative to the project, with forward slashes. Lines and columns count
    from 1, in code points; the end is exclusive. `excerpt` is the source line, for
    the caret in the text form. Diagnostics sort by file, then by place.
    """

    path: str
    line: int
    column: int
    code: str
    message: str
    hint: str | None = None
    end_line: int = 0
    end_column: int = 0
    excerpt: str = ""

    @property
    def severity(self) -> Severity:
        """`error` stops everything; `advice` (W…) is for the author to weigh."""
        return "advice" if self.code.startswith("W") else "error"

    def to_json(self) -> dict[str, Any]:
        """Return the public form, in the order FORMAT promises."""
        return {
            "path": self.path,
            "line": self.line,
            "column": self.column,
            "end_line": self.end_line or self.line,
            "end_column": self.end_column or self.column,
            "severity": self.severity,
            "code": self.code,
            "message": self.message,
            "hint": self.hint,
        }


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Return whether any of them is an error."""
    return any(diagnostic.severity == "error" for diagnostic in diagnostics)


@dataclass(frozen=True, slots=True, kw_only=True)
class DiagnosticEntry:
    """What the reference says of one code.

    `bad` is a short YAML with the defect and `good` the same fixed; `where` is the
    kind of file it stands in: any, definition, shop, audit or tasks.
    """

    code: str
    severity: Severity
    title: Text
    meaning: Text
    bad: str
    good: str
    where: str
