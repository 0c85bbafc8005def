"""Evidence of an answer: pictures in the shop's folder, addresses, words."""

from __future__ import annotations

import hashlib
import os
import re
import stat
import unicodedata
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import Any

from generator.model.audit import Evidence, Picture
from generator.model.fields import RESERVED_IDS
from generator.model.text import describe
from generator.reading.diagnostics.shape_codes import AUDIT_CODES
from generator.reading.shapes.audit_files import EvidenceFields
from generator.reading.shapes.validate import read_shape
from generator.reading.strict_yaml.nodes import MapNode
from generator.reading.strict_yaml.plain_file import (
    NotAFileError,
    TooLargeError,
    read_plain_file,
)
from generator.reading.strict_yaml.source_file import Source

MAX_PICTURE_BYTES = 10_000_000

PictureCheck = Callable[[bytes], str | None]
"""Says what keeps a picture with these bytes from being shown; None: nothing."""

_URL = re.compile(r"https?://[^\s/?#\\@]+([/?#][^\s\\]*)?")
_PICTURE = {
    b"\x89PNG\r\n\x1a\n": "PNG",
    b"\xff\xd8\xff": "JPEG",
}
_WEBP = (b"RIFF", b"WEBP")

_PAGES = ("index", "404", "search", "assets")
_NOT_ON_WINDOWS = frozenset('<>"|?*')
_DEVICES = frozenset(name for name in RESERVED_IDS if name not in _PAGES)


def is_web_address(value: str) -> bool:
    """Return whether `value` is an http or https address fit to be shown as a link."""
    return bool(_URL.fullmatch(value))


def is_picture(head: bytes) -> bool:
    """Return whether a file that begins with `head` is a PNG, JPEG or WebP."""
    return any(head.startswith(magic) for magic in _PICTURE) or (
        head[:4] == _WEBP[0] and head[8:12] == _WEBP[1]
    )


