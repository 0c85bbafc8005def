"""Live parts for hand-written pages: `<!-- cx: NAME ARG -->` becomes one of these."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from generator.i18n.localizer import Localizer
from generator.model.definition import Definition
from generator.publishing.content import SiteContent
from generator.publishing.pages.handbook import glossary
from generator.publishing.rendering.environment import environment
from generator.publishing.views.rules import rules_of_definition


def render_part(
    name: str, argument: str, language: str, content: SiteContent
) -> str | None:
    """Return the HTML of a part, or None when there is no such part.

    `argument` is the id of a definition; empty means the first of the site. Parts are
    levels, caps, efforts, glossary and vector (the worked example of the method).
    """
    view = _PARTS.get(name)
    if view is None:
        return None
    definitions = [
        definition
        for definition in content.definitions
        if not argument or definition.id == argument
    ]
    if name != "vector" and not definitions:
        return None
    localizer = Localizer(language)
    context = {"w": localizer.word, "t": localizer.text, "language": language}
    template = environment().get_template(f"parts/live_{name}.html")
    return template.render(context | view(definitions, localizer))


def _rules(definitions: list[Definition], localizer: Localizer) -> dict[str, Any]:
    return {"rules": rules_of_definition(definitions[0], localizer)}


def _terms(definitions: list[Definition], localizer: Localizer) -> dict[str, Any]:
    return {"terms": glossary(definitions, localizer)}


def _nothing(_definitions: list[Definition], localizer: Localizer) -> dict[str, Any]:
    return {"number": localizer.number}


_PARTS: dict[str, Callable[[list[Definition], Localizer], dict[str, Any]]] = {
    "levels": _rules,
    "caps": _rules,
    "efforts": _rules,
    "glossary": _terms,
    "vector": _nothing,
}
PART_NAMES = tuple(_PARTS)
"""The names that `render_part` knows."""
