"""`cx-audit check`: every problem of every file, and how much was looked at."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from click.exceptions import Exit

from generator.cli_diagnostics import github_form, json_form, text_form
from generator.cli_session import Session, load, say, shops_at, working
from generator.model.diagnostic import Diagnostic, has_errors
from generator.reading.completeness import facts_to_verify, missing_translations

if TYPE_CHECKING:
    from generator.project import Loaded, Project


def check_project(
    session: Session, paths: Sequence[Path], *, strict: bool, form: str
) -> None:
    """Tell the diagnostics on stdout; exits with 1 when there is an error.

    `paths` limit what is told, and so what counts, to files at or below them;
    `strict` lets advice count as well.
    """
    project = session.project(paths)
    with working("Reading …"):
        loaded = load(project, shops_at(project, paths))
    told = [one for one in loaded.diagnostics if _is_at(one, project, paths)]
    if form == "json":
        say(json_form(told).encode() + b"\n")
    for one in told:
        if form == "github":
            say(github_form(one))
        elif form == "text":
            say(text_form(one))
    if form != "json":
        say(_summary(project, loaded, told), err=form == "github")
    stop_on_problems(told, strict=strict)


def _is_at(one: Diagnostic, project: Project, paths: Sequence[Path]) -> bool:
    place = project.root / one.path
    return not paths or any(place.is_relative_to(path.resolve()) for path in paths)


def stop_on_problems(diagnostics: Sequence[Diagnostic], *, strict: bool) -> None:
    """Exit with 1 when there is an error, or advice while `strict`."""
    if has_errors(diagnostics) or (strict and diagnostics):
        raise Exit(1)


def refuse_problems(diagnostics: Sequence[Diagnostic], *, strict: bool = False) -> None:
    """Tell on stderr what keeps a command from doing its work, and exit with 1.

    Advice is only counted, unless `strict` makes it count.
    """
    told = [one for one in diagnostics if strict or one.severity == "error"]
    for one in told:
        say(text_form(one), err=True)
    if told:
        say(f"{problem_counts(diagnostics)}; nothing was written", err=True)
        raise Exit(1)
    if diagnostics:
        say(f"{problem_counts(diagnostics)} (cx-audit check tells it)", err=True)


def problem_counts(diagnostics: Sequence[Diagnostic]) -> str:
    """Return "2 errors, 1 piece of advice"."""
    errors = sum(one.severity == "error" for one in diagnostics)
    advice = len(diagnostics) - errors
    return f"{count(errors, 'error')}, {count(advice, 'piece')} of advice"


def count(number: int, noun: str) -> str:
    """Return the number with its noun: "1 file", "2 files"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _summary(project: Project, loaded: Loaded, told: Sequence[Diagnostic]) -> str:
    audits = sum(len(shop.audits) for shop in loaded.shops)
    shops = count(len(loaded.shops), "shop")
    files = count(project.reads, "file")
    lines = [f"checked {files}: {shops}, {count(audits, 'audit')}"]
    for name, definition in loaded.definitions.items():
        criteria = len(definition.places)
        lines.append(
            f"{name}: {criteria:,} criteria, "
            f"{count(missing_translations(definition), 'text')} without a translation, "
            f"{count(facts_to_verify(definition), 'fact')} to verify"
        )
    lines.append(problem_counts(told))
    return "\n".join(lines)
