"""A report as a table for the terminal."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from fractions import Fraction

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text as Line

from generator.cli.console import colour
from generator.model.finding import Finding
from generator.model.report import PlanEntry, Report
from generator.model.score import Score
from generator.model.shown import shown_points, shown_tenths
from generator.model.text import Text
from generator.terminal import part_of_line

_FIRST = 5
"""How many steps of the plan, and how many things to find out, are told."""

_PLAIN_WIDTH = 100
"""How wide the table may be where there is no terminal, in characters."""


def score_table(report: Report) -> str:
    """Return stages, total, what caps, what is pending and the first steps."""
    out = io.StringIO()
    coloured = colour()
    console = Console(
        file=out,
        force_terminal=coloured,
        no_color=not coloured,
        width=None if sys.stdout and sys.stdout.isatty() else _PLAIN_WIDTH,
        highlight=False,
        markup=False,
        emoji=False,
    )
    label = f" ({report.label})" if report.label else ""
    title = f"{_words(report.shop.name)}, {report.date}{label}: {report.profile}"
    if report.policy.confidential:
        title += f" ({report.audience} edition – not for clients)"
    console.print(Line(part_of_line(title), style="bold"))
    console.print(_stages(report))
    for line in _remarks(report):
        console.print(line)
    if report.plan:
        console.print(_plan(report))
    return "\n".join(line.rstrip() for line in out.getvalue().rstrip().splitlines())


def _words(text: Text) -> str:
    return part_of_line(" ".join(text.in_language("en").split()))


def _stages(report: Report) -> Table:
    table = Table(box=SIMPLE_HEAD, show_footer=True, pad_edge=False)
    total = _cells(report, report.score)
    heads = ("Score", "Low–high", "Coverage", "Level")
    table.add_column("Stage", footer="Total")
    for head, cell in zip(heads, total, strict=True):
        side = "left" if head == "Level" else "right"
        table.add_column(head, justify=side, footer=cell)  # type: ignore[arg-type]
    for stage in report.stages:
        table.add_row(Line(_words(stage.name)), *_cells(report, stage.score))
    return table


def _cells(report: Report, score: Score | None) -> tuple[str, str, str, str]:
    """Return the shown score, its interval, its coverage and its level."""
    if score is None:
        return "–", "–", "–", "not applicable"
    point = "–" if score.point is None else str(shown_points(score.point))
    low, high = shown_points(score.low), shown_points(score.high, up=True)
    interval = "–" if score.low == score.high else f"{low}–{high}"
    coverage = f"{shown_points(score.coverage)}%"
    return point, interval, coverage, _level(report, score)


def _level(report: Report, score: Score) -> str:
    if score.provisional or score.level is None:
        return "provisional"
    level = _level_name(report, score.level)
    if score.pending:
        level = f"at most {level}"
    return f"{level} (capped)" if score.capped_by else level


def _level_name(report: Report, name: str) -> str:
    return next(_words(one.name) for one in report.rules.levels if one.id == name)


def _remarks(report: Report) -> Iterator[Line]:
    """Yield what holds the level down and what must be found out first."""
    score = report.score
    if score is None:
        return
    findings = _findings(report)
    for cap in score.failed:
        name = _words(findings[cap.criterion].asked.name)
        level = _level_name(report, cap.cap)
        yield Line(f"Fails critically, at most {level}: {name}", style="red")
    for criterion in score.pending[:_FIRST]:
        name = _words(findings[criterion].asked.name)
        yield Line(f"Critical and not yet known: {name}", style="yellow")
    if len(score.pending) > _FIRST:
        more = len(score.pending) - _FIRST
        yield Line(f"Critical and not yet known: {more} more", style="yellow")


def _findings(report: Report) -> dict[str, Finding]:
    return {finding.criterion: finding for finding in report.findings}


def _plan(report: Report) -> Table:
    findings = _findings(report)
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    table.add_column("What to do first")
    table.add_column("Gain", justify="right")
    table.add_column("Effort")
    table.add_column("Score after", justify="right")
    steps = [entry for entry in report.plan if not entry.accepted][:_FIRST]
    for entry in steps:
        effort = report.rules.efforts[entry.effort]
        table.add_row(
            Line(_words(findings[entry.criterion].asked.name)),
            _gain(entry),
            Line(_words(effort.name)),
            "–" if entry.after is None else str(shown_points(entry.after)),
        )
    return table


def _gain(entry: PlanEntry) -> str:
    tenths = shown_tenths(entry.gain)
    amount = f"+{tenths // 10}.{tenths % 10}" if tenths else "<0.1"
    return f"up to {amount}" if entry.up_to and entry.gain > Fraction(0) else amount
