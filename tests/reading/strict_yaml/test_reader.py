"""Strict YAML: what is read, what is refused, and where it is said to stand."""

from __future__ import annotations

import json
import string
import time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from generator.model.diagnostic import Diagnostic
from generator.reading.diagnostics.collector import Problems
from generator.reading.strict_yaml.nodes import MapNode, key_span, locate, value_span
from generator.reading.strict_yaml.reader import MAX_DEPTH, MAX_NODES, read_yaml


def read(text: str) -> tuple[Any, list[Diagnostic]]:
    problems = Problems("a.yaml", text)
    return read_yaml(text, problems), problems.found


def codes(text: str) -> list[str]:
    return [one.code for one in read(text)[1]]


PRINTABLE = st.characters(
    codec="utf-8",
    exclude_categories=["Cs", "Cc", "Zl", "Zp"],
    exclude_characters="\ufeff\ufffe\uffff",
)
TEXTS = st.text(PRINTABLE, max_size=20)
KEYS = st.text(string.ascii_letters + "ąćęłńóśźż-_ 019", min_size=1, max_size=8)
INTEGERS = st.integers(-(10**15), 10**15)
SCALARS = st.none() | st.booleans() | INTEGERS | TEXTS
DATA = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4)
    ),
    max_leaves=12,
)


