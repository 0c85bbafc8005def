"""What the parser stumbled over, in words for people who do not write YAML daily."""

from __future__ import annotations

from dataclasses import dataclass

import yaml

from generator.reading.diagnostics.collector import Problems
from generator.reading.diagnostics.span import Span


@dataclass(frozen=True, slots=True)
class _Stumble:
    """A way to stumble: what the parser says of it, and what we say.

    `opened` when the place to look at is where the thing began that the parser could
    not finish, not where it gave up.
    """

    context: str
    problem: str
    message: str
    hint: str
    opened: bool = False


_QUOTE = 'close it; an apostrophe inside \'…\' is written twice, a " inside "…" as \\"'

_STUMBLES = (
    _Stumble(
        "quoted scalar", "end of stream", "a quote that is never closed", _QUOTE, True
    ),
    _Stumble(
        "quoted scalar",
        "document indicator",
        "a quote that is never closed",
        _QUOTE,
        True,
    ),
    _Stumble(
        "quoted scalar",
        "escape",
        "'\\' with a letter that means nothing here",
        "write \\\\ for a backslash, or use '…' quotes",
    ),
    _Stumble(
        "quoted scalar",
        "Unicode",
        "'\\u' with a number that is not a character",
        "write the character itself",
    ),
    _Stumble(
        "flow sequence",
        "",
        "the bracket [ is not closed, or a comma is missing",
        "close it with ]; quote a text that has a comma, a colon or a bracket",
        True,
    ),
    _Stumble(
        "flow mapping",
        "",
        "the brace { is not closed, or a comma is missing",
        "close it with }; quote a text that has a comma, a colon or a bracket",
        True,
    ),
    _Stumble(
        "",
        "mapping values are not allowed",
        "a colon where no key can be",
        "quote a text that has a colon and a space; keys of one level begin in one column",
    ),
    _Stumble(
        "",
        "could not find expected ':'",
        "a key without a colon",
        "write 'key: value'; a text that goes on must be indented deeper than its key",
        True,
    ),
    _Stumble(
        "",
        "block sequence entries are not allowed",
        "a list cannot begin on the line of its key",
        "put each - on a line of its own, below the key",
    ),
    _Stumble(
        "",
        "cannot start any token",
        "a text cannot begin with this character",
        "quote the text",
    ),
    _Stumble("alias", "", "a text cannot begin with *", 'quote the text: "*…"', True),
    _Stumble("anchor", "", "a text cannot begin with &", 'quote the text: "&…"', True),
    _Stumble(
        "block scalar",
        "",
        "| and > stand alone on the line of their key",
        "begin the text on the next line, or quote it",
    ),
    _Stumble(
        "block",
        "did not find expected",
        "this line does not fit the lines above it",
        "keys and dashes of one level begin in one column; is a quote above not closed?",
    ),
    _Stumble(
        "",
        "incompatible YAML document",
        "a version of YAML that is not read",
        "leave the line %YAML out",
    ),
    _Stumble(
        "",
        "document start",
        "something follows the end of the document",
        "leave the line ... out",
    ),
)


def tell_syntax(error: yaml.MarkedYAMLError, problems: Problems) -> None:
    """Note what the parser stumbled over, where a person would fix it."""
    mark = error.problem_mark or error.context_mark
    if mark and problems.character(_span(mark)) == "\t":
        problems.add(
            "E005",
            _span(mark),
            "a tab where YAML needs spaces",
            "indent with spaces",
        )
        return
    context, problem = error.context or "", error.problem or ""
    for stumble in _STUMBLES:
        if stumble.context in context and stumble.problem in problem:
            if stumble.opened and error.context_mark:
                mark = error.context_mark
            problems.add("E004", _span(mark), stumble.message, stumble.hint)
            return
    words = " ".join(part for part in (context, problem) if part)
    hint = "check quotes, brackets and indentation"
    problems.add("E004", _span(mark), f"this is not YAML: {words}", hint)


def _span(mark: yaml.Mark | None) -> Span:
    if mark is None:
        return Span(1, 1, 1, 1)
    return Span(mark.line + 1, mark.column + 1, mark.line + 1, mark.column + 2)
