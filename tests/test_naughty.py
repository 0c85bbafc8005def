"""Whatever stands in a field of YAML is words on the page: no tag, no link, no script.

Two looks at it. Every string in every field at once, page by page, as publishing makes
them. And whole sites, in which each field has a few of the strings, as MkDocs writes
them: with title, navigation, contents, head and search index around.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import re
from collections.abc import Callable, Iterable, Mapping
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import naughty
import planted
import pytest
import sample_site as sample
from page_outline import Flat, Outline
from small_project import run

from generator.model.definition import Definition
from generator.model.report import Report
from generator.model.shop_reports import by_shop
from generator.project import Project
from generator.publishing.content import SiteContent
from generator.publishing.pages.live_parts import PART_NAMES
from generator.publishing.paper import paper_document
from generator.publishing.site import plan_site
from generator.publishing.site_plan import RenderedPage
from generator.reading.shapes.audit_files import (
    AnswerFields,
    AuditFile,
    EvidenceFields,
    ShopFile,
    TaskFields,
)

pytestmark = pytest.mark.threat

AS_OF = dt.date(2026, 10, 1)
PROBE = "zq{}v"
PROBES = re.compile(r"zq(\d+)v")
MARKDOWN = (
    " \u202ax\u202c\n\n> *a* **b** `c` [d](https://ok.example 'e') <https://ok.example>\n\n"
    "- f\n- g\n\n3. h\n\n    i\n\n```\nj\n```\n\nk  \nl"
)
"""All that words may bring: what notes may use, and a sign that turns the line."""

TOGETHER = 5
"""How many strings a field gets at a time, a paragraph each."""

GROUPS = 4
SHARES = range(GROUPS)
_UNSEEN = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


class Site:
    """A small site of which every field is known, to be made anew with other words."""

    def __init__(self, root: Path) -> None:
        """Write the project and read it."""
        self.fields: list[planted.Where] = []

        def probe(where: planted.Where, words: str) -> str:
            self.fields.append(where)
            return f"{words} {PROBE.format(len(self.fields) - 1)}"

        naughty.project(root, probe, "other")
        naughty.thin_out(root, "other")
        (root / "audits" / planted.LABELLED).unlink()
        project = Project(root)
        loaded = project.load()
        assert [one for one in loaded.diagnostics if one.severity == "error"] == []
        self._reports = project.reports(loaded, audience="internal", as_of=AS_OF)
        self._changes = project.changes(loaded, audience="internal")
        self._definition = loaded.definitions["tiny@1.0.0"]

    def reports(self, string: str) -> tuple[Report, ...]:
        """Return the reports, the string behind the words of every field."""
        return sample.with_texts(self._reports, _behind(string))  # type: ignore[no-any-return]

    def pages(self, string: str) -> dict[str, RenderedPage]:
        """Return every page, the string behind the words of every field."""
        change = _behind(string)
        content = SiteContent(
            shops=by_shop(
                self.reports(string), sample.with_texts(self._changes, change)
            ),
            definitions=(_changed(self._definition, change),),
            languages=("en",),
            audience="internal",
            site_name=f"Audits {string}",
        )
        pages = plan_site(content).pages
        return {page.uri: page.render(Flat()) for page in pages}


def _behind(string: str) -> Callable[[str], str]:
    def change(words: str) -> str:
        return PROBES.sub(lambda found: f"{found[0]}{string}", words)

    return change


def _changed(definition: Definition, change: Any) -> Definition:
    changed = sample.with_texts(definition, change)
    assert isinstance(changed, Definition)
    return changed


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The small site."""
    return Site(tmp_path_factory.mktemp("fields"))


@pytest.fixture(scope="module")
def clean(site: Site) -> Mapping[str, Outline]:
    """The same pages with nothing but honest Markdown in every field."""
    return {
        uri: Outline(page.html) for uri, page in site.pages(f" x{MARKDOWN}").items()
    }


