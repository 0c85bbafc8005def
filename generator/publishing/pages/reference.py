"""The reference for those who work on audits: diagnostics, ideas, sources."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.i18n.localizer import Voice
from generator.model.definition import Definition
from generator.model.diagnostic import DiagnosticEntry
from generator.publishing import uris
from generator.publishing.content import SiteContent
from generator.publishing.rendering.page_spec import Frame
from generator.publishing.site_plan import Crumb

_ROOMS = ("E0", "E1", "E2", "E3", "W4")


def reference_frames(content: SiteContent, language: str) -> Iterator[Frame]:
    """Yield the frames of the reference in one language."""
    voice = Voice(language)
    if content.diagnostics:
        yield from _diagnostic_frames(content.diagnostics, voice)
    ideas = [definition for definition in content.definitions if definition.seeds]
    if ideas:
        yield _frame(uris.IDEAS, "ideas", voice, lambda: _ideas(ideas, content, voice))
    sourced = [definition for definition in content.definitions if definition.sources]
    if sourced:
        yield _frame(
            uris.SOURCES, "sources", voice, lambda: _sources(sourced, content, voice)
        )


def _start(voice: Voice) -> Crumb:
    return Crumb(
        title=str(voice.word("start_page")),
        uri=uris.in_language(voice.language, uris.START),
    )


def _frame(path: str, key: str, voice: Voice, view: Any) -> Frame:
    return Frame(
        path=path,
        title=str(voice.word(f"{key}.title").unescape()),
        description=str(voice.word(f"describe.{key}").unescape()),
        template=f"pages/{key}.html",
        view=lambda _: view(),
        crumbs=(_start(voice),),
    )


def _diagnostic_frames(
    entries: tuple[DiagnosticEntry, ...], voice: Voice
) -> Iterator[Frame]:
    language = voice.language

    def overview() -> dict[str, Any]:
        return {
            "groups": tuple(
                (
                    room,
                    tuple(
                        {
                            "code": entry.code,
                            "title": voice.text(entry.title),
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

    yield _frame(uris.DIAGNOSTICS, "diagnostics", voice, overview)
    above = Crumb(
        title=str(voice.word("diagnostics.title").unescape()),
        uri=uris.in_language(language, uris.DIAGNOSTICS),
    )
    for entry in entries:
        title = voice.plain(entry.title)
        yield Frame(
            path=uris.diagnostic(entry.code),
            title=f"{entry.code}: {title}",
            description=title,
            template="pages/diagnostic.html",
            view=_diagnostic_view(entry),
            crumbs=(_start(voice), above),
            wide=True,
        )


def _diagnostic_view(entry: DiagnosticEntry) -> Any:
    def view(voice: Voice) -> dict[str, Any]:
        return {
            "code": entry.code,
            "advice": entry.severity == "advice",
            "where": entry.where,
            "meaning": voice.prose(entry.meaning),
            "bad": entry.bad,
            "good": entry.good,
        }

    return view


def _criterion_link(
    definition: Definition, criterion: str, content: SiteContent, voice: Voice
) -> dict[str, Any]:
    place = definition.places[criterion]
    path = uris.checklist(definition.id, place.stage.id)
    return {
        "name": voice.text(place.criterion.name),
        "anchor": criterion,
        "uri": uris.in_language(voice.language, path) if content.handbook else "",
    }


def _ideas(
    definitions: list[Definition], content: SiteContent, voice: Voice
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
                "text": voice.text(seed.text),
                "tags": seed.tags,
                "criteria": tuple(
                    _criterion_link(definition, criterion, content, voice)
                    for criterion in covered.get(seed.id, ())
                ),
            }
            for seed in definition.seeds.values()
        )
        groups.append((definition.title, definition.id, rows))
    return {"groups": tuple(groups)}


def _sources(
    definitions: list[Definition], content: SiteContent, voice: Voice
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
                "name": voice.text(source.name),
                "fact": voice.text(source.fact),
                "kind": source.kind,
                "status": source.status,
                "verify": source.verify,
                "criteria": tuple(
                    _criterion_link(definition, criterion, content, voice)
                    for criterion in used.get(source.id, ())
                ),
            }
            for source in definition.sources.values()
        )
        verify = tuple(
            {
                "criterion": _criterion_link(definition, criterion, content, voice),
                "facts": place.criterion.verify,
            }
            for criterion, place in definition.places.items()
            if place.criterion.verify
        )
        groups.append((definition.title, definition.id, rows, verify))
    return {"groups": tuple(groups)}
