"""What a text may cost those who show it: its length, its marks, its depth.

A page or a PDF pays for each list, line and emphasis of a text. A few characters make
one, so the size of a file does not bound them.
"""

from __future__ import annotations

import re
from typing import Any

from generator.reading.diagnostics.collector import Problems
from generator.reading.strict_yaml.nodes import ListNode, MapNode, value_span

MOST_CHARACTERS = 20_000
MOST_CHARACTERS_IN_ALL = 400_000
"""The most characters of one text, and of all texts of a file: ten printed pages, and
two hundred. The longest file of the samples has 60,000."""

MOST_MARKS = 1_000
MOST_MARKS_IN_ALL = 10_000
"""The most marks of one text, and of all texts of a file: each may be a list, a line or
an emphasis of its own. The longest file of the samples has 350."""

MOST_LEVELS = 20

_MARKS = re.compile(r"[*_`\[\\>+\n-]|\d[.)][ \t]")
"""What may begin something in Markdown; in most places it does not."""

_PIECES = (*"*_`[\\>+\n-\r\x85", ". ", ".\t", ") ", ")\t")
"""What there is at least one of for each mark; each is counted in no time."""

_BEGINNING = re.compile(
    r"^[ \t]*(?:(?:>|(?:[*+-]|\d{1,9}[.)])(?=\s|$))[ \t]*)+", re.MULTILINE
)
_NUMBER = re.compile(r"\d+[.)]")
_TAB = " " * 4
_NESTS = frozenset(" \t>*+-0123456789")
"""What a line begins with that may be a list or a quote."""


def tell_costs(root: MapNode, source: str, problems: Problems) -> None:
    """Tell of each text below `root` that would cost too much to show.

    `source` is the file they were read from. What all texts cost together is told once,
    at the text with which it is too much.
    """
    # Looking into each text takes a fifth of the reading of a file, and hardly any file
    # has so many marks: with its dashes, breaks and hyphens it has more than its texts.
    in_all = most_marks(source) > MOST_MARKS_IN_ALL
    characters = marks = 0
    told = False
    left: list[MapNode | ListNode] = [root]
    while left and not problems.full:
        node = left.pop()
        entries: Any = node.items() if type(node) is MapNode else enumerate(node)
        for step, value in entries:
            kind = type(value)
            if kind is str:
                length = len(value)
                characters += length
                counted = in_all or length > MOST_MARKS
                found = len(_MARKS.findall(value)) if counted else 0
                marks += found
                problem = None
                if counted or (length > MOST_LEVELS and _may_nest(value)):
                    problem = _of_one(value, found)
                many = in_all or characters > MOST_CHARACTERS_IN_ALL
                if problem is None and many and not told:
                    problem = _of_all(characters, marks)
                    told = problem is not None
                if problem is not None:
                    problems.add("E019", value_span(node, step), *problem)
            elif kind is MapNode or kind is ListNode:
                left.append(value)


def most_marks(source: str) -> int:
    """Return how many marks the texts of a YAML file have at most.

    A mark of a text stands in the file, or an escape with its backslash, or one of the
    other line breaks that YAML knows.
    """
    return sum(map(source.count, _PIECES))


def _may_nest(text: str) -> bool:
    return text[0] in _NESTS or "\n" in text


def _of_one(text: str, marks: int) -> tuple[str, str] | None:
    """Return what is wrong with a text and what to do."""
    if len(text) > MOST_CHARACTERS:
        words = f"a text of {len(text):,} characters, more than {MOST_CHARACTERS:,}"
        return words, "shorten it, or keep it elsewhere and name it as evidence"
    if marks > MOST_MARKS:
        words = f"a text with {marks:,} line breaks and marks of Markdown"
        return f"{words}, more than {MOST_MARKS:,}", "shorten it, or write plain prose"
    if _levels(text) > MOST_LEVELS:
        words = f"lists or quotes nested more than {MOST_LEVELS} levels deep"
        return words, "write a flatter list"
    return None


def _of_all(characters: int, marks: int) -> tuple[str, str] | None:
    """Return what is wrong with the texts of a file so far and what to do."""
    if characters > MOST_CHARACTERS_IN_ALL:
        most = f"{MOST_CHARACTERS_IN_ALL:,} characters"
    elif marks > MOST_MARKS_IN_ALL:
        most = f"{MOST_MARKS_IN_ALL:,} line breaks and marks of Markdown"
    else:
        return None
    return f"the texts up to here have more than {most}", "shorten them"


def _levels(text: str) -> int:
    """Return how deep lists and quotes of a text are nested, at most about.

    What stands deeper than a reader of Markdown goes would be lost. A line is as deep as
    its marks, below at most as many others as there were and as its blanks make room for.
    """
    deepest = before = 0
    for line in _BEGINNING.finditer(text):
        beginning = _NUMBER.sub("-", line[0]).replace("\t", _TAB)
        marks = len(beginning) - beginning.count(" ")
        room = (len(beginning) - len(beginning.lstrip(" "))) // 2
        deepest = max(deepest, marks + min(room, before))
        before += marks
    return deepest