def known_elements(pages: Iterable[Any]) -> set[tuple[str, str]]:
    """Return every (element, attribute) of these pages; the element alone: (e, "")."""
    return {
        (tag, name)
        for page in pages
        for tag, attributes in page.tags
        for name in ("", *attributes)
    }


def known_classes(pages: Iterable[Any]) -> set[str]:
    """Return every class of these pages."""
    return {
        one
        for page in pages
        for _, attributes in page.tags
        for one in (attributes.get("class") or "").split()
    }


def unfit(address: str) -> bool:
    """Return whether an address may run something or lead where none of ours leads."""
    plain = re.sub(r"[\x00-\x20]", "", address).replace("\\", "/").lower()
    scheme = urlsplit(plain).scheme if ":" in plain.split("/")[0] else ""
    return plain.startswith("//") or scheme not in {"", "http", "https", "mailto"}


def check_page(where: str, page: Any, elements: set[Any], classes: set[str]) -> None:
    """Fail on an element, attribute, class or address that no honest page has."""
    for tag, attributes in page.tags:
        assert (tag, "") in elements, (where, tag, attributes)
        for name, value in attributes.items():
            assert (tag, name) in elements, (where, tag, attributes)
            assert not name.startswith("on"), (where, tag, attributes)
            if name in {"href", "src", "action", "xlink:href", "data", "srcset"}:
                assert not unfit(value or ""), (where, tag, value)
            if name in {"src", "srcset"}:
                assert naughty.HOST not in (value or ""), (where, tag, value)
        unknown = set((attributes.get("class") or "").split()) - classes
        assert not unknown, (where, tag, attributes)


def normal(words: str) -> str:
    """Return words as a page shows them: on one line, without what turns it."""
    return " ".join(_UNSEEN.sub("", words).split())


@pytest.mark.parametrize("share", SHARES)
def test_every_string_in_every_field_is_words(
    site: Site,
    clean: Mapping[str, Outline],
    share: int,
    figure: Callable[..., None],
) -> None:
    """On no page does any string add an element, and each is there, whole, as text."""
    elements = known_elements(clean.values())
    classes = known_classes(clean.values())
    strings = naughty.ON_PAGES[share::GROUPS]
    shown = 0
    for start in range(0, len(strings), TOGETHER):
        some = strings[start : start + TOGETHER]
        for uri, page in site.pages("\n\n".join(["", *some])).items():
            read = Outline(page.html)
            check_page(f"{uri}: {some!r}", read, elements, classes)
            text = normal(read.text)
            probes = set(PROBES.findall(clean[uri].text))
            assert probes <= set(PROBES.findall(text)), (uri, some)
            if probes:
                missing = [one for one in some if normal(one) not in text]
                assert missing == [], uri
            shown += len(probes) * len(some)
            for heading in page.toc:
                assert "\n" not in heading.title
    pages = {uri: set(PROBES.findall(one.text)) for uri, one in clean.items()}
    figure(
        "naughty",
        strings=len(strings),
        fields=len(set().union(*pages.values())),
        pages=len(pages),
        types=len({kind(uri) for uri in pages}),
        shown=shown,
    )
    assert shown > 10_000


def kind(uri: str) -> str:
    """Return of what type a page is: its place without shop, date and stage."""
    uri = re.sub(r"^(en|pl)/", "", uri)
    uri = re.sub(r"shops/[a-z]+", "shops/S", uri)
    uri = re.sub(r"\d{4}-\d\d-\d\d(-[a-z]+)?", "D", uri)
    return re.sub(r"/(before|after)$", "/STAGE", uri)


