"""All the YAML of a project: its definitions, its shops, or what is wrong with them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from generator.cache import Memory, stamps
from generator.model.audit import Audit, Shop, Task
from generator.model.definition import Definition
from generator.model.diagnostic import Diagnostic, has_errors
from generator.model.text import Text, describe
from generator.reading.audits.advice import unproven_criticals
from generator.reading.audits.evidence import EvidenceFolder, PictureCheck, plain_name
from generator.reading.audits.shop_folder import (
    SHOP_FILE,
    TASKS_FILE,
    read_audit,
    read_shop,
    read_tasks,
)
from generator.reading.definitions.catalog import DefinitionCatalog
from generator.reading.diagnostics.collector import of_file
from generator.reading.strict_yaml.plain_file import is_there
from generator.reading.strict_yaml.source_file import NOT_A_FILE, Source, read_source
from generator.reading.unread_files import unread_files

_NO_NAME = Text({"en": "?"})
"""Stands in for the name of a shop whose shop.yaml is wrong; never published."""

NO_TASKS: Mapping[str, Task] = MappingProxyType({})
"""What a shop without tasks.yaml has; always the same object."""

_AUDIT_SUFFIXES = (".yaml", ".yml", ".json")


@dataclass(frozen=True, slots=True, kw_only=True)
class ShopAudits:
    """A shop with its audits, oldest first, and its tasks by criterion."""

    shop: Shop
    audits: tuple[Audit, ...]
    tasks: Mapping[str, Task]

    @property
    def latest(self) -> Audit | None:
        """The newest audit that is the shop's own: one without a label."""
        own = [audit for audit in self.audits if audit.is_own]
        return own[-1] if own else None


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedProject:
    """What was read: good only where `diagnostics` hold no error.

    `definitions` are by "id@version".
    """

    definitions: Mapping[str, Definition]
    shops: tuple[ShopAudits, ...]
    diagnostics: tuple[Diagnostic, ...]
    unproven: tuple[tuple[Audit, Mapping[str, Diagnostic]], ...] = ()
    """What is to be told of an audit's critical answers without evidence if they fail, by
    criterion; a project that is loaded has told it, and has none."""

    @property
    def has_errors(self) -> bool:
        """Whether anything is wrong that must be fixed first."""
        return has_errors(self.diagnostics)


@dataclass(frozen=True, slots=True, kw_only=True)
class _AuditRead:
    """What came of one audit file, and the definition it was read against."""

    named: str
    against: Definition | None
    audit: Audit | None
    diagnostics: list[Diagnostic]
    unproven: Mapping[str, Diagnostic]


