"""Which definitions a site shows: on a client's, none that is another client's."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from mkdocs.commands.build import build
from mkdocs.config import load_config
from rival_definition import RIVAL, add_rival_definition, files_with, mark_texts
from small_project import project, run

__all__ = ["project"]

NEWCOMER = "newbie"


@pytest.fixture(autouse=True)
def _quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")


def add_newcomer(project: Path) -> None:
    """Add a shop of which there is no audit yet."""
    folder = project / "audits" / "shops" / NEWCOMER
    folder.mkdir()
    (folder / "shop.yaml").write_text("name: Newbie\nurl: https://newbie.example\n")


def by_command(project: Path, audience: str, shop: str) -> Path:
    """Build a site with `cx-audit build`."""
    where = ("--site-url", "https://audits.example/")  # else there is no sitemap
    result = run("build", "--shop", shop, "--audience", audience, *where)
    assert result.exit_code == 0, result.stderr
    return project / "site"


def by_mkdocs(project: Path, audience: str, shop: str, command: str = "build") -> Path:
    """Build a site with MkDocs, as `mkdocs build` or for `mkdocs serve`."""
    (project / "docs").mkdir(exist_ok=True)
    options = {"audience": audience, "shops": [shop]}
    settings = {
        "site_name": "Audit",
        "theme": {"name": "material", "font": False},
        "plugins": ["search", {"cx-audit": options}],
    }
    file = project / "mkdocs.yml"
    file.write_text(yaml.safe_dump(settings), "utf-8")
    config = load_config(str(file))
    config.plugins.on_startup(command=command, dirty=False)
    build(config)
    return Path(config.site_dir)


def served(project: Path, audience: str, shop: str) -> Path:
    """Build a site as `serve` does."""
    return by_mkdocs(project, audience, shop, command="serve")


DOORS = pytest.mark.parametrize("made", [by_command, by_mkdocs, served])
Made = Callable[[Path, str, str], Path]


@pytest.mark.threat
@DOORS
@pytest.mark.parametrize("shop", [NEWCOMER, "demo"])
def test_a_client_sees_no_definition_of_another(
    project: Path, made: Made, shop: str
) -> None:
    """With an audit or without, no file of a client's site names another's definition."""
    add_newcomer(project)
    add_rival_definition(project)

    site = made(project, "client", shop)

    assert files_with("Tiny audit", site) or shop == NEWCOMER
    assert files_with(RIVAL, site) == set()


def test_for_internal_use_all_definitions_are_shown_until_one_is_used(
    project: Path,
) -> None:
    """The search finds another's definition, as it is there on an internal site."""
    add_newcomer(project)
    add_rival_definition(project)

    site = by_command(project, "internal", NEWCOMER)

    found = files_with(RIVAL, site)
    assert {f"en/checklists/{RIVAL}/index.html", "pl/glossary.html"} <= found
    assert {"search/search_index.json", "sitemap.xml"} <= found
    assert "en/checklists/tiny/index.html" in files_with("Tiny audit", site)


@pytest.mark.threat
def test_a_client_sees_the_version_that_its_audits_were_scored_by(
    project: Path,
) -> None:
    """What was changed in a definition since, perhaps for another, is not shown."""
    definitions = project / "audits" / "definitions"
    shutil.copytree(definitions / "tiny", definitions / "tiny@1.0.0")
    mark_texts(definitions / "tiny", RIVAL)
    main = definitions / "tiny" / "audit.yaml"
    text = main.read_text("utf-8").replace('"1.0.0"', '"1.1.0"')
    main.write_text(text, "utf-8")

    assert files_with(RIVAL, by_command(project, "client", "demo")) == set()
    (project / "site").rename(project / "client")
    internal = by_command(project, "internal", "demo")
    assert "en/checklists/tiny/index.html" in files_with(RIVAL, internal)


def test_a_site_without_an_audit_says_so_and_leaves_no_heading_empty(
    project: Path,
) -> None:
    """A client's site before its first audit is a start, a glossary-less handbook."""
    add_newcomer(project)

    site = by_command(project, "client", NEWCOMER)

    assert "There is no audit here yet." in (site / "en/index.html").read_text("utf-8")
    assert "Nie ma tu jeszcze" in (site / "pl/index.html").read_text("utf-8")
    for language in ("en", "pl"):
        read = (site / language / "how-to-read.html").read_text("utf-8")
        method = (site / language / "method.html").read_text("utf-8")
        assert 'id="_levels"' not in read
        assert 'id="_limits"' in read
        assert 'id="_level"' not in method
        assert 'id="_example"' in method
        assert not (site / language / "glossary.html").exists()
        assert not (site / language / "checklists").exists()


def test_a_packaged_definition_is_shown_where_the_project_has_none(
    project: Path,
) -> None:
    """Everybody has it, so it tells nothing of anybody."""
    add_newcomer(project)
    shutil.rmtree(project / "audits" / "definitions")
    shutil.rmtree(project / "audits" / "shops" / "demo")

    site = by_command(project, "client", NEWCOMER)

    assert (site / "en/checklists/online-shop/index.html").is_file()
    assert (site / "en/glossary.html").is_file()


@pytest.mark.threat
def test_a_nav_that_names_another_checklist_loses_the_entry(project: Path) -> None:
    """On a client's site, not even the title that mkdocs.yml gives it is left."""
    add_rival_definition(project)
    (project / "docs").mkdir()
    nav = [
        {"Shop": "en/shops/demo/index.md"},
        {"More lists": [{"For RIVALCORP": f"en/checklists/{RIVAL}/index.md"}]},
        {"Terms of RIVALCORP": "en/shops/rivalcorp/index.md"},
    ]
    theme = {"name": "material", "font": False}
    settings = {"site_name": "Audit", "theme": theme, "nav": nav, "plugins": []}
    (project / "mkdocs.yml").write_text(yaml.safe_dump(settings), "utf-8")

    site = by_command(project, "client", "demo")

    assert files_with(RIVAL, site) == set()
    assert "More lists" not in (site / "en/index.html").read_text("utf-8")
