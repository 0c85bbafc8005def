"""The handbook every audit site needs: checklists, method, glossary, how to read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from generator.i18n.localizer import Localizer
from generator.model.definition import Definition, Stage
from generator.publishing import uris
from generator.publishing.content import SiteContent
from generator.publishing.rendering.page_spec import PageSpec
from generator.publishing.site_plan import NavLink
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


def _start(localizer: Localizer) -> NavLink:
    return NavLink(
        title=str(localizer.word("start_page")),
        uri=uris.in_language(localizer.language, uris.START),
    )


def _spec(
    path: str,
    key: str,
    template: str,
    localizer: Localizer,
    view: Callable[[Localizer], dict[str, Any]],
) -> PageSpec:
    """Return a spec whose title and description are interface words."""
    return PageSpec(
        path=path,
        title=str(localizer.word(f"{key}.title").unescape()),
        description=str(localizer.word(f"describe.{key}").unescape()),
        template=template,
        view=view,
        crumbs=(_start(localizer),),
    )


def handbook_specs(content: SiteContent, language: str) -> Iterator[PageSpec]:
    """Yield the specs of the handbook in one language."""
    localizer = Localizer(language)
    definitions = content.definitions
    for definition in definitions:
        yield from checklist_specs(definition, localizer)

    def rules(localizer: Localizer) -> dict[str, Any]:
        return {
            "rule_books": tuple(
                (
                    localizer.text(definition.title),
                    rules_of_definition(definition, localizer),
                )
                for definition in definitions
            )
        }

    yield _spec(
        uris.METHOD, "method", f"pages/method.{language}.html", localizer, rules
    )
    yield _spec(
        uris.HOW_TO_READ,
        "how_to_read",
        f"pages/how_to_read.{language}.html",
        localizer,
        lambda localizer: (
            rules(localizer)
            | {"method_uri": uris.in_language(localizer.language, uris.METHOD)}
        ),
    )
    if any(definition.glossary for definition in definitions):
        yield _spec(
            uris.GLOSSARY,
            "glossary",
            "pages/glossary.html",
            localizer,
            lambda localizer: {"terms": glossary(definitions, localizer)},
        )


def glossary(
    definitions: Sequence[Definition], localizer: Localizer
) -> tuple[dict[str, Any], ...]:
    """Return the terms of all definitions in alphabetical order."""
    terms = {
        term.id: term
        for definition in reversed(definitions)
        for term in definition.glossary.values()
    }
    key = alphabetical(localizer.language)
    return tuple(
        {
            "anchor": term.id,
            "title": term.term,
            "text": localizer.text(term.text),
            "plain": localizer.plain(term.text),
            "see": tuple(
                (see, localizer.text(terms[see].term))
                for see in term.see
                if see in terms
            ),
        }
        for term in sorted(
            terms.values(), key=lambda term: key(localizer.plain(term.term))
        )
    )


def checklist_specs(definition: Definition, localizer: Localizer) -> Iterator[PageSpec]:
    """Yield a definition's checklist: an overview, then a page for each stage."""
    language, title = localizer.language, localizer.plain(definition.title)
    overview = uris.in_language(language, uris.checklist(definition.id))

    def tabs(here: str) -> tuple[NavLink, ...]:
        pages = [(str(localizer.word("checklist.overview")), overview)]
        for stage in definition.stages:
            path = uris.checklist(definition.id, stage.id)
            pages.append(
                (localizer.plain(stage.name), uris.in_language(language, path))
            )
        return tuple(
            NavLink(title=name, uri=uri, current=uri == here) for name, uri in pages
        )

    description = str(localizer.word("describe.checklist", title=title).unescape())
    yield PageSpec(
        path=uris.checklist(definition.id),
        title=title,
        description=description,
        template="pages/checklist.html",
        view=lambda localizer: _overview(definition, localizer),
        crumbs=(_start(localizer),),
        tabs=tabs(overview),
        wide=True,
    )
    for stage in definition.stages:
        path = uris.checklist(definition.id, stage.id)
        yield PageSpec(
            path=path,
            title=localizer.plain(stage.name),
            description=description,
            template="pages/checklist_stage.html",
            view=_stage_view(definition, stage),
            crumbs=(_start(localizer), NavLink(title=title, uri=overview)),
            tabs=tabs(uris.in_language(language, path)),
        )


def _overview(definition: Definition, localizer: Localizer) -> dict[str, Any]:
    return {
        "version": definition.version,
        "criteria": len(definition.places),
        "stages": tuple(
            {
                "name": localizer.text(stage.name),
                "uri": uris.in_language(
                    localizer.language, uris.checklist(definition.id, stage.id)
                ),
                "weight": localizer.number(stage.weight),
                "criteria": sum(len(t.criteria) for t in stage.touchpoints),
                "touchpoints": tuple(
                    (
                        touchpoint.id,
                        localizer.text(touchpoint.name),
                        touchpoint.criteria,
                    )
                    for touchpoint in stage.touchpoints
                ),
            }
            for stage in definition.stages
        ),
        "profiles": tuple(
            {
                "name": localizer.text(profile.name)
                if profile.name
                else localizer.string(id_),
                "about": localizer.text(profile.about) if profile.about else None,
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
) -> Callable[[Localizer], dict[str, Any]]:
    def view(localizer: Localizer) -> dict[str, Any]:
        return {
            "criteria": sum(len(t.criteria) for t in stage.touchpoints),
            "version": definition.version,
            "touchpoints": tuple(
                (
                    touchpoint,
                    tuple(
                        criterion_view(criterion, definition, localizer)
                        for criterion in touchpoint.criteria
                    ),
                )
                for touchpoint in stage.touchpoints
            ),
        }

    return view
