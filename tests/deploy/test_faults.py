"""Faults of the place where a site is built: each ends as promised, nothing is lost."""

from __future__ import annotations

import gzip
import json
import os
import re
import shutil
import signal
import socket
import stat
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from importlib import metadata
from pathlib import Path

import mkdocs
import pytest
from child_process import PATIENCE, module_path, started, until_stopped
from killed_builds import files, rewrite
from small_project import ROOT, run
from thoroughness import KILLS
from tiny_project import write_project

from generator.cli.mkdocs_version import NEEDED
from generator.files.place import SITE_MARKER

pytestmark = pytest.mark.fault

DAY = "1790812800"  # 2026-10-01
BUILD = ("-m", "generator", "build")
ENVIRONMENT = {
    **{
        key: os.environ[key]
        for key in ("PATH", "HOME", "LANG", "PYTHONDONTWRITEBYTECODE")
        if key in os.environ
    },
    "PYTHONPATH": module_path(),
    "SOURCE_DATE_EPOCH": DAY,
}


def start(
    project: Path, *words: str | Path, env: dict[str, str] | None = None
) -> AbstractContextManager[subprocess.Popen[bytes]]:
    """Start Python in the project, in a process of its own."""
    return started(
        *(sys.executable, *words),
        cwd=project,
        env=ENVIRONMENT if env is None else env,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def start_and_send(
    project: Path, name: str
) -> AbstractContextManager[subprocess.Popen[bytes]]:
    """Start `cx-audit build`, which gets a signal amid the pages that it writes."""
    script = ROOT / "tests/support/signalled_build.py"
    return start(project, script, name, "en/index.html", "build")


def build(
    project: Path, *words: str, env: dict[str, str] | None = None
) -> tuple[int, str]:
    """Run `cx-audit build`; return its exit code and what it said."""
    with start(project, *BUILD, *words, env=env) as process:
        out, said = process.communicate(timeout=PATIENCE)
    assert out == b""
    assert b"Traceback" not in said, said.decode()
    return process.returncode, said.decode()


def build_here(project: Path, *words: str, epoch: str = DAY) -> tuple[int, str]:
    """Run `cx-audit build` in this process, which saves a second of importing."""
    env = {**dict.fromkeys(os.environ), **ENVIRONMENT, "SOURCE_DATE_EPOCH": epoch}
    done = run("--project", str(project), "build", *words, env=env)
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    return done.exit_code, done.stderr


@pytest.fixture(scope="module")
def two_sites(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Return a project with its site, and the site that a change would give."""
    project = write_project(tmp_path_factory.mktemp("two") / "project", "demo")
    other = project.parent / "other"
    rewrite(project, "Silent", "Mute")
    assert build_here(project, "--out", str(other))[0] == 0
    rewrite(project, "Mute", "Silent")
    assert build_here(project) == (0, _said(project))
    return project, other


def _said(project: Path) -> str:
    ready = project / "site/index.html"
    return f"project: {project}\nthe site of demo for the client is ready: {ready}\n"


@pytest.fixture
def project(two_sites: tuple[Path, Path], tmp_path: Path) -> Path:
    """Return a copy of the project with its site."""
    return Path(shutil.copytree(two_sites[0], tmp_path / "project"))


def test_killed_at_any_moment_a_build_leaves_a_whole_site(
    two_sites: tuple[Path, Path], project: Path, figure: Callable[..., None]
) -> None:
    """Builds killed along their way: the old site or the new, byte for byte.

    What they left over, one after the other, the next build removes.
    """
    _, other = two_sites
    script = ROOT / "tests/support/killed_builds.py"
    with start(project, script, project, other, str(KILLS)) as process:
        out, said = process.communicate(timeout=PATIENCE * KILLS)
    assert process.returncode == 0, said.decode()
    kills = json.loads(out)

    figure("kills", builds=len(kills))
    assert len(kills) == KILLS
    assert all(one["killed"] for one in kills)
    assert all(one["of"] > 200 for one in kills)
    sites = [one["site"] for one in kills]
    assert sites == ["old"] * sites.count("old") + ["new"] * sites.count("new")
    assert KILLS < 3 or set(sites) == {"old", "new"}
    assert build_here(project)[0] == 0
    assert files(project / "site") == files(other)
    assert sorted(path.name for path in project.iterdir()) == ["audits", "site"]


def test_of_two_builds_at_once_one_is_sent_away(
    two_sites: tuple[Path, Path], project: Path
) -> None:
    """It exits with 1 and names the other; the site is the other's, whole."""
    old = files(project / "site")
    rewrite(project, "Silent", "Mute")
    with start_and_send(project, "SIGSTOP") as first:
        until_stopped(first)

        code, said = build_here(project)

        assert code == 1
        assert re.search(rf"locked by pid {first.pid} on \S+ since \S+", said)
        assert files(project / "site") == old
        first.send_signal(signal.SIGCONT)
        first.communicate(timeout=PATIENCE)

    assert first.returncode == 0
    assert files(project / "site") == files(two_sites[1])
    assert sorted(path.name for path in project.iterdir()) == ["audits", "site"]


def test_a_reader_during_a_build_never_misses_a_page(project: Path) -> None:
    """From beginning to end of a build there is a start page, and it is whole."""
    rewrite(project, "Silent", "Mute")
    pages = [project / "site" / name for name in ("index.html", "en/index.html")]
    whole = {path: {path.read_bytes()} for path in pages}
    readings = 0
    with start(project, *BUILD) as process:
        while process.poll() is None:
            for path in pages:
                whole[path].add(path.read_bytes())
                readings += 1
            time.sleep(0.001)

    assert process.returncode == 0
    assert readings > 20
    for path in pages:
        assert whole[path] - {b""} == whole[path]
        assert len(whole[path]) <= 2
        assert path.read_bytes() in whole[path]


@contextmanager
def small_disk(place: Path, size: int) -> Iterator[None]:
    """Mount a disk of `size` bytes in memory; skips where that is not allowed."""
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", place],
        capture_output=True,
        check=False,
    )
    if mounted.returncode:
        pytest.skip("the right to mount is missing: run the tests as root")
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", place], check=True)


def size_of(folder: Path) -> int:
    """Return the bytes that a folder takes on a disk of 4 kB blocks."""
    return sum(-(-path.lstat().st_size // 4096) * 4096 for path in folder.rglob("*"))


def test_a_full_disk_leaves_the_old_site(project: Path) -> None:
    """Exit 3, it says why; the half-made site is removed, the old one keeps its bytes."""
    disk = project / "disk"
    with small_disk(disk, size_of(project / "site") * 3 // 2):
        assert build_here(project, "--out", str(disk / "site"))[0] == 0
        old = files(disk / "site")
        rewrite(project, "Silent", "Mute")

        code, said = build_here(project, "--out", str(disk / "site"))

        assert code == 3
        assert "No space left on device" in said
        assert files(disk / "site") == old
        assert [path.name for path in disk.iterdir()] == ["site"]


def test_a_disk_that_cannot_be_written_to(project: Path) -> None:
    """Exit 3, and the old site can still be read; neither is the mount replaced."""
    disk = project / "disk"
    with small_disk(disk, size_of(project / "site") * 3):
        shutil.copytree(project / "site", disk / "site")
        old = files(disk / "site")
        assert build_here(project, "--out", str(disk))[0] == 2
        subprocess.run(["mount", "-o", "remount,ro", disk], check=True)

        code, said = build_here(project, "--out", str(disk / "site"))

        assert code == 3
        assert "Read-only file system" in said
        assert files(disk / "site") == old


def test_read_only_input_is_no_fault(project: Path) -> None:
    """Nothing is written where the YAML lies; the site may go elsewhere."""
    disk = project / "disk"
    with small_disk(disk, 1_000_000):
        shutil.copytree(project / "audits", disk / "audits")
        subprocess.run(["mount", "-o", "remount,ro", disk], check=True)

        code, said = build_here(disk, "--out", str(project / "public"))

    assert code == 0, said
    assert files(project / "public") == files(project / "site")


@pytest.mark.parametrize("kind", ["link", "pipe", "device", "folder"])
@pytest.mark.parametrize("name", ["shop.yaml", "2026-09-15.yaml", "tasks.yaml"])
def test_what_is_no_file_is_refused_when_it_is_opened(
    project: Path, tmp_path: Path, name: str, kind: str
) -> None:
    """Exit 1 at once, with the name: no link is followed, no pipe waited for."""
    path = project / "audits/shops/demo" / name
    old = files(project / "site")
    if path.exists():
        path.rename(tmp_path / name)
    if kind == "link":
        (tmp_path / name).touch()
        path.symlink_to(tmp_path / name)
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "device":
        try:
            os.mknod(path, stat.S_IFCHR | 0o600, os.makedev(1, 5))
        except PermissionError:
            pytest.skip("the right to make a device is missing: run the tests as root")
    else:
        path.mkdir()

    code, said = build_here(project)

    assert code == 1
    assert f"audits/shops/demo/{name}:1:1: error[E017]" in said
    assert files(project / "site") == old


@pytest.mark.parametrize(
    ("where", "name"),
    [
        *(("--out", name) for name in ("link", "docs/x", "foreign", "audits/x", ".")),
        *(("mkdocs.yml", name) for name in ("link", "docs/x", "foreign", "file", ".")),
    ],
)
def test_what_is_no_site_of_ours_is_never_touched(
    project: Path, where: str, name: str
) -> None:
    """Exit 2 (1 where MkDocs refuses its own settings), and not a byte changes."""
    (project / "file").touch()
    (project / "link").symlink_to("site")
    (project / "docs").mkdir()
    shutil.copytree(project / "site", project / "foreign")
    (project / "foreign" / SITE_MARKER).unlink()
    settings = "site_name: x\ntheme: {name: material, font: false}\n"
    if where == "mkdocs.yml":
        settings += f"site_dir: '{name}'\n"
    (project / "mkdocs.yml").write_text(settings, encoding="utf-8")
    before = files(project)

    words = ("--out", str(project / name)) if where == "--out" else ()
    code, said = build_here(project, *words)

    assert code in ((2,) if where == "--out" else (1, 2)), said
    assert files(project) == before
    assert (project / "link").is_symlink()


@pytest.mark.parametrize(
    "changed",
    [
        {"HOME": None, "TZ": "Pacific/Kiritimati", "USER": None},
        {"HOME": "/nowhere/at/all", "TMPDIR": "/nowhere/at/all"},
        {"LANG": "C", "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
    ],
    ids=["no HOME", "wrong HOME", "LANG=C"],
)
def test_a_poor_environment_gives_the_same_site(
    project: Path, changed: dict[str, str | None]
) -> None:
    """Neither home nor locale nor time zone enter a site."""
    env = {
        key: value
        for key, value in {**ENVIRONMENT, **changed}.items()
        if value is not None
    }
    old = files(project / "site")
    shutil.rmtree(project / "site")

    code, said = build(project, env=env)

    assert code == 0, said
    assert files(project / "site") == old


@pytest.mark.parametrize("closing", ["2>&1 | head -c 1", ">&- 2>&-"])
def test_nobody_listens(project: Path, closing: str) -> None:
    """A reader that goes away, or closed streams, stop no build."""
    rewrite(project, "Silent", "Mute")
    command = f"'{sys.executable}' -m generator build {closing}"
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {command}"],
        cwd=project,
        env=ENVIRONMENT,
        capture_output=True,
        check=False,
        timeout=PATIENCE,
    )

    assert done.returncode == 0
    assert b"Traceback" not in done.stdout + done.stderr
    assert b"Mute" in b"".join(files(project / "site").values())


def test_ctrl_c_removes_what_was_begun(project: Path) -> None:
    """Interrupted while pages are written: exit 130, only the old site is there."""
    old = files(project / "site")
    rewrite(project, "Silent", "Mute")
    with start_and_send(project, "SIGINT") as process:
        _, said = process.communicate(timeout=PATIENCE)

    assert process.returncode == 130
    assert b"Traceback" not in said
    assert files(project / "site") == old
    assert sorted(path.name for path in project.iterdir()) == ["audits", "site"]


def test_a_broken_link_is_found_before_anybody_else_does(project: Path) -> None:
    """A hand-written page that leads nowhere or asks another host: exit 1, as before."""
    pages = project / "docs"
    pages.mkdir()
    (project / "mkdocs.yml").write_text(
        "site_name: x\ntheme: {name: material, font: false}\n"
        "use_directory_urls: false\nplugins: [search, cx-audit]\n",
        encoding="utf-8",
    )
    (pages / "note.md").write_text(
        '# Note\n\n<a href="gone.html">x</a> ![x](https://x.example/a.png)\n', "utf-8"
    )
    old = files(project / "site")

    code, said = build_here(project)

    assert code == 1
    assert "gone.html does not exist: note.html leads there" in said
    assert "note.html asks another host: https://x.example/a.png" in said
    assert files(project / "site") == old


def packages_without(folder: Path, name: str) -> Path:
    """Return a path with every installed package but those whose name begins so."""
    folder.mkdir()
    for place in {Path(one) for one in sys.path if Path(one).name == "site-packages"}:
        for path in place.iterdir():
            taken = (folder / path.name).exists()
            if not path.name.lower().replace("-", "_").startswith(name) and not taken:
                (folder / path.name).symlink_to(path)
    return folder


@pytest.mark.parametrize(
    ("prefix", "name"),
    [("mkdocs", "mkdocs"), ("material", ""), ("mkdocs_material", "mkdocs-material")],
)
def test_a_missing_engine_is_told(
    project: Path, tmp_path: Path, prefix: str, name: str
) -> None:
    """Without MkDocs or Material: exit 3, a line with the cure, the old site stays."""
    packages = packages_without(tmp_path / "packages", prefix)
    old = files(project / "site")
    done = subprocess.run(
        [sys.executable, "-S", "-m", "generator", "build"],
        cwd=project,
        env={**ENVIRONMENT, "PYTHONPATH": module_path(packages)},
        capture_output=True,
        check=False,
        timeout=PATIENCE,
    )
    said = done.stderr.decode()

    assert done.returncode == 3, said
    assert f"{name or 'mkdocs-material'} is not installed" in said
    assert "install cx-audit again" in said
    assert "Traceback" not in said
    assert files(project / "site") == old


@pytest.mark.parametrize(
    ("name", "version"),
    [("mkdocs", "2.0.0"), ("mkdocs", "1.5.3"), ("mkdocs-material", "10.0.0b1")],
)
def test_a_wrong_version_of_the_engine_is_told(
    project: Path, tmp_path: Path, name: str, version: str
) -> None:
    """Too old or too new: exit 3, both versions are named, the old site stays."""
    info = tmp_path / f"{name.replace('-', '_')}-{version}.dist-info"
    info.mkdir()
    said = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
    (info / "METADATA").write_text(said, encoding="utf-8")
    old = files(project / "site")

    env = {**ENVIRONMENT, "PYTHONPATH": module_path(tmp_path)}
    code, told = build(project, env=env)

    assert code == 3
    assert (
        f"{name} {version} is installed, but the site needs {NEEDED[name][1]}" in told
    )
    assert files(project / "site") == old


def test_the_versions_asked_for_are_those_of_the_package() -> None:
    """What the command checks is what pyproject.toml promises."""
    data = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

    for name, (package, least, below) in NEEDED.items():
        assert f"{name}>={least},<{below}" in data["project"]["dependencies"]
        assert name in metadata.packages_distributions()[package]


@pytest.mark.parametrize(
    ("epoch", "code"),
    [("0", 0), ("4294967295", 0), ("4294967296", 2), ("-1", 2), ("now", 2)],
)
def test_a_clock_set_back_is_no_fault(project: Path, epoch: str, code: int) -> None:
    """The first second of 1970 is a day like others; what is no time is refused."""
    old = files(project / "site")

    ended, said = build_here(project, epoch=epoch)

    assert ended == code, said
    assert "SOURCE_DATE_EPOCH" in said or code == 0
    assert code == 0 or files(project / "site") == old


@pytest.mark.parametrize("audience", ["client", "internal"])
def test_a_build_can_be_repeated_anywhere(tmp_path: Path, audience: str) -> None:
    """Two folders, two time zones, two hash seeds: the same bytes, and no trace.

    Neither the folder nor the user nor the machine is named, in archives either.
    """
    sites = []
    for folder, zone, seed in (("one", "UTC", "1"), ("two/deeper", "Asia/Tokyo", "2")):
        project = write_project(tmp_path / folder / "secret-place", "demo")
        env = {**ENVIRONMENT, "TZ": zone, "PYTHONHASHSEED": seed, "USER": "somebody-x"}
        assert build(project, "--audience", audience, env=env)[0] == 0
        sites.append(files(project / "site"))
    one, two = sites

    assert one == two
    traces = [
        str(tmp_path),
        "secret-place",
        str(ROOT),
        str(Path(mkdocs.__file__).parent.parent),
        "somebody-x",
        ".site.cx-audit-",
        *re.findall(r"^(?=.*[0-9-]).{5,}$", socket.gethostname()),  # no mere word
    ]
    for name, data in one.items():
        plain = data + (gzip.decompress(data) if name.endswith(".gz") else b"")
        assert not [trace for trace in traces if trace.encode() in plain], name
    assert json.loads(one[SITE_MARKER])["generator"] == "cx-audit"
