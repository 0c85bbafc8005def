"""The hand-written pages: their examples hold, and both languages say the same.

A YAML block of a page carries a title that says what it is:

- a path below `audits/`: a complete file; those of one page make one project;
- any other file name: some other tool's file, which only has to be YAML;
- `answers`: some answers of an audit of online-shop;
- `criterion`, `touchpoint`: some keys of a criterion or of a touchpoint file;
- `wrong E302`, `wrong criterion E110`: the same, with an error of that code.
"""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
import pytest
import yaml
from docs_pages import LANGUAGES, PAGES, Block, Page
from repository import EXAMPLES

from generator.cli.main_command import main
from generator.model.diagnostic import Diagnostic
from generator.project import Project

_WRONG = re.compile(r"wrong (?:(criterion|touchpoint) )?(E\d{3})")
_HEADING = re.compile(r"^(#+) ", re.MULTILINE)
_PICTURE = re.compile(r"[\w-]+\.(?:png|jpe?g|webp)")
_PICTURE_FILE = EXAMPLES / ("base/audits/shops/demo/evidence/search.png")

_AUDIT = "definition: online-shop@1.0.0\nauditors: [A. Nowak]\nanswers:\n"
_DEFINITION = """\
id: {name}
version: "1.0.0"
languages: [en, pl]
title: Example
stages: [{{id: stage, name: Stage, weight: 1, touchpoints: [touchpoint]}}]
levels: [{{id: low, from: 0, name: Low}}, {{id: high, from: 50, name: High}}]
caps: {{legal: low, trust: low}}
coverage_needed: 80
efforts: [{{id: 1, days: 1, name: a day}}]
profiles: {{full: {{}}}}
"""
_TOUCHPOINT = {
    "id": "id: touchpoint",
    "name": "name: Touchpoint",
    "criteria": "criteria: [{criterion}]",
}
_CRITERION = {
    "id": "id: ready-message-delay",
    "name": "name: Name",
    "question": "question: Question",
    "why": "why: Reason",
    "how_to_check": "how_to_check: Way",
    "evidence_from": "evidence_from: public",
    "answer": "answer: {type: yes_no}",
    "weight": "weight: 1",
    "effort": "effort: 1",
    "recommendation": "recommendation: Deed",
}


WITH_YAML = [
    name
    for name, page in PAGES.items()
    if any(block.language == "yaml" for block in page.blocks)
]


def _with_defaults(fragment: str, defaults: dict[str, str]) -> str:
    given = set(re.findall(r"^(\w+):", fragment, re.MULTILINE))
    lines = [line for key, line in defaults.items() if key not in given]
    return "\n".join([*lines, fragment])


def _put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _put_shop(folder: Path, text: str = "") -> None:
    """Add the files a shop needs to be read: shop.yaml and the pictures named."""
    if not (folder / "shop.yaml").exists():
        _put(folder / "shop.yaml", "name: Shop\nurl: https://shop.example\n")
    for name in _PICTURE.findall(text):
        (folder / "evidence").mkdir(exist_ok=True)
        (folder / "evidence" / name).write_bytes(_PICTURE_FILE.read_bytes())


def _put_block(block: Block, number: int, root: Path) -> str | None:
    """Write one block as a part of the project; return where its problems stand."""
    wrong = _WRONG.fullmatch(block.title)
    kind = (wrong[1] or "answers") if wrong else block.title
    name = f"fragment-{number}"
    if kind == "answers":
        shop = root / "audits" / "shops" / name
        _put(shop / "2026-09-15.yaml", _AUDIT + textwrap.indent(block.body, "  "))
        _put_shop(shop, "" if wrong else block.body)
        return f"audits/shops/{name}/"
    if kind in ("criterion", "touchpoint"):
        criterion = block.body if kind == "criterion" else ""
        whole = textwrap.indent(_with_defaults(criterion, _CRITERION), "    ")
        rest = block.body if kind == "touchpoint" else ""
        file = _with_defaults(rest, {k: _TOUCHPOINT[k] for k in ("id", "name")})
        folder = root / "audits" / "definitions" / name
        _put(folder / "audit.yaml", _DEFINITION.format(name=name))
        text = f"{file.rstrip()}\ncriteria:\n  -\n{whole}"
        _put(folder / "stage" / "touchpoint.yaml", text)
        return f"audits/definitions/{name}/"
    if kind.startswith("audits/"):
        _put(root / kind, block.body)
        return kind
    return None


@dataclass(frozen=True)
class ReadPage:
    """A page with its YAML blocks and what the reader told of each."""

    page: Page
    told: tuple[tuple[Block, tuple[Diagnostic, ...]], ...]


