"""The sample comes to what tests/golden holds: its Reports, its pages, its files."""

from __future__ import annotations

from pathlib import Path

import pytest
from golden_results import GOLDEN, differences, golden_results, kept, refresh

PAGES = "internal/pages.en.txt"
PLAN = "en/shops/fern-and-fog/2026-10-06/plan"
REPORT = "client-lumen/reports/lumen-2026-09-15.json"


def test_the_sample_comes_to_the_golden_results() -> None:
    """Every value of a Report, and each page's title, headings and anchors, are kept."""
    told = differences(kept(GOLDEN), golden_results())

    if told:
        pytest.fail(told, pytrace=False)


def test_a_changed_value_is_told_with_its_finding_and_the_way_to_refresh() -> None:
    """A failure names the file, the finding or page, both values and `make golden`."""
    old = kept(GOLDEN)
    report = old[REPORT].replace('"weight": 3', '"weight": 2', 1)
    pages = old[PAGES].replace("#_matrix Effort", "#_matrix Cost", 1)
    told = differences(old, old | {REPORT: report, PAGES: pages}).splitlines()

    assert "`make golden`" in told[1]
    assert f"{REPORT} differs" in told
    assert '  -       "weight": 3,' in told
    assert '  +       "weight": 2,' in told
    assert [one for one in told if one.endswith('below "id": "lumen/ad-promise-kept",')]
    assert f"{PAGES} differs" in told
    assert [one for one in told if one.endswith(f"below {PLAN}")]
    assert "  +   h2 #_matrix Cost and gain" in told
    assert len(told) < 30, "a few lines are enough to see what it is"


def test_a_file_that_nothing_produces_is_told_and_removed(tmp_path: Path) -> None:
    """A result of a shop that is gone does not stay, and a new one is written."""
    refresh(tmp_path, {"gone/pages.en.txt": "en/index\n", "files.txt": "a.csv\n"})
    now = {"files.txt": "a.csv\n", "new/pages.en.txt": "en/index\n"}

    told = differences(kept(tmp_path), now)
    refresh(tmp_path, now)

    assert "gone/pages.en.txt is kept, and nothing produces it any more" in told
    assert "new/pages.en.txt is not kept yet" in told
    assert "files.txt differs" not in told
    assert kept(tmp_path) == now
    assert not (tmp_path / "gone").exists()
