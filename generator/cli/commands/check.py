"""`cx-audit check`: every problem of every file, and how much was looked at."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.console import say, say_command, say_lines, working
from generator.cli.diagnostic_output import (
    count,
    github_form,
    json_form,
    problem_counts,
    stop_on_problems,
    text_form,
)
from generator.cli.project_access import Session, abspath, load, shops_at
from generator.model.diagnostic import Diagnostic, has_errors
from generator.reading.audits.shop_folder import SHOP_FILE, TASKS_FILE
from generator.reading.definitions.completeness import (
    facts_to_verify,
    missing_translations,
)

if TYPE_CHECKING:
    from generator.project import LoadedProject, Project

_NO_AUDITS = (SHOP_FILE, TASKS_FILE)
"""What stands beside a shop's audits."""

_BESIDE = frozenset(["evidence", "schemas"])
"""Folders that a shell names with the others: nothing in them is read by itself."""


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
    scope = _Scope(project, loaded, paths)
    told = scope.diagnostics()
    if form == "json":
        say(json_form(told).encode() + b"\n")
    for one in told:
        if form == "github":
            say_command(github_form(one))
        elif form == "text":
            say_lines(text_form(one))
    if form != "json":
        say_lines(scope.summary(told), err=form == "github")
    stop_on_problems(told, strict=strict)


class _Scope:
    """What a check is asked about: the whole project, or what lies at some paths."""

    def __init__(
        self, project: Project, loaded: LoadedProject, paths: Sequence[Path]
    ) -> None:
        """Take a project, and what was loaded of it."""
        self._project, self._loaded = project, loaded
        # A link is asked about by its own name, or by what it leads to.
        self._paths = [(path, (abspath(path), path.resolve())) for path in paths]
        if any(project.root in places for _, places in self._paths):
            self._paths = []
        self._files = [
            path
            for path in project.files
            if path.is_relative_to(project.root) and self._holds(path)
        ]

    def _holds(self, place: Path) -> bool:
        return not self._paths or any(_is_at(place, at) for _, at in self._paths)

    def diagnostics(self) -> list[Diagnostic]:
        """Return what there is to tell; exits with 2 for a path of no meaning.

        Where an audit waits for its definition, what is wrong with that is told too.
        """
        root, all_ = self._project.root, self._loaded.diagnostics
        told = [one for one in all_ if self._holds(root / one.path)]
        seen = [*self._files, *(root / one.path for one in told)]
        for path, at in self._paths:
            known = any(_is_at(place, at) for place in seen)
            if not known and not _BESIDE & set(at[0].parts):
                raise click.UsageError(
                    f"{path} is not read; an audit stands at "
                    "audits/shops/<shop>/<date>.yaml"
                )
        if not has_errors(told) and self._good() < len(self._audits()):
            definitions = self._project.audits / "definitions"
            told += [
                one
                for one in all_
                if one.severity == "error"
                and (root / one.path).is_relative_to(definitions)
            ]
        return told

    def _own(self) -> list[Path]:
        shops = self._project.audits / "shops"
        return [path for path in self._files if path.is_relative_to(shops)]

    def _audits(self) -> list[Path]:
        return [path for path in self._own() if path.name not in _NO_AUDITS]

    def _good(self) -> int:
        return sum(
            self._holds(self._project.root / audit.source.path)
            for shop in self._loaded.shops
            for audit in shop.audits
        )

    def _definitions(self) -> set[str]:
        """Return the folders of definitions that are asked about."""
        folder = self._project.audits / "definitions"
        return {
            path.relative_to(folder).parts[0]
            for path in self._files
            if path.is_relative_to(folder)
        }

    def summary(self, told: Sequence[Diagnostic]) -> str:
        """Return how much was checked, and what came of it."""
        audits, good, asked = self._audits(), self._good(), self._definitions()
        told_audits = count(len(audits), "audit")
        if good < len(audits):
            told_audits += f", {good:,} without an error"
        shops = count(len({path.parent for path in self._own()}), "shop")
        files = count(len(self._files), "file")
        lines = [f"checked {files}: {shops}, {told_audits}"]
        for name, definition in self._loaded.definitions.items():
            if self._paths and not {definition.id, name} & asked:
                continue
            criteria = len(definition.places)
            lines.append(
                f"{name}: {criteria:,} criteria, "
                f"{count(missing_translations(definition), 'text')} without a "
                f"translation, {count(facts_to_verify(definition), 'fact')} to verify"
            )
        lines.append(problem_counts(told))
        return "\n".join(lines)


def _is_at(place: Path, at: tuple[Path, ...]) -> bool:
    return any(place.is_relative_to(one) for one in at)
