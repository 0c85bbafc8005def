"""How long strict reading takes, as a ratio to PyYAML's C loader in the same run.

`python tests/benchmarks/reading_ratio.py` prints it. An audit of 110 answers, half of
them with notes, is read by `yaml.load` with CSafeLoader, by the strict reader alone
(the same work, with places and strictness), and as a whole (shapes and answers read
against the definition, advice given).
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml

from generator import resources
from generator.model.answers import (
    ChecklistType,
    ChoiceType,
    MetricType,
    ScaleType,
)
from generator.model.audit import Shop
from generator.model.definition import Criterion, Definition
from generator.model.text import Text
from generator.reading.audits.evidence import EvidenceFolder
from generator.reading.audits.shop_folder import read_audit
from generator.reading.definitions.read import read_definition
from generator.reading.diagnostics.collector import Problems
from generator.reading.strict_yaml.reader import read_yaml
from generator.reading.strict_yaml.source_file import read_source

ANSWERS = 110
ROUNDS = 30
NOTE = "Two complaints waited for the carrier, the third for an invoice."


def measure() -> dict[str, float]:
    """Return the ratios to CSafeLoader; the best of thirty interleaved rounds each."""
    definition = _definition()
    text = audit_text(definition)
    data = text.encode()
    shop = Shop(id="demo", name=Text({"en": "Demo"}), url="https://demo.example")
    known = {f"{definition.id}@{definition.version}": definition}
    with TemporaryDirectory() as folder:
        path = Path(folder) / "2026-09-15.yaml"
        path.write_bytes(data)
        evidence = EvidenceFolder(path.parent)

        def whole() -> None:
            source = read_source(path, path.parent)
            assert read_audit(source, shop, known, evidence), source.problems.found

        def strict() -> None:
            decoded = data.decode()
            read_yaml(decoded, Problems("a.yaml", decoded))

        best = _best(
            {
                "loader": lambda: yaml.load(data, yaml.CSafeLoader),
                "strict": strict,
                "whole": whole,
            }
        )
    return {
        "loader_ms": round(1000 * best["loader"], 3),
        "strict_ratio": round(best["strict"] / best["loader"], 3),
        "whole_ratio": round(best["whole"] / best["loader"], 3),
    }


def audit_text(definition: Definition) -> str:
    """Return an audit of the definition: 110 answers, every second with a note."""
    lines = [f"definition: {definition.id}@{definition.version}"]
    lines += ["auditors: [A. Nowak]", "language: en", "answers:"]
    criteria = [place.criterion for place in definition.places.values()]
    for number, criterion in enumerate(criteria[:ANSWERS]):
        value = _value(criterion, number)
        if number % 2:
            lines.append(f"  {criterion.id}: {value}")
        else:
            lines += [f"  {criterion.id}:", f"    value: {value}"]
            lines.append(f'    note: "{NOTE}"')
    return "\n".join(lines) + "\n"


def _definition() -> Definition:
    folder = resources.definitions() / "online-shop"
    definition, diagnostics = read_definition(folder, folder.parents[2])
    assert definition is not None, diagnostics
    return definition


def _value(criterion: Criterion, number: int) -> str:
    answer = criterion.answer
    if isinstance(answer, ScaleType):
        return str(number % 5)
    if isinstance(answer, ChoiceType):
        return answer.options[number % len(answer.options)].id
    if isinstance(answer, ChecklistType):
        return f"[{', '.join(item.id for item in answer.items[: 1 + number % 3])}]"
    if isinstance(answer, MetricType):
        return str(answer.range[0] if answer.range else 5)
    return "yes" if number % 3 else "no"


def _best(ways: dict[str, Callable[[], object]]) -> dict[str, float]:
    """Return the best time of each way in seconds, run in turns."""
    best = dict.fromkeys(ways, float("inf"))
    for _ in range(ROUNDS):
        for name, way in ways.items():
            began = time.perf_counter()
            way()
            best[name] = min(best[name], time.perf_counter() - began)
    return best


if __name__ == "__main__":
    print(json.dumps(measure()))
