"""`serve` goes on serving: the last good pages, with what is wrong, until it is fixed."""

from __future__ import annotations

import logging
import re
import shutil
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path

import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, PluginError
from served_site import Answer, ServedSite, served, write_served
from tiny_project import write

from generator.mkdocs_plugin.live_reload import LateFiles
from generator.mkdocs_plugin.pages import AssetFile
from generator.mkdocs_plugin.served_builds import ServedBuilds
from generator.publishing.site_plan import Asset

pytestmark = [pytest.mark.fault, pytest.mark.xdist_group("served builds")]

ANSWERS = "audits/shops/bell/2026-09-15.yaml"
PAGE = "/en/shops/bell/2026-09-15/visit/"
NOTICE = re.compile(r'(<body\b[^>]*>)<div class="cx-problems".*?</div>', re.DOTALL)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedSite]:
    """A site while it is served."""
    root = write_served(tmp_path_factory.mktemp("served") / "project")
    with served(root) as site:
        yield site


def notice(page: str) -> str:
    """Return what a page says of problems, as text on one line."""
    found = NOTICE.search(page)
    return unescape(re.sub(r"(?:<[^>]+>|\s)+", " ", found[0])) if found else ""


def change(path: Path, old: str, new: str) -> Callable[[], object]:
    """Change a file; returns what takes that back."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    write(path, text.replace(old, new))
    return lambda: write(path, text)


def without_script(page: str) -> str:
    """Return a page without the script that waits for the next build."""
    return re.sub(r"<script>[^<]*livereload.*?</script>", "", page, flags=re.DOTALL)


def late_file(site: ServedSite) -> Answer:
    """Ask for a workbook, which is made only now, unless it was asked for before."""
    plan = site.ask("/en/shops/bell/2026-09-15/plan/").text
    (workbook,) = set(re.findall(r'href="(?:\.\./)*([^"]+\.xlsx)"', plan))
    return site.ask(f"/{workbook}")


def test_mistakes_are_shown_on_the_last_good_pages(site: ServedSite) -> None:
    """All of them, as text, on every page and at once; fixed, they are gone."""
    before, first = without_script(site.ask(PAGE).text), site.epoch()
    text = (site.root / ANSWERS).read_text(encoding="utf-8")
    wrong = text.replace('"bell-rings"', '"bell-<b>rings"')
    write(site.root / ANSWERS, wrong.replace('"door-opens"', '"door-opns"'))
    try:
        page = site.page_when(PAGE, notice)
        broken = site.epoch()
        assert broken > first
        told = notice(page)
        assert "This site is older than your files" in told
        assert "unknown criterion 'door-opns' did you mean 'door-opens'?" in told
        assert "bell-<b>rings" in told
        places = re.findall(rf"{ANSWERS}:\d+:\d+ E\d\d\d ", told)
        assert len(places) == 2
        assert "<b>rings" not in page
        assert NOTICE.sub(lambda found: found[1], without_script(page)) == before
        for other in ("/en/guide/", "/", "/no-such-page/"):
            assert "older than your files" in notice(site.ask(other).text)
        assert "starsza niż Twoje pliki" in notice(site.ask("/pl/guide/").text)
        assert "cx-problems" not in site.ask("/search/search_index.json").text
        workbook = late_file(site)
        assert (workbook.status, workbook.body[:2]) == (200, b"PK")
    finally:
        write(site.root / ANSWERS, text.replace("Silent", "Loud"))
    fixed = site.page_when(PAGE, lambda page: not notice(page))
    assert "Loud" in fixed
    assert site.epoch() > broken


@pytest.mark.parametrize(
    ("path", "old", "new", "told"),
    [
        ("mkdocs.yml", '"site_name"', '"colour', "parsing the configuration file"),
        ("mkdocs.yml", '"material"', '"sand"', "Unrecognised theme name: 'sand'"),
        ("docs/en/guide.md", "# ", "---\ntemplate: gone.html\n---\n# ", "gone.html"),
    ],
)
def test_whatever_ends_a_build_is_shown(
    site: ServedSite, path: str, old: str, new: str, told: str
) -> None:
    """The configuration, the theme, a template: before or after the site is emptied."""
    fix = change(site.root / path, old, new)
    try:
        page = site.page_when("/en/guide/", notice)
        assert told in notice(page)
        assert "Hand-written words" in page
        assert "Shop bell" in site.ask(PAGE).text
        assert late_file(site).status == 200
    finally:
        fix()
    site.page_when("/en/guide/", lambda page: not notice(page))


@pytest.mark.parametrize(
    ("name", "file", "old", "told"),
    [
        ("audits", ANSWERS, '"note": "', "the folder {} is gone: put it back"),
        ("mkdocs.yml", "mkdocs.yml", '"site_name": "', "file '{}' does not exist"),
    ],
)
def test_what_was_moved_away_and_is_back_is_watched(
    site: ServedSite, name: str, file: str, old: str, told: str
) -> None:
    """While it is away that is told; a change after the move is seen."""
    moved, away = site.root / name, site.root.parent / "away"
    moved.rename(away)
    try:
        page = site.page_when(PAGE, notice)
    finally:
        away.rename(moved)
    assert "Shop bell" in page
    assert told.format(moved) in notice(page)
    site.page_when(PAGE, lambda page: not notice(page))
    change(site.root / file, old, f"{old}Moved {name} ")
    site.page_when(PAGE, lambda page: f"Moved {name}" in page)


def test_a_folder_that_is_replaced_is_watched(site: ServedSite) -> None:
    """Another folder of the same name, as a branch that is checked out makes it."""
    audits, copy = site.root / "audits", site.root.parent / "copy"
    shutil.copytree(audits, copy)
    shutil.rmtree(audits)
    copy.rename(audits)
    change(audits / "shops/bell/shop.yaml", "Shop bell", "Shop bell, replaced")
    site.page_when(PAGE, lambda page: "Shop bell, replaced" in page)


# --- one build ----------------------------------------------------------------------


def raising(error: BaseException, *logged: tuple[int, str]) -> Callable[[], None]:
    """Return a build that says these things and ends with an error."""

    def build() -> None:
        for level, text in logged:
            logging.getLogger("mkdocs.any").log(level, text)
        raise error

    return build


@pytest.mark.parametrize(
    ("build", "told"),
    [
        (raising(ValueError("strange")), ["ValueError: strange"]),
        (raising(PluginError("plain")), ["plain"]),
        (
            raising(Abort("Aborted."), (logging.WARNING, "w"), (logging.ERROR, "e")),
            ["e"],
        ),
        (raising(Abort("Strict."), (logging.WARNING, "w")), ["w", "Strict."]),
        (
            raising(OSError("disk"), (logging.ERROR, "page x")),
            ["page x", "OSError: disk"],
        ),
    ],
)
def test_what_is_told_of_a_failed_build(
    tmp_path: Path, build: Callable[[], None], told: list[str]
) -> None:
    """What MkDocs logged, where its exception only counts; else the exception."""
    builds = ServedBuilds(LateFiles())
    builds.keeping(build, tmp_path / "site", in_place=False)()
    assert [problem.text for problem in builds.problems] == told


@pytest.mark.parametrize("error", [ValueError(), KeyboardInterrupt()])
def test_a_failed_build_leaves_the_site_as_it_was(
    tmp_path: Path, error: BaseException
) -> None:
    """Also when it had emptied and half filled it; and nothing stays beside it."""
    site = tmp_path / "site"
    write(site / "en/index.html", "old")

    def build() -> None:
        assert not [*site.iterdir()]
        write(site / "index.html", "new")
        raise error

    keeping = ServedBuilds(LateFiles()).keeping(build, site, in_place=False)
    if isinstance(error, KeyboardInterrupt):
        with pytest.raises(KeyboardInterrupt):
            keeping()
    else:
        keeping()
    left = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert left == [site / "en/index.html"]
    assert left[0].read_text(encoding="utf-8") == "old"


def test_files_made_on_demand_outlive_a_failed_build(tmp_path: Path) -> None:
    """A build that fails before it knows its own files has not forgotten the old."""
    site, late = tmp_path / "site", LateFiles()
    config = MkDocsConfig()
    config.site_dir = str(site)
    late.put_off(AssetFile(Asset(uri="a.xlsx", content=lambda: b"old"), config))

    def build() -> None:
        late.forget()
        raise ValueError

    ServedBuilds(late).keeping(build, site, in_place=False)()
    late.made_before(lambda *_: [], "/")({"PATH_INFO": "/a.xlsx"}, None)
    assert (site / "a.xlsx").read_bytes() == b"old"


def test_a_site_that_went_missing_is_built_again(tmp_path: Path) -> None:
    """What keeps temporary folders tidy may have taken it."""
    site = tmp_path / "site"
    builds = ServedBuilds(LateFiles())
    builds.keeping(lambda: write(site / "a", "new"), site, in_place=False)()  # type: ignore[arg-type,return-value]
    assert (site / "a").read_text(encoding="utf-8") == "new"
    assert builds.problems == ()


def test_a_dirty_build_finds_the_old_pages(tmp_path: Path) -> None:
    """`mkdocs serve --dirty` writes only what changed."""
    site = tmp_path / "site"
    write(site / "old", "old")

    def build() -> None:
        write(site / "new", (site / "old").read_text(encoding="utf-8"))

    ServedBuilds(LateFiles()).keeping(build, site, in_place=True)()
    assert (site / "new").read_text(encoding="utf-8") == "old"
