"""`cx-audit export`: a shop's audit as the files in which teams work."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import click

from generator.cli_check import refuse_problems
from generator.cli_session import Session, as_of_day, load, say, working
from generator.model.report import Audience, Report
from generator.publishing import exports


@dataclass(frozen=True, slots=True, kw_only=True)
class Exporting:
    """Which audit to write, in which formats, in which language, and where to."""

    shop: str
    date: str | None
    formats: tuple[str, ...]
    language: str | None
    audience: str
    out: Path | None
    as_of: dt.date | None


def export_audit(session: Session, asked: Exporting) -> None:
    """Write the exports of one audit into a folder and say which they are."""
    project = session.project()
    with working("Exporting …"):
        loaded = load(project, [asked.shop])
        refuse_problems(loaded.diagnostics)
        reports = project.reports(
            loaded,
            audience=cast("Audience", asked.audience),
            as_of=as_of_day(asked.as_of),
        )
        report = _wanted(reports, asked)
        language = asked.language or report.language
        folder = asked.out or project.root / "exports"
        folder.mkdir(parents=True, exist_ok=True)
        written = []
        for format_ in _formats(report, asked.formats):
            try:
                data = exports.make(report, language, format_)
            except exports.ExtraMissingError as error:
                if asked.formats:
                    raise click.UsageError(str(error)) from None
                say(f"left out {format_}: {error}", err=True)
                continue
            path = folder / exports.file_name(report, format_, language)
            path.write_bytes(data)
            written.append(path)
    for path in written:
        say(f"wrote {path}")


def _wanted(reports: tuple[Report, ...], asked: Exporting) -> Report:
    """Return the audit that --date names, or the newest without a label."""
    names = {_name(report): report for report in reports}
    if asked.date is None:
        own = [report for report in reports if report.label is None]
        if own:
            return own[-1]
    elif asked.date in names:
        return names[asked.date]
    known = ", ".join(names) or "none"
    what = f"no audit '{asked.date}'" if asked.date else "no audit without a label"
    raise click.UsageError(f"'{asked.shop}' has {what}; audits: {known}")


def _name(report: Report) -> str:
    day = report.date.isoformat()
    return day if report.label is None else f"{day}.{report.label}"


def _formats(report: Report, named: tuple[str, ...]) -> tuple[str, ...]:
    return named or tuple(format_.id for format_ in exports.offered(report))
