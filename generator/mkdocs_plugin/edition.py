"""How every page of a site for internal use says that it is one, on paper as well."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from generator.i18n.localizer import Localizer
from generator.publishing.rendering.environment import environment

_STYLE = "assets/cx/edition.css"
_SHEETS = """\
/* What each printed sheet of a site for internal use says at its head. */
@page {{
  @top-center {{ content: "{words}"; color: #a50026; font: bold 7.5pt system-ui, sans-serif; }}
}}
"""

_PLACES = tuple(
    re.compile(rf"<{tag}\b[^>]*>", re.IGNORECASE) for tag in ("article", "main", "body")
)
"""Where the bar may go, the best place first."""


def marked_internal(output: str, languages: Sequence[str]) -> str:
    """Return a page's whole HTML with the bar at its top, in each of the languages.

    Into the finished page, so that no theme can forget it.
    """
    words = {language: _words(language) for language in languages}
    bar = environment().get_template("parts/edition.html").render(words=words)
    head, end, body = output.partition("</head>")
    for place in _PLACES:
        found = place.search(body)
        if found:
            at = found.end()
            return f"{head}{end}{body[:at]}{bar}{body[at:]}"
    return output + bar


def mark_sheets(config: MkDocsConfig, files: Files, languages: Sequence[str]) -> None:
    """Add the style by which each sheet says so when a browser prints a long page.

    Not a file of the theme: a client's site has not even the words.
    """
    words = " · ".join(map(_words, languages))
    style = _SHEETS.format(words=words)
    files.append(File.generated(config, _STYLE, content=style))
    if _STYLE not in config.extra_css:
        config.extra_css.append(_STYLE)


def _words(language: str) -> str:
    return str(Localizer(language).word("edition_internal"))
