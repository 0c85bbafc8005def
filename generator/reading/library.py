"""All the YAML of a project: its definitions, its shops, or what is wrong with them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

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
from generator.reading.source import Source

_NO_NAME = Text({"en": "?"})
"""Stands in for the name of a shop whose shop.yaml is wrong; never published."""

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


class Library:
    """The YAML below a project's `audits/`, kept as parsed between two loads."""

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
        audits = {folder: self._audit_sources(folder) for folder in folders}
        named = {
            str(source.root["definition"])
            for sources in audits.values()
            for source in sources
            if source.root and "definition" in source.root
        }
        definitions, broken = self._definitions(named, found)
        loaded = [
            shop
            for folder in folders
            if (shop := self._shop(folder, audits[folder], definitions, broken, found))
        ]
        return Loaded(
            definitions=definitions,
            shops=tuple(loaded),
            diagnostics=tuple(sorted(found)),
        )

    def _definitions(
        self, named: set[str], found: list[Diagnostic]
    ) -> tuple[dict[str, Definition], set[str]]:
        """Return the definitions by "id@version" and the ids of the broken ones.

        The packaged ones are read only where the project has none of its own that
        its audits name.
        """
        definitions: dict[str, Definition] = {}
        broken: set[str] = set()
        for folder in definition_folders(self._own):
            self._add(folder, self._root, definitions, broken, found)
        if self._bundled == self._own:
            return definitions, broken
        if not definitions or named - set(definitions):
            packaged: dict[str, Definition] = {}
            for folder in definition_folders(self._bundled):
                base = self._bundled.parent.parent
                self._add(folder, base, packaged, broken, found)
            definitions = packaged | definitions
        self._tell_shadowed(found)
        return definitions, broken

    def _add(
        self,
        folder: Path,
        base: Path,
        definitions: dict[str, Definition],
        broken: set[str],
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
            broken.add(folder.name.split("@")[0])
        else:
            definitions[f"{definition.id}@{definition.version}"] = definition

    def _tell_shadowed(self, found: list[Diagnostic]) -> None:
        """Say which packaged definitions the project replaces by its own."""
        packaged = {folder.name for folder in definition_folders(self._bundled)}
        for folder in definition_folders(self._own):
            if folder.name in packaged:
                found.append(
                    Diagnostic(
                        path=(folder / MAIN_FILE).relative_to(self._root).as_posix(),
                        line=1,
                        column=1,
                        code="W409",
                        message=f"the project's '{folder.name}' is used, "
                        "not the package's",
                    )
                )

    def _audit_sources(self, folder: Path) -> list[Source]:
        return [
            self.memory.source(path, self._root)
            for path in sorted(folder.iterdir())
            if path.suffix in _AUDIT_SUFFIXES
            and path.name not in (SHOP_FILE, TASKS_FILE)
            and path.is_file()
        ]

    def _shop(
        self,
        folder: Path,
        sources: list[Source],
        definitions: Mapping[str, Definition],
        broken: set[str],
        found: list[Diagnostic],
    ) -> ShopAudits | None:
        if not (folder / SHOP_FILE).is_file():
            found.append(
                Diagnostic(
                    path=(folder / SHOP_FILE).relative_to(self._root).as_posix(),
                    line=1,
                    column=1,
                    code="E332",
                    message=f"the shop '{folder.name}' has no {SHOP_FILE}",
                    hint="write name: and url: into it",
                )
            )
            return None
        source = self.memory.source(folder / SHOP_FILE, self._root)
        shop = self.memory.made(source, (), read_shop, found)
        if shop is None:
            # The audits are still read, so that all problems come in one run.
            shop = Shop(id=folder.name, name=_NO_NAME, url="")
        audits = self._audits(folder, shop, sources, definitions, broken, found)
        result = ShopAudits(shop=shop, audits=audits, tasks={})
        latest = result.latest
        if latest is None or not (folder / TASKS_FILE).is_file():
            return result
        definition = definitions[f"{latest.definition}@{latest.version}"]
        tasks = self.memory.made(
            self.memory.source(folder / TASKS_FILE, self._root),
            (definition, latest.language),
            lambda one: read_tasks(one, definition, latest.language),
            found,
        )
        return ShopAudits(shop=shop, audits=audits, tasks=tasks)

    def _audits(
        self,
        folder: Path,
        shop: Shop,
        sources: list[Source],
        definitions: Mapping[str, Definition],
        broken: set[str],
        found: list[Diagnostic],
    ) -> tuple[Audit, ...]:
        """Return a shop's audits, oldest first; those of broken definitions wait."""
        evidence = self._folders.setdefault(folder, EvidenceFolder(folder))
        seen = stamps(sorted(evidence.folder.glob("*")))
        parts = (shop, tuple(definitions.items()), seen)
        audits = []
        for source in sources:
            name = source.root.get("definition") if source.root else None
            if isinstance(name, str) and name.split("@")[0] in broken:
                continue
            audit = self.memory.made(
                source,
                parts,
                lambda one: read_audit(one, shop, definitions, evidence),
                found,
            )
            if audit is not None:
                audits.append(audit)
        return tuple(sorted(audits, key=lambda one: (one.date, one.label or "")))


def definition_folders(parent: Path) -> Iterator[Path]:
    """Yield the folders below `parent` that hold a definition, in stable order."""
    for folder in sorted(parent.glob("*")):
        if (folder / MAIN_FILE).is_file():
            yield folder
