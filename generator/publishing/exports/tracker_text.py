"""User text for trackers: nobody is mentioned, nothing referred to, nothing run.

Trackers look for @people, #issues, !requests, addresses and the like in the finished
text, after Markdown, so that a backslash does not stop them (GitHub) or not everywhere
(GitLab). A zero-width space after the sign does, in each of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

ZERO_WIDTH = "\u200b"

_SIGNS = re.compile(r"(?<=[@#!%~$&^\[{])(?=[\w\"'\[{+\-*#])")
_ADDRESS = re.compile(r"(?<=:)(?=//)")
_WWW = re.compile(r"(?<=www)(?=\.)", re.IGNORECASE)
_SHORT_REFERENCE = re.compile(r"(?<=\bGH-)(?=\d)", re.IGNORECASE)
_MARKDOWN = re.compile(r"[\\`*_\[\]<>|~$&{}]")
_LINE_START = re.compile(r"^(?:[#+=:/\-](?=.|$)|\d+(?=[.)]))")
_WIKI = re.compile(r"[\\\[\]{}!|*]")
_WIKI_LINE_START = re.compile(r"^(?:h[1-6]|bq)(?=\.)")
_OURS = re.compile(r"[A-Za-z0-9/._:#~\-]+")
_TICKS = re.compile("`+")


def quiet(text: str) -> str:
    """Return a text that names people, issues and addresses without calling them."""
    for pattern in (_SIGNS, _ADDRESS, _WWW, _SHORT_REFERENCE):
        text = pattern.sub(ZERO_WIDTH, text)
    return text


def in_markdown(text: str) -> str:
    """Return a text as Markdown that shows it word by word and does nothing else.

    A line cannot begin a quick action, a heading, a list or a block of code.
    """
    return "  \n".join(_markdown_line(line) for line in text.split("\n"))


def in_wiki(text: str) -> str:
    """Return a text for Jira's wiki markup, without links, pictures or macros."""
    lines = (_WIKI.sub(_escape_wiki, quiet(line)) for line in text.split("\n"))
    return "\n".join(
        _WIKI_LINE_START.sub(rf"\g<0>{ZERO_WIDTH}", line) for line in lines
    )


def as_code(text: str) -> str:
    """Return a text as a Markdown code span: an address to copy, not to follow."""
    line = " ".join(text.split())
    fence = "`" * (1 + max(map(len, _TICKS.findall(line)), default=0))
    return f"{fence} {line} {fence}" if "`" in line else f"{fence}{line}{fence}"


def as_wiki_code(lines: Sequence[str]) -> str:
    """Return lines as a block in which Jira reads nothing but its own end."""
    held = "\n".join(lines).replace("{", f"{{{ZERO_WIDTH}")
    return f"{{noformat}}\n{held}\n{{noformat}}"


def link_in_markdown(link: str) -> str:
    """Return where a finding stands: a whole address as a link, a path as code."""
    whole = link.startswith(("https://", "http://")) and _OURS.fullmatch(link)
    return f"<{link}>" if whole else as_code(link)


def link_in_wiki(link: str) -> str:
    """Return where a finding stands; what holds more than ids and paths is escaped."""
    return link if _OURS.fullmatch(link) else in_wiki(link)


def _markdown_line(line: str) -> str:
    escaped = _MARKDOWN.sub(r"\\\g<0>", quiet(line.strip()))
    return _LINE_START.sub(_escape_start, escaped)


def _escape_wiki(match: re.Match[str]) -> str:
    r"""Put a backslash before a sign; two of them (\\\\) would break the line."""
    sign = match.group()
    return f"\\{ZERO_WIDTH}" if sign == "\\" else f"\\{sign}"


def _escape_start(match: re.Match[str]) -> str:
    start = match.group()
    return f"{start}\\" if start[0].isdigit() else f"\\{start}"
