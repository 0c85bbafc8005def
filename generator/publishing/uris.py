"""The address of every generated page and file, in one place.

Paths are the same in every language; `in_language` puts the prefix before them.
"""

from __future__ import annotations

from generator.model.report import Report

START = "index"
METHOD = "method"
GLOSSARY = "glossary"
HOW_TO_READ = "how-to-read"
COMPARISON = "comparison"
_SHOPS = "shops/"
_CHECKLISTS = "checklists/"
_DIAGNOSTICS = "reference/diagnostics/"
DIAGNOSTICS = f"{_DIAGNOSTICS}index"
IDEAS = "reference/ideas"
SOURCES = "reference/sources"
YAML_REFERENCE = "reference/yaml"
"""A hand-written page: where it stands, the site documents the format."""

_OPTIONAL_FOLDERS = (_SHOPS, _CHECKLISTS, _DIAGNOSTICS)
_OPTIONAL_PAGES = frozenset([METHOD, GLOSSARY, HOW_TO_READ, COMPARISON, IDEAS, SOURCES])

_AUDIT_PAGES = frozenset(["index", "plan", "numbers", "changes"])


def in_language(language: str, path: str) -> str:
    """Return the uri of the page at `path` in that language."""
    return f"{language}/{path}"


def is_optional(path: str) -> bool:
    """Return whether a page at `path` would be one that is made, but not for every site.

    It hangs on the audience, the audits and the options.
    """
    return path in _OPTIONAL_PAGES or path.startswith(_OPTIONAL_FOLDERS)


def shop(shop_id: str) -> str:
    """Return the path of a shop's page."""
    return f"{_SHOPS}{shop_id}/index"


def audit(report: Report, page: str = "index") -> str:
    """Return the path of an audit's summary, or of its page `plan` or `numbers`."""
    day = report.date.isoformat()
    name = f"{day}-{report.label}" if report.label else day
    return f"{_SHOPS}{report.shop.id}/{name}/{page}"


def stage(report: Report, stage_id: str) -> str:
    """Return the path of a stage page; a stage called `plan` gives way to the plan."""
    return audit(report, f"stage-{stage_id}" if stage_id in _AUDIT_PAGES else stage_id)


def stage_sum(stage_id: str) -> str:
    """Return the anchor, on the numbers page, of how a stage's score is made."""
    return f"_sum-{stage_id}"


def touchpoint_sum(stage_id: str, touchpoint_id: str) -> str:
    """Return the anchor, on the numbers page, of how a touchpoint's score is made."""
    return f"_sum-{stage_id}_{touchpoint_id}"


def checklist(definition_id: str, stage_id: str = "index") -> str:
    """Return the path of a checklist, or of one stage of it."""
    return f"{_CHECKLISTS}{definition_id}/{stage_id}"


def diagnostic(code: str) -> str:
    """Return the path of the reference page of a diagnostic code."""
    return f"{_DIAGNOSTICS}{code.lower()}"


def download(report: Report, name: str) -> str:
    """Return the uri of a file to take away from an audit."""
    return audit(report, name).replace(_SHOPS, "downloads/", 1)


def picture(digest: str, *, small: bool) -> str:
    """Return the uri of an evidence picture, full or small, by its content."""
    return f"assets/cx/evidence/{digest[:12]}{'-s' if small else ''}.webp"
