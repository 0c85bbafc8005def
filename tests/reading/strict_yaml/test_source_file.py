"""From bytes to text: encodings, sizes, and what is no file."""

from __future__ import annotations

import codecs
import os
from pathlib import Path

import pytest

from generator.model.diagnostic import Diagnostic
from generator.reading.diagnostics.collector import Problems, nearest
from generator.reading.diagnostics.span import Span
from generator.reading.strict_yaml.source_file import MAX_BYTES, Source, read_source


def source(tmp_path: Path, data: bytes, name: str = "a.yaml") -> Source:
    path = tmp_path / name
    path.write_bytes(data)
    return read_source(path, tmp_path)


def told(tmp_path: Path, data: bytes) -> Diagnostic:
    read = source(tmp_path, data)
    assert read.root is None
    (found,) = read.problems.found
    return found


def test_a_byte_order_mark_changes_nothing(tmp_path: Path) -> None:
    """With the mark or without, values and places are the same."""
    plain = source(tmp_path, b"a: True\n")
    marked = source(tmp_path, codecs.BOM_UTF8 + b"a: True\n")
    assert marked.root == plain.root
    assert marked.problems.found == plain.problems.found


def test_a_wrong_byte_behind_a_mark_is_named_rightly(tmp_path: Path) -> None:
    """The mark counts neither as a column nor when the byte is looked up."""
    found = told(tmp_path, codecs.BOM_UTF8 + "ż: ".encode() + b"\xe9")
    assert (found.line, found.column) == (1, 4)
    assert "0xe9" in found.message


def test_the_largest_file_is_read_and_one_byte_more_is_not(tmp_path: Path) -> None:
    """The limit is looked at before the file is opened."""
    comment = b"a: 1\n#"
    assert source(tmp_path, comment + b"x" * (MAX_BYTES - len(comment))).root
    found = told(tmp_path, comment + b"x" * (MAX_BYTES - len(comment) + 1))
    assert found.code == "E002"


@pytest.mark.parametrize("kind", ["folder", "pipe"])
def test_what_is_no_file_is_never_opened(kind: str, tmp_path: Path) -> None:
    """A folder or a pipe with a file's name is told; a pipe would block for ever."""
    path = tmp_path / "a.yaml"
    if kind == "folder":
        path.mkdir()
    else:
        os.mkfifo(path)
    (found,) = read_source(path, tmp_path).problems.found
    assert (found.code, found.line, found.column) == ("E017", 1, 1)


@pytest.mark.parametrize("text", ["", "# nothing\n", "---\n", "null\n", "\n\n"])
def test_nothing_is_an_empty_file(text: str, tmp_path: Path) -> None:
    """White space, comments and null are no content."""
    assert told(tmp_path, text.encode()).code == "E009"


@pytest.mark.parametrize("text", ["- a\n", "a\n", "7\n", "[]\n"])
def test_a_file_holds_keys(text: str, tmp_path: Path) -> None:
    """A list or a scalar at the top is no file of ours."""
    assert told(tmp_path, text.encode()).code == "E010"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (r"\ud83d\ude00", "\N{GRINNING FACE}"),
        (r"\\\uD83D\uDE00!", "\\\N{GRINNING FACE}!"),
        (r"\\ud83d\\ude00", r"\ud83d\ude00"),
    ],
)
def test_json_spells_emoji_in_pairs(written: str, meant: str, tmp_path: Path) -> None:
    """Any JSON is valid, and JSON has no other escape for such a character."""
    read = source(tmp_path, f'{{"name": "{written}"}}'.encode(), "a.json")

    assert read.problems.found == []
    assert read.root == {"name": meant}


@pytest.mark.parametrize(
    ("text", "name"),
    [(r'{"a": "\ud83d"}', "a.json"), (r'{"a": "\ud83d\ude00"}', "a.yaml")],
)
def test_half_a_pair_is_refused(text: str, name: str, tmp_path: Path) -> None:
    """So is a pair in what is no JSON: YAML has escapes of its own."""
    read = source(tmp_path, text.encode(), name)

    assert [one.code for one in read.problems.found] == ["E004"]


def test_what_a_pair_hides_is_told(tmp_path: Path) -> None:
    """A tag character, which nobody sees, is one in this spelling too."""
    read = source(tmp_path, rb'{"name": "x\udb40\udc41"}', "a.JSON")

    assert [one.code for one in read.problems.found] == ["W410"]


def test_no_final_new_line_is_needed(tmp_path: Path) -> None:
    """The last line counts without a line end."""
    assert source(tmp_path, b"a: 1\nb: 2").root == {"a": 1, "b": 2}


def test_nothing_in_a_diagnostic_can_steer_a_terminal() -> None:
    """Control and direction characters of a file are shown as replacements."""
    problems = Problems("a.yaml", "a: \u202eb")
    span = Span(1, 4, 1, 5)
    problems.add("E302", span, "unknown 'x\x1b[2J\ny'", "did you mean 'z\u202e'?")
    (found,) = problems.found
    for words in (found.message, found.hint or "", found.excerpt):
        assert not set(words) & set("\x1b\n\u202e")
    assert len(found.excerpt) == len("a: xb")


def test_a_long_word_is_not_repeated_whole() -> None:
    """A message stays readable when the file has a word of a megabyte."""
    problems = Problems("a.yaml")
    problems.add("E302", Span(1, 1, 1, 2), "x" * 10**6, "y" * 10**6)
    assert len(problems.found[0].message) <= 400


def test_what_follows_from_a_refused_value_is_not_told_again() -> None:
    """A place that the reader refused has no second problem."""
    problems = Problems("a.yaml")
    problems.add("E015", Span(2, 4, 2, 6), "two ways")
    problems.add("E103", Span(2, 4, 2, 6), "must be a number")
    problems.add("E103", Span(3, 4, 3, 6), "must be a number")
    assert [one.code for one in problems.found] == ["E015", "E103"]


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("product-page-elemnts", "did you mean 'product-page-elements'?"),
        ("Product-Page", "did you mean 'product-page'?"),
        ("xyz", None),
        ("", None),
    ],
)
def test_the_nearest_word_is_offered_when_one_is_near(
    word: str, hint: str | None
) -> None:
    """A slip of the pen is recognised, another word is not."""
    assert nearest(word, ["product-page-elements", "product-page", "returns"]) == hint


def test_a_file_full_of_unknown_words_is_not_looked_up_for_ever() -> None:
    """After a hundred look-ups a file gets no more hints."""
    problems = Problems("a.yaml")
    hints = [problems.nearest("returns", ["return"]) for _ in range(102)]
    assert [hint is not None for hint in hints] == [True] * 100 + [False] * 2
