"""Places where a line of paper may break inside what has no blank for a long stretch.

WeasyPrint looks at the rest of a word anew for each line that the word fills: twenty
thousand letters without a blank take it twenty seconds, and with breaks a tenth of one.
"""

from __future__ import annotations

import re
import unicodedata

_STRETCH, _LONGEST = 40, 160
"""After how many characters there is a break: the next that stands alone, or any."""

_BREAK = "<wbr>"

_PARTS = re.compile(
    r"<style\b.*?</style>|<[^>]*>|(?:[^ \t\n\r\f<>&]|&[^\s;<>&]*;){200,}", re.DOTALL
)
"""Tags, and words of so many characters. A line has room for about a hundred. Blanks at
which no line breaks, such as U+00A0, are characters of a word."""

_CHARACTER = re.compile(r"&[^;]*;|.", re.DOTALL)


def with_soft_breaks(html: str) -> str:
    """Return finished HTML with breaks in its longest words, tags left as they are."""
    return _PARTS.sub(_broken, html)


def _broken(part: re.Match[str]) -> str:
    if part[0].startswith("<"):
        return part[0]
    made, since = [], 0
    for character in _CHARACTER.findall(part[0]):
        # An accent stays with the letter that it stands on.
        alone = not unicodedata.combining(character[0])
        if since >= (_STRETCH if alone else _LONGEST):
            made.append(_BREAK)
            since = 0
        made.append(character)
        since += 1
    return "".join(made)
