"""The reference for those who work on audits: diagnostics, ideas, sources."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.i18n.localizer import Localizer
from generator.model.definition import Definition
from generator.model.diagnostic import DiagnosticEntry
from generator.publishing import uris
from generator.publishing.content import SiteContent
from generator.publishing.rendering.page_spec import PageSpec
from generator.publishing.site_plan import NavLink

_ROOMS = ("E0", "E1", "E2", "E3", "W4")


def reference_specs(content: SiteContent, language: str) -> Iterator[PageSpec]:
    """Yield the specs of the reference in one language."""
    localizer = Localizer(language)
    if content.diagnostics:
        yield from _diagnostic_specs(content.diagnostics, localizer)
    ideas = [definition for definition in content.definitions if definition.seeds]
    if ideas:
        yield _spec(
            uris.IDEAS, "ideas", localizer, lambda: _ideas(ideas, content, localizer)
        )
    sourced = [definition for definition in content.definitions if definition.sources]
    if sourced:
        yield _spec(
            uris.SOURCES,
            "sources",
            localizer,
            lambda: _sources(sourced, content, localizer),
        )


def _start(localizer: Localizer) -> NavLink:
    return NavLink(
        title=str(localizer.word("start_page")),
        uri=uris.in_language(localizer.language, uris.START),
    )


def _spec(path: str, key: str, localizer: Localizer, view: Any) -> PageSpec:
    return PageSpec(
        path=path,
        title=str(localizer.word(f"{key}.title").unescape()),
        description=str(localizer.word(f"describe.{key}").unescape()),
        template=f"pages/{key}.html",
        view=lambda _: view(),
        crumbs=(_start(localizer),),
    )


def _diagnostic_specs(
    entries: tuple[DiagnosticEntry, ...], localizer: Localizer
) -> Iterator[PageSpec]:
    language = localizer.language

    def overview() -> dict[str, Any]:
        return {
            "groups": tuple(
                (
                    room,
                    tuple(
                        {
                            "code": entry.code,
                            "title": localizer.text(entry.title),
                            "uri": uris.in_language(
                                language, uris.diagnostic(entry.code)
                            ),
                        }
                        for entry in entries
                        if entry.code.startswith(room)
                    ),
                )
                for room in _ROOMS
            )
        }

    yield _spec(uris.DIAGNOSTICS, "diagnostics", localizer, overview)
    above = NavLink(
        title=str(localizer.word("diagnostics.title").unescape()),
        uri=uris.in_language(language, uris.DIAGNOSTICS),
    )
    for entry in entries:
        title = localizer.plain(entry.title)
        yield PageSpec(
            path=uris.diagnostic(entry.code),
            title=f"{entry.code}: {title}",
            description=title,
            template="pages/diagnostic.html",
            view=_diagnostic_view(entry),
            crumbs=(_start(localizer), above),
            wide=True,
        )


def _diagnostic_view(entry: DiagnosticEntry) -> Any:
    def view(localizer: Localizer) -> dict[str, Any]:
        return {
            "code": entry.code,
            "advice": entry.severity == "advice",
            "where": entry.where,
            "meaning": localizer.prose(entry.meaning),
            "bad": entry.bad,
            "good": entry.good,
        }

    return view


def _criterion_link(
    definition: Definition, criterion: str, content: SiteContent, localizer: Localizer
) -> dict[str, Any]:
    place = definition.places[criterion]
    path = uris.checklist(definition.id, place.stage.id)
    return {
        "name": localizer.text(place.criterion.name),
        "anchor": criterion,
        "uri": uris.in_language(localizer.language, path) if content.handbook else "",
    }


def _ideas(
    definitions: list[Definition], content: SiteContent, localizer: Localizer
) -> dict[str, Any]:
    groups = []
    for definition in definitions:
        covered: dict[str, list[str]] = {}
        for criterion, place in definition.places.items():
            for seed in place.criterion.seeds:
                covered.setdefault(seed, []).append(criterion)
        rows = tuple(
            {
                "id": seed.id,
                "text": localizer.text(seed.text),
                "tags": seed.tags,
                "criteria": tuple(
                    _criterion_link(definition, criterion, content, localizer)
                    for criterion in covered.get(seed.id, ())
                ),
            }
            for seed in definition.seeds.values()
        )
        groups.append((definition.title, definition.id, rows))
    return {"groups": tuple(groups)}


def _sources(
    definitions: list[Definition], content: SiteContent, localizer: Localizer
) -> dict[str, Any]:
    groups = []
    for definition in definitions:
        used: dict[str, list[str]] = {}
        for criterion, place in definition.places.items():
            for source in place.criterion.sources:
                used.setdefault(source, []).append(criterion)
        rows = tuple(
            {
                "id": source.id,
                "name": localizer.text(source.name),
                "fact": localizer.text(source.fact),
                "kind": source.kind,
                "status": source.status,
                "verify": source.verify,
                "criteria": tuple(
                    _criterion_link(definition, criterion, content, localizer)
                    for criterion in used.get(source.id, ())
                ),
            }
            for source in definition.sources.values()
        )
        verify = tuple(
            {
                "criterion": _criterion_link(definition, criterion, content, localizer),
                "facts": place.criterion.verify,
            }
            for criterion, place in definition.places.items()
            if place.criterion.verify
        )
        groups.append((definition.title, definition.id, rows, verify))
    return {"groups": tuple(groups)}
