"""The catalogue of diagnostics: what each code means and how to fix it."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from generator.model.diagnostic import DiagnosticEntry
from generator.model.text import Text

_FILE = Path(__file__).with_name("diagnostics.toml")


@cache
def diagnostic_entries() -> tuple[DiagnosticEntry, ...]:
    """Return every diagnostic there is, in the order of the codes."""
    tables = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return tuple(
        DiagnosticEntry(
            code=code,
            severity="advice" if code.startswith("W") else "error",
            title=Text(table["title"]),
            meaning=Text(table["meaning"]),
            bad=table["bad"],
            good=table["good"],
            where=table["where"],
        )
        for code, table in tables.items()
    )
