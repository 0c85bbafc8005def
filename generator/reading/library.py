"""All the YAML of a project: its definitions, its shops, or what is wrong with them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from generator.model.audit import Audit, Shop, Task
from generator.model.definition import Definition
from generator.model.diagnostic import Diagnostic, has_errors
from generator.model.text import Text
from generator.reading.definitions import MAIN_FILE, definition_files, read_definition
from generator.reading.evidence import EvidenceFolder
from generator.reading.memory import Memory, stamps
from generator.reading.shops import (
    SHOP_FILE,
    TASKS_FILE,
    read_audit,
    read_shop,
    read_tasks,
)

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
        own = [audit for audit in self.audits if audit.label is None]
        return own[-1] if own else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """What was read: good only where `diagnostics` hold no error.

    `definitions` are by "id@version".
    """

    definitions: Mapping[str, Definition]
    shops: tuple[ShopAudits, ...]
    diagnostics: tuple[Diagnostic, ...]

    @property
    def has_errors(self) -> bool:
        """Whether anything is wrong that must be mended first."""
        return has_errors(self.diagnostics)


@dataclass(frozen=True, slots=True, kw_only=True)
class _AuditRead:
    """What came of one audit file, and the definition it was read against."""

    named: str
    against: Definition | None
    audit: Audit | None
    diagnostics: list[Diagnostic]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Definitions:
    """The definitions of one load.

    `known` are by "id@version"; `broken` are the ids of those with errors, whose
    audits wait until they are mended. The packaged ones join when an audit names one
    that the project does not have.
    """

    known: dict[str, Definition] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)
    packaged: list[Path] = field(default_factory=list)
    """Folders of the package that were not needed yet."""


class Library:
    """The YAML below a project's `audits/`; what did not change is not read again."""

    def __init__(self, root: Path, bundled: Path) -> None:
        """Take the project's folder and that of the packaged definitions."""
        self._root = root
        self._own = root / "audits" / "definitions"
        self._bundled = bundled
        self._folders: dict[Path, EvidenceFolder] = {}
        self.memory = Memory()

    def load(self, folders: Collection[Path]) -> Loaded:
        """Read the definitions and the shops in `folders`.

        Raises OSError when a file cannot be read.
        """
        found: list[Diagnostic] = []
        definitions = self._definitions(found)
        loaded = [self._shop(folder, definitions, found) for folder in folders]
        return Loaded(
            definitions=definitions.known,
            shops=tuple(loaded),
            diagnostics=tuple(sorted(found)),
        )

    def _definitions(self, found: list[Diagnostic]) -> _Definitions:
        definitions = _Definitions()
        for folder in definition_folders(self._own):
            self._add(folder, self._root, definitions, found)
        for folder in sorted(self._own.glob("*")):
            if not (folder / MAIN_FILE).is_file() and any(folder.rglob("*.y*ml")):
                words = f"the definition '{folder.name}' has no {MAIN_FILE}"
                hint = f"write {MAIN_FILE}, or move the folder away"
                found.append(self._of_file("E203", folder / MAIN_FILE, words, hint))
        if self._bundled != self._own:
            definitions.packaged.extend(definition_folders(self._bundled))
            self._tell_shadowed(found)
            if not definitions.known and not definitions.broken:
                self._add_packaged(definitions, found)
        return definitions

    def _add_packaged(self, definitions: _Definitions, found: list[Diagnostic]) -> None:
        """Add the packaged definitions; the project's own win."""
        own = dict(definitions.known)
        while definitions.packaged:
            folder = definitions.packaged.pop(0)
            self._add(folder, self._bundled.parent.parent, definitions, found)
        definitions.known.update(own)

    def _of_file(self, code: str, path: Path, message: str, hint: str) -> Diagnostic:
        """Return a diagnostic about a file as a whole, or one that is not there."""
        name = path.relative_to(self._root).as_posix()
        return Diagnostic(
            path=name, line=1, column=1, code=code, message=message, hint=hint
        )

    def _add(
        self,
        folder: Path,
        base: Path,
        definitions: _Definitions,
        found: list[Diagnostic],
    ) -> None:
        files = definition_files(folder)

        def read() -> tuple[Definition | None, list[Diagnostic]]:
            self.memory.reads += len(files)
            return read_definition(folder, base)

        definition, diagnostics = self.memory.keep(
            "definition", folder, stamps(files), read
        )
        found.extend(diagnostics)
        if definition is None:
            definitions.broken.add(folder.name.split("@")[0])
        else:
            definitions.known[f"{definition.id}@{definition.version}"] = definition

    def _tell_shadowed(self, found: list[Diagnostic]) -> None:
        """Say which packaged definitions the project replaces by its own."""
        packaged = {folder.name for folder in definition_folders(self._bundled)}
        hint = "give it another id if it was changed on purpose"
        found.extend(
            self._of_file(
                "W409",
                folder / MAIN_FILE,
                f"the project's '{folder.name}' is used, not the package's",
                hint,
            )
            for folder in definition_folders(self._own)
            if folder.name in packaged
        )

    def _shop(
        self, folder: Path, definitions: _Definitions, found: list[Diagnostic]
    ) -> ShopAudits:
        shop = self._shop_file(folder / SHOP_FILE, found)
        if shop is None:
            # The audits are still read, so that all problems come in one run.
            shop = Shop(id=folder.name, name=_NO_NAME, url="")
        reads = self._audit_files(folder, shop, definitions, found)
        audits = [one.audit for one in reads if one.audit is not None]
        audits.sort(key=lambda one: (one.date, one.label or ""))
        result = ShopAudits(shop=shop, audits=tuple(audits), tasks=NO_TASKS)
        if not (folder / TASKS_FILE).is_file():
            return result
        latest = result.latest
        against: Definition | None
        if latest is not None:
            against = definitions.known[f"{latest.definition}@{latest.version}"]
            language = latest.language
        else:
            named = [one.against for one in reads if one.against is not None]
            against = named[-1] if named else None
            language = "" if against is None else against.languages[0]
        tasks = self._tasks(folder / TASKS_FILE, against, language, found)
        return ShopAudits(shop=shop, audits=result.audits, tasks=tasks)

    def _shop_file(self, path: Path, found: list[Diagnostic]) -> Shop | None:
        if not path.is_file():
            words = f"the shop '{path.parent.name}' has no {SHOP_FILE}"
            hint = "write name: and url: into it"
            found.append(self._of_file("E332", path, words, hint))
            return None

        def read() -> tuple[Shop | None, list[Diagnostic]]:
            source = self.memory.read(path, self._root)
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
            source = self.memory.read(path, self._root)
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
        definitions: _Definitions,
        found: list[Diagnostic],
    ) -> list[_AuditRead]:
        evidence = self._folders.setdefault(folder, EvidenceFolder(folder))
        seen = stamps(sorted(evidence.folder.glob("*")))
        reads = []
        names: dict[tuple[dt.date, str | None], str] = {}
        for path in sorted(folder.iterdir()):
            if (
                path.suffix not in _AUDIT_SUFFIXES
                or path.name in (SHOP_FILE, TASKS_FILE)
                or not path.is_file()
            ):
                continue
            stamp = (stamps([path]), shop, seen)
            read = self.memory.recall("audit", path, stamp)
            if read is None or read.against is not definitions.known.get(read.named):
                read = self._read_audit(path, shop, evidence, definitions, found)
                self.memory.store("audit", path, stamp, read)
            found.extend(read.diagnostics)
            reads.append(read)
            if read.audit is None:
                continue
            twin = names.setdefault((read.audit.date, read.audit.label), path.name)
            if twin != path.name:
                words = f"{twin} is an audit of the same day already"
                hint = "give one of them a label, like 2026-09-15.anna.yaml"
                found.append(self._of_file("E310", path, words, hint))
        return reads

    def _read_audit(
        self,
        path: Path,
        shop: Shop,
        evidence: EvidenceFolder,
        definitions: _Definitions,
        found: list[Diagnostic],
    ) -> _AuditRead:
        source = self.memory.read(path, self._root)
        value = source.root.get("definition") if source.root else None
        named = value if isinstance(value, str) else ""
        if named not in definitions.known:
            self._add_packaged(definitions, found)
        audit = None
        # The audits of a broken definition wait: what is wrong with it would only be
        # told again as what they cannot find in it.
        if named.split("@")[0] not in definitions.broken:
            audit = read_audit(source, shop, definitions.known, evidence)
        return _AuditRead(
            named=named,
            against=definitions.known.get(named),
            audit=audit,
            diagnostics=source.problems.found,
        )


def definition_folders(parent: Path) -> Iterator[Path]:
    """Yield the folders below `parent` that hold a definition, in stable order."""
    for folder in sorted(parent.glob("*")):
        if (folder / MAIN_FILE).is_file():
            yield folder