def test_on_paper_strings_are_words(site: Site) -> None:
    """What a PDF is set from has no element either that honest words do not bring."""

    def paper(change: Callable[[str], str]) -> Whole:
        reports = sample.with_texts(site.reports(""), change)
        html = paper_document(reports[1], "en").html
        return Whole(html.replace('"cx:assets/', '"assets/'))

    def few(found: re.Match[str]) -> str:
        strings = naughty.STRINGS
        start = 5 * int(found[1])
        some = [strings[(start + number) % len(strings)] for number in range(5)]
        return "\n\n".join([found[0], *some])

    # A long word, as lines may break in one.
    usual = f"{MARKDOWN} {'x' * 300}"
    honest = paper(lambda words: PROBES.sub(lambda one: f"{one[0]}{usual}", words))
    naughty_one = paper(lambda words: PROBES.sub(few, words))

    check_page("paper", naughty_one, known_elements([honest]), known_classes([honest]))
    assert naughty_one.scripts == []
    assert f"<script>{naughty.RUN}</script>" in "".join(naughty_one.words)


def test_every_field_is_shown_or_known_not_to_be(
    site: Site, clean: Mapping[str, Outline]
) -> None:
    """No field is tested in vain: each is on a page, or is one no page has."""
    shown = {int(one) for page in clean.values() for one in PROBES.findall(page.text)}
    unseen = {
        "/".join(where)
        for number, where in enumerate(site.fields)
        if number not in shown and where[-1] != "pl"
    }
    nowhere = re.compile(
        r"/metrics\.yaml/|/kpis/0/(unit|definition)/|/tasks.yaml/product-facts"
        r"|retired|shops/other/2026-03|2026-09-15\.second"
    )
    assert {one for one in unseen if not nowhere.search(one)} == set()


def test_no_field_of_the_formats_is_forgotten() -> None:
    """Every field of a shop's files that takes words is among those planted."""
    used = {
        key
        for where, _ in planted.fields(planted.every_field())
        if where[0].startswith("shops/")
        for key in where
    }
    no_words = {
        *("url", "language", "country", "definition", "assessed", "profile"),
        *("file", "taken_on", "value", "met", "n", "not_measured", "checked_on"),
        *("effort", "due", "status", "until"),
    }
    for shape in (ShopFile, AuditFile, EvidenceFields, AnswerFields, TaskFields):
        for name in shape.model_fields:
            assert (name in used) != (name in no_words), (shape, name)


class Whole(HTMLParser):
    """A whole page as MkDocs wrote it: its elements, and the words of scripts."""

    def __init__(self, html: str) -> None:
        """Read the page."""
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.data: list[str] = []
        self.scripts: list[str] = []
        self.words: list[str] = []
        self._in_data = self._in_script = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        values = dict(attrs)
        assert len(values) == len(attrs), f"an attribute twice in {tag}"
        self.tags.append((tag, values))
        self._in_data = tag == "script" and values.get("type") == "application/json"
        self._in_script = tag == "script" and not self._in_data

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 - any ends one
        """Note where a script ends."""
        self._in_data = self._in_script = False

    def handle_data(self, data: str) -> None:
        """Note words, and what scripts are made of."""
        if self._in_data:
            self.data.append(data)
        elif self._in_script:
            self.scripts.append(data)
        else:
            self.words.append(data)

    def handle_comment(self, data: str) -> None:
        """Refuse comments: they would hide words."""
        assert not PROBES.search(data), data


@dataclasses.dataclass(frozen=True)
class Built:
    """Three sites of one project: with honest words, and twice with naughty ones."""

    clean: Path
    internal: Path
    client: Path


def _write_pages(root: Path) -> None:
    """Write a configuration, and a page by hand that asks for every live part."""
    parts = "\n\n".join(f"<!-- cx: {name} -->" for name in PART_NAMES)
    page = root / "docs/en/guide.md"
    page.parent.mkdir(parents=True)
    page.write_text(f"# By hand\n\n{parts}\n", encoding="utf-8")
    settings = {
        "site_name": f"Audits {' '.join(naughty.SCRIPTS[:3])} & <b>",
        "use_directory_urls": False,
        "theme": {"name": "material", "font": False},
        "plugins": ["search", {"cx-audit": {"languages": ["en"]}}],
    }
    (root / "mkdocs.yml").write_text(json.dumps(settings), encoding="utf-8")


