"""A shop's folder: shop.yaml, its audits and tasks.yaml."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

from generator.model.audit import Audit, Shop, Task
from generator.model.definition import Definition
from generator.model.fields import id_problem
from generator.reading.audits.advice import advise, advise_shop
from generator.reading.audits.answers import read_answers, tell_unknown_criterion
from generator.reading.audits.evidence import EvidenceFolder, is_web_address
from generator.reading.diagnostics.shape_codes import AUDIT_CODES
from generator.reading.diagnostics.span import Span
from generator.reading.shapes.audit_files import AuditFile, ShopFile, TaskFields
from generator.reading.shapes.validate import read_shape
from generator.reading.strict_yaml.nodes import MapNode
from generator.reading.strict_yaml.source_file import Source

SHOP_FILE = "shop.yaml"
TASKS_FILE = "tasks.yaml"

_FULL = "full"
_AUDIT_KEYS = frozenset(["definition", "answers"])
_EXAMPLES = {"reason": '"why nothing is done"', "until": "a day, like 2027-03-31"}
_AUDIT_NAME = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:\.([a-z0-9-]+))?")
_START = Span(1, 1, 1, 1)


def read_shop(source: Source) -> Shop | None:
    """Return the shop that shop.yaml describes, or None after telling why not."""
    folder = source.path.parent.name
    problem = id_problem(folder)
    if problem:
        source.problems.add("E310", _START, f"the folder '{folder}': {problem}")
    if source.root is None:
        return None
    language = source.root.get("language")
    if language not in ("en", "pl"):
        language = "en"
    shape = read_shape(ShopFile, source, AUDIT_CODES, language=language)
    if shape is None:
        return None
    if not is_web_address(shape.url):
        words = f"not a web address: '{shape.url}'"
        source.tell("E325", ("url",), words, "begin with https://")
    if source.problems.failed:
        return None
    advise_shop(source, shape.url)
    return Shop(
        id=folder,
        name=shape.name,
        url=shape.url,
        language=shape.language,
        sector=shape.sector,
        country=shape.country,
        about=shape.about,
        contacts=shape.contacts or (),
    )


def audit_name(stem: str) -> tuple[dt.date, str | None] | None:
    """Return (date, label) of an audit's file name without suffix, None if wrong."""
    match = _AUDIT_NAME.fullmatch(stem)
    if not match or (match[2] and id_problem(match[2])):
        return None
    try:
        return dt.date.fromisoformat(match[1]), match[2]
    except ValueError:
        return None


def read_audit(
    source: Source,
    shop: Shop,
    definitions: Mapping[str, Definition],
    folder: EvidenceFolder,
) -> Audit | None:
    """Return the audit a file holds, or None after telling why not.

    `definitions` are those known, by "id@version". Advice (W…) is told to the source
    as well; an audit with advice only is returned.
    """
    name = audit_name(source.path.stem)
    if name is None:
        source.problems.add(
            "E310",
            _START,
            f"'{source.path.name}' is not a valid name of an audit",
            "call it by its date: 2026-09-15.yaml, or 2026-09-15.anna.yaml",
        )
    if source.root is None or (name is None and not _AUDIT_KEYS & source.root.keys()):
        return None  # no audit at all: what it lacks of one would say nothing
    definition = _definition(source, definitions)
    language = _language(source, definition)
    shape = read_shape(AuditFile, source, AUDIT_CODES, language=language)
    answers = {}
    if definition is not None:
        answers = read_answers(source, definition, folder, language)
        _check_names(source, definition)
    if shape is None or definition is None or name is None or source.problems.failed:
        return None
    audit = Audit(
        shop=shop,
        definition=definition.id,
        version=definition.version,
        date=name[0],
        label=name[1],
        auditors=shape.auditors,
        assessed=shape.assessed,
        profile=shape.profile,
        language=language,
        sample=shape.sample,
        summary=shape.summary,
        comments={
            stage: entry.comment for stage, entry in (shape.stages or {}).items()
        },
        answers=answers,
        source=source.spot(),
    )
    advise(source, audit, definition)
    return audit


def _definition(
    source: Source, definitions: Mapping[str, Definition]
) -> Definition | None:
    named = source.root.get("definition") if source.root else None
    if not isinstance(named, str):
        return None  # the shape tells of it
    definition = definitions.get(named)
    if definition is None:
        known = f"known: {', '.join(sorted(definitions)) or 'none'}"
        near = source.problems.nearest(named, definitions)
        hint = f"{near} {known}" if near else known
        source.tell("E311", ("definition",), f"unknown definition '{named}'", hint)
    return definition


def _language(source: Source, definition: Definition | None) -> str:
    default = definition.languages[0] if definition else "en"
    value = source.root.get("language") if source.root else None
    return value if value in ("en", "pl") else default


def _check_names(source: Source, definition: Definition) -> None:
    """Check the profile and stages named, whatever else is wrong with the file."""
    root: Mapping[str, Any] = source.root or {}
    profile = root.get("profile", _FULL)
    if isinstance(profile, str) and profile not in definition.profiles:
        known = definition.profiles
        words = f"unknown profile '{profile}'"
        hint = (
            source.problems.nearest(profile, known) or f"profiles: {', '.join(known)}"
        )
        source.tell("E312", ("profile",), words, hint)
    known_stages = [stage.id for stage in definition.stages]
    stages = root.get("stages")
    for stage in stages if isinstance(stages, MapNode) else ():
        if stage not in known_stages:
            hint = (
                source.problems.nearest(stage, known_stages)
                or f"stages: {', '.join(known_stages)}"
            )
            words = f"unknown stage '{stage}'"
            source.tell("E327", ("stages", stage), words, hint, key=True)


def read_tasks(
    source: Source, definition: Definition, language: str
) -> Mapping[str, Task]:
    """Return the tasks by criterion; what is wrong is told to the source."""
    tasks: dict[str, Task] = {}
    for name, raw in (source.root or {}).items():
        if source.problems.full:
            break
        if name not in definition.places:
            tell_unknown_criterion(source, (name,), definition)
            continue
        task = _read_task(source, name, raw, language)
        if task is not None:
            tasks[name] = task
    return tasks


def _read_task(source: Source, name: str, raw: Any, language: str) -> Task | None:
    if not isinstance(raw, MapNode):
        words = f"'{name}' must be a mapping"
        source.tell("E304", (name,), words, "write {owner: …, due: …}", key=True)
        return None
    fields = read_shape(
        TaskFields, source, AUDIT_CODES, language=language, data=raw, at=(name,)
    )
    if fields is None:
        return None
    if fields.status == "accepted":
        for key in ("reason", "until"):
            if getattr(fields, key) is None:
                words = f"an accepted risk needs '{key}'"
                hint = f"add {key}: {_EXAMPLES[key]}"
                source.tell("E328", (name,), words, hint, key=True)
    return Task(
        criterion=name,
        owner=fields.owner,
        due=fields.due,
        status=fields.status,
        reason=fields.reason,
        until=fields.until,
        note=fields.note,
        private=fields.private,
    )
