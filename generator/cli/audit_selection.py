"""Choosing one audit of one shop, for the commands that write it out."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, cast

import click

from generator.cli.diagnostic_output import refuse_problems
from generator.cli.project_access import as_of_day, load
from generator.model.report import Audience, Report

if TYPE_CHECKING:
    from generator.project import Project


def day_name(report: Report) -> str:
    """Return what the audit's file is called: its date, and its label if it has one."""
    day = report.date.isoformat()
    return day if report.label is None else f"{day}.{report.label}"


def one_report(
    project: Project,
    shop: str,
    date: str | None,
    *,
    audience: str,
    as_of: dt.date | None,
) -> Report:
    """Return the audit that `date` names, or the shop's newest without a label.

    Exits with 1 when something is wrong in the YAML, with 2 when there is no such
    audit.
    """
    loaded = load(project, [shop])
    refuse_problems(loaded.diagnostics)
    reports = project.reports(
        loaded, audience=cast("Audience", audience), as_of=as_of_day(as_of)
    )
    names = {day_name(report): report for report in reports}
    if date is None:
        own = [report for report in reports if report.label is None]
        if own:
            return own[-1]
    elif date in names:
        return names[date]
    known = ", ".join(names) or "none"
    what = f"no audit '{date}'" if date else "no audit without a label"
    raise click.UsageError(f"'{shop}' has {what}; audits: {known}")
