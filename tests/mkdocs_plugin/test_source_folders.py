"""What MkDocs publishes whole holds nothing that a stranger put there, and no audits."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from mkdocs.exceptions import Abort
from plugin_build import Log, built
from tiny_project import write, write_project


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a project of two shops in a folder of its own."""
    folder = tmp_path / "project"
    folder.mkdir()
    return write_project(folder, "bell", "lamp")


@pytest.mark.threat
@pytest.mark.parametrize("leads", ["outside", "audits", "a folder"])
def test_no_link_among_the_pages_brings_what_is_not_the_sites(
    project: Path, tmp_path_factory: pytest.TempPathFactory, logged: Log, leads: str
) -> None:
    """Whoever packed a project cannot show a file of the machine, or other answers."""
    outside = tmp_path_factory.mktemp("outside")
    write(outside / "secret.md", "# Secret\n")
    places = {
        "outside": (outside / "secret.md", "leak.md"),
        "audits": (project / "audits/shops/bell/shop.yaml", "leak.txt"),
        "a folder": (outside, "leak"),
    }
    target, name = places[leads]
    (project / "docs/en").mkdir(parents=True, exist_ok=True)
    (project / "docs/en" / name).symlink_to(target)

    with pytest.raises(Abort):
        built(project, audience="internal")

    (told,) = logged.errors
    assert "en/leak" in told
    assert "is a link to" in told


FOLDERS = {
    "the audits as pages": {"docs_dir": "audits"},
    "a shop as pages": {"docs_dir": "audits/shops/lamp"},
    "a link to the audits as pages": {"docs_dir": "to-audits"},
    "a link out of the project as pages": {"docs_dir": "to-outside"},
    "the audits as templates": {"custom_dir": "audits"},
    "a link to the audits as templates": {"custom_dir": "to-audits"},
    "a link out of the project as templates": {"custom_dir": "to-outside"},
    "the whole project as templates": {"custom_dir": "."},
}


@pytest.mark.threat
@pytest.mark.parametrize("chosen", FOLDERS.values(), ids=FOLDERS)
def test_no_folder_of_the_site_holds_audits_or_is_brought_by_a_link(
    project: Path, logged: Log, chosen: dict[str, str]
) -> None:
    """All of it would be published: raw answers of other clients, private notes."""
    outside = project.parent / "outside"
    write(outside / "secret.md", "# Secret\n")
    (project / "to-audits").symlink_to("audits")
    (project / "to-outside").symlink_to(outside)
    theme = {"name": "material"}
    if "custom_dir" in chosen:
        theme["custom_dir"] = chosen["custom_dir"]
    settings = {key: value for key, value in chosen.items() if key == "docs_dir"}

    with pytest.raises(Abort):
        built(
            project,
            mkdocs={"theme": theme} | settings,
            audience="client",
            shops=["bell"],
        )

    (told,) = logged.errors
    assert "docs_dir" in told or "custom_dir" in told
    assert not (project / "site").exists()


@pytest.mark.threat
@pytest.mark.parametrize("name", ["r.yaml", "404.html", "partials/footer.html"])
@pytest.mark.parametrize("target", ["audits/shops/lamp/shop.yaml", "../secret.txt"])
def test_no_template_is_a_link_to_what_is_none(
    project: Path, logged: Log, name: str, target: str
) -> None:
    """MkDocs copies or shows whatever it finds among templates."""
    write(project.parent / "secret.txt", "Secret")
    link = project / "tpl" / name
    link.parent.mkdir(parents=True)
    link.symlink_to(project / target)

    with pytest.raises(Abort):
        built(
            project,
            mkdocs={"theme": {"name": "material", "custom_dir": "tpl"}},
            audience="internal",
        )

    (told,) = logged.errors
    assert f"the template {name} is a link to" in told


@pytest.mark.threat
def test_what_is_left_out_of_the_pages_may_be_a_template(
    project: Path, logged: Log
) -> None:
    """A link among the pages is looked at whatever is done with it."""
    (project / "docs").mkdir()
    (project / "docs/x.txt").symlink_to(project / "audits/shops/lamp/shop.yaml")
    with pytest.raises(Abort):
        built(
            project,
            mkdocs={"exclude_docs": "x.txt", "extra_templates": ["x.txt"]},
            audience="internal",
        )

    (told,) = logged.errors
    assert "x.txt is a link to" in told


def test_pages_may_be_kept_elsewhere(project: Path) -> None:
    """A folder beside the audits, by a link too, or one that mkdocs.yml names outright."""
    outside = project.parent / "handbook"
    write(outside / "guide.md", "# Guide\n")
    (project / "real").mkdir()
    write(project / "real/guide.md", "# Guide\n")
    (project / "pages").symlink_to("real")

    for chosen in ("../handbook", "pages", "real"):
        site = built(project, mkdocs={"docs_dir": chosen}, audience="internal")
        assert (site / "guide/index.html").is_file()
        shutil.rmtree(site)


@pytest.mark.fault
@pytest.mark.parametrize("name", [b"caf\xe9.md", b"caf\xe9.txt"])
def test_a_name_in_another_encoding_is_told(
    project: Path, logged: Log, name: bytes
) -> None:
    """An archive from another system brings one; no address can hold it."""
    (project / "docs").mkdir(exist_ok=True)
    with open(os.fsencode(project / "docs") + b"/" + name, "wb") as file:  # noqa: PTH123
        file.write(b"# Words")

    with pytest.raises(Abort):
        built(project, audience="internal")

    (told,) = logged.errors
    assert "is not in UTF-8: rename it" in told
    assert "\udce9" not in told
