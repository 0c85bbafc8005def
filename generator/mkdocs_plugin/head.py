"""What the head of every page says to search engines and to Material's script."""

from __future__ import annotations

import re

_CLOSED = (
    '<meta name="robots" content="noindex, nofollow">'
    '<meta name="referrer" content="no-referrer">'
)
_ALTERNATE = re.compile(r'rel="alternate"(?= href="[^"]*" hreflang)')


def with_head(output: str, *, closed: bool) -> str:
    """Return a page's whole HTML with its head completed.

    A `closed` page asks search engines not to list it and browsers not to tell where a
    reader came from; here and not in a template, so that no theme can forget it.

    Material's script takes each exact rel="alternate" for the root of another site and
    asks for a sitemap there, but ours lead to pages. To HTML the added space means
    nothing.
    """
    head, end, body = output.partition("</head>")
    head = _ALTERNATE.sub('rel=" alternate"', head)
    return f"{head}{_CLOSED if closed else ''}{end}{body}"
