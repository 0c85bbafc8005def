"""`cx-audit new`: the files of a new audit, and of a new shop or project."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.answer_template import Sheet, audit_text, mkdocs_text, shop_text
from generator.cli.commands.schema import put_schemas
from generator.cli.console import say
from generator.cli.diagnostic_output import refuse_problems
from generator.cli.project_access import Session, as_of_day, load, tell_project
from generator.model.audit import Audit
from generator.model.definition import Definition, newest_versions
from generator.model.fields import id_problem
from generator.project import Loaded, Project, ProjectNotFoundError, ShopAudits
from generator.reading.audits.evidence import is_web_address
from generator.reading.audits.shop_folder import SHOP_FILE
from generator.reading.diagnostics.collector import nearest
from generator.reading.editor_schemas.files import editor_schemas

if TYPE_CHECKING:
    from collections.abc import Iterable

_DEFAULT_DEFINITION = "online-shop"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAudit:
    """What the command line asked for; `before` is the date of an audit to show."""

    shop: str
    date: dt.date | None
    profile: str
    language: str | None
    before: str | None
    definition: str | None
    name: str | None
    url: str | None


def begin_audit(session: Session, asked: NewAudit) -> None:
    """Write the files, none of which may exist; exits with 2 when one is in the way."""
    problem = id_problem(asked.shop)
    if problem:
        raise click.UsageError(f"'{asked.shop}' is no id of a shop: {problem}")
    if asked.url is not None and not is_web_address(asked.url):
        raise click.UsageError(f"'{asked.url}' is no address; begin with https://")
    project = _project(session)
    folder = project.audits / "shops" / asked.shop
    audit = folder / f"{as_of_day(asked.date)}.yaml"
    if audit.exists():
        raise click.UsageError(f"{audit} is there already; nothing was written")
    known_shop = (folder / SHOP_FILE).exists()
    if known_shop and (asked.name or asked.url):
        raise click.UsageError(f"{folder / SHOP_FILE} is there already; edit it")
    loaded = load(project, [asked.shop] if folder.is_dir() else [], asked.definition)
    sheet = _sheet(asked, loaded, audit)
    created = {}
    if not known_shop:
        created[folder / SHOP_FILE] = shop_text(
            name=asked.name or asked.shop.replace("-", " ").capitalize(),
            url=asked.url or f"https://{asked.shop}.example",
            language=sheet.language,
        )
    created[audit] = audit_text(sheet)
    config = project.root / "mkdocs.yml"
    if not config.exists() and not config.with_suffix(".yaml").exists():
        created[config] = mkdocs_text(asked.shop)
        created[project.root / "docs" / ".gitkeep"] = ""
    for path, text in created.items():
        _write(path, text)
    _add_schemas(project, loaded.definitions)
    _tell_next(project, asked.shop, created, known_shop=known_shop)


def _project(session: Session) -> Project:
    """Return the project there is, or one that begins here."""
    if session.folder is not None:
        project = Project(session.folder)
    else:
        try:
            project = Project.find(Path.cwd())
        except ProjectNotFoundError:
            project = Project(Path.cwd())
    tell_project(project.root)
    return project


def _sheet(asked: NewAudit, loaded: Loaded, audit: Path) -> Sheet:
    definition = _definition(asked.definition, loaded)
    if asked.profile not in definition.profiles:
        hint = _hint(asked.profile, definition.profiles, "profiles")
        raise click.UsageError(f"unknown profile '{asked.profile}'; {hint}")
    own = next((one.shop.language for one in _own(asked, loaded)), None)
    before = _before(asked, loaded) if asked.before else None
    return Sheet(
        definition=definition,
        profile=asked.profile,
        language=asked.language
        or own
        or (before.language if before else definition.languages[0]),
        date=audit.stem,
        before=before,
    )


def _own(asked: NewAudit, loaded: Loaded) -> list[ShopAudits]:
    """Return what is there of the shop already: one entry, or none."""
    return [one for one in loaded.shops if one.shop.id == asked.shop]


def _definition(name: str | None, loaded: Loaded) -> Definition:
    newest = newest_versions(loaded.definitions)
    if not newest:
        refuse_problems(loaded.diagnostics)
    wanted = name or (
        _DEFAULT_DEFINITION if _DEFAULT_DEFINITION in newest else next(iter(newest))
    )
    if wanted not in newest:
        hint = _hint(wanted, newest, "definitions")
        raise click.UsageError(f"unknown definition '{wanted}'; {hint}")
    return newest[wanted]


def _before(asked: NewAudit, loaded: Loaded) -> Audit:
    """Return the audit to show the answers of; exits with 1 when it is wrong."""
    audits = {
        Path(audit.source.path).stem: audit
        for shop in _own(asked, loaded)
        for audit in shop.audits
    }
    if asked.before in audits:
        return audits[asked.before]
    refuse_problems([one for one in loaded.diagnostics if one.severity == "error"])
    hint = _hint(asked.before or "", audits, "audits")
    raise click.UsageError(f"'{asked.shop}' has no audit '{asked.before}'; {hint}")


def _hint(word: str, known: Iterable[str], noun: str) -> str:
    names = list(known)
    return nearest(word, names) or f"{noun}: {', '.join(names) or 'none'}"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("x", encoding="utf-8", newline="\n") as stream:
        stream.write(text)


def _add_schemas(project: Project, definitions: Mapping[str, Definition]) -> None:
    """Put the schemas where the first line of each file points, if there are none."""
    folder = project.audits / "schemas"
    if not folder.is_dir():
        put_schemas(folder, editor_schemas(definitions))


def _tell_next(
    project: Project, shop: str, created: Mapping[Path, str], *, known_shop: bool
) -> None:
    here = Path.cwd()
    names = {
        path: path.relative_to(here) if path.is_relative_to(here) else path
        for path in created
    }
    for path in names.values():
        say(f"wrote {path}", err=True)
    audit = next(
        path for path in names if path.parent.name == shop and path.stem[:1].isdigit()
    )
    first = (
        []
        if known_shop
        else [f"fill in {names[project.audits / 'shops' / shop / SHOP_FILE]}"]
    )
    steps = [
        *first,
        f"answer the questions in {names[audit]}",
        "look it over: cx-audit check",
        f"see the site: cx-audit serve --shop {shop}",
    ]
    say("\nNext:", err=True)
    for number, step in enumerate(steps, start=1):
        say(f"  {number}. {step}", err=True)
