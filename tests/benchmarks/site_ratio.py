"""Pages of an audit in a MkDocs site, against the same content as Markdown.

The sample shop is copied several times. The Markdown twin holds the same headings,
paragraphs, lists and tables, built by the same MkDocs with the same theme, search
included. Each build runs in a process of its own.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple

from repository import ROOT

SHOP = ROOT / "audits" / "shops" / "lumen"
COPIES = (8, 16, 24)
STAGES = r"(pre-purchase|purchase|usage|impressions)\.md$"
SCALE = (3, 6, 12, 24)
"""Copies for the growth of the build time: from about 100 pages to about 800."""

CONFIG = """\
site_name: Benchmark
theme: {{name: material, font: false}}
use_directory_urls: false
plugins: [search{plugin}]
validation: {{omitted_files: ignore, links: {{anchors: ignore, not_found: ignore}}}}
extra: {{generator: false}}
markdown_extensions: [admonition, attr_list, tables, toc, pymdownx.superfences]
"""

BUILD = """\
import collections, re, sys, time
from generator.publishing import exports
from mkdocs.commands import build
from mkdocs.config import load_config
exports.offered = lambda report: ()  # files to take away are no pages
spent, pages = collections.Counter(), set()
def timed(name):
    inner = getattr(build, name)
    def run(page, *rest, **named):
        start = time.process_time()
        inner(page, *rest, **named)
        if re.search(sys.argv[2], page.file.src_uri):
            spent[name] += time.process_time() - start
            pages.add(page.file.src_uri)
    setattr(build, name, run)
timed("_populate_page"), timed("_build_page")
start = time.process_time()
build.build(load_config(sys.argv[1]))
seconds = time.process_time() - start
status = open("/proc/self/status").read()
memory = int(re.search(r"VmHWM:\\s*(\\d+)", status)[1]) / 1024
print(seconds, memory, sum(spent.values()), len(pages))
"""


class _Markdown(HTMLParser):
    """Turns a rendered page into Markdown with the same words and structure."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []
        self._text: list[str] = []
        self._prefix = ""
        self._cells: list[str] | None = None
        self._rows = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        if tag in {"h1", "h2", "h3", "h4", "p", "li", "tr", "summary", "dt", "dd"}:
            self._flush()
        if tag in {"h1", "h2", "h3", "h4"}:
            self._prefix = "#" * int(tag[1]) + " "
        elif tag == "li":
            self._prefix = "- "
        elif tag == "table":
            self._rows = 0
        elif tag == "tr":
            self._cells = []

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "th"} and self._cells is not None:
            self._cells.append(" ".join("".join(self._text).split()))
            self._text = []
        elif tag == "tr" and self._cells is not None:
            self.lines.append("| " + " | ".join(self._cells) + " |")
            if self._rows == 0:
                self.lines.append("|" + " --- |" * len(self._cells))
            self._rows += 1
            self._cells = None
        elif tag in {"h1", "h2", "h3", "h4", "p", "li", "table", "div", "summary"}:
            self._flush()

    def handle_data(self, data: str) -> None:
        self._text.append(data)

    def _flush(self) -> None:
        if self._cells is not None:
            return
        words = " ".join("".join(self._text).split())
        self._text = []
        if words:
            self.lines += ["", self._prefix + words]
        self._prefix = ""


class _Built(NamedTuple):
    """What a build took: processor seconds, and memory at its peak in MB.

    `spent` are the seconds of the pages that were looked at, `pages` their number.
    """

    seconds: float
    memory: float
    spent: float
    pages: int


def _build(folder: Path, pages: str = "$.") -> _Built:
    """Build in a process of its own, looking at pages whose source matches `pages`."""
    done = subprocess.run(
        [sys.executable, "-c", BUILD, str(folder / "mkdocs.yml"), pages],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )
    *figures, number = done.stdout.split()[-4:]
    return _Built(*map(float, figures), int(number))


