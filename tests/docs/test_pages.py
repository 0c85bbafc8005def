"""The reference is complete: what the program knows, the pages name, and the reverse."""

from __future__ import annotations

import ast
import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import click
import pytest
import yaml
from pydantic import BaseModel
from repository import ROOT

from generator.cli.main_command import main
from generator.mkdocs_plugin.config import CxAuditOptions
from generator.model import answers, definition
from generator.model.audit import ShareCounts
from generator.model.shown import shown_points, shown_tenths
from generator.project import Project
from generator.reading.shapes import audit_files

DOCS = ROOT / "docs"
LANGUAGES = ("en", "pl")
SHAPES = [
    shape
    for module in (definition, answers, audit_files)
    for shape in vars(module).values()
    if isinstance(shape, type)
    and issubclass(shape, BaseModel)
    and shape.__module__ == module.__name__
]

SAMPLE = dt.date(2026, 9, 15)
"""The day of the sample shop's latest audit."""

_ROW = re.compile(r"^\| ((?:`[^`]+`(?:, )?)+) \|", re.MULTILINE)
_CODE = re.compile(r"`([^`]+)`")
_LINK = re.compile(r"\]\(([^)\s#]+)(?:#[^)]*)?\)")
_HEADING = re.compile(r"^## (.+)$", re.MULTILINE)
_TABLE = re.compile(r"(?:^\|.*\n)+", re.MULTILINE)
_YAML = re.compile(r"^```yaml\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)


def _read(language: str, page: str) -> str:
    return (DOCS / language / f"{page}.md").read_text(encoding="utf-8")


def _sections(text: str) -> dict[str, str]:
    """Return the text below each second-level heading; "" is what stands above."""
    parts = _HEADING.split(text)
    return {"": parts[0], **dict(zip(parts[1::2], parts[2::2], strict=True))}


def _first_cells(text: str) -> list[str]:
    """Return what stands as code in the first column of the tables."""
    return [code for cell in _ROW.findall(text) for code in _CODE.findall(cell)]


def _documented_options(section: str) -> set[str]:
    return {cell.split()[0] for cell in _first_cells(section) if cell.startswith("-")}


def _real_options(command: click.Command) -> set[str]:
    with click.Context(command, **main.context_settings) as context:
        return {
            option
            for parameter in command.get_params(context)
            for option in parameter.opts
            if option.startswith("-")
        }


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", list(main.commands))
def test_every_option_of_a_command_has_a_row(name: str, language: str) -> None:
    """The section of a command lists its options, and none that it does not have."""
    section = _sections(_read(language, "reference/command"))[name]
    real = _real_options(main.commands[name]) - {"-h", "--help"}

    assert _documented_options(section) == real


@pytest.mark.parametrize("language", LANGUAGES)
def test_options_before_the_command_have_a_row(language: str) -> None:
    """The options of `cx-audit` itself stand at the head of the page."""
    head = _sections(_read(language, "reference/command"))[""]

    assert _documented_options(head) == _real_options(main)


@pytest.mark.parametrize("language", LANGUAGES)
def test_choices_and_defaults_of_options_are_named(language: str) -> None:
    """A command's section names each value an option can take, and its default."""
    sections = _sections(_read(language, "reference/command"))
    missing = [
        (name, parameter.name, word)
        for name, command in main.commands.items()
        for parameter in command.params
        for word in _words_of(parameter)
        if f"`{word}`" not in sections[name] and f" {word}`" not in sections[name]
    ]

    assert not missing


def _words_of(parameter: click.Parameter) -> list[str]:
    """Return the values a reader has to know: those to choose from, and the default."""
    if isinstance(parameter.type, click.Choice):
        return [str(choice) for choice in parameter.type.choices]
    default = parameter.default
    plain = isinstance(default, (str, int)) and not isinstance(default, bool)
    return [str(default)] if plain else []


@pytest.mark.parametrize("language", LANGUAGES)
def test_exit_codes_are_those_of_the_door(language: str) -> None:
    """The table of exit codes lists 0 and the codes the command can end with."""
    from generator.cli import main_command  # noqa: PLC0415 - the constants, not the command

    text = _read(language, "reference/command")
    listed = {int(code) for code in re.findall(r"^\| (\d+) \|", text, re.MULTILINE)}

    assert listed == {
        0,
        main_command.PROBLEMS,
        main_command.USAGE,
        main_command.IO,
        main_command.BUG,
        main_command.INTERRUPTED,
    }


def _variables_read(module: ast.Module) -> Iterator[str]:
    """Yield the variables that a module reads from the environment.

    Fails where it takes the environment in a way that does not say which.
    """
    whole = 0
    for node in ast.walk(module):
        match node:
            case (
                ast.Call(
                    func=ast.Attribute(value=ast.Attribute(attr="environ"), attr="get"),
                    args=[ast.Constant(value=str(name)), *_],
                )
                | ast.Subscript(
                    value=ast.Attribute(attr="environ"),
                    slice=ast.Constant(value=str(name)),
                )
            ):
                whole -= 1
                yield name
            case (
                ast.Attribute(attr="environ" | "environb" | "getenv")
                | ast.ImportFrom(module="os")
            ):
                whole += 1
    assert not whole


def test_every_environment_variable_is_named() -> None:
    """What the program reads from the environment stands in the reference.

    Read from the syntax of its modules: what nobody has set leaves no trace of having
    been asked for.
    """
    read = {
        name
        for path in (ROOT / "generator").rglob("*.py")
        for name in _variables_read(ast.parse(path.read_text(encoding="utf-8")))
    }

    assert {"CX_DEBUG", "SOURCE_DATE_EPOCH"} <= read
    for language in LANGUAGES:
        assert read <= set(_first_cells(_read(language, "reference/command")))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_option_of_the_plugin_has_a_row(language: str) -> None:
    """The table of the plugin lists its options, and none that it does not have."""
    real = set(CxAuditOptions())
    tables = [
        set(_first_cells(table))
        for table in _TABLE.findall(_read(language, "reference/command"))
    ]

    assert real in tables


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.__name__)
def test_every_key_of_a_shape_has_a_row(shape: type[BaseModel], language: str) -> None:
    """Some table lists exactly the keys of the shape: none is missing, none is stale."""
    keys = {field.alias or name for name, field in shape.model_fields.items()}
    text = _FENCE.sub("", _read(language, "reference/yaml"))
    groups = [group for table in _TABLE.findall(text) for group in _groups(table)]

    assert keys in groups


