"""Nothing is written, moved or removed outside the room that decides about places."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from repository import ROOT

pytestmark = pytest.mark.threat

WRITERS = {
    *("write_text", "write_bytes", "touch", "mkdir", "makedirs", "rename", "renames"),
    *("unlink", "rmdir", "removedirs", "symlink_to", "hardlink_to"),
    *(
        "chmod",
        "chown",
        "lchmod",
        "truncate",
        "ftruncate",
        "mkfifo",
        "mknod",
        "mkstemp",
    ),
    *("mkdtemp", "NamedTemporaryFile", "TemporaryFile", "TemporaryDirectory"),
    *("SpooledTemporaryFile", "ZipFile", "TarFile", "copyfile", "copytree", "rmtree"),
    *("copymode", "copystat", "copy2", "sendfile", "extractall"),
}
"""Functions and methods that change what is on a disk, whatever they are called on."""

OF_MODULES = {
    "os": {"link", "symlink", "open", "replace", "remove", "fdopen"},
    "io": {"FileIO", "open_code"},
}
"""The same, where other things have methods of that name; all of shutil is meant."""

SAVERS = {"save", "write_pdf", "write_png"}
"""Methods that write a file unless they are given a buffer in memory, called `file`, or
nothing."""

MODES = set("wax+")
ALLOWED = {
    ("publishing/exports/xlsx.py", "ZipFile"): "in memory",
    ("publishing/exports/marks.py", "ZipFile"): "read only",
    ("publishing/exports/marks.py", "archive.open"): "read only",
    ("publishing/assets/pictures.py", "PIL.Image.open"): "read only",
    ("cli/console.py", "os.open"): "/dev/null, for a reader that has gone",
    ("reading/strict_yaml/plain_file.py", "os.open"): "read only, with O_NOFOLLOW",
}
"""Calls elsewhere, and why each of them writes no file."""


def renamed(tree: ast.AST) -> dict[str, str]:
    """Return what names of this file stand for: `o` for os, `mv` for shutil.move."""
    names = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {one.asname: one.name for one in node.names if one.asname}
        elif isinstance(node, ast.ImportFrom):
            names |= {
                one.asname or one.name: f"{node.module}.{one.name}"
                for one in node.names
            }
    return names


def calls(tree: ast.AST) -> Iterator[str]:
    """Yield what each call that may write is called."""
    names = renamed(tree)
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        first, _, rest = ast.unparse(node.func).partition(".")
        name = f"{names.get(first, first)}.{rest}".rstrip(".")
        module, _, last = name.rpartition(".")
        if last in OF_MODULES.get(module, ()) or module == "shutil":
            yield name
        elif last in WRITERS:
            yield last
        elif last == "open" and opens_for_writing(node):
            yield name
        elif (last == "replace" and moves(node)) or saves(last, node):
            yield last


def saves(last: str, node: ast.Call) -> bool:
    """Whether a method writes a file of its own."""
    if last not in SAVERS:
        return False
    targets = [ast.unparse(one) for one in node.args[:1]]
    targets += [ast.unparse(one.value) for one in node.keywords if one.arg == "target"]
    return any(target not in {"file", "io.BytesIO()"} for target in targets)


def opens_for_writing(node: ast.Call) -> bool:
    """Whether an `open` names a mode that writes; a mode nobody can read counts."""
    path_is_first = isinstance(node.func, ast.Name) or len(node.args) > 1
    modes = node.args[1:2] if path_is_first else node.args[:1]
    modes += [word.value for word in node.keywords if word.arg == "mode"]
    return any(
        not isinstance(mode, ast.Constant) or bool(MODES & set(str(mode.value)))
        for mode in modes
        if not isinstance(mode, ast.Starred)
    )


def moves(node: ast.Call) -> bool:
    """Whether a `replace` is that of a path, which takes one place; text takes two."""
    named = [word.arg for word in node.keywords]
    return (len(node.args) == 1 and not named) or named == ["target"]


def found(path: Path) -> set[tuple[str, str]]:
    name = path.relative_to(ROOT / "generator").as_posix()
    return {(name, call) for call in calls(ast.parse(path.read_text("utf-8")))}


def test_only_the_room_for_files_writes() -> None:
    """Every call that opens for writing, creates, renames or removes is in files/."""
    elsewhere = {
        call
        for path in (ROOT / "generator").rglob("*.py")
        if path.relative_to(ROOT / "generator").parts[0] != "files"
        for call in found(path)
    }

    assert elsewhere == set(ALLOWED)


@pytest.mark.parametrize(
    "code",
    [
        'open("x", "w")',
        'open("x", mode="ab")',
        'Path("x").open("x")',
        'path.open(mode="r+")',
        "path.open(mode)",
        "io.open(name, mode)",
        "os.open(name, flags)",
        "os.link(path, other)",
        'path.write_text("x")',
        'path.write_bytes(b"")',
        "path.touch()",
        "path.mkdir(parents=True)",
        "path.rename(other)",
        "path.replace(other)",
        "os.replace(path, other)",
        "os.remove(path)",
        "path.unlink()",
        "shutil.copy(a, b)",
        "shutil.rmtree(a)",
        'zipfile.ZipFile("x", "w")',
        "tempfile.mkstemp()",
        "from shutil import move\nmove(a, b)",
        "from shutil import copy as cp\ncp(a, b)",
        "from os import replace\nreplace(a, b)",
        "from os import remove\nremove(a)",
        "import os as o\no.replace(a, b)",
        "path.replace(target=other)",
        'os.fdopen(handle, "w")',
        'io.FileIO("x", "w")',
        "image.save(path)",
        "page.write_pdf(path)",
        "page.write_pdf(target=path)",
    ],
)
def test_each_way_to_write_is_seen(code: str) -> None:
    """The claim above would notice it."""
    assert list(calls(ast.parse(code)))


@pytest.mark.parametrize(
    "code",
    [
        'path.open("rb")',
        "path.open()",
        "open(name)",
        'text.replace("a", "b")',
        "names.remove(name)",
        "page.write_pdf(pdf_variant=variant)",
        'image.save(file, "WEBP")',
    ],
)
def test_what_only_reads_is_not_told(code: str) -> None:
    """Reading, and changing text in memory."""
    assert not list(calls(ast.parse(code)))
