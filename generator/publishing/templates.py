"""The Jinja environment and the making of a page from a template."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.compiler import CodeGenerator
from markupsafe import Markup, escape

from generator.model.audit import Spot
from generator.publishing import uris
from generator.publishing.rendered import Addresses, Page, RenderedPage
from generator.publishing.sheet import Sheet
from generator.publishing.voice import Voice
from generator.resources import site_templates


def escaped(value: Any) -> Markup:
    """Return a value as HTML: as it is when it is HTML already, escaped otherwise."""
    return value if type(value) is Markup else escape(value)


class _Generator(CodeGenerator):
    """Compiles `{{ … }}` to `escaped(…)` instead of markupsafe's `escape(…)`.

    Nearly all that our templates print is Markup already, and `escape` copies it at
    every macro it passes through: a third of the time of a page.
    """

    def _output_child_pre(self, node: Any, frame: Any, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super()._output_child_pre(node, frame, finalize)
            return
        self.write("environment.escaped(")
        if finalize.src is not None:
            self.write(finalize.src)


class _Environment(Environment):
    """An environment whose compiled templates find `escaped`."""

    code_generator_class = _Generator
    escaped = staticmethod(escaped)


@cache
def environment() -> Environment:
    """Return the one environment of this process; templates compile once in it."""
    return _Environment(
        loader=FileSystemLoader(site_templates()),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
        cache_size=-1,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Crumb:
    """A page above this one, or a page beside it, and how it is called."""

    title: str
    uri: str
    current: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A page to be: where it stands, what it is called and how it is written.

    `path` is without the language. `view` returns what the template shows; it is
    called only when the page is rendered. `wide` pages have no table of contents
    beside them.
    """

    path: str
    title: str
    description: str
    template: str
    view: Callable[[Voice], dict[str, Any]]
    crumbs: Sequence[Crumb] = ()
    tabs: Sequence[Crumb] = ()
    source: Spot | None = None
    indexable: bool = True
    wide: bool = False


def make_page(frame: Frame, voice: Voice, languages: Sequence[str]) -> Page:
    """Return the page of a frame in the voice's language."""
    uri = uris.in_language(voice.language, frame.path)

    def render(addresses: Addresses) -> RenderedPage:
        return render_template(frame, voice, uri, addresses)

    return Page(
        uri=uri,
        language=voice.language,
        title=frame.title,
        description=frame.description,
        alternates={
            language: uris.in_language(language, frame.path) for language in languages
        },
        render=render,
        source=frame.source,
        indexable=frame.indexable,
        parent=frame.crumbs[-1].uri if frame.crumbs else None,
        wide=frame.wide,
    )


def render_template(
    frame: Frame, voice: Voice, uri: str, addresses: Addresses
) -> RenderedPage:
    """Render a frame to finished HTML as the page `uri`."""
    sheet = Sheet(uri, voice, addresses)
    sheet.findable("", _found_as(frame), frame.description)
    html = (
        environment()
        .get_template(frame.template)
        .render(
            sheet.context()
            | {"title": frame.title, "crumbs": frame.crumbs, "tabs": frame.tabs}
            | frame.view(voice)
        )
    )
    return sheet.finish(html)


def _found_as(frame: Frame) -> str:
    """Return how search calls a page: with the pages above it but the start page.

    Every shop has a page "Usage"; only these tell whose it is.
    """
    above = [crumb.title for crumb in frame.crumbs[1:] if crumb.title != frame.title]
    return " · ".join([frame.title, *above])
