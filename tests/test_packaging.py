"""The wheel carries all it needs, and works in an empty folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest
from repository import ROOT


def test_gitignore_names_no_package_like_folder_without_its_root() -> None:
    """A pattern like `site/` anywhere would swallow a folder of the package."""
    own = {
        path.name
        for folder in ("generator", "site_templates", "audits", "docs", "tests")
        for path in [ROOT / folder, *(ROOT / folder).rglob("*")]
        if path.is_dir() and not path.name.startswith(("__", "."))
    }
    lines = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    unrooted = [line for line in lines if line and not line.startswith(("/", "#"))]

    for line in unrooted:
        assert line.startswith((".", "*", "__")), f"write /{line}"
        assert line.rstrip("/") not in own


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the wheel, built from the checkout by its own build system."""
    folder = tmp_path_factory.mktemp("wheel")
    done = subprocess.run(
        [
            *(sys.executable, "-m", "build", "--wheel", "--no-isolation"),
            *("--outdir", str(folder), str(ROOT)),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    (path,) = folder.glob("*.whl")
    return path


def clean_environment() -> dict[str, str]:
    """Return the environment without what would show the way to the checkout."""
    return {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}


def names(wheel: Path) -> set[str]:
    """Return the files of the wheel."""
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


@pytest.mark.slow
def test_the_wheel_carries_every_module_definition_and_template(wheel: Path) -> None:
    """Nothing that belongs to the program is left behind."""
    inside = names(wheel)
    modules = {
        path.relative_to(ROOT).as_posix() for path in (ROOT / "generator").rglob("*.py")
    }
    data = {
        f"generator/_bundled/{path.relative_to(ROOT).as_posix()}"
        for folder in ("site_templates", "audits/definitions")
        for path in (ROOT / folder).rglob("*")
        if path.is_file()
    }

    assert modules <= inside
    assert data <= inside
    assert "generator/py.typed" in inside  # or no type checker reads our annotations


@pytest.mark.slow
def test_the_wheel_carries_nothing_else(wheel: Path) -> None:
    """No sample shop, test or page of the project's own site is in it; data is no code."""
    outside = [
        name
        for name in names(wheel)
        if not name.startswith("generator/") and ".dist-info/" not in name
    ]
    bundled = [name for name in names(wheel) if name.startswith("generator/_bundled/")]

    assert outside == []
    assert not [name for name in bundled if name.endswith(".py")]
    assert not [name for name in bundled if "/shops/" in name]


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the `bin` of an environment with the wheel, beside today's packages."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=False)
    site = next(folder.glob("lib/python*/site-packages"))
    done = subprocess.run(
        [
            *(sys.executable, "-m", "pip", "--python", str(folder / "bin" / "python")),
            *("install", "--no-deps", "--no-index", "--quiet", str(wheel)),
            "--disable-pip-version-check",
        ],
        env=clean_environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    # The dependencies come from the environment of the tests, after the wheel's own.
    here = [path for path in sys.path if path.endswith(("site-packages",))]
    (site / "dependencies.pth").write_text("\n".join(here) + "\n", encoding="utf-8")
    return folder / "bin"


def run(program: Path, *words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run an installed program that knows nothing of the checkout."""
    return subprocess.run(
        [str(program), *words],
        cwd=cwd,
        env={**clean_environment(), "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.slow
def test_every_module_of_the_wheel_can_be_imported(
    installed: Path, tmp_path: Path
) -> None:
    """All modules are found in the wheel, not in the checkout."""
    code = (
        "import importlib, pkgutil, generator\n"
        "found = ['generator', *(one.name for one in pkgutil.walk_packages("
        "generator.__path__, 'generator.')"
        " if not one.name.endswith('__main__'))]\n"
        "for name in found: importlib.import_module(name)\n"
        "print(generator.__file__, len(found))"
    )
    done = run(installed / "python", "-c", code, cwd=tmp_path)

    assert done.returncode == 0, done.stderr
    place, count = done.stdout.split()
    assert place.startswith(str(installed.parent))
    assert int(count) > 40


@pytest.mark.slow
def test_an_empty_folder_becomes_a_site(installed: Path, tmp_path: Path) -> None:
    """`new`, `check`, `score` and `build` of the wheel work where nothing is."""
    command = installed / "cx-audit"
    words = ("--date", "2026-01-15", "--name", "Demo", "--url", "https://demo.example")

    for step in (("new", "demo", *words), ("check",), ("build",)):
        done = run(command, *step, cwd=tmp_path)
        assert done.returncode == 0, done.stderr
    scored = run(command, "score", "--json", cwd=tmp_path)

    (report,) = json.loads(scored.stdout)["reports"]
    assert report["shop"]["id"] == "demo"
    for page in ("index", "shops/demo/2026-01-15/index", "method", "glossary"):
        for language in ("en", "pl"):
            assert (tmp_path / "site" / language / f"{page}.html").is_file()

    (tmp_path / "mkdocs.yml").unlink()
    again = run(command, "build", "--out", "again", cwd=tmp_path)
    assert again.returncode == 0, again.stderr
    assert (tmp_path / "again/en/shops/demo/2026-01-15/index.html").is_file()
