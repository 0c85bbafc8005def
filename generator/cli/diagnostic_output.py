"""Diagnostics as a person, a program or GitHub reads them."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Sequence

import click
from click.exceptions import Exit

from generator.cli.console import say, say_lines
from generator.model.diagnostic import Diagnostic, has_errors
from generator.terminal import part_of_line

_COLOURS = {"error": "red", "advice": "yellow"}
_GUTTER = 5
"""How wide the column of line numbers is, in characters."""


def text_form(diagnostic: Diagnostic) -> str:
    """Return the place and message, and below them the line with a caret.

    The colours are dropped again where the output is no terminal.
    """
    one, colour = diagnostic, _COLOURS[diagnostic.severity]
    place = click.style(f"{part_of_line(one.path)}:{one.line}:{one.column}:", bold=True)
    kind = click.style(f"{one.severity}[{one.code}]:", fg=colour, bold=True)
    lines = [f"{place} {kind} {part_of_line(one.message)}"]
    hint = click.style(part_of_line(one.hint), fg=colour) if one.hint else ""
    bar = f"{'':{_GUTTER}} |"
    if one.excerpt.strip():
        lines.append(f"{one.line:{_GUTTER}} | {part_of_line(one.excerpt)}")
        if one.column <= len(one.excerpt) + 1:
            caret = click.style(_caret(one), fg=colour)
            lines.append(f"{bar} {_blank(one)}{caret} {hint}".rstrip())
            return "\n".join(lines)
    if hint:
        lines.append(f"{bar} {hint}")
    return "\n".join(lines)


def _blank(one: Diagnostic) -> str:
    """Return white space as wide as the line before the caret; tabs stay tabs."""
    before = one.excerpt[: one.column - 1]
    return "".join("\t" if char == "\t" else " " * _width(char) for char in before)


def _caret(one: Diagnostic) -> str:
    """Return carets as wide as what is wrong, as far as it is on the line shown."""
    end = one.end_column if one.end_line in (0, one.line) else len(one.excerpt) + 1
    marked = one.excerpt[one.column - 1 : max(end - 1, one.column)]
    return "^" * max(sum(_width(char) for char in marked.rstrip()), 1)


def _width(char: str) -> int:
    """Return how many columns of a terminal a character takes."""
    if unicodedata.combining(char) or char in "\u200b\u200c\u200d":
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def json_form(diagnostics: Sequence[Diagnostic]) -> str:
    """Return the list of FORMAT's public form."""
    return json.dumps(
        [diagnostic.to_json() for diagnostic in diagnostics],
        ensure_ascii=False,
        indent=2,
    )


def github_form(diagnostic: Diagnostic) -> str:
    """Return the workflow command that GitHub shows beside the line."""
    one = diagnostic.to_json()
    kind = "error" if one["severity"] == "error" else "warning"
    fields = {
        "file": one["path"],
        "line": one["line"],
        "col": one["column"],
        "endLine": one["end_line"],
        "endColumn": one["end_column"],
        "title": one["code"],
    }
    listed = ",".join(f"{key}={_property(str(value))}" for key, value in fields.items())
    words = f"{one['message']}; {one['hint']}" if one["hint"] else one["message"]
    return f"::{kind} {listed}::{_data(words)}"


def _data(text: str) -> str:
    text = text.replace("%", "%25")
    return part_of_line(text.replace("\r", "%0D").replace("\n", "%0A"))


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def stop_on_problems(diagnostics: Sequence[Diagnostic], *, strict: bool) -> None:
    """Exit with 1 when there is an error, or advice while `strict`."""
    if has_errors(diagnostics) or (strict and diagnostics):
        raise Exit(1)


def refuse_problems(diagnostics: Sequence[Diagnostic], *, strict: bool = False) -> None:
    """Tell on stderr what keeps a command from doing its work, and exit with 1.

    Advice is only counted, unless `strict` makes it count.
    """
    told = [one for one in diagnostics if strict or one.severity == "error"]
    for one in told:
        say_lines(text_form(one), err=True)
    if told:
        say(f"{problem_counts(diagnostics)}; nothing was written", err=True)
        raise Exit(1)
    if diagnostics:
        say(f"{problem_counts(diagnostics)} (cx-audit check tells it)", err=True)


def problem_counts(diagnostics: Sequence[Diagnostic]) -> str:
    """Return "2 errors, 1 piece of advice"."""
    errors = sum(one.severity == "error" for one in diagnostics)
    advice = len(diagnostics) - errors
    return f"{count(errors, 'error')}, {count(advice, 'piece')} of advice"


def count(number: int, noun: str) -> str:
    """Return the number with its noun: "1 file", "2 files"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