def our_rules(value: Any) -> Any:
    """Turn what PyYAML's BaseLoader and JSON agree on into what we read."""
    if isinstance(value, dict):
        return {key: our_rules(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [our_rules(inner) for inner in value]
    return value


@given(DATA)
def test_any_json_document_reads_the_same(data: Any) -> None:
    """JSON is YAML: what json writes is read back, in one line or indented."""
    for indent in (None, 2):
        text = json.dumps(data, ensure_ascii=False, indent=indent)
        assert read(text) == (data, [])


@given(st.dictionaries(KEYS, st.lists(TEXTS, max_size=3) | TEXTS, max_size=5))
def test_what_pyyaml_dumps_is_read_as_pyyaml_reads_it(data: Any) -> None:
    """On plain texts, PyYAML's own loader and ours agree, in every style.

    PyYAML writes `'yes'` with quotes and leaves nothing plain that we would refuse.
    """
    for flow in (True, False):
        text = yaml.safe_dump(data, allow_unicode=True, default_flow_style=flow)
        value, found = read(text)
        refused = [one.code for one in found]
        if refused:  # what YAML 1.1 leaves plain and 1.2 does not: 1e3, 0o7
            assert set(refused) <= {"E015", "E016"}
        else:
            assert value == yaml.load(text, yaml.BaseLoader) == data  # noqa: S506


@given(st.decimals(-(10**9), 10**9, allow_nan=False, allow_infinity=False, places=3))
def test_decimals_are_read_exactly_as_written(number: Decimal) -> None:
    """A decimal keeps every digit: no binary fraction comes between."""
    value, found = read(f"a: {number:f}")
    assert found == []
    assert value["a"] == number


@given(st.text())
@example("a: \ud83d")
@example("a: [}")
@example("&a [*a]")
@example("? ? ?")
@example("!!float ''")
@example("--- |1-\n")
@example("%TAG ! tag:x,2000:\n---\n!x a")
@example("? [a]\n: {b: c}\n? {d: e}\n:\n  - f\n")
@example("a: 1e999999999999999999999")
def test_nothing_escapes_the_reader(text: str) -> None:
    """Whatever stands in the file, the reader answers with diagnostics."""
    value, found = read(text)
    assert value is None or found == [] or all(one.message for one in found)


@given(st.text(alphabet="[]{}:,-?|>&*!%'\"#\n a1~\t", max_size=40))
def test_nothing_escapes_the_reader_of_yaml_like_text(text: str) -> None:
    """The same over texts made of YAML's own signs, with places in the text."""
    _, found = read(text)
    lines = text.split("\n")
    for one in found:
        assert 1 <= one.line <= len(lines) + 1
        assert 1 <= one.column <= max(map(len, lines)) + 2


def scalars(node: Any, path: tuple[str | int, ...] = ()) -> Any:
    items = node.items() if isinstance(node, dict) else enumerate(node)
    for step, value in items:
        if isinstance(value, (dict, list)):
            yield from scalars(value, (*path, step))
        else:
            yield node, step, value, (*path, step)


def cut(text: str, line: int, column: int, end_line: int, end_column: int) -> str:
    lines = text.split("\n")
    assert line == end_line
    return lines[line - 1][column - 1 : end_column - 1]


WORDS = st.text(
    string.ascii_letters + "ąćęłńóśźżĄŁ😀🛒e\u0301 ", min_size=1, max_size=12
).map(lambda words: f"x{words}x")


@given(
    st.dictionaries(
        KEYS,
        st.lists(WORDS | INTEGERS, max_size=3)
        | st.dictionaries(KEYS, WORDS, max_size=3)
        | WORDS,
        max_size=5,
    )
)
def test_the_place_of_every_value_cuts_its_text_out_of_the_file(data: Any) -> None:
    """Line and column count code points, also behind Polish letters and emoji."""
    for text in (
        json.dumps(data, ensure_ascii=False),
        yaml.safe_dump(data, allow_unicode=True, width=10**6),
    ):
        root, found = read(text)
        assert found == []
        for node, step, value, path in scalars(root):
            span = value_span(node, step)
            assert span == locate(root, path)
            words = cut(text, span.line, span.column, span.end_line, span.end_column)
            assert words.strip("'\"") == str(value)
            if isinstance(node, MapNode):
                at = key_span(node, str(step))
                key = cut(text, at.line, at.column, at.end_line, at.end_column)
                assert yaml.load(key, yaml.BaseLoader) == step  # noqa: S506


def test_a_problem_behind_polish_letters_and_emoji_has_its_column() -> None:
    """Every letter counts one, whatever it takes in bytes."""
    (found,) = read("{zażółć: 🛒🛒, b: True}")[1]
    assert (found.line, found.column, found.end_column) == (1, 17, 21)


@pytest.mark.parametrize(
    "word",
    [
        "yes",
        "no",
        "on",
        "off",
        "y",
        "n",
        "tak",
        "nie",
        "1:30",
        "12:30:45",
        "2026-09-15",
        "=",
        "-",
        "1_000",
        "1,5",
        "08:00",
        "0b1",
        "1.2.3",
        "+48600",
        "-x",
        ".x",
        "0x",
        "0xZZ",
        "1e",
        "NO",
        "No",
        "True!",
        "nullable",
    ],
)
def test_what_looks_like_something_to_other_readers_stays_a_text(word: str) -> None:
    """Only what the reference names is a number or a truth value."""
    if word == "+48600":
        assert codes(f"a: {word}") == ["E015"]
    elif word == "-":
        assert codes(f"a: {word}") == ["E004"]
    else:
        assert read(f"a: {word}") == ({"a": word}, [])


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("true", True),
        ("false", False),
        ("null", None),
        ("", None),
        ("0", 0),
        ("-0", 0),
        ("-7", -7),
        ("240", 240),
        ("96.5", Decimal("96.5")),
        ("-0.5", Decimal("-0.5")),
        ("1.10", Decimal("1.10")),
        ("9" * 30, int("9" * 30)),
    ],
)
def test_the_few_words_that_are_no_texts(word: str, value: Any) -> None:
    """true, false, null, nothing, integers and decimals have their own types."""
    read_value, found = read(f"a: {word}")
    assert found == []
    assert read_value["a"] == value
    assert type(read_value["a"]) is type(value)


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("True", 'write true, or quote it: "True"'),
        ("FALSE", 'write false, or quote it: "FALSE"'),
        ("Null", 'write null, or quote it: "Null"'),
        ("~", 'write null, or quote it: "~"'),
        ("010", 'write 10, or quote it: "010"'),
        ("08", 'write 8, or quote it: "08"'),
        ("0o17", 'write 15, or quote it: "0o17"'),
        ("0x1F", 'write 31, or quote it: "0x1F"'),
        ("+1", 'write 1, or quote it: "+1"'),
        ("1e3", 'write 1000, or quote it: "1e3"'),
        ("1.", 'write 1, or quote it: "1."'),
        (".5", 'write 0.5, or quote it: ".5"'),
        ("-.5", 'write -0.5, or quote it: "-.5"'),
        (".nan", "quote it if it is a text"),
        (".inf", "quote it if it is a text"),
        ("-.INF", "quote it if it is a text"),
        ("1e400", "quote it if it is a text"),
    ],
)
def test_what_two_versions_of_yaml_read_differently_is_refused(
    word: str, hint: str
) -> None:
    """Such a scalar is told with both ways of writing what was meant."""
    value, (found,) = read(f"a: 1\nb: {word}\n")
    assert value == {"a": 1, "b": None}
    assert (found.code, found.line, found.column) == ("E015", 2, 4)
    assert found.end_column == 4 + len(word)
    assert found.hint == hint
    assert read(f'b: "{word}"') == ({"b": word}, [])


