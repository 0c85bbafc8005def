"""`cx-audit export`: a shop's audit as the files in which teams work."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

import click

from generator.cli.audit_selection import one_report
from generator.cli.console import say, working
from generator.cli.kept_folders import kept_folders
from generator.cli.project_access import Session
from generator.files.place import file_place, folder_place
from generator.files.writing import write_files
from generator.model.audience import Audience
from generator.model.report import Report
from generator.publishing import exports


@dataclass(frozen=True, slots=True, kw_only=True)
class Exporting:
    """Which audit to write, in which formats, in which language, and where to."""

    shop: str
    date: str | None
    formats: tuple[str, ...]
    language: str | None
    audience: Audience
    out: Path | None
    as_of: dt.date | None


def export_audit(session: Session, asked: Exporting) -> None:
    """Write the exports of one audit into a folder and say which they are.

    All of them or none; only exports are replaced. Raises PlaceError for a folder that
    is kept apart, or a file in it that is no export.
    """
    project = session.project()
    folder = asked.out or project.root / "exports"
    kept = kept_folders(project, folder)
    folder = folder_place(folder, kept=kept)
    with working("Exporting …"):
        report = one_report(
            project,
            asked.shop,
            asked.date,
            audience=asked.audience,
            as_of=asked.as_of,
        )
        language = asked.language or report.language
        made: dict[Path, bytes] = {}
        format_of: dict[Path, str] = {}
        for format_ in _formats(report, asked.formats):
            try:
                data = exports.make(report, language, format_)
            except exports.ExtraMissingError as error:
                if asked.formats:
                    raise click.UsageError(str(error)) from None
                say(f"left out {format_}: {error}", err=True)
                continue
            name = exports.file_name(report, format_, language)
            place = file_place(folder / name, kept=kept)
            made[place], format_of[place] = data, format_
        write_files(
            made,
            replace=lambda place: exports.is_export(format_of[place], place),
        )
    for path in made:
        say(f"wrote {path}")


def _formats(report: Report, named: tuple[str, ...]) -> tuple[str, ...]:
    return named or tuple(format_.id for format_ in exports.offered(report))
