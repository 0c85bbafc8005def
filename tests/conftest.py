"""What all tests share: what did not run and why, and the figures of those that did."""

from __future__ import annotations

import json
import os
import sys
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from thoroughness import examples

import generator

hypothesis.settings.register_profile("cx", max_examples=examples(100))
hypothesis.settings.load_profile("cx")

FIGURE = "figure: "
HARMFUL = ("threat", "fault")
"""Marks of tests that attack or break something: the docs' threat model has figures."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--figures",
        type=Path,
        help="write what tests measured to this file, as JSON",
    )


def pytest_report_header() -> str:
    """Say which program is tested: the checkout's, or with CX_WHEEL=1 an installed one."""
    program = Path(generator.__file__).parent
    if os.environ.get("CX_WHEEL") == "1" and not program.is_relative_to(sys.prefix):
        pytest.exit(f"not the installed program is tested, but {program}", 4)
    return f"cx-audit: {program}"


@pytest.fixture
def figure(record_property: Callable[[str, object], None]) -> Callable[..., None]:
    """Return what notes numbers that a test measured, under a name."""

    def note(name: str, **numbers: float) -> None:
        record_property(FIGURE + name, numbers)

    return note


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    _tell_missing(terminalreporter)
    path = config.getoption("--figures")
    if path:
        passed = terminalreporter.stats.get("passed", [])
        path.write_text(json.dumps(_figures(passed), indent=1), encoding="utf-8")


def _figures(passed: list[Any]) -> dict[str, Any]:
    """Return how many tests of each mark passed, and all numbers they noted."""
    noted: dict[str, list[Any]] = defaultdict(list)
    for report in passed:
        for name, numbers in report.user_properties:
            if name.startswith(FIGURE):
                noted[name.removeprefix(FIGURE)].append(numbers)
    counted = {
        mark: sum(mark in report.keywords for report in passed) for mark in HARMFUL
    }
    return {**counted, **noted}


def _tell_missing(terminalreporter: Any) -> None:
    missing = sorted(
        {
            report.longrepr[2].removeprefix("Skipped: ")
            for report in terminalreporter.stats.get("skipped", [])
            if isinstance(report.longrepr, tuple)
            and " is missing: " in str(report.longrepr)
        }
    )
    if missing:
        terminalreporter.write_line("Not run for want of a tool: " + "; ".join(missing))
