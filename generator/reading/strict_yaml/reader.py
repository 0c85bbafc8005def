"""Strict YAML → nodes, from libyaml's events (FORMAT: strict YAML).

Never `yaml.load`: its C composer dies on deep nesting and its resolver guesses.
Never recursion over input. Limits are checked at each event, because merely
draining the events of a hostile file can take most of a minute.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import yaml
from yaml.cyaml import CParser  # type: ignore[attr-defined]  # not in the stubs
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from generator.characters import NOT_IN_YAML
from generator.reading.diagnostics.collector import Problems
from generator.reading.diagnostics.span import Span
from generator.reading.strict_yaml.confusables import report_escaped_confusables
from generator.reading.strict_yaml.nodes import ListNode, MapNode, span_of
from generator.reading.strict_yaml.syntax_errors import tell_syntax

MAX_DEPTH = 60
MAX_NODES = 100_000
MAX_DIGITS = 30

_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]*)")
_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]*)\.[0-9]+")
_OTHER_NUMBER = re.compile(
    r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?"
    r"|0o[0-7]+|0x[0-9a-fA-F]+|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"
)
_OTHER_WORDS = frozenset(["~", "Null", "NULL", "True", "TRUE", "False", "FALSE"])
_TYPED_START = frozenset("-+.0123456789~tTfFnN")


class _Stop(Exception):  # noqa: N818 - control flow inside this module, not an error
    """Reading on makes no sense: a limit was reached."""


def read_yaml(text: str, problems: Problems) -> Any:
    """Return the one document of `text` as nodes, strings, numbers and booleans.

    Integers become int, decimals Decimal (exactly as written). None when the document
    is empty or could not be read; what is wrong is told to `problems`.
    """
    try:
        return _Reader(text, problems).read()
    except _Stop:
        return None
    except yaml.MarkedYAMLError as error:
        tell_syntax(error, problems)
    except (yaml.YAMLError, UnicodeEncodeError):
        words = "a character that YAML does not allow"
        problems.add("E003", Span(1, 1, 1, 1), words, "delete control characters")
    return None


class _Reader:
    """One pass over the events of one document."""

    def __init__(self, text: str, problems: Problems) -> None:
        self._parser = CParser(text)
        self._problems = problems
        self._escapes = "\\" in text

    def read(self) -> Any:  # noqa: C901, PLR0912, PLR0915 - one flat loop: calls cost
        """Read the document event by event, keeping our own stack.

        `node` is the container being filled, `key` the key that waits for its value.
        """
        next_event = self._parser.get_event
        stack: list[tuple[Any, Any, ScalarEvent | None]] = []
        root: Any = None
        node: Any = None
        events: Any = None
        key: ScalarEvent | None = None
        seen = documents = 0
        while True:
            event: Any = next_event()
            kind = type(event)
            if kind is ScalarEvent:
                seen += 1
                if seen > MAX_NODES:
                    self._tell_nodes(event)
                    raise _Stop
                value: Any = event.value
                style = event.style
                if event.anchor is not None or event.tag is not None:
                    self._tell_extras(event)
                if style == '"' and self._escapes and not value.isprintable():
                    self._tell_unseen(event)
                if key is None and type(node) is MapNode:
                    key = event
                    if value == "<<" and not style:
                        self._tell_merge(event)
                    continue
                if not style and (not value or value[0] in _TYPED_START):
                    value = self._plain(event)
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                seen += 1
                if event.anchor is not None or event.tag is not None:
                    self._tell_extras(event)
                value = MapNode() if kind is MappingStartEvent else ListNode()
                if len(stack) >= MAX_DEPTH:
                    self._tell_depth(event)
                    raise _Stop
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                node, events, key = stack.pop()
                continue
            elif kind is AliasEvent:
                self._tell_alias(event)
                value = None
            elif kind is StreamEndEvent:
                return root
            else:
                if kind is DocumentStartEvent:
                    documents += 1
                    if documents > 1:
                        self._tell_second_document(event)
                        raise _Stop
                continue
            waiting = key
            # Put the value into the container it stands in.
            if type(node) is MapNode:
                if key is None:
                    # An alias or a container as a key: told, and read through.
                    self._tell_key(event)
                    if kind is AliasEvent:
                        key = _NO_KEY
                        continue
                    waiting = _NO_KEY
                else:
                    if key is not _NO_KEY:
                        name = key.value
                        if name in node:
                            self._tell_duplicate(node, key)
                        else:
                            node[name] = value
                            events[name] = (key, event)
                    key = waiting = None
            elif node is None:
                root = value
            else:
                node.append(value)
                events.append(event)
            if kind is MappingStartEvent or kind is SequenceStartEvent:
                stack.append((node, events, waiting))
                node, events, key = value, value.events, None

    def _plain(self, event: ScalarEvent) -> Any:
        value: str = event.value
        if not value or value == "null":
            return None
        if value == "true":
            return True
        if value == "false":
            return False
        if value[0] in "tfTFnN~" and value not in _OTHER_WORDS:
            return value
        if (
            len(value) > MAX_DIGITS
            and _OTHER_NUMBER.fullmatch(value)
            and sum(map(str.isdigit, value)) > MAX_DIGITS
        ):
            self._tell(
                "E016",
                span_of(event),
                f"a number of {len(value)} characters",
                f"a number has at most {MAX_DIGITS} digits; quote it if it is a text",
            )
            return None
        if _INTEGER.fullmatch(value):
            return int(value)
        if _DECIMAL.fullmatch(value):
            return Decimal(value)
        if value in _OTHER_WORDS or _OTHER_NUMBER.fullmatch(value):
            self._tell(
                "E015",
                span_of(event),
                f"'{value}' can be read in two ways",
                _rewrite(value),
            )
            return None
        return value

    def _tell(self, code: str, span: Span, message: str, hint: str) -> None:
        self._problems.add(code, span, message, hint)
        if self._problems.full:
            raise _Stop

    def _tell_depth(self, event: Any) -> None:
        self._tell(
            "E006",
            span_of(event),
            f"nested deeper than {MAX_DEPTH} levels",
            "no file here needs as many: are brackets closed?",
        )

    def _tell_nodes(self, event: Any) -> None:
        self._tell(
            "E007",
            span_of(event),
            f"more than {MAX_NODES:,} values",
            "no file here needs as many: split it",
        )

    def _tell_second_document(self, event: Any) -> None:
        self._tell(
            "E008",
            span_of(event),
            "a second document begins here",
            "keep one document a file",
        )

    def _tell_alias(self, event: AliasEvent) -> None:
        self._tell(
            "E012",
            span_of(event),
            f"aliases are not allowed: '*{event.anchor}'",
            "write the value out where it is needed",
        )

    def _tell_extras(self, event: Any) -> None:
        if event.anchor:
            self._tell(
                "E012",
                span_of(event),
                f"anchors are not allowed: '&{event.anchor}'",
                "write the value out where it is needed",
            )
        if event.tag:
            self._tell(
                "E013",
                span_of(event),
                f"tags are not allowed: '{event.tag.replace(_YAML_TAG, '!!')}'",
                "leave the tag out; quote the value if it is a text",
            )

    def _tell_unseen(self, event: ScalarEvent) -> None:
        """Tell of what an escape may have spelt out and no editor shows."""
        if not NOT_IN_YAML.search(event.value):
            report_escaped_confusables(event.value, span_of(event), self._problems)
            return
        self._tell(
            "E003",
            span_of(event),
            "the text has a control character",
            "leave it out; a new line in a quoted text is \\n",
        )

    def _tell_merge(self, event: ScalarEvent) -> None:
        self._tell(
            "E012",
            span_of(event),
            "merge keys are not allowed: '<<'",
            "write the keys out",
        )

    def _tell_key(self, event: Any) -> None:
        self._tell(
            "E014",
            span_of(event),
            "a key must be a plain text",
            "quote braces and brackets if they belong to a text",
        )

    def _tell_duplicate(self, node: MapNode, key: ScalarEvent) -> None:
        first = span_of(node.events[key.value][0])
        self._tell(
            "E011",
            span_of(key),
            f"'{key.value}' is already on line {first.line}",
            "keep one of the two",
        )


_YAML_TAG = "tag:yaml.org,2002:"
"""What `!!` stands for."""

_NO_KEY = ScalarEvent(None, None, (True, False), "")
"""Stands for a key that was refused, so that its value is read and dropped."""


def _rewrite(value: str) -> str:
    """Say how to write a scalar that two YAML versions read differently."""
    plain = {"~": "null", "null": "null", "true": "true", "false": "false"}.get(
        value.lower()
    )
    if plain is None:
        try:
            number = (
                Decimal(int(value, 0)) if value[:2] in ("0x", "0o") else Decimal(value)
            )
            plain = (
                f"{number:f}"
                if number.is_finite() and abs(number.adjusted()) <= MAX_DIGITS
                else None
            )
        except (ArithmeticError, ValueError):
            plain = None
    if plain is None:
        return "quote it if it is a text"
    return f'write {plain}, or quote it: "{value}"'
