"""Where the repository and the examples of the tests are."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
"""The root of the repository."""

EXAMPLES = ROOT / "tests" / "examples"
"""Projects with one defect each; `base` is the one without."""
