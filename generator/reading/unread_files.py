"""Files in `audits/` that nobody reads: a wrong place must not pass in silence."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from generator.files.folders import everything_below
from generator.model.diagnostic import Diagnostic
from generator.reading.diagnostics.collector import of_file

_SUFFIXES = frozenset([".yaml", ".yml", ".json"])


def unread_files(root: Path, folders: Collection[Path]) -> Iterator[Diagnostic]:
    """Yield an error for each YAML or JSON file that stands where none is read.

    Looked through are `audits/` itself, `audits/shops/` itself and the shops in
    `folders`, of which only the files at the top and the pictures in `evidence/` have
    a meaning. The definitions' folder looks after itself, `schemas/` is for editors.
    """
    audits = root / "audits"
    loose = [*_files(audits), *_files(audits / "shops")]
    for folder in folders:
        loose += [
            path
            for path in everything_below(folder)
            if path.parent != folder and path.suffix in _SUFFIXES and path.is_file()
        ]
    for path in loose:
        yield of_file(
            "E310",
            path,
            root,
            f"unexpected file: {path.relative_to(audits).as_posix()}",
            "an audit stands at shops/<shop>/<date>.yaml; move the file there or away",
        )


def _files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return [
        path
        for path in sorted(folder.iterdir())
        if path.suffix in _SUFFIXES and path.is_file()
    ]
