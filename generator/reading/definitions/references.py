"""References between the files of a definition: each must lead somewhere."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from generator.reading.definitions.files import DefinitionFiles
from generator.reading.strict_yaml.source_file import Source


def check_references(files: DefinitionFiles) -> None:
    """Check every id that one file of the definition uses of another."""
    lists = files.lists
    criteria = [
        criterion.id
        for _, shape in files.touchpoints.values()
        for criterion in shape.criteria
    ]
    gone = {
        retired.id: retired.replaced_by
        for _, shape in files.touchpoints.values()
        for retired in shape.retired
    }
    for source, shape in files.touchpoints.values():
        for number, criterion in enumerate(shape.criteria):
            at = ("criteria", number)
            _check(source, (*at, "kpis"), criterion.kpis, lists["kpis"], "KPI")
            _check(source, (*at, "seeds"), criterion.seeds, lists["seeds"], "idea")
            _check(
                source, (*at, "sources"), criterion.sources, lists["sources"], "source"
            )
            metric = getattr(criterion.answer, "metric", None)
            if metric is not None and metric not in lists["metrics"]:
                source.tell(
                    "E202",
                    (*at, "answer", "metric"),
                    f"unknown metric '{metric}'",
                    source.problems.nearest(metric, lists["metrics"]),
                )
        for number, retired in enumerate(shape.retired):
            if retired.replaced_by is not None and retired.replaced_by not in criteria:
                source.tell(
                    "E202",
                    ("retired", number, "replaced_by"),
                    f"unknown criterion '{retired.replaced_by}'",
                    _heir(retired.replaced_by, gone)
                    or source.problems.nearest(retired.replaced_by, criteria),
                )
    _check_profiles(files, criteria)
    _check_lists(files)


def _heir(name: str, gone: Mapping[str, str | None]) -> str | None:
    """Say what took the place of a retired criterion that is named as a successor."""
    if name not in gone:
        return None
    heir = gone[name]
    return f"it is retired itself; {f'write {heir}' if heir else 'leave it out'}"


def _check_profiles(files: DefinitionFiles, criteria: list[str]) -> None:
    assert files.main is not None  # noqa: S101 - references are checked when it is read
    source, shape = files.main
    for name, profile in shape.profiles.items():
        at = ("profiles", name, "criteria")
        _check(source, at, profile.criteria or (), criteria, "criterion")


def _check_lists(files: DefinitionFiles) -> None:
    lists, sources = files.lists, files.list_sources
    for number, metric in enumerate(lists["metrics"].values()):
        at = ("metrics", number, "sources")
        _check(sources["metrics"], at, metric.sources, lists["sources"], "source")
    for number, kpi in enumerate(lists["kpis"].values()):
        if kpi.metric is not None:
            at = ("kpis", number, "metric")
            if kpi.metric not in lists["metrics"]:
                sources["kpis"].tell(
                    "E202",
                    at,
                    f"unknown metric '{kpi.metric}'",
                    sources["kpis"].problems.nearest(kpi.metric, lists["metrics"]),
                )
    for number, term in enumerate(lists["terms"].values()):
        glossary, entry = sources["terms"], ("terms", number)
        _check(glossary, (*entry, "seeds"), term.seeds, lists["seeds"], "idea")
        _check(glossary, (*entry, "see"), term.see, lists["terms"], "term")


def _check(
    source: Source,
    steps: tuple[str | int, ...],
    used: Iterable[str],
    known: Collection[str],
    noun: str,
) -> None:
    for number, name in enumerate(used):
        if name not in known:
            source.tell(
                "E202",
                (*steps, number),
                f"unknown {noun} '{name}'",
                source.problems.nearest(name, known),
            )
