"""How a diagnostic looks: caret under tabs and wide characters, hostile text."""

from __future__ import annotations

import json
from typing import Any

import pytest
from click import unstyle

from generator.cli.diagnostic_output import github_form, json_form, text_form
from generator.model.diagnostic import Diagnostic


def diagnostic(**changes: Any) -> Diagnostic:
    """Return a diagnostic about `value` in the excerpt."""
    fields = {
        "path": "audits/a.yaml",
        "line": 3,
        "column": 6,
        "end_line": 3,
        "end_column": 11,
        "code": "E302",
        "message": "wrong",
        "hint": "fix it",
        "excerpt": "key: value",
    }
    return Diagnostic(**{**fields, **changes})


def last_line(**changes: Any) -> str:
    """Return the line with the caret, without its gutter."""
    return unstyle(text_form(diagnostic(**changes))).splitlines()[-1].split("| ")[1]


def test_caret_stands_under_the_value() -> None:
    """As many carets as the value is long, at its column."""
    assert last_line() == "     ^^^^^ fix it"


def test_tabs_before_the_caret_stay_tabs() -> None:
    """A tab is repeated, so that the caret is right for any width of a tab."""
    assert last_line(excerpt="\tkey: x", column=7, end_column=8) == "\t     ^ fix it"


@pytest.mark.parametrize(
    ("before", "width"), [("灯: ", 4), ("e\u0301: ", 3), ("żółw: ", 6)]
)
def test_caret_counts_columns_of_the_terminal(before: str, width: int) -> None:
    """A wide character takes two columns, a combining one none."""
    at = len(before) + 1
    line = last_line(excerpt=f"{before}x", column=at, end_column=at + 1)
    assert line == " " * width + "^ fix it"


def test_wide_values_get_wide_carets() -> None:
    """The carets are as wide as what they mark."""
    assert last_line(excerpt="key: 灯火", end_column=8) == "     ^^^^ fix it"


def test_a_value_over_several_lines_is_marked_to_the_end_of_its_first() -> None:
    """The carets end with the line that is shown."""
    line = last_line(excerpt="key: [a, b", end_line=5, end_column=2)
    assert line == "     ^^^^^ fix it"


def test_a_place_without_length_gets_one_caret() -> None:
    """An empty stretch, like the end of a line, is still marked."""
    assert last_line(column=11, end_column=11) == " " * 10 + "^ fix it"


def test_a_place_beyond_the_excerpt_has_no_caret() -> None:
    """Where a long line was cut, the hint is told without pointing elsewhere."""
    assert last_line(column=300, end_column=305) == "fix it"


def test_without_an_excerpt_the_hint_still_stands() -> None:
    """A file that is not there has no line to show."""
    shown = unstyle(text_form(diagnostic(excerpt="")))
    assert shown.splitlines() == [
        "audits/a.yaml:3:6: error[E302]: wrong",
        "      | fix it",
    ]


@pytest.mark.parametrize("hostile", ["\x1b[2J", "\u202e", "\r", "\x9b31m", "\x07"])
def test_hostile_text_cannot_steer_the_terminal(hostile: str) -> None:
    """Control characters and those that turn a line are written out everywhere."""
    one = diagnostic(
        path=f"a{hostile}.yaml",
        message=hostile,
        hint=hostile,
        excerpt=f"key: {hostile}",
    )
    assert hostile[0] not in unstyle(text_form(one)).replace("\n", "")
    seen = hostile[0].encode("unicode_escape").decode()
    assert unstyle(text_form(one)).count(seen) == 4


def test_github_form_escapes_what_ends_a_field() -> None:
    """Percent signs, line breaks, commas and colons cannot break the command."""
    one = diagnostic(path="a,b:c%.yaml", message="50 %\nnext", hint=None)
    assert github_form(one) == (
        "::error file=a%2Cb%3Ac%25.yaml,line=3,col=6,endLine=3,endColumn=11,"
        "title=E302::50 %25%0Anext"
    )


def test_github_form_of_advice_is_a_warning() -> None:
    """GitHub knows no advice."""
    assert github_form(diagnostic(code="W401")).startswith("::warning ")


def test_json_form_keeps_the_text_as_it_is() -> None:
    """Programs get every character."""
    (found,) = json.loads(json_form([diagnostic(message="\x1b ż")]))
    assert found["message"] == "\x1b ż"
