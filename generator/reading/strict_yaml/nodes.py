"""Plain data that remembers where in its file it was written."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from generator.reading.diagnostics.span import Span


class MapNode(dict[str, Any]):
    """A YAML mapping: a dict whose keys and values have places."""

    __slots__ = ("events",)

    def __init__(self) -> None:
        """Start empty; the reader fills it."""
        super().__init__()
        self.events: dict[str, tuple[Any, Any]] = {}


class ListNode(list[Any]):
    """A YAML sequence: a list whose elements have places."""

    __slots__ = ("events",)

    def __init__(self) -> None:
        """Start empty; the reader fills it."""
        super().__init__()
        self.events: list[Any] = []


def span_of(event: Any) -> Span:
    """Return the stretch an event of the parser covers."""
    start, end = event.start_mark, event.end_mark
    return Span(start.line + 1, start.column + 1, end.line + 1, end.column + 1)


def key_span(node: MapNode, key: str) -> Span:
    """Return where `key` of `node` is written."""
    return span_of(node.events[key][0])


def value_span(node: MapNode | ListNode, step: str | int) -> Span:
    """Return where the value at `step` is written; a container's is its start."""
    if isinstance(node, MapNode):
        return span_of(node.events[str(step)][1])
    return span_of(node.events[int(step)])


def locate(root: Any, path: Iterable[str | int], *, key: bool = False) -> Span:
    """Return the place of the value at `path`, or of its key.

    Steps that are not in the data (a missing key) are passed over, so the answer is
    the nearest place there is. A value left empty has the place of its key.
    """
    span, at_key = Span(1, 1, 1, 1), Span(1, 1, 1, 1)
    node = root
    for step in path:
        if isinstance(node, MapNode) and step in node:
            at_key, span = key_span(node, str(step)), value_span(node, step)
            node = node[str(step)]
        elif (
            isinstance(node, ListNode)
            and isinstance(step, int)
            and 0 <= step < len(node)
        ):
            at_key = span = value_span(node, step)
            node = node[step]
    empty = (span.line, span.column) == (span.end_line, span.end_column)
    return at_key if key or empty else span
