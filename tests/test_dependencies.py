"""What is installed: no version with a known hole, and every version written down."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, requires

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from repository import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
DECLARED = {
    "runtime": PROJECT["project"]["dependencies"],
    **PROJECT["project"]["optional-dependencies"],
    **PROJECT["dependency-groups"],
}
PIN = re.compile(r"(?P<name>[A-Za-z0-9][\w.-]*)==(?P<version>[0-9][\w.]*)")

HOLES = {
    # The first version without: scripts through the address of a page when search
    # suggests words (CVE-2026-73295).
    "mkdocs-material": "9.7.7",
    # Files outside the folder through snippets (CVE-2026-46338) and embedded pictures
    # (CVE-2026-61632).
    "pymdown-extensions": "11.0.2",
    # Ways out of the sandbox (CVE-2024-56326, CVE-2025-27516).
    "jinja2": "3.1.6",
    # Code run by reading (CVE-2017-18342, CVE-2020-1747, CVE-2020-14343).
    "pyyaml": "5.4",
}
"""Distributions and their first version without a hole that concerned this project."""


def pins() -> dict[str, str]:
    """Return the version of each distribution that constraints.txt names."""
    found = {}
    for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines():
        pin = PIN.fullmatch(line.strip())
        assert pin, f"not `name==version`: {line}"
        name = canonicalize_name(pin["name"])
        assert name not in found, f"{name} is pinned twice"
        found[name] = pin["version"]
    return found


def declared(*groups: str) -> Iterator[Requirement]:
    for group in groups or DECLARED:
        yield from map(Requirement, DECLARED[group])


def test_constraints_name_versions_and_nothing_else() -> None:
    """Each line is a name and one version: no address, no path, no option of pip."""
    text = (ROOT / "constraints.txt").read_text(encoding="utf-8")

    assert len(pins()) == len(text.splitlines())
    assert not re.search(r"://|@|^-|\\|/", text, re.MULTILINE)


def test_requirements_name_no_address() -> None:
    """Nothing is declared to come from anywhere but the index of packages."""
    build = map(Requirement, PROJECT["build-system"]["requires"])

    assert not [one.name for one in (*declared(), *build) if one.url]


@pytest.mark.parametrize("group", sorted(DECLARED))
def test_pins_are_what_the_project_asks_for(group: str) -> None:
    """The pinned version of each declared dependency lies in its declared range."""
    pinned = pins()
    wrong = [
        str(one)
        for one in declared(group)
        if pinned[canonicalize_name(one.name)] not in one.specifier
    ]

    assert DECLARED[group]
    assert not wrong


def brought() -> set[str]:
    """Return all distributions that the declared ones bring here, themselves too."""
    found: set[str] = set()
    waiting = list(declared())
    while waiting:
        one = waiting.pop()
        name = canonicalize_name(one.name)
        key = f"{name}[{','.join(sorted(one.extras))}]"
        extras = one.extras or {""}
        if key in found or (one.marker and not one.marker.evaluate({"extra": ""})):
            continue
        found.add(key)
        try:
            theirs = [Requirement(line) for line in requires(name) or ()]
        except PackageNotFoundError:
            # An extra that is not installed brings nothing here.
            continue
        for further in theirs:
            marker = further.marker
            if marker is None or any(marker.evaluate({"extra": e}) for e in extras):
                waiting.append(Requirement(str(further).partition(";")[0]))
    return {key.partition("[")[0] for key in found}


def test_whatever_gets_installed_is_pinned() -> None:
    """Also what the dependencies bring along has one written version."""
    names = brought()

    assert {"mkdocs", "markdown", "urllib3", "pydantic-core"} <= names
    assert names <= set(pins())


@pytest.mark.parametrize("name", sorted(HOLES))
def test_no_version_with_a_known_hole_can_be_installed(name: str) -> None:
    """The floor in pyproject.toml, ours or that of what brings it, lies above the hole."""
    floor = next(
        (one for one in declared() if canonicalize_name(one.name) == name), None
    )
    assert floor is not None, f"{name} has no floor of ours"

    assert not list(floor.specifier.filter(versions_below(HOLES[name])))
    assert pins()[name] in SpecifierSet(f">={HOLES[name]}")


def versions_below(first_good: str) -> list[str]:
    """Return versions that lie right below one, and further down."""
    parts = [int(part) for part in first_good.split(".")]
    below = ["0.1", "1.0"]
    for place, part in enumerate(parts):
        if part:
            head = [*parts[:place], part - 1]
            below += [".".join(map(str, [*head, *tail])) for tail in ((0,), (9999,))]
    return below


@pytest.mark.parametrize("name", sorted(HOLES))
def test_holes_are_told_to_those_who_publish(name: str) -> None:
    """SECURITY.md lists the first good version of each."""
    text = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([\w-]+) \| ([\d.]+) \|", text, re.MULTILINE)

    assert {canonicalize_name(row): version for row, version in rows}[name] == HOLES[
        name
    ]
