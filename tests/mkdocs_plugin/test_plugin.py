"""The plugin in real builds: what of a project reaches a site, and when it refuses."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from mkdocs.exceptions import Abort
from planned_pages import Planned, page
from plugin_build import Log, built, files_of
from tiny_project import DEFINITION, write, write_shop

# --- diagnostics --------------------------------------------------------------------


def test_errors_in_yaml_are_all_told_and_the_old_site_stays(
    project: Path, logged: Log
) -> None:
    """Each problem is one line with its place; the site that stood before is there."""
    site = built(project, plan=Planned(page("en/old")))
    write_shop(project, "lamp")
    write(
        project / "audits/shops/lamp/2026-09-15.yaml",
        f"definition: {DEFINITION}\nauditors: [A]\nanswers:\n"
        "  bell-rigns: yes\n  door-opens: maybe\n",
    )
    with pytest.raises(Abort):
        built(project, shops=["bell", "lamp"])
    told = "\n".join(logged.errors)
    assert re.search(r"lamp/2026-09-15\.yaml:4:3: error\[E\d+\]: .*bell-rigns", told)
    assert re.search(r"lamp/2026-09-15\.yaml:5:\d+: error\[E\d+\]: ", told)
    assert "2 problems" in told
    assert (site / "en/old/index.html").is_file()


@pytest.fixture
def advised(project: Path) -> Path:
    """Return a project whose audit earns advice, but no error."""
    write(
        project / "audits/shops/bell/2026-09-15.yaml",
        f"definition: {DEFINITION}\nauditors: [A]\nprofile: some\nanswers:\n"
        "  bell-rings: {note: seen}\n  door-opens: yes\n",
    )
    audit = project / "audits/definitions/tiny/audit.yaml"
    text = audit.read_text(encoding="utf-8")
    audit.write_text(
        text.replace(
            '"profiles": {', '"profiles": {"some": {"criteria": ["bell-rings"]},'
        ),
        encoding="utf-8",
    )
    return project


def test_advice_is_information(advised: Path, logged: Log) -> None:
    """Advice is told, and a strict build passes all the same."""
    built(advised, plan=Planned(), strict=True)
    assert any("advice[W" in line for line in logged.information)


def test_strict_advice_fails_a_strict_build(advised: Path, logged: Log) -> None:
    """Under strict_advice strict mode counts each piece of advice."""
    with pytest.raises(Abort, match="strict mode"):
        built(advised, plan=Planned(), strict=True, strict_advice=True)
    assert any("advice[W" in line for line in logged.warnings)


# --- ratings ------------------------------------------------------------------------


def rated(project: Path) -> Path:
    """Let a second person rate the audit's day; return the shop's own file."""
    own = project / "audits/shops/bell/2026-09-15.yaml"
    own.with_name("2026-09-15.rater-anna.yaml").write_bytes(own.read_bytes())
    return own


@pytest.mark.parametrize(("audience", "shown"), [("internal", True), ("client", False)])
def test_single_ratings_are_not_for_clients(
    project: Path, audience: str, shown: bool
) -> None:
    """Who rated what alone is nowhere on a client's site, by page, name or search."""
    rated(project)
    site = built(project, audience=audience, shops=["bell"])
    files = files_of(site)

    assert (site / "en/shops/bell/2026-09-15").is_dir()
    assert any("rater-anna" in name for name in files) == shown
    assert any(b"rater-anna" in content for content in files.values()) == shown


def test_a_shop_of_ratings_alone_is_told(project: Path, logged: Log) -> None:
    """A client's site of nothing else says what is missing."""
    rated(project).unlink()

    with pytest.raises(Abort):
        built(project, audience="client", shops=["bell"])

    (told,) = logged.errors
    assert "only ratings with a label" in told
    assert "2026-09-15.yaml" in told


def test_a_link_to_what_lies_beside_the_pages_is_followed(project: Path) -> None:
    """A README is often a page, too."""
    write(project / "README.md", "# Read me\n\nWords of a README.\n")
    (project / "docs/en").mkdir(parents=True, exist_ok=True)
    (project / "docs/en/read.md").symlink_to(project / "README.md")

    page = built(project) / "en/read/index.html"
    assert "Words of a README" in page.read_text(encoding="utf-8")


# --- live parts of hand-written pages -----------------------------------------------


def test_unknown_part_is_a_warning_that_names_the_page(
    project: Path, logged: Log
) -> None:
    """A live part nobody knows is told with the page it stands on."""
    write(project / "docs/en/guide.md", "# Guide\n\n<!-- cx: levles -->\n")
    built(project, plan=Planned())
    [told] = [line for line in logged.warnings if "levles" in line]
    assert "en/guide.md" in told
    assert "levels" in told


def test_live_part_is_filled_in_the_language_of_its_page(project: Path) -> None:
    """A live part becomes HTML that Markdown does not touch; an example stays one."""
    example = "<!-- cx: levels -->"
    for language in ("en", "pl"):
        write(
            project / f"docs/{language}/guide.md",
            f"# Guide\n\n{example}\n\n    {example}\n",
        )
    site = built(project, strict=True)
    for language in ("en", "pl"):
        shown = (site / language / "guide/index.html").read_text(encoding="utf-8")
        assert f"High {language}" in shown
        assert example not in shown
        assert "&lt;!-- cx: levels --&gt;" in shown
