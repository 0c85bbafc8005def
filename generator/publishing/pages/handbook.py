"""The handbook every audit site needs: checklists, method, glossary, how to read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from generator.i18n.localizer import Voice
from generator.model.definition import Definition, Stage
from generator.publishing import uris
from generator.publishing.content import SiteContent
from generator.publishing.rendering.page_spec import Frame
from generator.publishing.site_plan import Crumb
from generator.publishing.views.criterion import criterion_view
from generator.publishing.views.rules import rules_of_definition

_LETTERS = {
    "pl": {
        letter: f"{base}{'~' * times}"
        for letter, base, times in (
            ("ą", "a", 1),
            ("ć", "c", 1),
            ("ę", "e", 1),
            ("ł", "l", 1),
            ("ń", "n", 1),
            ("ó", "o", 1),
            ("ś", "s", 1),
            ("ź", "z", 1),
            ("ż", "z", 2),
        )
    }
}
"""Polish letters come after the letter they look like, not after z."""


def alphabetical(language: str) -> Callable[[str], str]:
    """Return the sort key of words in that language."""
    table = str.maketrans(_LETTERS.get(language, {}))
    return lambda word: word.casefold().translate(table)


def _start(voice: Voice) -> Crumb:
    return Crumb(
        title=str(voice.word("start_page")),
        uri=uris.in_language(voice.language, uris.START),
    )


def _frame(
    path: str,
    key: str,
    template: str,
    voice: Voice,
    view: Callable[[Voice], dict[str, Any]],
) -> Frame:
    """Return a frame whose title and description are interface words."""
    return Frame(
        path=path,
        title=str(voice.word(f"{key}.title").unescape()),
        description=str(voice.word(f"describe.{key}").unescape()),
        template=template,
        view=view,
        crumbs=(_start(voice),),
    )


def handbook_frames(content: SiteContent, language: str) -> Iterator[Frame]:
    """Yield the frames of the handbook in one language."""
    voice = Voice(language)
    definitions = content.definitions
    for definition in definitions:
        yield from checklist_frames(definition, voice)

    def rules(voice: Voice) -> dict[str, Any]:
        return {
            "rule_books": tuple(
                (voice.text(definition.title), rules_of_definition(definition, voice))
                for definition in definitions
            )
        }

    yield _frame(uris.METHOD, "method", f"pages/method.{language}.html", voice, rules)
    yield _frame(
        uris.HOW_TO_READ,
        "how_to_read",
        f"pages/how_to_read.{language}.html",
        voice,
        lambda voice: (
            rules(voice) | {"method_uri": uris.in_language(voice.language, uris.METHOD)}
        ),
    )
    if any(definition.glossary for definition in definitions):
        yield _frame(
            uris.GLOSSARY,
            "glossary",
            "pages/glossary.html",
            voice,
            lambda voice: {"terms": glossary(definitions, voice)},
        )


def glossary(
    definitions: Sequence[Definition], voice: Voice
) -> tuple[dict[str, Any], ...]:
    """Return the terms of all definitions in alphabetical order."""
    terms = {
        term.id: term
        for definition in reversed(definitions)
        for term in definition.glossary.values()
    }
    key = alphabetical(voice.language)
    return tuple(
        {
            "anchor": term.id,
            "title": term.term,
            "text": voice.text(term.text),
            "plain": voice.plain(term.text),
            "see": tuple(
                (see, voice.text(terms[see].term)) for see in term.see if see in terms
            ),
        }
        for term in sorted(terms.values(), key=lambda term: key(voice.plain(term.term)))
    )


def checklist_frames(definition: Definition, voice: Voice) -> Iterator[Frame]:
    """Yield a definition's checklist: an overview, then a page for each stage."""
    language, title = voice.language, voice.plain(definition.title)
    overview = uris.in_language(language, uris.checklist(definition.id))

    def tabs(here: str) -> tuple[Crumb, ...]:
        pages = [(str(voice.word("checklist.overview")), overview)]
        for stage in definition.stages:
            path = uris.checklist(definition.id, stage.id)
            pages.append((voice.plain(stage.name), uris.in_language(language, path)))
        return tuple(
            Crumb(title=name, uri=uri, current=uri == here) for name, uri in pages
        )

    description = str(voice.word("describe.checklist", title=title).unescape())
    yield Frame(
        path=uris.checklist(definition.id),
        title=title,
        description=description,
        template="pages/checklist.html",
        view=lambda voice: _overview(definition, voice),
        crumbs=(_start(voice),),
        tabs=tabs(overview),
        wide=True,
    )
    for stage in definition.stages:
        path = uris.checklist(definition.id, stage.id)
        yield Frame(
            path=path,
            title=voice.plain(stage.name),
            description=description,
            template="pages/checklist_stage.html",
            view=_stage_view(definition, stage),
            crumbs=(_start(voice), Crumb(title=title, uri=overview)),
            tabs=tabs(uris.in_language(language, path)),
        )


def _overview(definition: Definition, voice: Voice) -> dict[str, Any]:
    return {
        "version": definition.version,
        "criteria": len(definition.places),
        "stages": tuple(
            {
                "name": voice.text(stage.name),
                "uri": uris.in_language(
                    voice.language, uris.checklist(definition.id, stage.id)
                ),
                "weight": voice.number(stage.weight),
                "criteria": sum(len(t.criteria) for t in stage.touchpoints),
                "touchpoints": tuple(
                    (touchpoint.id, voice.text(touchpoint.name), touchpoint.criteria)
                    for touchpoint in stage.touchpoints
                ),
            }
            for stage in definition.stages
        ),
        "profiles": tuple(
            {
                "name": voice.text(profile.name) if profile.name else voice.string(id_),
                "about": voice.text(profile.about) if profile.about else None,
                "criteria": sum(
                    profile.asks(place.criterion)
                    for place in definition.places.values()
                ),
            }
            for id_, profile in definition.profiles.items()
        ),
    }


def _stage_view(
    definition: Definition, stage: Stage
) -> Callable[[Voice], dict[str, Any]]:
    def view(voice: Voice) -> dict[str, Any]:
        return {
            "criteria": sum(len(t.criteria) for t in stage.touchpoints),
            "version": definition.version,
            "touchpoints": tuple(
                (
                    touchpoint,
                    tuple(
                        criterion_view(criterion, definition, voice)
                        for criterion in touchpoint.criteria
                    ),
                )
                for touchpoint in stage.touchpoints
            ),
        }

    return view