def _groups(table: str) -> list[set[str]]:
    """Return the keys of a table by what they stand in: `options[].id` in `options[]`."""
    groups: dict[str, set[str]] = defaultdict(set)
    for cell in _first_cells(table):
        parent, _, key = cell.rpartition(".")
        groups[parent].add(key)
    return list(groups.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_required_keys_are_called_required(language: str) -> None:
    """A key is called required exactly when its shape refuses to go without it."""
    word = {"en": "required", "pl": "wymagane"}[language]
    text = _FENCE.sub("", _read(language, "reference/yaml"))
    wrong = []
    for table in _TABLE.findall(text):
        rows: dict[str, dict[str, bool]] = defaultdict(dict)
        for row in table.splitlines():
            cells = [cell.strip() for cell in row.strip("|").split(" | ")]
            if _CODE.fullmatch(cells[0]) and len(cells) > 2:
                parent, _, key = cells[0].strip("`").rpartition(".")
                rows[parent][key] = cells[2] == word
        wrong += [group for group in rows.values() if not _fits_a_shape(group)]

    assert not wrong


def _fits_a_shape(required: dict[str, bool]) -> bool:
    """Whether some shape has these keys and requires the same of them."""
    shapes = [
        {f.alias or name: f.is_required() for name, f in shape.model_fields.items()}
        for shape in SHAPES
    ]
    same_keys = [shape for shape in shapes if set(shape) == set(required)]
    return not same_keys or required in same_keys


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_family_of_diagnostics_is_linked(language: str) -> None:
    """The YAML reference leads to a page of each family of codes and to the list."""
    links = set(_LINK.findall(_read(language, "reference/yaml")))
    families = {
        code[:2]
        for link in links
        if (code := Path(link).stem) and re.fullmatch(r"[ew]\d{3}", code)
    }

    assert "diagnostics/index.md" in links
    assert families == {"e0", "e1", "e2", "e3", "w4"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_architecture_names_what_exists(language: str) -> None:
    """Every module and folder that the architecture names is there."""
    text = _FENCE.sub("", _read(language, "explanation/architecture"))
    names = [name for name in _CODE.findall(text) if name.endswith((".py", "/"))]
    places = [
        "", "generator/", "generator/reading/", "generator/scoring/",
        "generator/publishing/",
    ]  # fmt: skip
    missing = [
        name
        for name in names
        if not any(list(ROOT.glob(f"{place}{name}")) for place in places)
    ]

    assert names
    assert not missing


@pytest.mark.parametrize(
    "page", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/decisions"]
)
def test_links_of_pages_outside_the_site_resolve(page: str) -> None:
    """The pages that no build checks link to files that are there."""
    path = ROOT / page
    pages = sorted(path.glob("*.md")) if path.is_dir() else [path]
    broken = [
        (one.name, link)
        for one in pages
        for link in _LINK.findall(_FENCE.sub("", one.read_text(encoding="utf-8")))
        if "://" not in link and not (one.parent / link).exists()
    ]

    assert pages
    assert not broken


def test_decisions_are_numbered_without_a_gap() -> None:
    """Decision records count from 0001 and have context, decision and consequences."""
    records = sorted((DOCS / "decisions").glob("*.md"))
    numbers = [int(record.name[:4]) for record in records]

    assert numbers == list(range(1, len(records) + 1))
    for record in records:
        text = record.read_text(encoding="utf-8")
        assert text.startswith(f"# {record.name[:4]}. ")
        assert _HEADING.findall(text) == ["Context", "Decision", "Consequences"]


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md"])
def test_make_targets_named_exist(page: str) -> None:
    """Every `make` target that a newcomer is told to type exists."""
    rules = re.findall(
        r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE
    )
    named = re.findall(
        r"(?:`|^\$ )make ([a-z-]+)",
        (ROOT / page).read_text(encoding="utf-8"),
        re.MULTILINE,
    )

    assert named
    assert set(named) <= set(rules)


def test_readme_tells_what_the_sample_came_to() -> None:
    """The example of the README is the sample shop's, and so are its numbers."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    example = yaml.safe_load(_YAML.findall(readme)[0])
    [(name, written)] = example.items()
    project = Project(ROOT)
    loaded = project.load(["lumen"])
    report = project.reports(loaded, audience="client", as_of=SAMPLE)[-1]
    finding = next(one for one in report.findings if one.criterion == name)
    entry = next(one for one in report.plan if one.criterion == name)
    levels = {level.id: level.name["en"] for level in report.rules.levels}
    survey, score, number = finding.answer.survey, report.score, finding.answer.number
    assert score is not None
    assert survey is not None
    counts = survey.counts

    assert report.date == SAMPLE
    assert isinstance(counts, ShareCounts)
    assert written["value"] == {"count": counts.count, "of": counts.of}
    assert finding.outcome == "critical"
    assert finding.worth == 0
    assert entry is report.plan[0]
    for words in (
        f"asks an online shop {len(loaded.definitions['online-shop@1.0.0'].places)} questions",
        f"has {shown_points(score.point or Fraction(0))} points",
        f"alone would be “{levels[score.level_alone or '']}”",
        f"its level is “{levels[score.level or '']}”",
        f"lift the level to “{levels[entry.lifts_to or '']}”",
        f"brings {shown_tenths(entry.gain) / 10} points",
        f"costs {report.rules.efforts[entry.effort].name['en']}",
        f"{float(number or 0):.2f}% were",
        f"{float(survey.low or 0):.1f} to {float(survey.high or 0):.1f}",
    ):
        assert words in readme
