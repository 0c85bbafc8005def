"""The golden results: what the sample comes to, kept in tests/golden for a diff to show.

`make golden` writes them anew. For each edition of the sample's site they are the
Reports as JSON and the outline of the pages. Left out is the program's version, which
every release changes. What a definition asks is the same in every Report and stands
once, in a file of the definition, so that a changed word is one changed line.
"""

from __future__ import annotations

import difflib
import itertools
import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mkdocs.config.base import load_config
from mkdocs.structure.files import get_files, set_exclusions
from repository import ROOT
from site_outline import site_outlines

from generator.mkdocs_plugin.content import load, site_content
from generator.model.report import Audience
from generator.model.report_json import json_text, report_to_json
from generator.project import Project
from generator.publishing.content import SiteContent
from generator.publishing.exports import file_name
from generator.publishing.site import plan_site

GOLDEN = ROOT / "tests" / "golden"
_REFRESH = (
    "The sample comes to something else than tests/golden holds.\n"
    "If that is meant: `make golden`, and a commit that says which value changed and why."
)
_OWNER = re.compile(r'\S|\s+"id":')
"""A line that says what the lines below it belong to: a page, or a finding."""

_MOST_LINES = 24
"""How many lines of a file's diff are shown."""

_MOST_FILES = 4
"""How many files' diffs are shown."""

Results = Mapping[str, str]
"""The text of each file, by its path below tests/golden."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """A site of the sample: for whom, and of which shops (none named: all)."""

    name: str
    audience: Audience
    shops: tuple[str, ...] = ()


EDITIONS = (
    Edition(name="internal", audience="internal"),
    Edition(name="client-lumen", audience="client", shops=("lumen",)),
    Edition(name="client-fern-and-fog", audience="client", shops=("fern-and-fog",)),
)


def golden_results(root: Path = ROOT) -> Results:
    """Return what the sample of the project at `root` comes to, on its mkdocs.yml's day."""
    results: dict[str, str] = {}
    asked: dict[str, dict[str, Any]] = {}
    project = Project(root)
    for edition in EDITIONS:
        content = _content(project, edition)
        for report in content.reports:
            document = report_to_json(report)
            del document["generator"]
            definition = f"{report.definition.id}-{report.definition.version}"
            _move_asked(document, asked.setdefault(definition, {}))
            name = file_name(report, "json", content.languages[0])
            results[f"{edition.name}/reports/{name}"] = json_text(document)
        for language, outline in site_outlines(plan_site(content)).items():
            name = f"pages.{language}.txt" if language else "files.txt"
            results[f"{edition.name}/{name}"] = outline
    for definition, criteria in asked.items():
        results[f"asked/{definition}.json"] = json_text(criteria)
    return results


def _content(project: Project, edition: Edition) -> SiteContent:
    """Return what an edition shows, as the project's mkdocs.yml has it."""
    config = load_config(str(project.root / "mkdocs.yml"))
    options: Any = config.plugins["cx-audit"].config
    options.audience, options.shops = edition.audience, list(edition.shops)
    files = get_files(config)
    set_exclusions(files, config)
    loaded = load(project, edition.shops, edition.audience)
    return site_content(project, loaded, options, files, config)


def _move_asked(document: dict[str, Any], criteria: dict[str, Any]) -> None:
    """Move what each finding's criterion asks to `criteria`, where it stands once."""
    for finding in document["findings"]:
        asked = finding.pop("asked")
        first = criteria.setdefault(finding["criterion"], asked)
        assert asked == first, f"{finding['id']} asks what another report does not"


def kept(folder: Path) -> Results:
    """Return the results that a folder holds."""
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in folder.rglob("*")
        if path.is_file()
    }


def refresh(folder: Path, results: Results) -> None:
    """Make a folder hold these results and nothing else."""
    if folder.exists():
        shutil.rmtree(folder)
    for path, text in results.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")


def differences(old: Results, new: Results) -> str:
    """Say how new results differ from those that are kept; nothing when they do not.

    Names every file that differs, and shows how the first few begin to.
    """
    paths = old.keys() | new.keys()
    differing = sorted(path for path in paths if old.get(path) != new.get(path))
    if not differing:
        return ""
    lines = [_REFRESH]
    for number, path in enumerate(differing):
        lines.append("")
        if path not in new:
            lines.append(f"{path} is kept, and nothing produces it any more")
        elif path not in old:
            lines.append(f"{path} is not kept yet")
        else:
            lines.append(f"{path} differs")
            if number < _MOST_FILES:
                lines.extend(_diff(old[path].splitlines(), new[path].splitlines()))
    return "\n".join(lines)


def _diff(old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    """Yield the first lines of a diff; each hunk begins with what it belongs to."""
    hunks = difflib.SequenceMatcher(None, old, new).get_grouped_opcodes()
    lines = (line for hunk in hunks for line in _hunk(hunk, old, new))
    yield from itertools.islice(lines, _MOST_LINES)
    if next(lines, None) is not None:
        yield "  …"


def _hunk(
    hunk: Sequence[tuple[str, int, int, int, int]],
    old: Sequence[str],
    new: Sequence[str],
) -> Iterator[str]:
    first = next(start for tag, _, _, start, _ in hunk if tag != "equal")
    owner = next(filter(_OWNER.match, reversed(new[:first])), "").strip()
    yield f"  @@ line {first + 1}, below {owner}"
    for tag, old_start, old_end, new_start, new_end in hunk:
        if tag == "equal":
            yield from (f"    {line}" for line in old[old_start:old_end])
        else:
            yield from (f"  - {line}" for line in old[old_start:old_end])
            yield from (f"  + {line}" for line in new[new_start:new_end])


if __name__ == "__main__":
    refresh(GOLDEN, golden_results())
