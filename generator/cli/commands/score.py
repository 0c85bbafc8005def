"""`cx-audit score`: which audits, and how they are told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.audit_selection import FOR_YOURSELF, day_name, may_see
from generator.cli.console import say, say_lines, working
from generator.cli.diagnostic_output import refuse_problems
from generator.cli.project_access import Session, as_of_day, load, shops_at
from generator.model.audience import AUDIENCES, Audience
from generator.model.audit import Audit
from generator.model.report import Report
from generator.model.report_json import json_text, report_to_json, reports_to_json
from generator.model.shop_reports import by_shop
from generator.scoring import compare_shops

if TYPE_CHECKING:
    from generator.project import LoadedProject, Project


@dataclass(frozen=True, slots=True, kw_only=True)
class Scoring:
    """Which shops' audits to score, for whom, on which day, and in which form."""

    shops: tuple[str, ...]
    audience: Audience
    as_of: dt.date | None
    as_json: bool


def score_audits(session: Session, paths: Sequence[Path], asked: Scoring) -> None:
    """Score the audits at or below `paths` (none: each shop's latest) and tell them."""
    project = session.project(paths)
    as_of = as_of_day(asked.as_of)
    with working("Scoring …"):
        loaded = load(project, asked.shops or shops_at(project, paths))
        refuse_problems(loaded.diagnostics)
        audience = asked.audience
        wanted = _shown(list(_wanted(project, loaded, paths)), audience)
        if not wanted:
            where = ", ".join(map(str, paths)) or str(project.root)
            own = "" if paths else " without a label"
            raise click.UsageError(f"there is no audit{own} in {where}")
        reports = [
            report
            for report, audit in zip(
                project.reports(loaded, audience=audience, as_of=as_of),
                (audit for shop in loaded.shops for audit in shop.audits),
                strict=True,
            )
            if audit in wanted
        ]
    if asked.as_json:
        single = len(paths) == 1 and paths[0].is_file()
        compared = compare_shops(by_shop(reports), audience)
        document = (
            report_to_json(reports[0]) if single else reports_to_json(reports, compared)
        )
        say(json_text(document).encode())
        return
    _tell(reports)


def _wanted(
    project: Project, loaded: LoadedProject, paths: Sequence[Path]
) -> Iterator[Audit]:
    full = [path.resolve() for path in paths]
    for shop in loaded.shops:
        for audit in shop.audits:
            place = project.root / audit.source.path
            if any(place.is_relative_to(path) for path in full):
                yield audit
        if not full and shop.latest is not None:
            yield shop.latest


def _shown(wanted: list[Audit], audience: Audience) -> list[Audit]:
    """Return what the audience may see of the audits, and say what it may not.

    Exits with 2 when that is all of them.
    """
    policy = AUDIENCES[audience]
    shown = [one for one in wanted if may_see(one, policy)]
    left_out = ", ".join(
        f"{one.shop.id} {day_name(one)}" for one in wanted if not may_see(one, policy)
    )
    if left_out and not shown:
        raise click.UsageError(f"{left_out}: {FOR_YOURSELF}")
    if left_out:
        say(f"left out {left_out}: {FOR_YOURSELF}", err=True)
    return shown


def _tell(reports: Sequence[Report]) -> None:
    from generator.cli.score_table import score_table  # noqa: PLC0415

    for number, report in enumerate(reports):
        if number:
            say("")
        say_lines(score_table(report))