@pytest.mark.parametrize("number", ["9" * 31, "0." + "3" * 30, "9" * 5000])
def test_a_number_has_at_most_thirty_digits(number: str) -> None:
    """A longer one is refused before it is computed; in quotes it is a text."""
    assert codes(f"a: {number}") == ["E016"]
    assert read(f"a: '{number}'") == ({"a": number}, [])


@pytest.mark.parametrize("key", ["0", "true", "null", "1.5", "no", "010", "2026-09-15"])
def test_keys_are_always_texts(key: str) -> None:
    """A key is never a number or a truth value, so 1 and true stay two keys."""
    assert read(f"{key}: x\nother: y") == ({key: "x", "other": "y"}, [])


def test_line_ends_do_not_move_lines() -> None:
    """CRLF and LF give the same values at the same places."""
    text = "a: 1\nb:\n  - x\n  - True\nb: 2\n"
    windows = text.replace("\n", "\r\n")
    assert read(windows)[0] == read(text)[0]
    assert [(one.line, one.column, one.code) for one in read(windows)[1]] == [
        (one.line, one.column, one.code) for one in read(text)[1]
    ]
    assert read("a: |\r\n  x\r\n  y\r\n")[0] == {"a": "x\ny\n"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\na: 2\n", [(2, 1, "E011")]),
        ("a: 1\n'a': 2\n\"a\": 3\n", [(2, 1, "E011"), (3, 1, "E011")]),
        ("a: 1\na: {b: [1, 2]}\nc: 3\n", [(2, 1, "E011")]),
        ("a: &x 1\nb: *x\n", [(1, 4, "E012"), (2, 4, "E012")]),
        ("&x a: 1\n", [(1, 1, "E012")]),
        ("a: &x [*x]\n", [(1, 4, "E012"), (1, 8, "E012")]),
        ("b: 1\n<<: {a: 2}\n", [(2, 1, "E012")]),
        ("a: !foo bar\n", [(1, 4, "E013")]),
        ("a: !!python/name:os.system x\n", [(1, 4, "E013")]),
        ("a: !!float ''\nb: !!int x\n", [(1, 4, "E013"), (2, 4, "E013")]),
        ("? [1]\n: 2\nb: 3\n", [(1, 3, "E014")]),
        ("{? {a: 1} : 2, c: 3}\n", [(1, 4, "E014")]),
        ("{a: 1}: 2\n", [(1, 1, "E014")]),
        ("a: 1\n--- \nb: 1\n", [(2, 1, "E008")]),
        ("a:\n\tb: 1\n", [(2, 1, "E005")]),
        ('a: "x\\a"\n', [(1, 4, "E003")]),
        ('"x\\e": 1\n', [(1, 1, "E003")]),
        ('a: "\\ud83d"\n', [(1, 7, "E004")]),
    ],
)
def test_what_strict_yaml_leaves_out_is_told(
    text: str, expected: list[tuple[int, int, str]]
) -> None:
    """Duplicates, anchors, tags, merge keys and the like have code and place."""
    assert [(one.line, one.column, one.code) for one in read(text)[1]] == expected


