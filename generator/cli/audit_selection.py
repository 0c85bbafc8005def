"""Choosing one audit of one shop, for the commands that write it out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, cast

import click

from generator.cli.diagnostic_output import refuse_problems
from generator.cli.project_access import as_of_day, load
from generator.model.audit import Audit
from generator.model.report import Audience, Report

if TYPE_CHECKING:
    from generator.project import Project


FOR_YOURSELF = (
    "a rating with a label is not for clients; for yourself: --audience internal"
)
"""Why a single rating is not handed out, and how whoever owns it sees it."""


FOR_WHOM: Mapping[str, str] = MappingProxyType(
    {"client": "for the client", "internal": "for internal use"}
)
"""How the line that something is ready names its reader, by audience."""


def day_name(audit: Report | Audit) -> str:
    """Return what the audit's file is called: its date, and its label if it has one."""
    day = audit.date.isoformat()
    return day if audit.label is None else f"{day}.{audit.label}"


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
    audit, or when it is a single rating and the reader a client.
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
        if audience == "client" and names[date].label is not None:
            raise click.UsageError(f"'{date}': {FOR_YOURSELF}")
        return names[date]
    known = ", ".join(names) or "none"
    what = f"no audit '{date}'" if date else "no audit without a label"
    raise click.UsageError(f"'{shop}' has {what}; audits: {known}")
