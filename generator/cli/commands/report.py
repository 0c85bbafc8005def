"""`cx-audit report`: one audit as a PDF that a consultant can hand over."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

import click

from generator.cli.audit_selection import day_name, one_report
from generator.cli.console import say, working
from generator.cli.kept_folders import kept_folders
from generator.cli.project_access import Session
from generator.files.place import file_place
from generator.files.writing import refuse_foreign, write_file
from generator.model.audience import Audience
from generator.model.report import Report


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperReport:
    """Which shop's audit to print, in which language, for whom, and where to."""

    shop: str
    date: str | None
    language: str | None
    audience: Audience
    pdf: Path | None
    as_of: dt.date | None


def print_report(session: Session, asked: PaperReport) -> None:
    """Write the PDF; a report that stood there stays until the new one is whole.

    Exits with 1 when something is wrong in the YAML, with 2 when there is no such
    audit or when what sets the PDF is not installed. Raises PlaceError for a place
    that is no file's, or that holds a file which is no report.
    """
    from generator.publishing.assets.pictures import PictureError  # noqa: PLC0415
    from generator.publishing.paper import (  # noqa: PLC0415
        PdfUnavailableError,
        is_report,
        paper_document,
        pdf_bytes,
    )

    project = session.project()
    with working("Scoring …"):
        report = one_report(
            project,
            asked.shop,
            asked.date,
            audience=asked.audience,
            as_of=asked.as_of,
        )
    target = asked.pdf or Path(_name(report))
    target = file_place(target, kept=kept_folders(project, target))
    refuse_foreign(target, is_report)  # before the pages, which take their time
    language = asked.language or report.language
    with working("Setting the pages …"):
        try:
            made = pdf_bytes(paper_document(report, language))
        except PdfUnavailableError as error:
            raise click.UsageError(_how_to_install(error)) from None
        except PictureError as error:
            raise OSError(f"a picture of the evidence: {error}") from error
    write_file(target, made, replace=is_report)
    whom = report.policy.for_whom
    say(f"the report of {report.shop.id} {whom} is ready: {target}", err=True)


def _name(report: Report) -> str:
    """Return the name of the file where none is given; a confidential one says so."""
    inside = f"-{report.audience}" if report.policy.confidential else ""
    return f"{report.shop.id}-{day_name(report)}{inside}.pdf"


def _how_to_install(error: Exception) -> str:
    why = " ".join(str(error).split())
    return (
        "a PDF needs WeasyPrint, which is an extra: pip install 'cx-audit[pdf]', and "
        f"the system library Pango (Debian: apt install libpango-1.0-0 "
        f"libpangoft2-1.0-0); nothing was written ({why})"
    )
