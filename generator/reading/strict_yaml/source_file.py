"""A file of the project: its bytes, its text, its nodes."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.characters import NOT_IN_YAML
from generator.model.audit import Spot
from generator.reading.diagnostics.collector import Problems, path_within
from generator.reading.diagnostics.span import Span
from generator.reading.strict_yaml.confusables import report_confusables
from generator.reading.strict_yaml.nodes import MapNode, locate
from generator.reading.strict_yaml.plain_file import (
    NotAFileError,
    TooLargeError,
    read_plain_file,
)
from generator.reading.strict_yaml.reader import read_yaml
from generator.reading.strict_yaml.text_costs import tell_costs

MAX_BYTES = 1_000_000

_REFUSED = re.compile(rf"{NOT_IN_YAML.pattern}|\r(?!\n)")
"""What no file may have; a carriage return on its own is among it."""

_PAIR = re.compile(
    r"(?<!\\)((?:\\\\)*)\\u([Dd][89ABab][0-9A-Fa-f]{2})\\u([Dd][C-Fc-f][0-9A-Fa-f]{2})"
)
"""Two escapes that stand for one character; the backslash is not itself escaped."""

NOT_A_FILE = "put the file itself here, or give what is here another name"
_START = Span(1, 1, 1, 1)
_BEGIN = "write a key, a colon and a value on each line, like 'language: en'"


@dataclass(frozen=True, slots=True)
class Source:
    """A YAML file that was read; `root` is None when it holds no mapping."""

    path: Path
    problems: Problems
    root: MapNode | None

    def spot(self, *steps: str | int) -> Spot:
        """Return the file and line of what stands at `steps`."""
        return Spot(
            path=self.problems.path, line=locate(self.root, steps, key=True).line
        )

    def tell(
        self,
        code: str,
        steps: tuple[str | int, ...],
        message: str,
        hint: str | None = None,
        *,
        key: bool = False,
    ) -> None:
        """Note a problem with the value (or the key) at `steps`."""
        self.problems.add(code, locate(self.root, steps, key=key), message, hint)


def read_source(path: Path, project: Path, *, own: bool = True) -> Source:
    """Read one YAML file that must hold a mapping.

    What is wrong with it stands in the result's `problems`. `own` is whether it is
    the user's: then no link may lead to it; an installer may have linked the package's.
    Raises OSError when the file cannot be read at all.
    """
    name = path_within(path, project)
    try:
        data = read_plain_file(path, MAX_BYTES, project if own else None)
    except NotAFileError as error:
        problems = Problems(name)
        problems.add("E017", _START, str(error), NOT_A_FILE)
        return Source(path, problems, None)
    except TooLargeError as error:
        problems = Problems(name)
        problems.add(
            "E002",
            _START,
            f"the file has {error.size:,} bytes, more than {MAX_BYTES:,}",
            "split it, or move long texts out",
        )
        return Source(path, problems, None)
    return source_of(data, path, name)


def source_of(data: bytes, path: Path, name: str) -> Source:
    """Read the bytes of a file that stands at `path`, or is about to.

    `name` is the path within the project.
    """
    text, problems = _decode(data, name)
    if text is None:
        return Source(path, problems, None)
    if path.suffix.lower() == ".json":
        text = _with_pairs_joined(text)
    root: Any = read_yaml(text, problems)
    if isinstance(root, MapNode):
        tell_costs(root, text, problems)
        return Source(path, problems, root)
    if not problems.failed:
        if root is None:
            problems.add("E009", _START, "the file is empty", _BEGIN)
        else:
            problems.add(
                "E010",
                _START,
                "the file must hold keys and values",
                _BEGIN,
            )
    return Source(path, problems, None)


def _decode(data: bytes, name: str) -> tuple[str | None, Problems]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        problems = Problems(name)
        problems.add("E001", _START, "the file is UTF-16", "save it as UTF-8")
        return None, problems
    body = data.removeprefix(codecs.BOM_UTF8)
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        problems = Problems(name, body.decode("utf-8", "replace"))
        problems.add(
            "E001",
            _character_after(body[: error.start].decode("utf-8")),
            f"byte 0x{body[error.start]:02x} is not UTF-8",
            "save the file as UTF-8",
        )
        return None, problems
    problems = Problems(name, text)
    # Looking through the text for what is refused takes six times as long as asking
    # whether all of it can be printed, which is so for nearly every file.
    spaceless = text.replace("\r\n", "").replace("\n", "").replace("\t", "")
    printable = spaceless.isprintable()
    match = None if printable else _REFUSED.search(text)
    if match is None:
        report_confusables(text, problems, printable=printable)
        return text, problems
    place = _character_after(text[: match.start()])
    if match[0] == "\r":
        words = "a carriage return on its own"
        problems.add("E003", place, words, "save the file with line ends LF or CRLF")
    else:
        words = f"a control character (U+{ord(match[0]):04X})"
        problems.add("E003", place, words, "delete it, or retype this line")
    return None, problems


def _with_pairs_joined(text: str) -> str:
    """Return JSON with its pairs of surrogates as YAML escapes one character.

    JSON knows no other escape for an emoji, and YAML does not know this one. What
    follows on the line moves to the left; the lines stay.
    """
    return _PAIR.sub(_join_pair, text) if "\\u" in text else text


def _join_pair(match: re.Match[str]) -> str:
    high, low = int(match[2], 16), int(match[3], 16)
    # Still an escape, so that what is looked for among escapes is found in it.
    return f"{match[1]}\\U{0x10000 + ((high & 0x3FF) << 10) + (low & 0x3FF):08X}"


def _character_after(before: str) -> Span:
    """Return where the character is that follows the text `before`."""
    line = before.count("\n") + 1
    column = len(before) - before.rfind("\n")
    return Span(line, column, line, column + 1)
