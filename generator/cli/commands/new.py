"""`cx-audit new`: the files of a new audit, and of a new shop or project."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.answer_template import (
    AnswerTemplate,
    audit_text,
    mkdocs_text,
    shop_text,
)
from generator.cli.commands.schema import schema_files
from generator.cli.console import say
from generator.cli.diagnostic_output import refuse_problems
from generator.cli.plain_config import UntoldConfigError, plain_config
from generator.cli.project_access import (
    Session,
    as_of_day,
    find_project,
    load,
    tell_project,
)
from generator.files.place import file_place, real_place, refuse_not_plain
from generator.files.writing import nothing, write_files
from generator.model.audit import Audit
from generator.model.definition import Definition, newest_versions
from generator.model.fields import id_problem
from generator.model.placeholders import SHOP_ADDRESS
from generator.project import (
    CONFIG_NAMES,
    LoadedProject,
    Project,
    ProjectNotFoundError,
    ShopAudits,
)
from generator.reading.audits.evidence import is_web_address
from generator.reading.audits.shop_folder import SHOP_FILE, read_shop
from generator.reading.diagnostics.collector import nearest
from generator.reading.editor_schemas.files import editor_schemas
from generator.reading.strict_yaml.source_file import source_of

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
        raise click.UsageError(f"'{asked.shop}' is not a valid shop id: {problem}")
    if asked.url is not None and not is_web_address(asked.url):
        raise click.UsageError(
            f"'{asked.url}' is not a web address; begin it with https://"
        )
    project = _project(session)
    folder = project.audits / "shops" / asked.shop
    audit = folder / f"{as_of_day(asked.date)}.yaml"
    if audit.exists():
        raise click.UsageError(f"{audit} already exists; nothing was written")
    _refuse_strange(project, folder)
    known_shop = (folder / SHOP_FILE).exists()
    if known_shop and (asked.name or asked.url):
        raise click.UsageError(f"{folder / SHOP_FILE} already exists; edit it")
    loaded = load(project, [asked.shop] if folder.is_dir() else [], asked.definition)
    template = _template(asked, loaded, audit)
    created = {}
    if not known_shop:
        created[folder / SHOP_FILE] = shop_text(
            name=asked.name or asked.shop.replace("-", " ").capitalize(),
            url=asked.url or SHOP_ADDRESS,
            language=template.language,
        )
        _refuse_unfit(created[folder / SHOP_FILE], folder / SHOP_FILE, project)
    created[audit] = audit_text(template)
    config = project.root / "mkdocs.yml"
    if not any((project.root / name).exists() for name in CONFIG_NAMES):
        created[config] = mkdocs_text(asked.shop)
        if not (project.root / "docs").is_dir():
            created[project.root / "docs" / ".gitkeep"] = ""
    files = {file_place(path): text.encode() for path, text in created.items()}
    schemas = project.audits / "schemas"
    if not schemas.is_dir():  # where the first line of each file points
        made = editor_schemas(loaded.definitions)
        files |= schema_files(project, schemas, made)
    write_files(files, replace=nothing)
    _tell_next(project, asked.shop, created, known_shop=known_shop)
    if config not in created:
        _tell_named_shops(project, asked.shop)


def _refuse_strange(project: Project, shop: Path) -> None:
    """Raise PlaceError where a link, a pipe or a device stands for what would be kept.

    What is written beside it would not be what it seems.
    """
    for path in (shop / SHOP_FILE, *(project.root / name for name in CONFIG_NAMES)):
        refuse_not_plain(real_place(path))
    for path in (project.root / "docs", project.audits / "schemas"):
        real_place(path)


def _refuse_unfit(text: str, path: Path, project: Project) -> None:
    """Exit with 2 for a shop.yaml that `check` would refuse."""
    data = text.encode("utf-8", "surrogatepass")
    source = source_of(data, path, path.relative_to(project.root).as_posix())
    read_shop(source)
    for problem in source.problems.found:
        if problem.severity == "error":
            hint = f"; {problem.hint}" if problem.hint else ""
            raise click.UsageError(
                f"name and address of the shop cannot be written: "
                f"{problem.message}{hint}"
            )


def _project(session: Session) -> Project:
    """Return the project there is, or one that begins here."""
    if session.folder is not None:
        project = Project(session.folder, session.packaged)
    else:
        try:
            project = find_project(Path.cwd())
        except ProjectNotFoundError:
            project = Project(Path.cwd())
    tell_project(project.root)
    return project


def _template(asked: NewAudit, loaded: LoadedProject, audit: Path) -> AnswerTemplate:
    definition = _definition(asked.definition, loaded)
    if asked.profile not in definition.profiles:
        hint = _hint(asked.profile, definition.profiles, "profiles")
        raise click.UsageError(f"unknown profile '{asked.profile}'; {hint}")
    own = next((one.shop.language for one in _own(asked, loaded)), None)
    before = _before(asked, loaded) if asked.before else None
    return AnswerTemplate(
        definition=definition,
        profile=asked.profile,
        language=asked.language
        or own
        or (before.language if before else definition.languages[0]),
        date=audit.stem,
        before=before,
    )


def _own(asked: NewAudit, loaded: LoadedProject) -> list[ShopAudits]:
    """Return what is there of the shop already: one entry, or none."""
    return [one for one in loaded.shops if one.shop.id == asked.shop]


def _definition(name: str | None, loaded: LoadedProject) -> Definition:
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


def _before(asked: NewAudit, loaded: LoadedProject) -> Audit:
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
        "check it: cx-audit check",
        f"see the site: cx-audit serve --shop {shop}",
    ]
    say("", err=True)
    say("Next:", err=True)
    for number, step in enumerate(steps, start=1):
        say(f"  {number}. {step}", err=True)


def _tell_named_shops(project: Project, shop: str) -> None:
    """Say so where an mkdocs.yml from before names other shops than this one."""
    try:
        named = plain_config(project.root).shops
    except UntoldConfigError:
        return
    if named and shop not in named:
        say("", err=True)
        say(
            f"mkdocs.yml names {', '.join(named)}; the site of {shop}: "
            f"cx-audit build --shop {shop}",
            err=True,
        )