def audit_site(folder: Path, copies: int) -> None:
    """Write a project with that many copies of the sample shop."""
    (folder / "docs").mkdir(parents=True)
    (folder / "docs" / "note.md").write_text("# Note\n", encoding="utf-8")
    plugin = ", cx-audit: {audience: internal, handbook: false, as_of: '2026-11-22'}"
    text = CONFIG.format(plugin=plugin)
    (folder / "mkdocs.yml").write_text(text, encoding="utf-8")
    for number in range(copies):
        shutil.copytree(SHOP, folder / "audits" / "shops" / f"shop-{number}")


def markdown_site(folder: Path, copies: int, pages: dict[str, str]) -> None:
    """Write a site of Markdown pages, by name, that many times."""
    docs = folder / "docs"
    docs.mkdir(parents=True)
    (docs / "index.md").write_text("# Start\n", encoding="utf-8")
    text = CONFIG.format(plugin="") + "nav: [index.md]\n"
    (folder / "mkdocs.yml").write_text(text, encoding="utf-8")
    for number in range(copies):
        for name, words in pages.items():
            path = docs / f"shop-{number}" / f"{name}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(words, encoding="utf-8")


def as_markdown(site: Path, pattern: str) -> dict[str, str]:
    """Return the pages of a built site that match, as Markdown, by name."""
    pages = {}
    for path in sorted(site.glob(pattern)):
        html = path.read_text(encoding="utf-8")
        article = html.split("<article", 1)[1].split(">", 1)[1]
        reader = _Markdown()
        reader.feed(article.rsplit("</article>", 1)[0])
        relative = path.relative_to(site).with_suffix("")
        pages[relative.as_posix().replace("/", "-")] = "\n".join(reader.lines)
    return pages


def _pages_as_markdown() -> dict[str, str]:
    """Return every page of one copy of the shop as Markdown, by name."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        audit_site(folder, 1)
        _build(folder)
        return as_markdown(folder / "site", "*/shops/shop-0/**/*.html")


def _measure(
    make: Callable[[Path, int], None], copies: int, pages: str = "$."
) -> _Built:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "site"
        make(folder, copies)
        return _build(folder, pages)


def measure(copies: tuple[int, ...] = COPIES) -> dict[str, float]:
    """Return what an added stage page costs in both forms, and the ratio.

    Only the stage pages of the sample's four stages are counted, about 30 findings
    each: reading the page, rendering it, the theme around it, its search entries. What
    every build costs once, like compiling the templates, is in the smallest one too
    and falls out of the difference.
    """
    words = _pages_as_markdown()

    def markdown(folder: Path, many: int) -> None:
        markdown_site(folder, many, words)

    told: dict[str, float] = {}
    ours = [_measure(audit_site, number, STAGES) for number in copies]
    twins = [_measure(markdown, number, STAGES) for number in copies]
    for number, one, twin in zip(copies, ours, twins, strict=True):
        told[f"{number} copies: ms a stage page"] = 1000 * one.spent / one.pages
        told[f"{number} copies: ms as Markdown"] = 1000 * twin.spent / twin.pages
    added, twin_added = _for_each_added(ours), _for_each_added(twins)
    told["ms an added stage page"] = 1000 * added
    told["ms an added page as Markdown"] = 1000 * twin_added
    told["added stage page / as Markdown"] = added / twin_added
    return told


def _for_each_added(builds: list[_Built]) -> float:
    first, last = builds[0], builds[-1]
    return (last.spent - first.spent) / (last.pages - first.pages)


def measure_growth(copies: tuple[int, ...] = SCALE) -> dict[str, float]:
    """Return how the build time and memory grow when the shops double."""
    count = len(_pages_as_markdown())
    told: dict[str, float] = {}
    before = None
    for number in copies:
        seconds, memory, *_ = _measure(audit_site, number)
        pages = count * number
        told[f"{pages} pages: seconds"] = seconds
        told[f"{pages} pages: peak MB"] = memory
        if before is not None:
            told[f"{pages} pages / half of them"] = seconds / before
        before = seconds
    return told


if __name__ == "__main__":
    start = time.perf_counter()
    print(json.dumps({**measure(), **measure_growth()}, indent=1))
    print(f"{time.perf_counter() - start:.0f} s")
