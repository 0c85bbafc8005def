"""A project folder → what was read of it, and Reports.

Keeps what it parsed: between two loads only files that changed are read again, and
only audits that changed are scored again.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator import __version__, resources
from generator.model.audit import Audit, Shop, Task
from generator.model.definition import Definition
from generator.model.diagnostic import Diagnostic, has_errors
from generator.model.report import Audience, Report
from generator.model.text import Text
from generator.reading.definitions import MAIN_FILE, definition_files, read_definition
from generator.reading.evidence import EvidenceFolder
from generator.reading.shops import (
    SHOP_FILE,
    TASKS_FILE,
    read_audit,
    read_shop,
    read_tasks,
)
from generator.reading.source import Source, read_source
from generator.scoring import score_audit

GENERATOR = f"cx-audit {__version__}"

Stamp = tuple[Any, ...]

_NO_NAME = Text({"en": "?"})
"""Stands in for the name of a shop whose shop.yaml is wrong; never published."""


class ProjectNotFoundError(Exception):
    """There is no folder `audits` here or above."""


class UnknownShopError(Exception):
    """A shop was named that the project does not have."""

    def __init__(self, name: str, known: Collection[str]) -> None:
        """Take the name and those that exist."""
        super().__init__(name)
        self.name = name
        self.known = tuple(known)


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


@dataclass(slots=True)
class _Kept:
    """A result together with what it was made from."""

    stamp: Stamp
    result: Any


@dataclass(slots=True)
class _Memory:
    """What is kept between two loads, by path."""

    kept: dict[Path, _Kept] = field(default_factory=dict)
    folders: dict[Path, EvidenceFolder] = field(default_factory=dict)
    reads: int = 0
    """How many files were read since the project was made."""


class Project:
    """A folder that holds `audits/`."""

    def __init__(self, root: Path) -> None:
        """Take the folder that holds `audits/`."""
        self.root = root.resolve()
        self._memory = _Memory()

    @classmethod
    def find(cls, start: Path) -> Project:
        """Return the project of the nearest folder upwards that holds `audits/`.

        Raises ProjectNotFoundError when there is none.
        """
        start = start.resolve()
        for folder in (start, *start.parents):
            if (folder / "audits").is_dir():
                return cls(folder)
        raise ProjectNotFoundError(str(start))

    @property
    def audits(self) -> Path:
        """The folder of definitions and shops."""
        return self.root / "audits"

    @property
    def reads(self) -> int:
        """How many files have been read so far; a load without changes adds none."""
        return self._memory.reads

    def shop_ids(self) -> tuple[str, ...]:
        """Return the shops that have a folder, sorted."""
        folder = self.audits / "shops"
        if not folder.is_dir():
            return ()
        return tuple(sorted(path.name for path in folder.iterdir() if path.is_dir()))

    def load(self, shops: Collection[str] = ()) -> Loaded:
        """Read the definitions and the named shops (none named: all).

        Raises UnknownShopError for a name without a folder and OSError when a file
        cannot be read.
        """
        known = self.shop_ids()
        for name in shops:
            if name not in known:
                raise UnknownShopError(name, known)
        folders = [
            self.audits / "shops" / name for name in known if not shops or name in shops
        ]
        found: list[Diagnostic] = []
        audits = {folder: self._audit_sources(folder) for folder in folders}
        named = {
            str(source.root["definition"])
            for sources in audits.values()
            for source in sources
            if source.root and "definition" in source.root
        }
        definitions, broken = self._definitions(named, found)
        loaded = []
        for folder in folders:
            shop = self._shop(folder, audits[folder], definitions, broken, found)
            if shop is not None:
                loaded.append(shop)
        return Loaded(
            definitions=definitions,
            shops=tuple(loaded),
            diagnostics=tuple(sorted(found)),
        )

    def reports(
        self, loaded: Loaded, *, audience: Audience, as_of: dt.date
    ) -> tuple[Report, ...]:
        """Score every audit of what was loaded without errors.

        Tasks are joined to each shop's latest audit.
        """
        return tuple(
            self._report(loaded, shop, audit, audience, as_of)
            for shop in loaded.shops
            for audit in shop.audits
        )

    def _report(
        self,
        loaded: Loaded,
        shop: ShopAudits,
        audit: Audit,
        audience: Audience,
        as_of: dt.date,
    ) -> Report:
        definition = loaded.definitions[f"{audit.definition}@{audit.version}"]
        tasks = shop.tasks if audit is shop.latest else {}
        stamp = (audit, definition, tasks, audience, as_of)
        path = self.root / "report" / audit.source.path
        kept = self._memory.kept.get(path)
        if kept is None or not _same(kept.stamp, stamp):
            report = score_audit(
                definition,
                audit,
                audience=audience,
                as_of=as_of,
                generator=GENERATOR,
                tasks=tasks,
            )
            kept = self._memory.kept[path] = _Kept(stamp, report)
        result: Report = kept.result
        return result

    def _definitions(
        self, named: Collection[str], found: list[Diagnostic]
    ) -> tuple[dict[str, Definition], set[str]]:
        """Return the definitions by "id@version" and the ids of the broken ones."""
        own = self.audits / "definitions"
        definitions: dict[str, Definition] = {}
        broken: set[str] = set()
        for folder in _definition_folders(own):
            self._add_definition(folder, self.root, definitions, broken, found)
        bundled = resources.definitions()
        if bundled != own and (not definitions or set(named) - set(definitions)):
            for folder in _definition_folders(bundled):
                packaged: dict[str, Definition] = {}
                base = bundled.parent.parent
                self._add_definition(folder, base, packaged, broken, found)
                for name, definition in packaged.items():
                    definitions.setdefault(name, definition)
        if bundled != own:
            self._tell_shadowed(bundled, found)
        return definitions, broken

    def _tell_shadowed(self, bundled: Path, found: list[Diagnostic]) -> None:
        """Say which packaged definitions the project replaces by its own."""
        packaged = {folder.name for folder in _definition_folders(bundled)}
        for folder in _definition_folders(self.audits / "definitions"):
            if folder.name in packaged:
                path = (folder / MAIN_FILE).relative_to(self.root).as_posix()
                message = f"the project's '{folder.name}' is used, not the package's"
                found.append(
                    Diagnostic(
                        path=path, line=1, column=1, code="W409", message=message
                    )
                )

    def _add_definition(
        self,
        folder: Path,
        base: Path,
        definitions: dict[str, Definition],
        broken: set[str],
        found: list[Diagnostic],
    ) -> None:
        files = definition_files(folder)
        stamp = _stamps(files)
        kept = self._memory.kept.get(folder)
        if kept is None or kept.stamp != stamp:
            self._memory.reads += len(files)
            kept = _Kept(stamp, read_definition(folder, base))
            self._memory.kept[folder] = kept
        definition, diagnostics = kept.result
        found.extend(diagnostics)
        if definition is None:
            broken.add(folder.name.split("@")[0])
        else:
            definitions[f"{definition.id}@{definition.version}"] = definition

    def _audit_sources(self, folder: Path) -> list[Source]:
        return [
            self._source(path)
            for path in sorted(folder.iterdir())
            if path.suffix in (".yaml", ".yml", ".json")
            and path.name not in (SHOP_FILE, TASKS_FILE)
            and path.is_file()
        ]

    def _source(self, path: Path) -> Source:
        """Return the file as it was parsed, with its problems of reading only."""
        stamp = _stamps([path])
        kept = self._memory.kept.get(path)
        if kept is None or kept.stamp != stamp:
            self._memory.reads += 1
            kept = _Kept(stamp, read_source(path, self.root))
            self._memory.kept[path] = kept
        source: Source = kept.result
        return source

    def _shop(
        self,
        folder: Path,
        sources: list[Source],
        definitions: Mapping[str, Definition],
        broken: set[str],
        found: list[Diagnostic],
    ) -> ShopAudits | None:
        if not (folder / SHOP_FILE).is_file():
            path = (folder / SHOP_FILE).relative_to(self.root).as_posix()
            found.append(
                Diagnostic(
                    path=path,
                    line=1,
                    column=1,
                    code="E332",
                    message=f"the shop '{folder.name}' has no {SHOP_FILE}",
                    hint="write name: and url: into it",
                )
            )
            return None
        shop = self._made(folder / SHOP_FILE, (), read_shop, found)
        if shop is None:
            # The audits are still read, so that all problems come in one run.
            shop = Shop(id=folder.name, name=_NO_NAME, url="")
        evidence = self._memory.folders.setdefault(folder, EvidenceFolder(folder))
        seen = _stamps(sorted(evidence.folder.glob("*")))
        audits = []
        for source in sources:
            name = source.root.get("definition") if source.root else None
            if isinstance(name, str) and name.split("@")[0] in broken:
                continue
            audit = self._made(
                source.path,
                (shop, tuple(definitions.items()), seen),
                lambda one: read_audit(one, shop, definitions, evidence),
                found,
            )
            if audit is not None:
                audits.append(audit)
        audits.sort(key=lambda audit: (audit.date, audit.label or ""))
        result = ShopAudits(shop=shop, audits=tuple(audits), tasks={})
        latest = result.latest
        if latest is None or not (folder / TASKS_FILE).is_file():
            return result
        definition = definitions[f"{latest.definition}@{latest.version}"]
        tasks = self._made(
            folder / TASKS_FILE,
            (definition, latest.language),
            lambda one: read_tasks(one, definition, latest.language),
            found,
        )
        return ShopAudits(shop=shop, audits=result.audits, tasks=tasks)

    def _made(
        self, path: Path, parts: Stamp, make: Any, found: list[Diagnostic]
    ) -> Any:
        """Return what `make` makes of the file, from memory if nothing changed.

        `parts` are the other things it was made from.
        """
        source = self._source(path)
        key = path.with_suffix(".made")
        kept = self._memory.kept.get(key)
        stamp = (source, *parts)
        if kept is None or not _same(kept.stamp, stamp):
            fresh = source.afresh()
            kept = _Kept(stamp, (make(fresh), fresh.problems.found))
            self._memory.kept[key] = kept
        result, diagnostics = kept.result
        found.extend(diagnostics)
        return result


def _same(one: Stamp, other: Stamp) -> bool:
    """Whether both were made from the same objects and equal values."""
    return len(one) == len(other) and all(
        a is b or (isinstance(a, (tuple, str, dt.date)) and a == b)
        for a, b in zip(one, other, strict=True)
    )


def _definition_folders(parent: Path) -> Iterator[Path]:
    for folder in sorted(parent.glob("*")):
        if (folder / MAIN_FILE).is_file():
            yield folder


def _stamps(paths: Collection[Path]) -> Stamp:
    """Return what tells whether any of the files changed."""
    return tuple(
        (path.name, status.st_mtime_ns, status.st_size)
        for path in paths
        for status in [path.lstat()]
    )
