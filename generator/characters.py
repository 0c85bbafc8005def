r"""Characters that are not what they seem: the one table of them.

Each is what may stand inside the brackets of a regular expression; `one_of` makes one.
The names and properties are Unicode's. Who treats them how: reading refuses or reports
them (E001, W410), a terminal and its messages write them out, pages isolate what turns
a line around, exports leave it out.
"""

from __future__ import annotations

import re

TAB = "\t"
LINE_BREAKS = "\n\r"

OTHER_CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
"""Control characters (general category Cc) beside the tab and the line breaks."""

CONTROLS = OTHER_CONTROLS + TAB + LINE_BREAKS

SEPARATORS = "\u2028\u2029"
"""What ends a line or a paragraph for some programs (Zl, Zp)."""

BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
"""What turns the direction of what follows (Bidi_Control): "Trojan Source",
CVE-2021-42574."""

SHAPELESS = "\u115f\u1160\u17b4\u17b5\u3164\uffa0"
"""Letters without a shape, which Python counts as printable."""

INVISIBLE = "\u180e\u200b\u2060-\u206f\U000e0001"
"""What else cannot be seen. Joiners and soft hyphens have their use in honest words."""

TAGS = "\U000e0020-\U000e007f"
"""What spells the name of a flag behind a black one, and nothing elsewhere."""

MARKS = "\ufeff\ufff9-\ufffb\ufffe\uffff"
"""Byte order mark, marks of annotations, and what is no character."""

SURROGATES = "\ud800-\udfff"
"""Halves of characters; a file name that is no UTF-8 has some."""


def one_of(*characters: str) -> re.Pattern[str]:
    """Return a pattern of one of these characters."""
    return re.compile(f"[{''.join(characters)}]")


NOT_IN_YAML = one_of(OTHER_CONTROLS, SEPARATORS, "\ufeff\ufffe\uffff")
"""What YAML 1.1 does not allow or takes for a line break (NEL, LS, PS), and a byte order
mark inside the text."""

STEERS_A_TERMINAL = one_of(
    CONTROLS, SEPARATORS, BIDI, INVISIBLE, TAGS, MARKS, SURROGATES
)
"""What could move a cursor, hide or turn what stands there, or cannot be printed."""
