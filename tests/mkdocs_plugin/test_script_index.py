"""The script form of the search index: for folders only, whichever plugins there are."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from tiny_project import write, write_project

pytestmark = pytest.mark.threat

INDEX = "search/search_index.json"
SCRIPT = "search/search_index.js"


def built(root: Path, *plugins: str, command: Any = "build") -> Path:
    """Build a small project's site as a command does, and return its folder."""
    write_project(root, "bell")
    (root / "docs").mkdir()
    options = {"cx-audit": {"as_of": "2026-10-01", "handbook": False}}
    listed = [options if name == "cx-audit" else name for name in plugins]
    theme = {"name": "material", "font": False}
    settings = {"site_name": "Site", "theme": theme, "plugins": listed}
    config = load_config(str(write(root / "mkdocs.yml", json.dumps(settings))))
    config.plugins.on_startup(command=command, dirty=False)
    build(config)
    return Path(config.site_dir)


@pytest.fixture(autouse=True)
def _built_again(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """MkDocs keeps plugins: what `serve` set must end with each test."""
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
    yield
    settings = {"site_name": "Site", "plugins": ["cx-audit"]}
    (tmp_path / "docs").mkdir(exist_ok=True)
    config = load_config(str(write(tmp_path / "mkdocs.yml", json.dumps(settings))))
    config.plugins.on_startup(command="build", dirty=False)


@pytest.mark.parametrize(
    "plugins",
    [
        ("search", "cx-audit"),
        ("search", "offline", "cx-audit"),
        ("cx-audit", "search", "offline"),
    ],
)
def test_the_script_asks_where_it_is_before_it_says_anything(
    tmp_path: Path, plugins: tuple[str, ...]
) -> None:
    """Material's plugin `offline` writes one that tells every page; ours takes its place."""
    site = built(tmp_path, *plugins)
    script = (site / SCRIPT).read_text(encoding="utf-8")
    before, brace, rest = script.partition("{")
    assert 'location.protocol === "file:" &&' in before
    assert "document.all" in before
    entries, after = json.JSONDecoder().raw_decode(brace + rest)
    assert entries == json.loads((site / INDEX).read_text(encoding="utf-8"))
    assert (brace + rest)[after:].split() == [":", "undefined;"]


@pytest.mark.parametrize(
    "plugins", [("search", "cx-audit"), ("search", "offline", "cx-audit")]
)
def test_serve_writes_no_script(tmp_path: Path, plugins: tuple[str, ...]) -> None:
    """What is served is fetched."""
    site = built(tmp_path, *plugins, command="serve")
    assert (site / INDEX).is_file()
    assert not (site / SCRIPT).exists()
