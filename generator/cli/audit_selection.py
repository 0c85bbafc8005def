"""Choosing one audit of one shop, for the commands that write it out."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import click

from generator.cli.diagnostic_output import refuse_problems
from generator.cli.project_access import as_of_day, load
from generator.model.audience import Audience, AudiencePolicy
from generator.model.audit import Audit
from generator.model.report import Report

if TYPE_CHECKING:
    from generator.project import Project


FOR_YOURSELF = (
    "a rating with a label is not for clients; for yourself: --audience internal"
)
"""Why a single rating is not handed out, and how whoever owns it sees it."""


def day_name(audit: Report | Audit) -> str:
    """Return what the audit's file is called: its date, and its label if it has one."""
    day = audit.date.isoformat()
    return day if audit.is_own else f"{day}.{audit.label}"


def may_see(audit: Report | Audit, policy: AudiencePolicy) -> bool:
    """Return whether an audience may see an audit: not every one sees single ratings."""
    return audit.is_own or policy.sees_ratings


def one_report(
    project: Project,
    shop: str,
    date: str | None,
    *,
    audience: Audience,
    as_of: dt.date | None,
) -> Report:
    """Return the audit that `date` names, or the shop's newest without a label.

    Exits with 1 when something is wrong in the YAML, with 2 when there is no such
    audit, or when it is a single rating and the reader a client.
    """
    loaded = load(project, [shop])
    refuse_problems(loaded.diagnostics)
    reports = project.reports(loaded, audience=audience, as_of=as_of_day(as_of))
    names = {day_name(report): report for report in reports}
    if date is None:
        own = [report for report in reports if report.is_own]
        if own:
            return own[-1]
    elif date in names:
        if not may_see(names[date], names[date].policy):
            raise click.UsageError(f"'{date}': {FOR_YOURSELF}")
        return names[date]
    known = ", ".join(names) or "none"
    what = f"no audit '{date}'" if date else "no audit without a label"
    raise click.UsageError(f"'{shop}' has {what}; audits: {known}")
