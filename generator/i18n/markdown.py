"""The little Markdown that notes, questions and advice may use.

No raw HTML, no pictures (a picture would be a request to somewhere else), no headings
(a note must not change the structure of a page), and only links to http, https and
mailto.
"""

from __future__ import annotations

import re
from collections.abc import MutableMapping, Sequence
from functools import lru_cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markupsafe import Markup

_SAFE_LINK = re.compile(r"\s*(?:https?|mailto):", re.IGNORECASE)
_WEB = re.compile(r"https?://", re.IGNORECASE)
_KEPT = 4096
_MOST_LEVELS = 100
"""How deep lists and quotes are followed; what is deeper would be lost. Reading refuses
texts with a fifth of it: each level of a list counts as two here."""

_MOST_EMPHASES = 8
"""How many emphases may stand in one another. More look like these, and programs that
go through pages recursively would stop at hundreds."""


class _Renderer(RendererHTML):
    """Writes links that carry neither trust nor a referrer."""

    def link_open(
        self,
        tokens: Sequence[Token],
        idx: int,
        options: Any,
        env: MutableMapping[str, Any],
    ) -> str:
        """Write the opening tag of a link."""
        tokens[idx].attrSet("rel", "noopener noreferrer nofollow")
        return self.renderToken(tokens, idx, options, env)

    def fence(
        self,
        tokens: Sequence[Token],
        idx: int,
        options: Any,
        env: MutableMapping[str, Any],
    ) -> str:
        """Write a block of code without a class: the word after its fence is a text's.

        Styles and scripts of the theme go by classes.
        """
        tokens[idx].info = ""
        return super().fence(tokens, idx, options, env)


def _reader() -> MarkdownIt:
    options = {"html": False, "maxNesting": _MOST_LEVELS}
    reader = MarkdownIt("commonmark", options, renderer_cls=_Renderer)
    reader.disable(["image", "heading", "lheading", "html_block", "html_inline", "hr"])
    strict = reader.validateLink

    def safe(url: str) -> bool:
        return bool(_SAFE_LINK.match(url)) and strict(url)

    reader.validateLink = safe  # type: ignore[method-assign]
    reader.core.ruler.push("flatten", _flatten)
    return reader


def _flatten(state: StateCore) -> None:
    """Leave out emphases within too many others; their words stay."""
    for token in state.tokens:
        level, kept = 0, []
        for child in token.children or ():
            level += child.nesting == 1
            if not child.nesting or level <= _MOST_EMPHASES:
                kept.append(child)
            level -= child.nesting == -1
        if len(kept) < len(token.children or ()):
            token.children = kept


_READER = _reader()


@lru_cache(maxsize=_KEPT)
def markdown(source: str) -> Markup:
    """Return user text as safe HTML of paragraphs, lists and quotes."""
    return Markup(_READER.render(source))  # noqa: S704 - raw HTML is off


@lru_cache(maxsize=_KEPT)
def markdown_line(source: str) -> Markup:
    """Return user text as safe HTML for inside a paragraph: emphasis, code, links."""
    return Markup(_READER.renderInline(source))  # noqa: S704 - raw HTML is off


def web_address(url: str) -> str:
    """Return an address fit for a link, or "" for anything but http and https."""
    return url if _WEB.match(url) else ""
