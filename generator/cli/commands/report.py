"""`cx-audit report`: one audit as a PDF that a consultant can hand over."""

from __future__ import annotations

import datetime as dt
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

import click

from generator.cli.audit_selection import day_name, one_report
from generator.cli.console import say, working
from generator.cli.project_access import Session
from generator.model.report import Report

_MODE = 0o666


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperReport:
    """Which shop's audit to print, in which language, for whom, and where to."""

    shop: str
    date: str | None
    language: str | None
    audience: str
    pdf: Path | None
    as_of: dt.date | None


def print_report(session: Session, asked: PaperReport) -> None:
    """Write the PDF; what stood there before stays until the new one is whole.

    Exits with 1 when something is wrong in the YAML, with 2 when there is no such
    audit, when the place is no file's, or when what sets the PDF is not installed.
    """
    from generator.publishing.assets.pictures import PictureError  # noqa: PLC0415
    from generator.publishing.paper import (  # noqa: PLC0415
        PdfUnavailableError,
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
    if target.is_dir():
        raise click.UsageError(f"{target} is a folder; name a file by --pdf")
    language = asked.language or report.language
    with working("Setting the pages …"):
        try:
            made = pdf_bytes(paper_document(report, language))
        except PdfUnavailableError as error:
            raise click.UsageError(_how_to_install(error)) from None
        except PictureError as error:
            raise OSError(f"a picture of the evidence: {error}") from error
    _write(target, made)
    say(f"the report ({report.audience}) is ready: {target}", err=True)


def _name(report: Report) -> str:
    """Return the name of the file where none is given; an internal one says so."""
    inside = "-internal" if report.audience == "internal" else ""
    return f"{report.shop.id}-{day_name(report)}{inside}.pdf"


def _how_to_install(error: Exception) -> str:
    why = " ".join(str(error).split())
    return (
        "a PDF needs WeasyPrint, which is an extra: pip install 'cx-audit[pdf]', and "
        f"the system library Pango (Debian: apt install libpango-1.0-0 "
        f"libpangoft2-1.0-0); nothing was written ({why})"
    )


def _write(target: Path, content: bytes) -> None:
    """Put the whole file in its place at once, or leave what is there."""
    handle, name = tempfile.mkstemp(prefix=f".{target.name}-", dir=target.parent)
    whole = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        mask = os.umask(0)
        os.umask(mask)
        whole.chmod(_MODE & ~mask)
        whole.replace(target)
    except BaseException:
        whole.unlink(missing_ok=True)
        raise
