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
from markdown_it.token import Token
from markupsafe import Markup

_SAFE_LINK = re.compile(r"\s*(?:https?|mailto):", re.IGNORECASE)
_WEB = re.compile(r"https?://", re.IGNORECASE)
_KEPT = 4096


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
    reader = MarkdownIt("commonmark", {"html": False}, renderer_cls=_Renderer)
    reader.disable(["image", "heading", "lheading", "html_block", "html_inline", "hr"])
    strict = reader.validateLink

    def safe(url: str) -> bool:
        return bool(_SAFE_LINK.match(url)) and strict(url)

    reader.validateLink = safe  # type: ignore[method-assign]
    return reader


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
