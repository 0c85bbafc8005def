"""A project folder → what was read of it, and Reports.

Keeps what it parsed: between two loads only files that changed are read again, and
only audits that changed are scored again.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from generator import __version__, resources
from generator.collector import collector_paused
from generator.model.audience import AUDIENCES, Audience
from generator.model.audit import Audit
from generator.model.change import Change
from generator.model.report import Report
from generator.ownership import of_another_user
from generator.project_errors import (
    ForeignProjectError,
    NoShopNamedError,
    ProjectNotFoundError,
    UnknownShopError,
)
from generator.reading.definitions.catalog import definition_folders
from generator.reading.project_files import LoadedProject, ProjectReader, ShopAudits
from generator.scoring import (
    change_between,
    failed_criticals,
    refusal,
    score_audit,
    with_robustness,
)

__all__ = [
    "CONFIG_NAMES",
    "ForeignProjectError",
    "LoadedProject",
    "NoShopNamedError",
    "Project",
    "ProjectNotFoundError",
    "ShopAudits",
    "UnknownShopError",
]

CONFIG_NAMES = ("mkdocs.yml", "mkdocs.yaml")
"""What the configuration of a project's site may be called."""

GENERATOR = f"cx-audit {__version__}"


def _picture_problem(data: bytes) -> str | None:
    """Say what keeps a picture from being published, so that reading can tell it."""
    # Where no evidence has a picture, what opens pictures need not be loaded.
    from generator.publishing.assets.pictures import picture_problem  # noqa: PLC0415

    return picture_problem(data)


def _with_failed_criticals(loaded: LoadedProject) -> LoadedProject:
    """Tell of critical answers that fail without evidence: scoring alone knows which."""
    told = [
        diagnostic
        for audit, by_criterion in loaded.unproven
        for criterion in failed_criticals(
            loaded.definitions[f"{audit.definition}@{audit.version}"], audit
        )
        if (diagnostic := by_criterion.get(criterion)) is not None
    ]
    return replace(
        loaded, diagnostics=tuple(sorted([*loaded.diagnostics, *told])), unproven=()
    )


class Project:
    """A folder that holds `audits/`."""

    def __init__(self, root: Path, packaged: Path | None = None) -> None:
        """Take the folder that holds `audits/`, and that of the packaged definitions.

        These are the ones that come with this program, unless others are named.
        """
        self.root = root.resolve()
        self.packaged = packaged or resources.definitions()
        self._library = ProjectReader(self.root, self.packaged, _picture_problem)

    @classmethod
    def find(cls, start: Path) -> Project:
        """Return the project of the nearest folder upwards that holds `audits/`.

        Raises ProjectNotFoundError when there is none, and ForeignProjectError when
        it is another user's: whoever can write above a folder could put one there,
        and what its mkdocs.yml names is run by a build.
        """
        start = start.resolve()
        for folder in (start, *start.parents):
            if (folder / "audits").is_dir():
                own = (folder, *(folder / one for one in ("audits", *CONFIG_NAMES)))
                foreign = of_another_user(own)
                if foreign is not None:
                    raise ForeignProjectError(folder, foreign)
                return cls(folder)
        raise ProjectNotFoundError(str(start))

    @property
    def audits(self) -> Path:
        """The folder of definitions and shops."""
        return self.root / "audits"

    @property
    def reads(self) -> int:
        """How many files have been read so far; a load without changes adds none."""
        return self._library.memory.reads

    @property
    def files(self) -> frozenset[Path]:
        """The YAML files that have been read so far."""
        return frozenset(self._library.memory.files)

    @property
    def has_definitions(self) -> bool:
        """Whether the project brings an audit definition of its own."""
        return any(definition_folders(self.audits / "definitions"))

    def shop_ids(self) -> tuple[str, ...]:
        """Return the shops that have a folder, sorted."""
        folder = self.audits / "shops"
        if not folder.is_dir():
            return ()
        return tuple(sorted(path.name for path in folder.iterdir() if path.is_dir()))

    def refuse_unnamed_shops(self, audience: Audience, shops: Collection[str]) -> None:
        """Raise NoShopNamedError if an audience would see more shops than were named.

        One client must not read another's audit because an option was forgotten.
        """
        known = self.shop_ids()
        if not shops and len(known) > 1 and not AUDIENCES[audience].sees_other_shops:
            raise NoShopNamedError(known)

    def load(
        self, shops: Collection[str] = (), definition: str | None = None
    ) -> LoadedProject:
        """Read the definitions and the named shops (none named: all).

        `definition` is the id of one that is wanted though no audit names it yet.
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
        with collector_paused():
            return _with_failed_criticals(self._library.load(folders, definition))

    def reports(
        self, loaded: LoadedProject, *, audience: Audience, as_of: dt.date
    ) -> tuple[Report, ...]:
        """Score every audit of what was loaded without errors.

        Tasks are joined to each shop's latest audit.
        """
        with collector_paused():
            return tuple(
                self._report(loaded, shop, audit, audience, as_of)
                for shop in loaded.shops
                for audit in shop.audits
            )

    def changes(
        self, loaded: LoadedProject, *, audience: Audience
    ) -> Mapping[str, tuple[Change, ...]]:
        """Compare each shop's own audits with those before them; by shop id.

        Every audit without a label but a shop's first has one Change, oldest first,
        and `after.date` tells which audit it is. It is against the newest earlier
        audit that can be compared with it, and where none can, against the one just
        before, which says why not.
        """
        with collector_paused():
            return {
                shop.shop.id: tuple(self._changes(loaded, shop, audience))
                for shop in loaded.shops
            }

    def _changes(
        self, loaded: LoadedProject, shop: ShopAudits, audience: Audience
    ) -> Iterator[Change]:
        own = [audit for audit in shop.audits if audit.is_own]
        for place, audit in enumerate(own[1:], start=1):
            earlier = own[place - 1 :: -1]
            comparable = (one for one in earlier if refusal(one, audit) is None)
            before = next(comparable, earlier[0])
            yield self._change(loaded, before, audit, audience)

    def _change(
        self, loaded: LoadedProject, before: Audit, after: Audit, audience: Audience
    ) -> Change:
        definition_a, definition_b = (
            loaded.definitions[f"{audit.definition}@{audit.version}"]
            for audit in (before, after)
        )

        def compare() -> Change:
            return change_between(
                definition_a, before, definition_b, after, audience=audience
            )

        return self._library.memory.keep(
            f"change for {audience}",
            self.root / after.source.path,
            (definition_a, before, definition_b, after),
            compare,
        )

    def _report(
        self,
        loaded: LoadedProject,
        shop: ShopAudits,
        audit: Audit,
        audience: Audience,
        as_of: dt.date,
    ) -> Report:
        definition = loaded.definitions[f"{audit.definition}@{audit.version}"]
        tasks = shop.tasks if audit is shop.latest else None

        def score() -> Report:
            return with_robustness(
                score_audit(
                    definition,
                    audit,
                    audience=audience,
                    as_of=as_of,
                    generator=GENERATOR,
                    tasks=tasks,
                )
            )

        return self._library.memory.keep(
            f"report for {audience}",
            self.root / audit.source.path,
            (definition, audit, tasks, as_of),
            score,
        )
