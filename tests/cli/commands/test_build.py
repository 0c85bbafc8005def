"""`build` and `serve`: which site, for whom, and what is never lost."""

from __future__ import annotations

import logging
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
import yaml
from child_process import PATIENCE, module_path, started, until
from served_site import free_port
from small_project import break_audit, project, run

__all__ = ["project"]

AUDIT = "en/shops/demo/2026-09-15/index.html"
PRIVATE = "Ask again."


@pytest.fixture(autouse=True)
def _quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")


def texts(site: Path) -> str:
    """Return all pages of a site as one text."""
    return "\n".join(path.read_text("utf-8") for path in sorted(site.rglob("*.html")))


def files(folder: Path) -> dict[Path, bytes]:
    """Return every file of a folder with its bytes."""
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def second_shop(project: Path) -> None:
    """Add another shop to the project."""
    shops = project / "audits" / "shops"
    shutil.copytree(shops / "demo", shops / "other")


def test_build_needs_no_mkdocs_yml(project: Path) -> None:
    """A project with nothing but audits/ becomes a site in both languages."""
    result = run("build")

    assert result.exit_code == 0, result.stderr
    assert result.stdout == ""
    for language in ("en", "pl"):
        assert (project / "site" / AUDIT.replace("en/", f"{language}/", 1)).is_file()
    assert not (project / "mkdocs.yml").exists()
    assert sorted(path.name for path in project.iterdir()) == ["audits", "site"]


def test_build_is_for_the_client(project: Path) -> None:
    """Private notes are on the internal site only."""
    assert run("build").exit_code == 0
    assert run("build", "--audience", "internal", "--out", "internal").exit_code == 0

    assert PRIVATE not in texts(project / "site")
    assert PRIVATE in texts(project / "internal")


def test_options_win_over_mkdocs_yml(project: Path) -> None:
    """mkdocs.yml keeps its settings; audience and shops come from the command line."""
    second_shop(project)
    (project / "docs").mkdir()
    settings = {
        "site_name": "Kept name",
        "site_dir": "public",
        "theme": {"name": "material", "font": False},
        "plugins": [{"cx-audit": {"audience": "internal", "handbook": False}}],
    }
    (project / "mkdocs.yml").write_text(yaml.safe_dump(settings), encoding="utf-8")

    result = run("build", "--shop", "demo", "--site-url", "https://site.example/x/")

    shown = texts(project / "public")
    assert result.exit_code == 0, result.stderr
    assert "Kept name" in shown
    assert "https://site.example/x/" in shown
    assert PRIVATE not in shown
    assert not (project / "public/en/method").exists()
    assert not (project / "public/en/shops/other").exists()


def test_a_plugin_that_is_not_listed_is_added(project: Path) -> None:
    """An mkdocs.yml without our plugin still gives the audit's pages."""
    (project / "docs").mkdir()
    (project / "mkdocs.yml").write_text(
        "site_name: Plain\nuse_directory_urls: false\ntheme: {name: material}\n"
        "plugins: {search: {}}\n",
        encoding="utf-8",
    )

    assert run("build").exit_code == 0
    assert (project / "site" / AUDIT).is_file()


def test_what_new_writes_is_what_mkdocs_builds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After `new` a plain `mkdocs build --strict` gives the site."""
    monkeypatch.chdir(tmp_path)
    run("new", "new-shop", "--date", "2026-01-15")

    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"],
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONPATH": module_path()},
    )

    assert done.returncode == 0, done.stderr.decode()
    assert (tmp_path / "site/en/shops/new-shop/2026-01-15/index.html").is_file()


def test_a_client_never_sees_a_shop_that_was_not_named(project: Path) -> None:
    """With several shops the client's build asks for one and lists them."""
    second_shop(project)

    result = run("build")

    assert result.exit_code == 2
    assert "--shop demo | other" in result.stderr
    assert not (project / "site").exists()
    assert run("build", "--shop", "demo").exit_code == 0
    assert not (project / "site/en/shops/other").exists()


def test_a_clients_build_asks_though_mkdocs_yml_names_a_shop(project: Path) -> None:
    """What mkdocs.yml names may be another client; for internal use it counts."""
    second_shop(project)
    (project / "docs").mkdir()
    (project / "mkdocs.yml").write_text(
        "site_name: One\ntheme: {name: material}\n"
        "plugins: [search, {cx-audit: {shops: [other]}}]\n",
        encoding="utf-8",
    )

    result = run("build")

    assert result.exit_code == 2
    assert "--shop demo | other" in result.stderr
    assert not (project / "site").exists()
    result = run("build", "--shop", "demo")
    assert result.exit_code == 0
    assert "the site of demo for the client is ready: " in result.stderr
    assert not (project / "site/en/shops/other").exists()
    result = run("build", "--audience", "internal", "--out", "internal")
    assert "the site of other for internal use is ready: " in result.stderr
    assert (project / "internal/en/shops/other").is_dir()
    assert not (project / "internal/en/shops/demo").exists()


