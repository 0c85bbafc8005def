"""The findings and the plan as tables, whatever file they end up in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.model.finding import Finding, ShownTask
from generator.model.report import PlanEntry
from generator.model.shown import shown_points
from generator.publishing.exports.cells import Cell
from generator.publishing.exports.plain import one_line
from generator.publishing.exports.plain_text_report import PlainTextReport

Row = dict[str, Cell]

FINDINGS = (
    "id",
    "stage",
    "touchpoint",
    "criterion",
    "question",
    "outcome",
    "critical",
    "worth",
    "weight",
    "gain",
    "effort",
    "effort_words",
    "days",
    "answer",
    "reason",
    "note",
    "recommendation",
    "advice",
    "owner",
    "status",
    "due",
    "overdue",
    "evidence",
    "checked_on",
    "link",
)
"""The columns of the findings; the internal audience has two more."""

PLAN = (
    "rank",
    "id",
    "stage",
    "touchpoint",
    "criterion",
    "recommendation",
    "advice",
    "critical",
    "gain",
    "up_to",
    "effort",
    "effort_words",
    "days",
    "horizon",
    "after",
    "level_after",
    "lifts_to",
    "owner",
    "status",
    "due",
    "overdue",
    "accepted_reason",
    "accepted_until",
    "task_note",
    "link",
)
"""The columns of the plan; the internal audience has two more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table with a header; every row has a cell for every column.

    `keys` name the columns for machines, `headers` in the reader's language.
    """

    name: str
    keys: tuple[str, ...]
    headers: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def table(
    name: str, keys: tuple[str, ...], book: PlainTextReport, rows: Iterable[Row]
) -> Table:
    """Return rows, each a cell by column, as a table with the columns `keys`."""
    return Table(
        name=book.header(name),
        keys=keys,
        headers=tuple(book.header(key) for key in keys),
        rows=tuple(tuple(row[key] for key in keys) for row in rows),
    )


def marked_table(
    name: str, keys: tuple[str, ...], book: PlainTextReport, rows: Iterable[Row]
) -> Table:
    """Return what `table` does; each row of a confidential edition says that it is one.

    In a last column, as rows are copied from table to table.
    """
    if not book.edition:
        return table(name, keys, book, rows)
    marked = (row | {"edition": book.edition} for row in rows)
    return table(name, (*keys, "edition"), book, marked)


def findings_table(book: PlainTextReport) -> Table:
    """Return every finding that the profile asks for, in journey order."""
    return marked_table(
        "findings",
        (*FINDINGS, "private") if book.report.policy.sees_private else FINDINGS,
        book,
        (
            _finding(finding, book)
            for finding in book.report.findings
            if finding.state != "out-of-profile"
        ),
    )


def plan_table(book: PlainTextReport) -> Table:
    """Return the plan in its order; what is accepted stands last, without a step."""
    ranks = iter(range(1, len(book.report.plan) + 1))
    return marked_table(
        "plan",
        (*PLAN, "task_private") if book.report.policy.sees_private else PLAN,
        book,
        (
            _step(entry, None if entry.accepted else next(ranks), book)
            for entry in book.report.plan
        ),
    )


def _place(finding: Finding, book: PlainTextReport) -> Row:
    return {
        "id": finding.id,
        "stage": book.name("stage", finding.stage),
        "touchpoint": book.name("touchpoint", finding.touchpoint),
        "criterion": book.line(finding.asked.name),
    }


def _finding(finding: Finding, book: PlainTextReport) -> Row:
    entry = book.entries.get(finding.criterion)
    return {
        **_place(finding, book),
        "question": book.text(finding.asked.question),
        "outcome": book.outcome(finding),
        "critical": book.failed_kind(finding),
        "worth": finding.worth,
        "weight": finding.weight,
        "gain": finding.gain,
        **_effort(finding.effort, book),
        "answer": book.answer(finding),
        "reason": book.prose(finding.reason),
        "note": book.prose(finding.note),
        "recommendation": book.text(finding.asked.recommendation),
        "advice": book.prose(finding.advice),
        **_task(entry.task if entry else None, book),
        "evidence": book.evidence(finding, private=True),
        "checked_on": finding.checked_on,
        "link": book.link(finding),
        "private": book.prose(finding.private),
    }


def _effort(effort: int, book: PlainTextReport) -> Row:
    return {
        "effort": effort,
        "effort_words": book.effort(effort),
        "days": book.report.rules.efforts[effort].days,
    }


def _task(task: ShownTask | None, book: PlainTextReport) -> Row:
    return {
        "owner": one_line(task.owner) if task and task.owner else "",
        "status": book.status(task),
        "due": task.due if task else None,
        "overdue": book.yes(task.overdue) if task and task.due else "",
    }


def _step(entry: PlanEntry, rank: int | None, book: PlainTextReport) -> Row:
    finding, task = book.findings[entry.criterion], entry.task
    return {
        "rank": rank,
        **_place(finding, book),
        "recommendation": book.text(finding.asked.recommendation),
        "advice": book.prose(finding.advice),
        "critical": book.failed_kind(finding),
        "gain": entry.gain,
        "up_to": book.yes(entry.up_to),
        **_effort(entry.effort, book),
        "horizon": book.horizon(entry),
        "after": None if entry.after is None else shown_points(entry.after),
        "level_after": book.name("level", entry.level_after),
        "lifts_to": book.level(entry.lifts_to, book.report.score),
        **_task(task, book),
        "accepted_reason": book.prose(task.reason) if task else "",
        "accepted_until": task.until if task else None,
        "task_note": book.prose(task.note) if task else "",
        "link": book.link(finding),
        "task_private": book.prose(task.private) if task else "",
    }