class ProjectReader:
    """The YAML below a project's `audits/`; what did not change is not read again."""

    def __init__(
        self, root: Path, bundled: Path, picture_problem: PictureCheck | None = None
    ) -> None:
        """Take the project's folder and that of the packaged definitions.

        `picture_problem` says of a picture's bytes what keeps it from being shown.
        """
        self._root = root
        self._bundled = bundled
        self._picture_problem = picture_problem
        self._folders: dict[Path, EvidenceFolder] = {}
        self.memory = Memory()

    def load(
        self, folders: Collection[Path], definition: str | None = None
    ) -> LoadedProject:
        """Read the definitions and the shops in `folders`.

        A packaged definition comes with them when an audit names it, or `definition`
        does by its id, or when the project has none of its own.
        Raises OSError when a file cannot be read.
        """
        found: list[Diagnostic] = []
        catalog = DefinitionCatalog(self._root, self._bundled, self.memory)
        own = {one.id for one in catalog.known.values()} | catalog.broken
        if definition and definition not in own:
            catalog.add_packaged()
        unproven: list[tuple[Audit, Mapping[str, Diagnostic]]] = []
        loaded = [self._shop(folder, catalog, found, unproven) for folder in folders]
        return LoadedProject(
            definitions=catalog.known,
            shops=tuple(loaded),
            diagnostics=tuple(
                sorted([*catalog.found, *found, *unread_files(self._root, folders)])
            ),
            unproven=tuple(unproven),
        )

    def _shop(
        self,
        folder: Path,
        catalog: DefinitionCatalog,
        found: list[Diagnostic],
        unproven: list[tuple[Audit, Mapping[str, Diagnostic]]],
    ) -> ShopAudits:
        if folder.is_symlink():
            path, words = folder / SHOP_FILE, "a symbolic link leads here"
            found.append(of_file("E017", path, self._root, words, NOT_A_FILE))
            nobody = Shop(id=folder.name, name=_NO_NAME, url="")
            return ShopAudits(shop=nobody, audits=(), tasks=NO_TASKS)
        shop = self._shop_file(folder / SHOP_FILE, found)
        if shop is None:
            # The audits are still read, so that all problems come in one run.
            shop = Shop(id=folder.name, name=_NO_NAME, url="")
        reads = self._audit_files(folder, shop, catalog, found)
        audits = [one.audit for one in reads if one.audit is not None]
        unproven += [
            (one.audit, one.unproven) for one in reads if one.audit and one.unproven
        ]
        audits.sort(key=lambda one: (one.date, one.label or ""))
        result = ShopAudits(shop=shop, audits=tuple(audits), tasks=NO_TASKS)
        if not is_there(folder / TASKS_FILE):
            return result
        latest = result.latest
        against: Definition | None
        if latest is not None:
            against = catalog.known[f"{latest.definition}@{latest.version}"]
            language = latest.language
        else:
            named = [one.against for one in reads if one.against is not None]
            against = named[-1] if named else None
            language = "" if against is None else against.languages[0]
        tasks = self._tasks(folder / TASKS_FILE, against, language, found)
        return ShopAudits(shop=shop, audits=result.audits, tasks=tasks)

    def _shop_file(self, path: Path, found: list[Diagnostic]) -> Shop | None:
        if not is_there(path):
            words = f"the shop '{path.parent.name}' has no {SHOP_FILE}"
            hint = "write name: and url: into it"
            found.append(of_file("E332", path, self._root, words, hint))
            return None

        def read() -> tuple[Shop | None, list[Diagnostic]]:
            source = self._read_file(path)
            return read_shop(source), source.problems.found

        shop, diagnostics = self.memory.keep("shop", path, stamps([path]), read)
        found.extend(diagnostics)
        return shop

    def _tasks(
        self,
        path: Path,
        against: Definition | None,
        language: str,
        found: list[Diagnostic],
    ) -> Mapping[str, Task]:
        """Return the tasks; without a definition only the file itself is checked."""

        def read() -> tuple[Mapping[str, Task], list[Diagnostic]]:
            source = self._read_file(path)
            tasks = NO_TASKS
            if against is not None:
                tasks = read_tasks(source, against, language)
            return tasks, source.problems.found

        stamp = (stamps([path]), against, language)
        tasks, diagnostics = self.memory.keep("tasks", path, stamp, read)
        found.extend(diagnostics)
        return tasks

    def _audit_files(
        self,
        folder: Path,
        shop: Shop,
        catalog: DefinitionCatalog,
        found: list[Diagnostic],
    ) -> list[_AuditRead]:
        evidence = self._folders.setdefault(
            folder, EvidenceFolder(folder, self._picture_problem)
        )
        pictures = sorted(evidence.folder.glob("*"))
        found.extend(_unlike_by_case(pictures, self._root))
        seen = stamps(pictures)
        reads = []
        names: dict[tuple[dt.date, str | None], str] = {}
        for path in sorted(folder.iterdir()):
            if path.suffix.lower() not in _AUDIT_SUFFIXES or path.name in (
                SHOP_FILE,
                TASKS_FILE,
            ):
                continue
            stamp = (stamps([path]), shop, seen)
            read = self.memory.recall("audit", path, stamp)
            if read is None or read.against is not catalog.known.get(read.named):
                read = self._read_audit(path, shop, evidence, catalog)
                self.memory.store("audit", path, stamp, read)
            found.extend(read.diagnostics)
            reads.append(read)
            if read.audit is None:
                continue
            twin = names.setdefault((read.audit.date, read.audit.label), path.name)
            if twin != path.name:
                words = f"{twin} is an audit of the same day already"
                hint = "give one of them a label, like 2026-09-15.anna.yaml"
                found.append(of_file("E310", path, self._root, words, hint))
        return reads

    def _read_file(self, path: Path) -> Source:
        """Read a file of the project, and count it."""
        self.memory.note_reading([path])
        return read_source(path, self._root)

    def _read_audit(
        self,
        path: Path,
        shop: Shop,
        evidence: EvidenceFolder,
        catalog: DefinitionCatalog,
    ) -> _AuditRead:
        source = self._read_file(path)
        value = source.root.get("definition") if source.root else None
        named = value if isinstance(value, str) else ""
        if named not in catalog.known:
            catalog.add_packaged()
        audit = None
        if not catalog.waits(named):
            audit = read_audit(source, shop, catalog.known, evidence)
        against = catalog.known.get(named)
        unproven: Mapping[str, Diagnostic] = {}
        if audit is not None and against is not None:
            unproven = unproven_criticals(source, audit, against)
        return _AuditRead(
            named=named,
            against=against,
            audit=audit,
            diagnostics=source.problems.found,
            unproven=unproven,
        )


def _unlike_by_case(paths: Collection[Path], root: Path) -> Iterator[Diagnostic]:
    """Tell of names that are one and the same on Windows and macOS."""
    seen: dict[str, str] = {}
    for path in paths:
        plain = plain_name(path.name)
        first = seen.setdefault(plain, path.name)
        if first != path.name:
            words = f"{describe(path.name)} is {describe(first)} to Windows and macOS"
            hint = "rename one of the two: only one of them can be there"
            yield of_file("W412", path, root, words, hint)
