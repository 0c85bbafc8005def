"""What all tests share: a last line that says which tests did not run, and why."""

from __future__ import annotations

from typing import Any


def pytest_terminal_summary(terminalreporter: Any) -> None:
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
