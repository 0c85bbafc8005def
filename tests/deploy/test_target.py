"""Where a site may go, and what is never replaced."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from generator.deploy.target import refuse_target
from generator.files.place import SITE_MARKER, PlaceError, real_place

MARKS = ("sitemap.xml", "404.html", "index.html")
"""What every site of MkDocs holds."""


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """Return a folder with a home, and in it a project with audits and pages."""
    for name in ("home/project/audits/shops", "home/project/docs/en", "home/other"):
        (tmp_path / name).mkdir(parents=True)
    return tmp_path


def problem(house: Path, target: str, audience: str = "internal") -> str:
    """Return why a site for the audience may not go to `target`; "" when it may."""
    project = house / "home/project"
    try:
        refuse_target(
            real_place(house / target),
            audience=audience,
            project=project,
            kept=(project / "audits", project / "docs"),
            own=(house / "home",),
        )
    except PlaceError as error:
        return str(error)
    return ""


def mark(folder: Path, *names: str, audience: str = "client") -> Path:
    """Make a site of ours that holds `names` and return its folder."""
    folder.mkdir(parents=True)
    for name in names:
        (folder / name).touch()
    said = {
        "generator": "cx-audit",
        "version": "0.1.0",
        "audience": audience,
        "made": list(names),
    }
    (folder / SITE_MARKER).write_text(json.dumps(said), encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    "target",
    [
        "home/project/site",
        "home/project/public/new/site",
        "home/other",
        "home/other/site",
        "elsewhere",
    ],
)
def test_a_free_or_an_empty_place_is_good(house: Path, target: str) -> None:
    """In the project, beside it, or where there is no folder yet."""
    assert problem(house, target) == ""


@pytest.mark.parametrize(
    "target",
    [
        "home",
        ".",
        "home/project",
        "home/project/.",
        "home/other/../project",
        "home/project/audits",
        "home/project/audits/shops/lumen",
        "home/project/audits/site",
        "home/project/docs",
        "home/project/docs/site",
        "home/project/docs/en",
    ],
)
def test_what_belongs_to_people_is_refused(house: Path, target: str) -> None:
    """Root, home, the project and what holds it, its audits and its pages."""
    assert problem(house, target).startswith("the site cannot go to ")


@pytest.mark.parametrize("names", [("thesis.txt",), MARKS, (".git",), (".hidden",)])
def test_a_folder_without_our_marker_is_refused(
    house: Path, names: tuple[str, ...]
) -> None:
    """Also a site that `mkdocs build` made: it could be anybody's."""
    (house / "full").mkdir()
    for name in names:
        (house / "full" / name).touch()

    told = problem(house, "full")

    assert SITE_MARKER in told
    assert "empty it yourself or name another folder" in told


def test_a_site_of_ours_may_be_replaced(house: Path) -> None:
    """The marker, and nothing in the folder that it does not list."""
    mark(house / "ours", *MARKS, audience="internal")

    assert problem(house, "ours") == ""


@pytest.mark.parametrize("name", [".git", "CNAME", ".htaccess", "thesis.txt"])
def test_what_somebody_added_to_our_site_is_not_lost(house: Path, name: str) -> None:
    """Files and folders at the top that the marker does not list stop the build."""
    (mark(house / "ours", *MARKS) / name).touch()

    assert f"did not put there: {name}; move it out" in problem(house, "ours")


@pytest.mark.parametrize(
    "content",
    [
        *("", "{", "[]", "{}", "null", '{"generator": "other", "made": []}'),
        *('{"made": 1}', '{"generator": "cx-audit", "made": [], "shops": [{}]}'),
    ],
)
def test_a_marker_that_says_nothing_is_none(house: Path, content: str) -> None:
    """A damaged marker protects what stands beside it."""
    (house / "damaged").mkdir()
    (house / "damaged" / SITE_MARKER).write_text(content, encoding="utf-8")

    assert SITE_MARKER in problem(house, "damaged")


def test_a_marker_that_is_a_link_is_none(house: Path) -> None:
    """A link to the marker of another site marks nothing."""
    other = mark(house / "ours", "x")
    (house / "linked").mkdir()
    (house / "linked" / SITE_MARKER).symlink_to(other / SITE_MARKER)

    assert SITE_MARKER in problem(house, "linked")


def test_the_root_has_no_name(house: Path) -> None:
    """Nothing can be put beside it and exchanged."""
    assert "has no name" in problem(house, "/")


@pytest.mark.parametrize("leads_to", ["ours", "home/other", "nowhere", "itself"])
def test_a_link_is_refused(house: Path, leads_to: str) -> None:
    """Whatever it leads to: the exchange of names would replace the link."""
    mark(house / "ours", "x")
    (house / "itself").symlink_to(house / leads_to)

    assert "is a symbolic link" in problem(house, "itself")


@pytest.mark.parametrize("target", ["way/site", "way/new/site", "way/../site"])
def test_a_link_on_the_way_is_refused(house: Path, target: str) -> None:
    """Whoever packed the folder chose where it leads: into the audits, say."""
    (house / "way").symlink_to(house / "home/project/audits")

    assert f"{house / 'way'} is a symbolic link" in problem(house, target)


@pytest.mark.threat
@pytest.mark.parametrize("target", ["pub/inside", "pub/deep/er/inside"])
def test_a_finished_site_holds_no_other(house: Path, target: str) -> None:
    """Whoever reads a client's site would read the internal one in it."""
    mark(house / "pub", "index.html")

    assert "is a finished site" in problem(house, target)
    assert not (house / target).exists()


@pytest.mark.threat
def test_a_clients_site_is_not_replaced_by_an_internal_one(house: Path) -> None:
    """The client has its address; the other way round there is nothing to lose."""
    mark(house / "pub", "index.html")
    mark(house / "own", "index.html", audience="internal")

    assert "was made for a client" in problem(house, "pub")
    assert problem(house, "pub", "client") == ""
    assert problem(house, "own") == ""
    assert problem(house, "own", "client") == ""


@pytest.mark.parametrize("kind", ["file", "pipe"])
def test_what_is_no_folder_is_refused(house: Path, kind: str) -> None:
    """A file or a pipe of that name stays."""
    path = house / "taken"
    if kind == "file":
        path.touch()
    else:
        os.mkfifo(path)

    assert problem(house, "taken") == f"{path} is not a folder"
