"""The definitions there are: the project's, its frozen versions, the package's."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generator.cache import Memory, stamps
from generator.files.folders import everything_below
from generator.model.definition import Definition
from generator.model.diagnostic import Diagnostic
from generator.reading.definitions.read import (
    MAIN_FILE,
    definition_files,
    read_definition,
)
from generator.reading.diagnostics.collector import of_file
from generator.reading.strict_yaml.plain_file import is_there
from generator.reading.strict_yaml.source_file import NOT_A_FILE, read_source

_PACKAGED = Memory()
"""The package's definitions, which are the same for every project of a process.

`build` reads a project twice, the command before it writes anything and the plugin
inside MkDocs.
"""


class DefinitionCatalog:
    """The definitions of one load, read as they are asked for.

    `known` are by "id@version"; `broken` are the ids of those with errors, whose
    audits wait until they are fixed.
    """

    def __init__(self, root: Path, bundled: Path, memory: Memory) -> None:
        """Take the project's folder and that of the packaged definitions."""
        self.known: dict[str, Definition] = {}
        self.broken: set[str] = set()
        self.found: list[Diagnostic] = []
        self._root = root
        self._own = root / "audits" / "definitions"
        self._bundled = bundled
        self._packages_base = bundled.parent.parent
        self._memory = memory
        self._folders: dict[str, Path] = {}
        """Where each of the project's own stands, by "id@version"."""
        self._packaged: list[Path] = []
        """Folders of the package that were not needed yet."""
        self._read_own()
        if self._bundled != self._own:
            self._compare_packaged()
            if not self.known and not self.broken:
                self.add_packaged()

    def add_packaged(self) -> None:
        """Add the packaged definitions not needed so far; the project's own win."""
        while self._packaged:
            folder = self._packaged.pop(0)
            definition = self._read_packaged(folder)
            if definition is not None:
                name = f"{definition.id}@{definition.version}"
                self.known.setdefault(name, definition)

    def waits(self, named: str) -> bool:
        """Whether an audit that names "id@version" waits for it to be fixed.

        What is wrong with the definition would only be told again as what the audit
        cannot find in it.
        """
        return named not in self.known and named.partition("@")[0] in self.broken

    def _read_own(self) -> None:
        for folder in sorted(self._own.glob("*")):
            main = folder / MAIN_FILE
            if folder.is_symlink():
                words = "a symbolic link leads here"
                self.found.append(self._of_file("E017", main, words, NOT_A_FILE))
            elif is_there(main):
                self._add_own(folder)
            elif any(path.match("*.y*ml") for path in everything_below(folder)):
                words = f"the definition '{folder.name}' has no {MAIN_FILE}"
                hint = f"write {MAIN_FILE}, or move the folder away"
                self.found.append(self._of_file("E203", main, words, hint))

    def _add_own(self, folder: Path) -> None:
        definition = self._read(folder, self._root, self._memory)
        if definition is None:
            return
        name = f"{definition.id}@{definition.version}"
        # The folder without a version comes first in the order of names.
        newest = self.known.setdefault(name, definition)
        place = self._folders.setdefault(name, folder)
        if newest.digest != definition.digest:
            words = f"{name} was changed after it was frozen"
            hint = f"raise the version, or take over what {folder.name}/ says"
            self._tell_version("E208", place, words, hint)

    def _read_packaged(self, folder: Path) -> Definition | None:
        return self._read(folder, self._packages_base, _PACKAGED)

    def _read(self, folder: Path, base: Path, memory: Memory) -> Definition | None:
        files = definition_files(folder)
        self._memory.files.update(files)

        def read() -> tuple[Definition | None, list[Diagnostic]]:
            self._memory.note_reading(files)
            return read_definition(folder, base, own=memory is self._memory)

        definition, diagnostics = memory.keep("definition", folder, stamps(files), read)
        self.found.extend(diagnostics)
        if definition is None:
            self.broken.add(folder.name.partition("@")[0])
        return definition

    def _compare_packaged(self) -> None:
        """Tell which packaged definitions the project has in a form of its own.

        Of those it has only frozen, the newest is still the package's.
        """
        own = {folder.name for folder in definition_folders(self._own)}
        ids = {name.partition("@")[0] for name in own}
        for folder in definition_folders(self._bundled):
            id_ = folder.name.partition("@")[0]
            if id_ not in ids:
                self._packaged.append(folder)
                continue
            definition = self._read_packaged(folder)
            name = f"{id_}@{definition.version}" if definition else ""
            mine = self.known.get(name)
            if id_ in own:
                self._packaged.append(folder)
            elif definition is not None:
                self.known.setdefault(name, definition)
            if definition and mine and mine.digest != definition.digest:
                words = f"the project's {name} is not what the package calls {name}"
                hint = "raise its version, or give it another id"
                self._tell_version("W413", self._folders[name], words, hint)
            elif folder.name in own:
                words = f"the project's '{folder.name}' is used, not the package's"
                hint = "give it another id if it was changed on purpose"
                place = self._own / folder.name / MAIN_FILE
                self.found.append(self._of_file("W409", place, words, hint))

    def _of_file(self, code: str, path: Path, message: str, hint: str) -> Diagnostic:
        return of_file(code, path, self._root, message, hint)

    def _tell_version(self, code: str, folder: Path, message: str, hint: str) -> None:
        """Tell of a definition where its version is written."""
        source = read_source(folder / MAIN_FILE, self._root)
        source.problems.found.clear()
        source.tell(code, ("version",), message, hint)
        self.found.extend(source.problems.found)


def definition_folders(parent: Path) -> Iterator[Path]:
    """Yield the folders below `parent` that hold a definition, in stable order."""
    for folder in sorted(parent.glob("*")):
        if (folder / MAIN_FILE).is_file() and not folder.is_symlink():
            yield folder