@pytest.fixture(scope="module")
def honest(built: Built) -> list[Whole]:
    """The pages of the site with honest words."""
    return [Whole(html) for html in pages(built.clean).values()]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The sites, as the command makes them: a warning would fail the build."""
    out = tmp_path_factory.mktemp("sites")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NO_MKDOCS_2_WARNING", "1")
        patch.setenv("SOURCE_DATE_EPOCH", "1790812800")

        def make(name: str, words: naughty.Words, *options: str) -> Path:
            root = out / f"project-{name}"
            naughty.project(root, words, "other")
            naughty.thin_out(root, "other")
            _write_pages(root)
            patch.chdir(root)
            result = run("build", "--out", str(out / name), *options)
            assert result.exit_code == 0, result.stderr
            told = [
                line for line in result.stderr.splitlines() if line.startswith("warn")
            ]
            assert told == []
            return out / name

        internal = ("--audience", "internal")
        return Built(
            make("clean", lambda _, words: words + MARKDOWN, *internal),
            make("internal", naughty.Rotation(), *internal),
            make("client", naughty.Rotation(5), "--shop", "demo"),
        )


def pages(site: Path) -> dict[str, str]:
    """Return the pages of a site by their path, one diagnostic for all."""
    found = {
        path.relative_to(site).as_posix(): path for path in sorted(site.rglob("*.html"))
    }
    return {
        name: path.read_text(encoding="utf-8")
        for name, path in found.items()
        if "/diagnostics/" not in name or name.endswith(("/index.html", "/E302.html"))
    }


@pytest.mark.xdist_group("naughty sites")
@pytest.mark.parametrize("which", ["internal", "client"])
def test_whole_pages_have_no_element_that_honest_ones_have_not(
    built: Built, honest: list[Whole], which: str
) -> None:
    """Head, navigation, contents and page: only what our templates wrote."""
    elements = known_elements(honest)
    classes = known_classes(honest)
    scripts = {one for page in honest for one in page.scripts}
    for name, html in pages(getattr(built, which)).items():
        page = Whole(html)
        check_page(name, page, elements, classes)
        assert set(page.scripts) <= scripts, name
        assert page.data, name
        for island in page.data:
            json.loads(island)


@pytest.mark.xdist_group("naughty sites")
@pytest.mark.parametrize("which", ["internal", "client"])
def test_the_search_index_is_data_and_its_words_are_escaped(
    built: Built, which: str
) -> None:
    """It parses, as JSON and as a script; results are shown as HTML, but hold none."""
    folder = getattr(built, which) / "search"
    text = (folder / "search_index.json").read_text(encoding="utf-8")
    index = json.loads(text)
    script = (folder / "search_index.js").read_text(encoding="utf-8")

    assert json.loads(script[script.index("{") : script.rindex("}") + 1]) == index
    assert not re.search("[\u2028\u2029]", script)
    assert len(index["docs"]) > 30
    for entry in index["docs"]:
        assert not unfit(entry["location"])
        if "guide" in entry["location"]:
            # Material takes what people wrote by hand into its index as HTML.
            tags = {tag for tag, _ in Whole(entry["text"]).tags}
            assert tags <= {"p", "ul", "ol", "li", "code", "pre"}
            continue
        assert not re.search(r"[<>]", entry["title"] + entry["text"]), entry["location"]
    joined = normal(unescape(" ".join(entry["title"] for entry in index["docs"])))
    assert f"<script>{naughty.RUN}</script>" in joined


def test_the_reader_refuses_what_no_page_should_bear(tmp_path: Path) -> None:
    """Controls, lone surrogates and line separators end as diagnostics."""
    for number, string in enumerate(naughty.REFUSED):
        root = tmp_path / str(number)
        files = planted.planted(
            planted.every_field(), lambda _, words, s=string: f"{words}{s}"
        )
        for name, content in files.items():
            path = root / "audits" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(json.dumps(content), encoding="utf-8")
        told = Project(root).load().diagnostics
        assert {one.path for one in told if one.severity == "error"} >= {
            f"audits/{planted.AUDIT}",
            f"audits/{planted.DEFINITION}/audit.yaml",
        }, repr(string)
