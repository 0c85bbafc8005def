"""Every file of an internal edition says that it is one, and no client's does."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Callable, Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path

import pytest
from canary import outputs, readings
from icalendar import Calendar
from openpyxl import load_workbook
from repository import EXAMPLES
from sheets import sheet_texts
from small_project import run
from thoroughness import sampled

pytestmark = [pytest.mark.threat, pytest.mark.xdist_group("editions")]

WORDS = {
    "en": "Internal edition – not for clients",
    "pl": "Wersja wewnętrzna – nie dla klientów",
}

MKDOCS = """
site_name: Audit
theme: {name: material, font: false, custom_dir: theme}
plugins: [search, {cx-audit: {}}]
extra_templates: [own.html]
use_directory_urls: false
"""
OWN_MAIN = """{% extends "base.html" %}{% block content %}<b>Own</b>{{ super() }}{% endblock %}"""
BARE = "<!doctype html><html><head></head><body>{{ page.content }}</body></html>"


def project_in(folder: Path) -> Path:
    """Return a project with pages of its own, and a theme that is not ours."""
    shutil.copytree(EXAMPLES / "base", folder)
    for name in ("en/page.md", "pl/page.md", "elsewhere.md", "bare.md"):
        page = folder / "docs" / name
        page.parent.mkdir(parents=True, exist_ok=True)
        own = "---\ntemplate: bare.html\n---\n" if name == "bare.md" else ""
        page.write_text(f"{own}# A page\n\nWords.\n", "utf-8")
    theme = folder / "theme"
    theme.mkdir()
    (theme / "main.html").write_text(OWN_MAIN)
    (theme / "bare.html").write_text(BARE)
    (folder / "docs/own.html").write_text(
        BARE.replace("page.content", "config.site_name")
    )
    (folder / "mkdocs.yml").write_text(MKDOCS)
    return folder


def editions(root: Path, audience: str) -> Iterator[tuple[str, bytes]]:
    """Yield all that the commands make for an audience: a site, exports, reports."""
    start, said = ("--project", str(root)), ("--audience", audience)
    assert run(*start, "build", *said, "--out", str(root / "site")).exit_code == 0
    yield from outputs(root / "site").items()
    first = 1 if audience == "client" else 0
    for language in sampled([*WORDS], every=len(WORDS), start=first):
        words = (*said, "--language", language)
        exports, pdf = root / f"exports-{language}", root / f"report.{language}.pdf"
        assert (
            run(*start, "export", "demo", *words, "--out", str(exports)).exit_code == 0
        )
        yield from outputs(exports).items()
        result = run(*start, "report", "demo", *words, "--pdf", str(pdf))
        assert result.exit_code == 0, result.stderr
        yield pdf.name, pdf.read_bytes()


@pytest.fixture(scope="module")
def internal(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """Return every file of the internal edition."""
    root = project_in(tmp_path_factory.mktemp("internal") / "project")
    return dict(editions(root, "internal"))


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """Return every file of the client's edition."""
    root = project_in(tmp_path_factory.mktemp("client") / "project")
    return dict(editions(root, "client"))


class _Shown(HTMLParser):
    """Notes the words of the bar, and where it stands among what a reader sees."""

    def __init__(self) -> None:
        super().__init__()
        self.bar, self.before, self._in = "", "", ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if ("class", "cx-edition") in attrs:
            self._in = tag
            assert ("role", "note") in attrs
        if tag == "h1" and not self.bar:
            self.before = "a heading"

    def handle_endtag(self, tag: str) -> None:
        if tag == self._in:
            self._in = ""

    def handle_data(self, data: str) -> None:
        if self._in:
            self.bar += data


def _page(name: str, data: bytes) -> None:
    shown = _Shown()
    shown.feed(data.decode())
    language = name[:2] if name[:3] in {"en/", "pl/"} else ""
    wanted = [language] if language else ["en"]
    if name in {"index.html", "404.html", "own.html"}:
        wanted = ["en", "pl"]
    assert shown.bar == "".join(WORDS[one] for one in wanted)
    assert not shown.before


