"""`cx-audit check`: every problem of every file, and how much was looked at."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.exceptions import Exit

from generator.cli_diagnostics import github_form, json_form, text_form
from generator.cli_session import Session, load, say, shops_at, working
from generator.model.diagnostic import Diagnostic, has_errors
from generator.reading.completeness import facts_to_verify, missing_translations

if TYPE_CHECKING:
    from generator.project import Loaded, Project

_NO_AUDITS = ("shop.yaml", "tasks.yaml")
"""What stands beside a shop's audits."""


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
    scope = _Scope(project, paths)
    told = [one for one in loaded.diagnostics if scope.holds(project.root / one.path)]
    scope.refuse_unread(told)
    if form == "json":
        say(json_form(told).encode() + b"\n")
    for one in told:
        if form == "github":
            say(github_form(one))
        elif form == "text":
            say(text_form(one))
    if form != "json":
        say(scope.summary(loaded, told), err=form == "github")
    stop_on_problems(told, strict=strict)


class _Scope:
    """What a check is asked about: the whole project, or what lies at some paths."""

    def __init__(self, project: Project, paths: Sequence[Path]) -> None:
        """Take a project that has been loaded."""
        self._project = project
        self._paths = [(path, path.resolve()) for path in paths]
        self._files = [path for path in project.files if self.holds(path)]

    def holds(self, place: Path) -> bool:
        """Whether a file is asked about."""
        return not self._paths or any(
            place.is_relative_to(full) for _, full in self._paths
        )

    def refuse_unread(self, told: Sequence[Diagnostic]) -> None:
        """Exit with 2 where nothing was read and nothing told: a path of no meaning."""
        seen = [*self._files, *(self._project.root / one.path for one in told)]
        for path, full in self._paths:
            if not any(place.is_relative_to(full) for place in seen):
                raise click.UsageError(
                    f"nothing is read from {path}; an audit stands at "
                    "audits/shops/<shop>/<date>.yaml"
                )

    def summary(self, loaded: Loaded, told: Sequence[Diagnostic]) -> str:
        """Return how much was checked, and what came of it."""
        root, shops = self._project.root, self._project.audits / "shops"
        own = [path for path in self._files if path.is_relative_to(shops)]
        audits = [path for path in own if path.name not in _NO_AUDITS]
        good = sum(
            self.holds(root / audit.source.path)
            for shop in loaded.shops
            for audit in shop.audits
        )
        told_audits = count(len(audits), "audit")
        if good < len(audits):
            told_audits += f", {good:,} without an error"
        shop_count = count(len({path.parent for path in own}), "shop")
        files = count(len(self._files), "file")
        lines = [f"checked {files}: {shop_count}, {told_audits}"]
        for name, definition in loaded.definitions.items():
            if self._paths and not any(
                definition.id in path.parts for path in set(self._files) - set(own)
            ):
                continue
            criteria = len(definition.places)
            lines.append(
                f"{name}: {criteria:,} criteria, "
                f"{count(missing_translations(definition), 'text')} without a "
                f"translation, {count(facts_to_verify(definition), 'fact')} to verify"
            )
        lines.append(problem_counts(told))
        return "\n".join(lines)


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
