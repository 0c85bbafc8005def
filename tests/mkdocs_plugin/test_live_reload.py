"""A site under `serve`: made when it is asked for, built anew when files change."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

from mkdocs.commands.build import build
from mkdocs.livereload import LiveReloadServer
from planned_pages import Planned
from plugin_build import config_of, put_in

from generator.mkdocs_plugin.plugin import CxAuditPlugin
from generator.publishing.site_plan import Asset
from generator.resources import site_templates


def test_serve_makes_a_file_when_it_is_asked_for(project: Path) -> None:
    """A workbook nobody opens is not made; who opens it gets the newest."""
    made = []

    def content() -> bytes:
        made.append(1)
        return b"the workbook"

    def broken() -> bytes:
        raise ValueError("no such picture")

    uri, gone = "assets/cx/a.xlsx", "assets/cx/gone.webp"
    assets = (Asset(uri=uri, content=content), Asset(uri=gone, content=broken))
    plugin = CxAuditPlugin(Planned(assets=assets))
    config = config_of(project)
    put_in(config, plugin)
    plugin.on_startup(command="serve", dirty=False)
    build(config)
    path = Path(config.site_dir, uri)
    assert not made
    assert not path.exists()
    server = LiveReloadServer(
        lambda: None, "127.0.0.1", 0, root=config.site_dir, mount_path="/audits/"
    )
    plugin.on_serve(server)
    server.server_close()
    answer = cast("Any", server.get_app())

    def ask(where: str) -> tuple[str, bytes]:
        said: list[str] = []
        environ = {"PATH_INFO": where, "HTTP_HOST": "127.0.0.1:0"}
        body = answer(environ, lambda status, _headers: said.append(status))
        told = b"".join(body)
        getattr(body, "close", list)()  # as a server does
        return said[0][:3], told

    assert ask(f"/audits/{uri}") == ("200", b"the workbook")
    assert ask(f"/audits/{uri}") == ("200", b"the workbook")
    assert made == [1]
    assert ask(f"/audits/{gone}")[0] == "404"
    status, page = ask("/audits/en/")
    assert status == "200"
    assert b"<title>Title of en/index - Site</title>" in page
    assert ask("/audits/nowhere/")[0] == "404"
    assert ask("/elsewhere/en/")[0] == "404"
    build(config)
    assert ask(f"/audits/{uri}") == ("200", b"the workbook")
    assert made == [1, 1]


class Watching(LiveReloadServer):
    """MkDocs' server, with a note of what it is told to watch."""

    def __init__(self, root: Path) -> None:
        """Take the folder to serve."""
        super().__init__(lambda: None, "127.0.0.1", 0, root=str(root))
        self.watched: set[Path] = set()

    def watch(self, path: str, func: None = None, *, recursive: bool = True) -> None:
        """Note the folder, and watch it."""
        assert recursive
        self.watched.add(Path(path))
        super().watch(path, func, recursive=recursive)


def test_serve_watches_data_and_templates(project: Path) -> None:
    """A change of YAML or of a template makes `serve` build again."""
    plugin = CxAuditPlugin(Planned())
    config = config_of(project)
    put_in(config, plugin)
    build(config)
    server = Watching(project)
    plugin.on_serve(server)
    server.server_close()
    assert {project / "audits", site_templates()} <= server.watched
