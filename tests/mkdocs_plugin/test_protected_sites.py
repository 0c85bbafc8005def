"""Sites whose pages carry a policy: what it allows of what a site really holds."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import pytest
from mkdocs.commands.build import build
from mkdocs.config.defaults import MkDocsConfig
from plugin_build import Log, html, put_in
from plugin_build import config_of as any_config_of
from read_policy import META, directives, hash_of, policy_of, sent
from tiny_project import write, write_project

from generator.mkdocs_plugin.plugin import CxAuditPlugin
from generator.mkdocs_plugin.security_policy import HEADERS, NGINX

pytestmark = [pytest.mark.threat, pytest.mark.xdist_group("protected sites")]

RUNS = re.compile(r"<script>(.*?)</script>", re.DOTALL)


def config_of(root: Path, *, strict: bool = False, **theme: Any) -> MkDocsConfig:
    """Write the mkdocs.yml of a tiny project and load it; `theme` adds to its theme."""
    write_project(root, "bell")
    whole = {"name": "material", "palette": {"scheme": "default"}} | theme
    return any_config_of(root, strict=strict, mkdocs={"theme": whole})


@pytest.fixture(scope="module")
def deep(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a site with pages of all depths, built without a warning."""
    root = tmp_path_factory.mktemp("deep")
    config = config_of(root, strict=True)
    for depth in range(12):
        write(root / "docs" / Path(*["x"] * depth) / "page.md", "# Deep")
    build(config)
    return Path(config.site_dir)


def pages_of(site: Path) -> dict[str, str]:
    """Return the pages of a site, of which there are some, by their paths."""
    pages = {
        path.relative_to(site).as_posix(): html(path) for path in site.rglob("*.html")
    }
    assert "en/index.html" in pages
    return pages


def test_every_page_carries_the_policy_of_its_scripts(deep: Path) -> None:
    """Each page, 404 too, names its own inline scripts; the headers name them all."""
    everywhere = set()
    for name, page in pages_of(deep).items():
        scripts = set(map(hash_of, RUNS.findall(page)))
        assert scripts, name
        assert set(policy_of(page)["script-src"]) == {"'self'", *scripts}, name
        everywhere |= scripts
    headers = sent(
        {name: (deep / name).read_text(encoding="utf-8") for name in (HEADERS, NGINX)}
    )
    policy = directives(headers["Content-Security-Policy"])
    assert set(policy["script-src"]) == {"'self'", *everywhere}
    assert "404.html" in pages_of(deep)


def test_header_lines_are_short_enough_for_hosts(deep: Path) -> None:
    """Cloudflare Pages reads 2,000 characters a line, nginx 4,096."""
    for name, limit in ((HEADERS, 2000), (NGINX, 4096)):
        text = Path(deep, name).read_text(encoding="utf-8")
        assert max(map(len, text.splitlines())) < limit


def test_a_script_in_a_page_of_docs_is_told_and_not_allowed(
    tmp_path: Path, logged: Log
) -> None:
    """The author of a hand-written page learns why it does not run."""
    config = config_of(tmp_path)
    write(tmp_path / "docs" / "own.md", "# Own\n\n<script>alert(7)</script>\n")
    build(config)
    page = Path(config.site_dir, "own/index.html").read_text(encoding="utf-8")

    assert "<script>alert(7)</script>" in page
    assert hash_of("alert(7)") not in policy_of(page)["script-src"]
    [told] = [line for line in logged.warnings if "alert(7)" in line]
    assert "own.md" in told


def test_columns_of_tables_are_aligned_without_styles(
    tmp_path: Path, logged: Log
) -> None:
    """The policy refuses style attributes, so tables of Markdown have none."""
    config = config_of(tmp_path)
    write(tmp_path / "docs" / "own.md", "# Own\n\n| a | b |\n|--:|:-:|\n| 1 | 2 |\n")
    build(config)
    page = Path(config.site_dir, "own/index.html").read_text(encoding="utf-8")

    assert '<td align="right">1</td>' in page
    assert not logged.warnings


def test_a_script_in_ones_own_template_is_allowed(tmp_path: Path) -> None:
    """What stands in `custom_dir` is the theme's."""
    write(
        tmp_path / "mine" / "partials" / "copyright.html",
        "<script>mine(1)</script>",
    )
    config = config_of(tmp_path, custom_dir="mine")
    build(config)

    for page in pages_of(Path(config.site_dir)).values():
        assert hash_of("mine(1)") in policy_of(page)["script-src"]


def test_ones_own_header_file_stays(tmp_path: Path) -> None:
    """A `_headers` in docs/ is the author's decision; the other file is ours."""
    config = config_of(tmp_path)
    write(tmp_path / "docs" / HEADERS, "/*\n  X-Mine: 1\n")
    build(config)

    assert Path(config.site_dir, HEADERS).read_text() == "/*\n  X-Mine: 1\n"
    assert "add_header" in Path(config.site_dir, NGINX).read_text()


@pytest.fixture
def started(tmp_path: Path) -> Callable[..., MkDocsConfig]:
    """Begin a command with a plugin that no other test will have."""
    config = config_of(tmp_path)
    plugin = CxAuditPlugin()
    put_in(config, plugin)

    def start(command: Literal["build", "serve"], *, dirty: bool) -> MkDocsConfig:
        plugin.on_startup(command=command, dirty=dirty)
        return config

    return start


def test_serve_has_no_policy(started: Callable[..., MkDocsConfig]) -> None:
    """Live reload adds a script to every answer, which a policy would refuse."""
    config = started("serve", dirty=False)
    build(config)

    assert not [
        page for page in pages_of(Path(config.site_dir)).values() if META.search(page)
    ]
    assert not Path(config.site_dir, HEADERS).exists()


def test_part_of_a_build_writes_no_headers(
    started: Callable[..., MkDocsConfig],
) -> None:
    """With `--dirty` not every page is seen, so not every script is known."""
    config = started("build", dirty=True)
    build(config, dirty=True)

    assert not Path(config.site_dir, HEADERS).exists()
    assert all(META.search(page) for page in pages_of(Path(config.site_dir)).values())
