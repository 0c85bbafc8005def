"""The languages that the interface speaks."""

from __future__ import annotations

LANGUAGES = ("en", "pl")
"""Those a text may have, the one that stands in for a missing one first."""
