"""What `serve` keeps between two builds, and that it keeps nothing by mistake."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from opened_files import opened_below
from plugin_build import Planner, built, config_of, files_of, put_in
from tiny_project import write, write_project

from generator.mkdocs_plugin.plugin import CxAuditPlugin
from generator.publishing.content import SiteContent
from generator.publishing.site import plan_site
from generator.publishing.site_plan import Addresses, Page, RenderedPage, SitePlan


def test_rebuild_reads_only_what_changed(project: Path) -> None:
    """While `serve` rebuilds, an unchanged project is not read again."""
    note = project / "audits/shops/bell/2026-09-15.yaml"

    def read() -> set[Path]:
        with opened_below(project / "audits") as opened:
            built(project)  # by the plugin that MkDocs keeps
        return opened

    assert note in read()
    assert not read()
    note.write_text(note.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert read() == {note}


class Serving:
    """A project that is served: built again and again by one plugin."""

    def __init__(self, root: Path, plan: Planner = plan_site) -> None:
        """Take the project, and what says which pages it has."""
        self._root = root
        self._plugin = CxAuditPlugin(plan)

    def build(self) -> dict[str, bytes]:
        """Build as `serve` does, and return the files of the site."""
        config = config_of(self._root, audience="internal")
        put_in(config, self._plugin)
        self._plugin.on_startup(command="serve", dirty=False)
        build(config, serve_url="http://127.0.0.1:8000/")
        return files_of(Path(config.site_dir))


@pytest.fixture
def shops(tmp_path: Path) -> Path:
    """Return a project with two shops."""
    return write_project(tmp_path, "bell", "oak")


class Rendered:
    """The plan of a project's site, with a note of every page that is rendered."""

    def __init__(self) -> None:
        """Begin without a note."""
        self.uris: list[str] = []

    def __call__(self, content: SiteContent) -> SitePlan:
        """Return the plan."""
        plan = plan_site(content)
        return replace(plan, pages=tuple(map(self._noting, plan.pages)))

    def _noting(self, page: Page) -> Page:
        def render(addresses: Addresses) -> RenderedPage:
            self.uris.append(page.uri)
            return page.render(addresses)

        return replace(page, render=render)


def test_a_rebuild_renders_what_changed_and_is_a_full_build(shops: Path) -> None:
    """After one answer the other shops' pages are the old ones, and rightly so."""
    rendered = Rendered()
    serving = Serving(shops, rendered)
    serving.build()
    every = set(rendered.uris)
    rendered.uris.clear()
    answers = shops / "audits/shops/bell/2026-09-15.yaml"
    text = answers.read_text("utf-8")
    answers.write_text(text.replace("Silent", "Loud"), encoding="utf-8")
    after = serving.build()
    of_shops = {uri.split("/")[2] for uri in rendered.uris if "/shops/" in uri}

    assert {"en/shops/oak/index", "en/reference/diagnostics/index"} <= every
    assert of_shops == {"bell"}
    assert not [uri for uri in rendered.uris if "/reference/" in uri]
    assert Serving(shops).build() == after


@pytest.mark.parametrize("change", ["new shop", "new page", "renamed criterion"])
def test_what_many_pages_depend_on_renders_them_anew(shops: Path, change: str) -> None:
    """A shop more, another name of a criterion: no page stays as it was by mistake."""
    serving = Serving(shops)
    before = serving.build()
    if change == "new shop":
        write_project(shops, "zinc")
    elif change == "new page":
        write(shops / "docs/en/faq.md", "# Questions")
    else:
        for path in shops.glob("audits/definitions/tiny/visit/*.yaml"):
            text = path.read_text("utf-8")
            path.write_text(text.replace("Name of", "Word for"), encoding="utf-8")
    after = serving.build()

    assert after != before
    assert Serving(shops).build() == after
