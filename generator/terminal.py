"""What others wrote, fit for a terminal and for the log of a CI.

Names of files and shops, messages and words of YAML come from whoever wrote them. On a
terminal a control character moves the cursor, hides or turns what stands there; in the
log of a CI a line that begins like a command is obeyed. Here they become words.
"""

from __future__ import annotations

import re

from generator.characters import STEERS_A_TERMINAL

_COLOUR = re.compile(r"(\x1b\[[0-9;]*m)")
_COMMAND = re.compile(r"^(\s*)(?=::)")
"""How GitHub's commands begin; it passes over blanks."""

_COMMAND_WITHIN = re.compile(r"#(?=#\w*\[)")
"""How those of Azure, TeamCity and of GitHub's past begin, anywhere in a line."""


def in_line(text: str) -> str:
    r"""Return a name or message as a line of text: what cannot be seen is written out.

    A line break becomes the two characters `\n`, an escape the four `\x1b`.
    """
    return _COMMAND.sub(r"\1\\", part_of_line(text))


def part_of_line(text: str) -> str:
    """Return what `in_line` does, for words that do not begin their line."""
    return _COMMAND_WITHIN.sub(r"#\\", STEERS_A_TERMINAL.sub(_written_out, text))


def in_lines(text: str) -> str:
    """Return a text of several lines, each as `in_line` returns it; tabs stay."""
    return "\n".join(
        "\t".join(part_of_line(part) for part in line.split("\t"))
        for line in map(_harmless_start, text.split("\n"))
    )


def in_coloured_lines(text: str) -> str:
    """Return what `in_lines` does, but for colours, which stay.

    Only for what is put together here, of words that were through `in_line`.
    """
    pieces = _COLOUR.split(text)
    kept = [piece if at % 2 else in_lines(piece) for at, piece in enumerate(pieces)]
    return "".join(kept)


def in_json(text: str) -> str:
    """Return a JSON document that says the same without what `in_line` writes out."""
    escaped = STEERS_A_TERMINAL.sub(
        lambda found: found[0] if found[0] in "\n\t\r" else _as_json(found[0]), text
    )
    return escaped.replace("##", r"#\u0023")


def _harmless_start(line: str) -> str:
    return _COMMAND.sub(r"\1\\", line)


def _written_out(found: re.Match[str]) -> str:
    return found[0].encode("unicode_escape").decode()


def _as_json(character: str) -> str:
    units = character.encode("utf-16-be", "surrogatepass")
    pairs = [units[at : at + 2].hex() for at in range(0, len(units), 2)]
    return "".join(rf"\u{pair}" for pair in pairs)
