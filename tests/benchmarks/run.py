"""Print every ratio that the project promises, measured in one run.

Machines are noisy, so nothing here is a test: compare the ratios, not the seconds.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))

from benchmarks import (
    batch_ratio,
    reading_ratio,
    reload_ratio,
    scoring_ratio,
    site_ratio,
)

Measure = Callable[[], Mapping[str, float]]

MEASURES: tuple[tuple[str, Measure], ...] = (
    ("Strict reading of one answers file (at most 1)", reading_ratio.measure),
    ("Scoring one audit", lambda: scoring_ratio.measure()._asdict()),
    ("check + score of 1,000 files (at most 2)", batch_ratio.measure),
    ("A page in MkDocs (at most 0.125)", site_ratio.measure),
    ("Twice the shops (at most 2.2)", site_ratio.measure_growth),
    ("After one changed answer (at most 0.5 and 0.25)", reload_ratio.measure),
)


def main() -> None:
    """Measure and print, one group after the other."""
    for title, measure in MEASURES:
        print(title)
        for name, number in measure().items():
            print(f"  {name}: {number:.3g}")


if __name__ == "__main__":
    main()
