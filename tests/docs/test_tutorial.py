"""The tutorial, played from its first command on: what it shows is what happens.

Blocks are taken in order. The head of the audit, answers (and wrong ones) go into the
file that `new` wrote, each in place of the line of its key; commands run and their output is compared.
A line with nothing but an ellipsis stands for any lines. `build` and `serve` are
tested where the plugin is.
"""

from __future__ import annotations

import re
import shlex
import textwrap
from pathlib import Path

import pytest
from click.testing import CliRunner
from docs_pages import LANGUAGES, PAGES, Block

from generator.cli.main_command import main

SHOWN_ROOT = "/home/anna/zefir"
AUDIT = Path("audits", "shops", "zefir", "2026-01-15.yaml")
PLAYED = ("new", "check", "score")


def _put(audit: Path, answers: str) -> None:
    text = audit.read_text(encoding="utf-8")
    for line in answers.splitlines():
        name = line.partition(":")[0]
        start = re.search(rf"^  {name}:.*$", text, re.MULTILINE)
        assert start, name
        text = f"{text[: start.start()]}  {line}{text[start.end() :]}"
    audit.write_text(text, encoding="utf-8")


def _put_head(audit: Path, head: str) -> None:
    """Put the keys above the answers in place of those that are there."""
    text = audit.read_text(encoding="utf-8")
    for line in head.splitlines():
        key = line.partition(":")[0]
        text, found = re.subn(rf"^(?:# )?{key}:.*$", line, text, flags=re.MULTILINE)
        assert found == 1, key
    audit.write_text(text, encoding="utf-8")


def _run(command: str) -> list[str]:
    result = CliRunner().invoke(main, shlex.split(command.removeprefix("$ cx-audit ")))
    output = result.output.replace(str(Path.cwd()), SHOWN_ROOT)
    return output.rstrip().splitlines()


def _matches(shown: list[str], real: list[str]) -> bool:
    """Whether `shown` is `real`, with "…" for any number of lines."""
    pattern = "".join(
        r"(?:.*\n)*?" if line == "…" else f"{re.escape(line)}\n" for line in shown
    )
    return re.fullmatch(pattern, "".join(f"{line}\n" for line in real)) is not None


def _play(block: Block) -> int:
    """Do what a block says; return how many commands were run."""
    if block.language == "yaml" and (
        block.title == "answers" or block.title.startswith("wrong")
    ):
        _put(AUDIT, block.body)
    elif block.language == "yaml" and block.title == AUDIT.as_posix():
        _put_head(AUDIT, block.body)
    elif block.language == "text" and block.title == AUDIT.as_posix():
        question = textwrap.indent(block.body, "  ")
        assert question in AUDIT.read_text(encoding="utf-8")
    elif block.language == "console":
        command, *shown = block.body.rstrip().splitlines()
        if command.startswith(tuple(f"$ cx-audit {name}" for name in PLAYED)):
            real = _run(command)
            assert _matches(shown, real), "\n".join([command, *real])
            return 1
    return 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_tutorial_shows_what_happens(
    language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every output the tutorial shows of new, check and score is the true one."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    played = sum(_play(block) for block in PAGES[f"{language}/tutorial.md"].blocks)
    assert played == 6
