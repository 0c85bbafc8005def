"""Live parts in hand-written pages: the line `<!-- cx: NAME ARGUMENT -->`."""

from __future__ import annotations

import re
from collections.abc import Callable

from generator.publishing.content import SiteContent
from generator.publishing.pages.live_parts import PART_NAMES, render_part

_PART = re.compile(r"<!--[ \t]*cx:[ \t]*(\S+)(?:[ \t]+(\S+))?[ \t]*-->")


def fill_parts(
    html: str, language: str, content: SiteContent, complain: Callable[[str], None]
) -> str:
    """Return a page's HTML with each part in its place.

    Works on finished HTML, so that Markdown cannot touch the parts, and so that an
    example in a code block stays one. What cannot be filled is told and left as it is.
    """

    def fill(match: re.Match[str]) -> str:
        name, argument = match[1], match[2] or ""
        part = render_part(name, argument, language, content)
        if part is None:
            names = ", ".join(PART_NAMES)
            complain(
                f"no part '{f'{name} {argument}'.strip()}': parts are {names},"
                " after which the id of a definition may stand"
            )
            return match[0]
        return part

    return _PART.sub(fill, html)