class EvidenceFolder:
    """The folder `evidence/` of one shop; remembers the pictures it has seen."""

    def __init__(self, shop: Path, problem: PictureCheck | None = None) -> None:
        """Take the shop's folder; `evidence/` need not exist.

        `problem` looks into each picture; without it only the first bytes count.
        """
        self.folder = shop / "evidence"
        self._problem = problem
        self._pictures: dict[tuple[str, int, int], Picture] = {}
        self._problems: dict[tuple[str, int, int], str | None] = {}
        self._names: dict[str, str] = {}
        self._listed = 0

    def read(
        self, entry: Any, source: Source, steps: tuple[str | int, ...], language: str
    ) -> Evidence | None:
        """Return one piece of evidence, or None after telling what is wrong."""
        if isinstance(entry, str):
            picture = self._picture(entry, source, steps)
            return Evidence(picture=picture) if picture else None
        if not isinstance(entry, MapNode):
            words = f"expected a file name or a mapping, found {describe(entry)}"
            source.tell("E324", steps, words, 'write {said: "…"} for words')
            return None
        fields = read_shape(
            EvidenceFields,
            source,
            AUDIT_CODES,
            language=language,
            data=entry,
            at=steps,
        )
        if fields is None:
            return None
        given = [key for key in ("file", "url", "said") if entry.get(key) is not None]
        if len(given) != 1:
            words = "evidence is one of file, url and said"
            found = " and ".join(given) or "none"
            hint = "make an entry of each" if given else 'for words write said: "…"'
            source.tell("E324", steps, f"{words}, found {found}", hint)
            return None
        picture = None
        if fields.file is not None:
            picture = self._picture(fields.file, source, (*steps, "file"))
            if picture is None:
                return None
        if fields.url is not None and not is_web_address(fields.url):
            words = f"not a web address: {describe(fields.url)}"
            source.tell("E325", (*steps, "url"), words, "begin with https://")
            return None
        return Evidence(
            picture=picture,
            url=fields.url,
            said=fields.said,
            text=fields.text,
            taken_on=fields.taken_on,
            private=fields.private,
        )

    def _is_inside(self, path: Path) -> bool:
        """Whether no link on the way leads out of the shop's own folder."""
        home = self.folder.parent.resolve() / self.folder.name
        return path.resolve().is_relative_to(home)

    def _picture(
        self, name: str, source: Source, steps: tuple[str | int, ...]
    ) -> Picture | None:
        problem = _name_problem(name)
        if problem:
            source.tell("E323", steps, problem, "put the file into evidence/")
            return None
        path = self.folder / name
        try:
            status = path.lstat()
        except OSError:  # not there; too long a name; a loop of links
            words = f"there is no file evidence/{name}"
            source.tell("E322", steps, words, self._nearest(name, source))
            return None
        if not stat.S_ISREG(status.st_mode) or not self._is_inside(path):
            return self._tell_not_a_file(name, source, steps)
        key = (name, status.st_mtime_ns, status.st_size)
        if key not in self._pictures:
            try:
                data = read_plain_file(path, MAX_PICTURE_BYTES, self.folder)
            except NotAFileError:
                return self._tell_not_a_file(name, source, steps)
            except TooLargeError as error:
                words = f"evidence/{name} has {error.size:,} bytes"
                most = f"{MAX_PICTURE_BYTES // 1_000_000} MB"
                hint = f"save it smaller, in at most {most}: fewer pixels, or as JPEG"
                source.tell("E330", steps, words, hint)
                return None
            if not is_picture(data[:16]):
                words = f"evidence/{name} is not a PNG, JPEG or WebP picture"
                source.tell("E330", steps, words, "save it as one of these")
                return None
            # A picture takes long to look into, and a file may name it often.
            if key not in self._problems:
                self._problems[key] = self._problem(data) if self._problem else None
            problem = self._problems[key]
            if problem:
                words = f"evidence/{name} cannot be shown: {problem}"
                source.tell("E331", steps, words, "save it anew, smaller if need be")
                return None
            digest = hashlib.sha256(data).hexdigest()
            self._pictures[key] = Picture(path=str(path), digest=digest)
        return self._pictures[key]

    def _nearest(self, name: str, source: Source) -> str:
        """Say which file may have been meant."""
        there = self._there()
        twin = there.get(plain_name(name))
        if twin is not None:
            return f"there is {describe(twin)}: write it with the same letters"
        hint = source.problems.nearest(name, there.values())
        return hint or "put it into evidence/"

    def _there(self) -> dict[str, str]:
        """Return the names in the folder by what they are to any system."""
        try:
            changed = self.folder.stat().st_mtime_ns
            if changed != self._listed:
                names = sorted(os.listdir(self.folder))  # noqa: PTH208 - names alone
                self._names = {plain_name(name): name for name in names}
                self._listed = changed
        except OSError:  # there is no such folder
            return {}
        return self._names

    @staticmethod
    def _tell_not_a_file(
        name: str, source: Source, steps: tuple[str | int, ...]
    ) -> None:
        words = f"evidence/{name} is not a regular file in this folder"
        source.tell("E323", steps, words, "copy the file itself into evidence/")


def plain_name(name: str) -> str:
    """Return what a name is to a system that knows neither case nor accents' forms."""
    return unicodedata.normalize("NFC", name).casefold()


def _name_problem(name: str) -> str | None:
    """Say why `name` cannot be a file of the evidence folder, or None."""
    parts = PurePosixPath(name).parts
    if (
        not name
        or "\\" in name
        or ":" in name
        or name.startswith(("/", "~"))
        or ".." in parts
        or any(ord(letter) < ord(" ") for letter in name)
    ):
        return f"{describe(name)} is not a file of the evidence folder"
    for part in parts:
        if set(part) & _NOT_ON_WINDOWS or part.endswith((".", " ")):
            return f"{describe(name)} is not a valid file name on Windows"
        if part.partition(".")[0].strip().lower() in _DEVICES:
            return f"{describe(name)} is a device on Windows"
    return None