def test_an_error_leaves_the_old_site_untouched(project: Path) -> None:
    """With a broken file the build fails, tells where, and changes no byte."""
    assert run("build").exit_code == 0
    before = files(project / "site")
    break_audit(project)

    result = run("build")

    assert result.exit_code == 1
    assert result.stdout == ""
    assert "audits/shops/demo/2026-09-15.yaml:11:3: error[E302]" in result.stderr
    assert "did you mean 'search-quality'?" in result.stderr
    assert files(project / "site") == before


def test_strict_counts_advice_before_anything_is_written(project: Path) -> None:
    """Advice stops a strict build only."""
    audit = project / "audits/shops/demo/2026-09-15.yaml"
    text = audit.read_text("utf-8")
    audit.write_text(text.replace("search-quality: 3", "search-quality: {}"), "utf-8")

    result = run("build", "--strict")

    assert result.exit_code == 1
    assert "advice[W405]" in result.stderr
    assert not (project / "site").exists()
    assert run("build").exit_code == 0


@pytest.mark.parametrize("out", [".", "..", "audits", "audits/shops/demo", "own"])
def test_no_folder_but_a_site_is_ever_emptied(project: Path, out: str) -> None:
    """--out refuses the project, what is above it, its audits, and foreign files."""
    (project / "own").mkdir()
    (project / "own" / "thesis.txt").write_text("years of work", encoding="utf-8")
    before = files(project)

    result = run("build", "--out", out)

    assert result.exit_code == 2
    assert files(project) == before


def test_a_project_without_shops_is_2(project: Path) -> None:
    """There is nothing to build; the command says what to type."""
    shutil.rmtree(project / "audits" / "shops")

    result = run("build")

    assert result.exit_code == 2
    assert "cx-audit new" in result.stderr


def test_a_wrong_mkdocs_yml_is_1(project: Path) -> None:
    """What MkDocs refuses is told in its words, without a traceback."""
    (project / "mkdocs.yml").write_text("site_name: [\n", encoding="utf-8")

    result = run("build")

    assert result.exit_code == 1
    assert "Error: " in result.stderr
    assert "Traceback" not in result.stderr


def test_the_build_leaves_logging_as_it_was(project: Path) -> None:
    """No handler of ours stays behind."""
    before = list(logging.getLogger("mkdocs").handlers)

    run("build")

    assert logging.getLogger("mkdocs").handlers == before
    assert project.is_dir()


def test_a_port_in_use_is_told_before_anything_is_built(project: Path) -> None:
    """With what to do; whoever listens there is left alone."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        result = run("serve", "--port", str(port))

    assert result.exit_code == 2
    assert f"port {port} is in use" in result.stderr
    assert "--port" in result.stderr
    assert not (project / "site").exists()


@pytest.mark.slow
def test_serve_shows_changes_on_this_machine_only(project: Path) -> None:
    """It binds 127.0.0.1 and builds anew when an audit changes; Ctrl-C ends it."""
    port = free_port()
    page = f"http://127.0.0.1:{port}/{AUDIT}"
    with started(
        *(sys.executable, "-m", "generator", "serve", "--port", str(port)),
        cwd=project,
        env={**os.environ, "PYTHONPATH": module_path()},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    ) as server:

        def shown(words: str) -> bool:
            assert server.poll() is None, "it ended"
            try:
                with urllib.request.urlopen(page, timeout=PATIENCE) as answer:
                    return words in answer.read().decode()
            except OSError:
                return False

        until(lambda: shown("A small audit."))
        with pytest.raises((ConnectionRefusedError, TimeoutError)):
            socket.create_connection(("127.0.0.2", port), timeout=5)
        audit = project / "audits/shops/demo/2026-09-15.yaml"
        text = audit.read_text("utf-8").replace("A small audit.", "Another word.")
        audit.write_text(text, encoding="utf-8")
        until(lambda: shown("Another word."))
        server.send_signal(signal.SIGINT)
        said = server.communicate(timeout=PATIENCE)[0].decode()

    assert server.returncode == 0
    assert re.search(rf"http://127\.0\.0\.1:{port}/", said)
    assert "Traceback" not in said
