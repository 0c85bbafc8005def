"""How an export is told from any other file of its kind: by the mark that it carries.

Only a file with the mark of its format is replaced; whatever else has its name belongs
to somebody.
"""

from __future__ import annotations

import lzma
import zipfile
import zlib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import MappingProxyType

from generator.model.languages import LANGUAGES
from generator.publishing.exports import gitlab, jira
from generator.publishing.exports.calendar import PRODUCT
from generator.publishing.exports.column_names import header
from generator.publishing.exports.csv_file import BOM
from generator.publishing.exports.issues import MARK
from generator.publishing.exports.xlsx import CREATOR

_HEAD = 10_000
"""How much of a file is looked at, in bytes; each mark stands at the beginning."""


def is_export(format_id: str, path: Path) -> bool:
    """Return whether the file at `path` is an export of that format.

    Raises KeyError for a format that there is not, OSError when it cannot be read.
    """
    return _CHECKS[format_id](path)


def _head(path: Path) -> str:
    with path.open("rb") as file:
        return file.read(_HEAD).decode("utf-8", errors="replace")


def _holds(mark: str) -> Callable[[Path], bool]:
    return lambda path: mark in _head(path)


def _begins(*lines: str) -> Callable[[Path], bool]:
    return lambda path: _head(path).removeprefix(BOM).startswith(lines)


def _columns(*keys: str) -> Callable[[Path], bool]:
    """Return a check for a table that begins with these columns, in any language.

    Not with all of them: an older version of the program had others.
    """

    def begins(path: Path) -> bool:
        lines = (
            ",".join(header(key, language) for key in keys) + ","
            for language in LANGUAGES
        )
        return _begins(*lines)(path)

    return begins


def _gitlab(path: Path) -> bool:
    """Whether the first ticket, if there is any, carries the id of a finding.

    The columns are GitLab's own, which anybody's table of tickets has.
    """
    head = _head(path)
    first = _line(gitlab.COLUMNS)
    return head.startswith(first) and (head == first or f"<!-- {MARK}" in head)


def _workbook(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as archive, archive.open(_PROPERTIES) as file:
            return f":creator>{CREATOR}<".encode() in file.read(_HEAD)
    except (*_NO_ARCHIVE, KeyError, NotImplementedError, RuntimeError, EOFError):
        return False


_PROPERTIES = "docProps/core.xml"

_NO_ARCHIVE = (zipfile.BadZipFile, zlib.error, lzma.LZMAError)
"""What a damaged archive, or one that somebody else packed, may end in."""


def _line(names: Iterable[str]) -> str:
    return ",".join(names) + "\r\n"


_CHECKS: Mapping[str, Callable[[Path], bool]] = MappingProxyType(
    {
        "json": _holds('"generator": "cx-audit '),
        "findings.csv": _columns("id", "stage", "touchpoint"),
        "plan.csv": _columns("rank", "id", "stage"),
        "xlsx": _workbook,
        "jira.csv": _begins(_line(jira.COLUMNS)),
        "gitlab.csv": _gitlab,
        "github.jsonl": _holds(f'"body": "<!-- {MARK}'),
        "plan.ics": _holds(f"PRODID:{PRODUCT}"),
    }
)
