"""The hand-written pages of docs/, cut into blocks and prose."""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass
from pathlib import Path

from repository import ROOT

DOCS = ROOT / "docs"
LANGUAGES = ("en", "pl")

_BLOCK = re.compile(
    r"^(?P<indent> *)```(?P<info>[^\n`]+)\n(?P<body>.*?)^(?P=indent)```$",
    re.MULTILINE | re.DOTALL,
)
_TITLE = re.compile(r'title="([^"]*)"')


@dataclass(frozen=True)
class Block:
    """A fenced block: its language, its title ("" without) and its lines."""

    language: str
    title: str
    body: str


@dataclass(frozen=True)
class Page:
    """A page with its blocks; `prose` is what stands between them."""

    path: Path
    blocks: tuple[Block, ...]
    prose: str


def _page(path: Path) -> Page:
    text = path.read_text(encoding="utf-8")
    blocks = []
    for match in _BLOCK.finditer(text):
        language, _, rest = match["info"].partition(" ")
        title = _TITLE.search(rest)
        body = textwrap.dedent(match["body"])
        blocks.append(Block(language, title[1] if title else "", body))
    return Page(path, tuple(blocks), _BLOCK.sub("", text))


PAGES = {
    path.relative_to(DOCS).as_posix(): _page(path)
    for language in LANGUAGES
    for path in sorted((DOCS / language).rglob("*.md"))
}