def _language(name: str) -> str:
    return name.rsplit(".", 2)[-2]


def _rows(name: str, data: bytes) -> list[dict[str, str]]:
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert rows, name
    return rows


def _table(name: str, data: bytes) -> None:
    words = WORDS[_language(name)]
    for row in _rows(name, data):
        if "-jira" in name:
            assert row["Description"].startswith(f"*{words}*\n")
        elif "-gitlab" in name:
            assert f"\n\n**{words}**\n" in row["description"]
        else:
            assert list(row.values())[-1] == words


def _tickets(name: str, data: bytes) -> None:
    for line in data.decode().splitlines():
        assert f"\n\n**{WORDS[_language(name)]}**\n" in json.loads(line)["body"]


def _calendar(name: str, data: bytes) -> None:
    words = WORDS[_language(name)]
    assert words in str(Calendar.from_ical(data)["X-WR-CALNAME"])


def _workbook(name: str, data: bytes) -> None:
    words = WORDS[_language(name)]
    book = load_workbook(io.BytesIO(data))
    assert book.properties.description == words
    assert len(book.worksheets) == 4
    for sheet in book.worksheets:
        assert sheet.oddHeader.center.text == words
        assert not sheet.HeaderFooter.differentFirst
        rows = list(sheet.iter_rows(min_row=2, values_only=True))
        last = {row[-1] for row in rows}
        assert last == {words} or (sheet is book.worksheets[-1] and words in last)


def _paper(name: str, data: bytes) -> None:
    words = WORDS[_language(name)]
    pages = sheet_texts(data)
    assert len(pages) > 5
    for number, text in enumerate(pages, start=1):
        assert words in " ".join(text.split()), number


def _json(name: str, data: bytes) -> None:
    if not name.endswith("search_index.json"):
        assert json.loads(data)["audience"] == "internal"


CHECKS: Mapping[str, Callable[[str, bytes], None]] = {
    ".html": _page,
    ".csv": _table,
    ".jsonl": _tickets,
    ".ics": _calendar,
    ".xlsx": _workbook,
    ".pdf": _paper,
    ".json": _json,
}
MACHINERY = {".css", ".js", ".map", ".svg", ".png", ".webp", ".xml", ".gz", ".conf", ""}
"""What a site needs beside what somebody reads: the theme, headers, pictures, marks."""


def test_every_file_of_an_internal_edition_says_so(
    internal: Mapping[str, bytes],
) -> None:
    """Page, table, ticket, calendar, workbook and paper, in their language, each."""
    seen = set()
    for name, data in internal.items():
        kind = Path(name).suffix
        assert kind in CHECKS or kind in MACHINERY, name
        if kind in CHECKS:
            CHECKS[kind](name, data)
            seen.add(kind)

    assert seen == set(CHECKS)
    pages = {"404.html", "elsewhere.html", "bare.html", "own.html", "pl/page.html"}
    assert pages <= internal.keys()
    assert b"internal" in internal[".cx-audit-site"]


def test_no_file_of_a_clients_edition_says_so(
    internal: Mapping[str, bytes], client: Mapping[str, bytes]
) -> None:
    """What goes to a client speaks of no other edition, in any of its files."""
    marks = [words.encode() for words in WORDS.values()] + [b'class="cx-edition"']

    def marked(files: Mapping[str, bytes]) -> set[str]:
        return {
            name
            for name, data in files.items()
            if any(mark in part for mark in marks for part in readings(data))
        }

    assert marked(client) == set()
    assert marked(internal)
    kinds = {Path(name).suffix for name in client}
    assert CHECKS.keys() <= kinds


def test_a_clients_tables_have_no_column_for_it(client: Mapping[str, bytes]) -> None:
    """The tables that clients work with stay as they are."""
    tables = [
        name for name in client if name.endswith(("findings.en.csv", "plan.en.csv"))
    ]

    assert tables
    for name in tables:
        assert list(_rows(name, client[name])[0])[-1] == "link"
