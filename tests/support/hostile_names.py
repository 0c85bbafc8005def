"""A name that steers terminals and commands CIs, and how one sees that it did not."""

from __future__ import annotations

import re

HOSTILE = (
    "x\x1b[31m\x1b]0;title\x07\x9b2J\u202e\u2066\u2028\x85"
    "\n::error::pwned\n\t ::set-output name=a::b\r##[error]pwned"
    "\n##vso[task.setvariable variable=a]b ##teamcity[buildStop]"
)
"""Also a valid name of a file, but for Windows."""

_STEERS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]"
)
_COMMANDS = re.compile(r"^\s*::|##\w*\[", re.MULTILINE)
_OURS = re.compile(
    r"^::(?:error|warning) file=[^,:\n]*,line=\d+,col=\d+,.*", re.MULTILINE
)


def obeyed(said: str, *, github: bool = False) -> list[str]:
    """Return what a terminal or a CI would obey in what was said.

    With `github`, the commands that `check --format github` is for do not count.
    """
    found = [repr(one) for one in _STEERS.findall(said)]
    rest = _OURS.sub("", said) if github else said
    return [*found, *_COMMANDS.findall(rest)]