@pytest.fixture(scope="module", params=WITH_YAML)
def read_page(request: Any, tmp_path_factory: pytest.TempPathFactory) -> ReadPage:
    """Return a page whose blocks were read as parts of one project."""
    page = PAGES[request.param]
    root = tmp_path_factory.mktemp("page")
    (root / "audits").mkdir()
    blocks = [block for block in page.blocks if block.language == "yaml"]
    places = [_put_block(block, n, root) for n, block in enumerate(blocks, start=1)]
    for block in blocks:
        if block.title.startswith("audits/shops/"):
            _put_shop((root / block.title).parent, block.body)
    found = Project(root).load().diagnostics
    return ReadPage(
        page=page,
        told=tuple(
            (block, tuple(one for one in found if one.path.startswith(place)))
            for block, place in zip(blocks, places, strict=True)
            if place is not None
        ),
    )


def test_yaml_block_says_what_it_is() -> None:
    """Every YAML block has a title, and one without a known meaning is YAML."""
    untitled = []
    for name in WITH_YAML:
        for block in PAGES[name].blocks:
            if block.language != "yaml":
                continue
            if not block.title:
                untitled.append((name, block.body[:60]))
            elif block.title.endswith((".yml", ".yaml")):
                assert isinstance(yaml.safe_load(block.body), dict), (name, block.title)
            else:
                known = ("answers", "criterion", "touchpoint")
                assert block.title in known or _WRONG.fullmatch(block.title), name
    assert not untitled


def test_complete_files_are_read_without_a_word(read_page: ReadPage) -> None:
    """The complete files of a page make a project with neither error nor advice."""
    for block, told in read_page.told:
        if block.title.startswith("audits/"):
            assert not told, (read_page.page.path, block.title)


def test_fragments_are_read_without_errors(read_page: ReadPage) -> None:
    """A fragment that is not called wrong has no error."""
    for block, told in read_page.told:
        if not block.title.startswith(("wrong", "audits/")):
            errors = [one for one in told if one.severity == "error"]
            assert not errors, (read_page.page.path, block.body)


def test_wrong_examples_are_wrong_as_they_say(read_page: ReadPage) -> None:
    """An example called wrong has that error and no other."""
    for block, told in read_page.told:
        wrong = _WRONG.fullmatch(block.title)
        if wrong is None:
            continue
        codes = {one.code for one in told if one.severity == "error"}
        assert codes == {wrong[2]}, (read_page.page.path, block.body)


def _commands(page: Page) -> list[list[str]]:
    return [
        line.split()[2:]
        for block in page.blocks
        if block.language == "console"
        for line in block.body.splitlines()
        if line.startswith("$ cx-audit ")
    ]


@pytest.mark.parametrize("name", [name for name in PAGES if _commands(PAGES[name])])
def test_commands_shown_exist(name: str) -> None:
    """Every command in a console block exists, with the options it is given."""
    for words in _commands(PAGES[name]):
        own, command = set(_options(main)), None
        for word in words:
            if command is None and word in main.commands:
                command = main.commands[word]
                own |= _options(command)
            elif word.startswith("-"):
                assert word.split("=")[0] in own, (name, words)
        assert command is not None or words[0].startswith("-"), (name, words)


def _options(command: click.Command) -> set[str]:
    with click.Context(command, **main.context_settings) as context:
        return {
            option for param in command.get_params(context) for option in param.opts
        }


def _twins() -> list[str]:
    return [
        name.removeprefix("en/")
        for name in PAGES
        if name.startswith("en/") and name.replace("en/", "pl/", 1) in PAGES
    ]


def test_both_languages_have_the_same_pages() -> None:
    """Every page under docs/en stands under docs/pl, and the other way round."""
    pages = {
        language: {
            name.split("/", 1)[1] for name in PAGES if name.startswith(f"{language}/")
        }
        for language in LANGUAGES
    }
    assert pages["en"] == pages["pl"]


@pytest.mark.parametrize("name", _twins())
def test_both_languages_have_the_same_headings(name: str) -> None:
    """A page has the same outline in both languages."""
    english, polish = (
        _HEADING.findall(PAGES[f"{language}/{name}"].prose) for language in LANGUAGES
    )
    assert english == polish


@pytest.mark.parametrize("name", _twins())
def test_both_languages_have_the_same_blocks(name: str) -> None:
    """A page has the same blocks in both languages, with the same keys in them."""
    english, polish = (PAGES[f"{language}/{name}"].blocks for language in LANGUAGES)
    assert [_outline(block) for block in english] == [
        _outline(block) for block in polish
    ]


def _outline(block: Block) -> Any:
    """Return what both languages share of a block."""
    if block.language != "yaml":
        return block.language, block.title
    try:
        return block.language, block.title, _keys(yaml.safe_load(block.body))
    except yaml.YAMLError:
        return block.language, block.title, None


def _keys(value: Any) -> Any:
    """Return the keys of a YAML value; texts in several languages count as one."""
    if isinstance(value, dict):
        if set(value) <= set(LANGUAGES):
            return None
        return {key: _keys(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_keys(one) for one in value]
    return None
