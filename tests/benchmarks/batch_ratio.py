"""check + score of 1,000 answers files, against merely loading them with PyYAML."""

from __future__ import annotations

import datetime as dt
import random
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import yaml

from generator import resources
from generator.collector import collector_paused
from generator.model.answers import ChecklistType, ChoiceType, MetricType
from generator.model.definition import Criterion, Definition
from generator.model.report import Report
from generator.project import LoadedProject, Project
from generator.scoring import score_audit

FILES = 1000
ANSWERS = 110
NOTE = "Dwie reklamacje czekały na przewoźnika; sprawdzone w rejestrze z sierpnia."
FIRST = dt.date(2020, 1, 1)


def answers_file(definition: Definition, seed: int) -> str:
    """Return an answers file of 110 answers, half of them with notes."""
    draw = random.Random(seed)  # noqa: S311 - repeatable, not secret
    lines = [
        f"definition: {definition.id}@{definition.version}",
        "auditors: [A. Nowak]",
        "language: pl",
        "answers:",
    ]
    for number, place in enumerate(list(definition.places.values())[:ANSWERS]):
        name, value = place.criterion.id, _value(place.criterion, draw)
        if number % 2:
            lines.append(f"  {name}: {value}")
        else:
            lines += [f"  {name}:", f"    value: {value}", f'    note: "{NOTE}"']
    return "\n".join(lines) + "\n"


def _value(criterion: Criterion, draw: random.Random) -> str:
    """Return an answer as auditors give them: mostly good, sometimes not."""
    answer = criterion.answer
    good = draw.random() < (0.95 if criterion.critical else 0.6)
    if isinstance(answer, ChoiceType):
        options = sorted(answer.options, key=lambda option: -option.worth)
        return options[0].id if good else draw.choice(options).id
    if isinstance(answer, ChecklistType):
        met = [item.id for item in answer.items if good or draw.random() < 0.6]
        return f"[{', '.join(met)}]"
    if isinstance(answer, MetricType):
        return str(draw.randint(0, 100))
    if answer.type == "scale":
        return str(4 if good else draw.randint(0, 3))
    return "yes" if good else "no"


def write_project(root: Path, files: int) -> list[Path]:
    """Write a project of `files` audits, 100 a shop; return their paths."""
    definition = next(iter(Project(root).load().definitions.values()))
    paths = []
    for number in range(files):
        shop = root / "audits" / "shops" / f"shop-{number // 100}"
        if number % 100 == 0:
            shop.mkdir(parents=True)
            (shop / "shop.yaml").write_text("name: Shop\nurl: https://shop.example\n")
        day = FIRST + dt.timedelta(days=number % 100)
        path = shop / f"{day}.yaml"
        path.write_text(answers_file(definition, number), encoding="utf-8")
        paths.append(path)
    return paths


def _scored(loaded: LoadedProject) -> Iterator[Report]:
    """Score every audit: numbers, levels, findings, plan."""
    for shop in loaded.shops:
        for audit in shop.audits:
            definition = loaded.definitions[f"{audit.definition}@{audit.version}"]
            yield score_audit(
                definition, audit, audience="client", as_of=FIRST, generator="benchmark"
            )


def measure(files: int = FILES, rounds: int = 3) -> dict[str, float]:
    """Return the ratio to `yaml.load(…, CSafeLoader)`, best of interleaved rounds."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "audits").mkdir()
        paths = write_project(root, files)
        Project(root).load()  # imports, and the definition's rules, once
        bare, ours = [], []
        for number in range(rounds):
            # A copy, for a process keeps what it read of the package.
            package = root / f"package-{number}/audits/definitions"
            shutil.copytree(resources.definitions(), package)
            start = time.process_time()
            for path in paths:
                yaml.load(path.read_bytes(), yaml.CSafeLoader)
            bare.append(time.process_time() - start)
            project = Project(root, package)
            start = time.process_time()
            loaded = project.load()
            with collector_paused():  # as Project.reports does
                reports = list(_scored(loaded))
            ours.append(time.process_time() - start)
            if len(reports) != files:
                raise AssertionError(loaded.diagnostics[:3])
    return {"check + score / yaml.load": min(ours) / min(bare)}


if __name__ == "__main__":
    for name, ratio in measure().items():
        print(f"{name}: {ratio:.2f}")