def test_reading_goes_on_behind_what_was_refused() -> None:
    """One refused value hides neither the others nor their problems."""
    value, found = read("a: True\na: 2\nb: !x 1\n? [c]\n: d\ne: 010\nf: 7\n")
    assert [one.code for one in found] == ["E015", "E011", "E013", "E014", "E015"]
    assert value["f"] == 7


def test_a_duplicate_names_the_line_of_the_first() -> None:
    """Who looks for the other one is told where it is."""
    (found,) = read("a: 1\nb: 2\na: 3\n")[1]
    assert "line 1" in found.message


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ("a: [1,\nb: 2\n", 1, 4, "bracket"),
        ("a: {b: 1\n", 1, 4, "brace"),
        ('a: 1\nb: "x\n', 2, 4, "quote"),
        ("b: 'it's\n", 1, 8, "does not fit"),
        ("a: b: c\n", 1, 5, "colon"),
        ("a: 1\nb\n", 2, 1, "without a colon"),
        ("a: @x\n", 1, 4, "cannot begin"),
        ("a: *\n", 1, 4, "*"),
        ("a: - b\n", 1, 4, "list"),
        ("a: |x\n", 1, 5, "stand alone"),
        ("%YAML 3.0\n---\na: 1\n", 1, 1, "version"),
        ('a: "\\q"\n', 1, 5, "letter"),
        ("a:\n  - b\n  c: 1\n", 3, 3, "does not fit"),
    ],
)
def test_a_slip_of_syntax_is_told_where_one_would_mend_it(
    text: str, line: int, column: int, words: str
) -> None:
    """An open quote or bracket is shown where it was opened, in plain words."""
    (found,) = read(text)[1]
    assert (found.code, found.line, found.column) == ("E004", line, column)
    assert words in found.message
    assert found.hint
    assert "while" not in found.message


def test_the_limits_themselves_are_allowed() -> None:
    """Sixty levels and a hundred thousand values are read, one more is not."""
    assert codes("[" * MAX_DEPTH + "]" * MAX_DEPTH) == []
    assert codes("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1)) == ["E006"]
    assert codes("[" + "1," * (MAX_NODES - 1) + "]") == []
    assert codes("[" + "1," * MAX_NODES + "]") == ["E007"]


HOSTILE = {
    "brackets": ("[" * 100_000 + "]" * 100_000, "E006"),
    "braces": ("{a: " * 500, "E006"),
    "dashes": ("- " * 100_000, "E006"),
    "question marks": ("? " * 100_000, "E006"),
    "keys": ("".join(f"{number:x}: 1\n" for number in range(100_001)), "E007"),
    "keys in a line": (
        "{" + ",".join(f"{number:x}: 1" for number in range(100_001)) + "}",
        "E007",
    ),
    "one key": ("a: 1\n" * 40_000, "E011"),
    "aliases": (
        "a: &a [x]\n" + "b: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\n" * 9,
        "E012",
    ),
    "merges": (
        "".join(f"a{n + 1}: &a{n + 1} {{<<: [*a{n}, *a{n}]}}\n" for n in range(24)),
        "E012",
    ),
    "apply": ('a: !!python/object/apply:os.system ["touch pwned"]', "E013"),
    "numbers": ("[" + "0x1F," * 50_000 + "]", "E015"),
    "digits": ("a: " + "9" * 900_000, "E016"),
    "open quote": ('a: "' + "x\n" * 400_000, "E004"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_text_is_refused_fast(name: str, tmp_path: Path) -> None:
    """Bombs, floods and depths end in a diagnostic, in less than two seconds."""
    text, code = HOSTILE[name]
    began = time.process_time()
    assert code in codes(text)
    assert time.process_time() - began < 2
    assert not list(tmp_path.iterdir())


def test_long_texts_and_keys_are_no_danger() -> None:
    """A megabyte in one scalar, plain, quoted or folded, is read in a moment."""
    long = "x" * 900_000
    began = time.process_time()
    for text in (f"a: {long}", f'a: "{long}"', f"a: >\n  {long}\n", f"? {long}\n: 1"):
        assert codes(text) == []
    assert time.process_time() - began < 2
