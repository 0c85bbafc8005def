"""Which exports there are, what their files are called, and how they are made."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from generator.model.report import Report
from generator.publishing.exports import xlsx
from generator.publishing.exports.calendar import calendar, has_dates
from generator.publishing.exports.csv_file import findings_csv, plan_csv
from generator.publishing.exports.github import github_lines
from generator.publishing.exports.gitlab import gitlab_csv
from generator.publishing.exports.jira import jira_csv
from generator.publishing.exports.json_file import report_json
from generator.publishing.exports.links import Link, site_path
from generator.publishing.exports.plain_text_report import PlainTextReport


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportFormat:
    """A format: its id, the pattern of its file's name and its media type.

    In the pattern stand {audit} and, where there is a file for each language,
    {language}. `extra` is the extra of the distribution that it needs.
    """

    id: str
    pattern: str
    media_type: str
    per_language: bool = True
    extra: str | None = None


_CSV = "text/csv; charset=utf-8"
_WRITERS: Mapping[str, tuple[ExportFormat, Callable[[PlainTextReport], bytes]]] = {
    format_.id: (format_, write)
    for format_, write in (
        (
            ExportFormat(
                id="json",
                pattern="{audit}.json",
                media_type="application/json",
                per_language=False,
            ),
            report_json,
        ),
        (
            ExportFormat(
                id="findings.csv",
                pattern="{audit}-findings.{language}.csv",
                media_type=_CSV,
            ),
            findings_csv,
        ),
        (
            ExportFormat(
                id="plan.csv", pattern="{audit}-plan.{language}.csv", media_type=_CSV
            ),
            plan_csv,
        ),
        (
            ExportFormat(
                id="xlsx",
                pattern="{audit}.{language}.xlsx",
                media_type="application/vnd.openxmlformats-officedocument"
                ".spreadsheetml.sheet",
                extra=xlsx.EXTRA,
            ),
            xlsx.workbook,
        ),
        (
            ExportFormat(
                id="jira.csv", pattern="{audit}-jira.{language}.csv", media_type=_CSV
            ),
            jira_csv,
        ),
        (
            ExportFormat(
                id="gitlab.csv",
                pattern="{audit}-gitlab.{language}.csv",
                media_type=_CSV,
            ),
            gitlab_csv,
        ),
        (
            ExportFormat(
                id="github.jsonl",
                pattern="{audit}-github.{language}.jsonl",
                media_type="application/jsonl",
            ),
            github_lines,
        ),
        (
            ExportFormat(
                id="plan.ics",
                pattern="{audit}-plan.{language}.ics",
                media_type="text/calendar; charset=utf-8",
            ),
            calendar,
        ),
    )
}

FORMATS: Mapping[str, ExportFormat] = MappingProxyType(
    {id_: format_ for id_, (format_, _) in _WRITERS.items()}
)
"""Every format by its id, in the order to offer them."""


def make(
    report: Report, language: str, format_id: str, *, link: Link = site_path
) -> bytes:
    """Return the export's bytes: the same for the same report.

    `link` says where on the site a finding stands; without it the path is written.
    Raises KeyError for a format that there is not, ExtraMissingError for one whose
    extra is not installed.
    """
    _, write = _WRITERS[format_id]
    return write(PlainTextReport(report, language, link))


def can_make(format_id: str) -> bool:
    """Return whether what the format needs is installed."""
    return FORMATS[format_id].extra is None or xlsx.is_installed()


def file_name(report: Report, format_id: str, language: str) -> str:
    """Return what the file is called; a confidential one says so."""
    audit = "-".join(
        filter(
            None,
            (
                report.shop.id,
                report.date.isoformat(),
                report.label,
                report.audience if report.policy.confidential else None,
            ),
        )
    )
    return FORMATS[format_id].pattern.format(audit=audit, language=language)


def offered(report: Report) -> tuple[ExportFormat, ...]:
    """Return the formats that have something to say: no calendar without a date."""
    empty = set()
    if not report.plan:
        empty |= {"plan.csv", "jira.csv", "gitlab.csv", "github.jsonl"}
    if not has_dates(report):
        empty.add("plan.ics")
    return tuple(one for one in FORMATS.values() if one.id not in empty)
