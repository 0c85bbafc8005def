"""The site's figures made ready for paper.

On the site a figure is coloured by the page's style sheet and told by its title and
description. WeasyPrint lets the page's style end at an SVG's edge, and reads out only
its title: so each figure gets its style inside, and one title that says both.
"""

from __future__ import annotations

import re
from functools import cache

from generator.resources import site_templates

_OPENED = re.compile(r'<svg\b[^>]*\bclass="cx-[^>]*>')
_TOLD = re.compile(r"<title\b[^>]*>([^<]*)</title>\s*<desc\b[^>]*>([^<]*)</desc>")


@cache
def _style() -> str:
    return (site_templates() / "paper" / "figures.css").read_text(encoding="utf-8")


def for_paper(html: str) -> str:
    """Return the finished HTML of figures with their style and one title in each."""
    told = _TOLD.sub(_one_title, html)
    return _OPENED.sub(lambda svg: f"{svg[0]}<style>{_style()}</style>", told)


def _one_title(found: re.Match[str]) -> str:
    title, described = (part.strip() for part in found.groups())
    return f"<title>{title}. {' '.join(described.split())}</title>"
