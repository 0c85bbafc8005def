"""A site is replaced whole, under a lock, whatever happens on the way."""

from __future__ import annotations

import json
import os
import re
import signal
import stat
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import pytest
from child_process import PATIENCE, module_path, started
from killed_swaps import replace, said, write_site
from repository import ROOT

from generator.deploy import swap
from generator.deploy.swap import clean_up, fresh_site, publish
from generator.files.lock import LockedError, lock_path, locked
from generator.files.place import PlaceError

pytestmark = pytest.mark.fault

SUPPORT = ROOT / "tests/support"
ENVIRONMENT = {
    **os.environ,
    "PYTHONPATH": module_path(SUPPORT),
}
HOLD = """
import sys
from pathlib import Path
from generator.files.lock import locked
with locked(Path(sys.argv[1]), "2026-09-15T10:00:00+00:00"):
    print("held", flush=True)
    sys.stdin.read()
"""
TAKE_TURNS = """
import sys
from pathlib import Path
from generator.files.lock import LockedError, locked
target, alone, turns = Path(sys.argv[1]), Path(sys.argv[2]), 0
while turns < 50:
    try:
        with locked(target, "now"):
            alone.mkdir()
            turns += 1
            alone.rmdir()
    except LockedError:
        pass
"""


def entries(folder: Path) -> list[str]:
    """Return the names in a folder, sorted."""
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def holder(tmp_path: Path):
    """Return a process that holds the lock of `tmp_path/site`."""
    with started(
        *(sys.executable, "-c", HOLD, tmp_path / "site"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=ENVIRONMENT,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"held\n"
        yield process


def test_a_first_site_comes_into_an_empty_place(tmp_path: Path) -> None:
    """Neither a folder nor anything else has to be there; nothing else is left."""
    replace(tmp_path / "site", "new")
    (tmp_path / "empty").mkdir()
    replace(tmp_path / "empty", "new")

    assert said(tmp_path / "site") == said(tmp_path / "empty") == ["new"]
    assert entries(tmp_path) == ["empty", "site"]


@pytest.mark.parametrize("platform", ["linux", "another"])
def test_a_kill_at_any_step_leaves_a_whole_site(
    tmp_path: Path, platform: str, figure: Callable[..., None]
) -> None:
    """Before each step of the file system SIGKILL finds the old site or the new one.

    Where two names cannot be exchanged there is one moment without a site, and the
    next run brings the old one back.
    """
    done = subprocess.run(
        [sys.executable, SUPPORT / "killed_swaps.py", tmp_path / "x", platform],
        capture_output=True,
        check=True,
        env=ENVIRONMENT,
    )
    kills = json.loads(done.stdout)
    missing = [one for one in kills if one["after"] == [""]]

    figure("kills", steps=len(kills))
    assert len(kills) > 20
    assert {tuple(one["healed"]) for one in kills} == {("old",), ("new",)}
    assert all(one["after"] in (["old"], ["new"], [""]) for one in kills)
    assert len(missing) <= (0 if platform == "linux" else 1)
    assert all(one["healed"] == ["old"] for one in missing)
    assert all(one["left"] == ["site"] for one in kills)


def test_a_reader_never_meets_a_missing_or_a_mixed_site(
    tmp_path: Path, figure: Callable[..., None]
) -> None:
    """While the site is replaced a hundred times, every reading finds one whole."""
    target = tmp_path / "site"
    replace(target, "0")
    finished = threading.Event()
    missing, mixed, readings = [], [], 0

    def read() -> None:
        nonlocal readings
        while not finished.is_set() or not readings:
            try:
                one, other, again = (
                    (target / name).read_text("utf-8")
                    for name in ("a.html", "b.html", "a.html")
                )
            except FileNotFoundError as error:
                missing.append(error)
                continue
            readings += 1
            if one == again != other:
                mixed.append((one, other))

    reader = threading.Thread(target=read)
    reader.start()
    try:
        for number in range(100):
            replace(target, str(number))
    finally:
        finished.set()
        reader.join()

    figure("readings", readings=readings, swaps=100)
    assert readings
    assert not missing
    assert not mixed


def test_a_site_that_was_closed_to_others_stays_closed(tmp_path: Path) -> None:
    """The new folder has the permissions of the old one."""
    target = tmp_path / "site"
    replace(target, "old")
    target.chmod(0o700)

    replace(target, "new")

    assert stat.S_IMODE(target.stat().st_mode) == 0o700


def test_an_error_while_the_site_is_made_leaves_the_old_one(tmp_path: Path) -> None:
    """What was begun is removed, whatever ends it."""
    target = tmp_path / "site"
    replace(target, "old")

    def interrupted() -> None:
        with fresh_site(target) as fresh:
            write_site(fresh, "half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()

    assert said(target) == ["old"]
    assert entries(tmp_path) == ["site"]


def test_two_renames_take_back_the_first_when_the_second_fails(tmp_path: Path) -> None:
    """Without an exchange of names the old site comes back at once."""
    target = tmp_path / "site"
    replace(target, "old")

    with pytest.raises(FileNotFoundError):
        swap._rename_both(tmp_path / "gone", target)

    assert said(target) == ["old"]
    assert entries(tmp_path) == ["site"]


def test_only_names_of_ours_are_cleaned_up(tmp_path: Path) -> None:
    """Other hidden folders stay, and what a link of that name leads to as well."""
    target = tmp_path / "site"
    ours = tmp_path / ".site.cx-audit-0123abcd"
    others = [
        ".site.cx-audit-mine",
        ".site2.cx-audit-0123abcd",
        "site.cx-audit-0123abcd",
    ]
    for folder in (ours, tmp_path / "kept", *(tmp_path / name for name in others)):
        folder.mkdir()
        (folder / "file").touch()
    (tmp_path / ".site.cx-audit-ffffffff").symlink_to(tmp_path / "kept")

    clean_up(target)

    assert not ours.exists()
    for folder in (tmp_path / "kept", *(tmp_path / name for name in others)):
        assert entries(folder) == ["file"]


def test_a_site_put_aside_gives_way_to_the_one_in_place(tmp_path: Path) -> None:
    """What a run left that died right after its second rename is removed."""
    target = tmp_path / "site"
    replace(target, "new")
    (tmp_path / ".site.cx-audit-old").mkdir()

    clean_up(target)

    assert said(target) == ["new"]
    assert entries(tmp_path) == ["site"]


def test_a_site_in_use_elsewhere_can_still_be_replaced(tmp_path: Path) -> None:
    """A server that has a file open reads it to its end."""
    target = tmp_path / "site"
    replace(target, "old")

    with (target / "a.html").open(encoding="utf-8") as file:
        replace(target, "new")
        assert file.read() == "old"


def test_a_lock_of_a_living_process_names_it(
    tmp_path: Path, holder: subprocess.Popen[bytes]
) -> None:
    """Whoever comes second is told at once who is at work and since when."""
    told = f"locked by pid {holder.pid} on .+ since 2026-09-15T10:00:00"

    with pytest.raises(LockedError, match=told), locked(tmp_path / "site", "now"):
        pass


def test_a_lock_of_a_dead_process_is_taken_over(
    tmp_path: Path, holder: subprocess.Popen[bytes]
) -> None:
    """After SIGKILL its file lies there still, and keeps nobody out."""
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    assert lock_path(tmp_path / "site").is_file()

    with locked(tmp_path / "site", "now"):
        owner = json.loads(lock_path(tmp_path / "site").read_text("utf-8"))
        assert owner["pid"] == os.getpid()
    assert entries(tmp_path) == []


@pytest.mark.parametrize(
    "content", ["", "{", '{"pid": [', '{"pid": 1}', "\x00" * 5_000]
)
def test_a_lock_with_nonsense_in_it_is_a_lock(tmp_path: Path, content: str) -> None:
    """What the file says decides nothing: a free one is taken, a held one is told."""
    path = lock_path(tmp_path / "site")
    path.write_text(content, encoding="utf-8")

    with locked(tmp_path / "site", "now"):
        path.write_text(content, encoding="utf-8")
        with pytest.raises(LockedError, match=re.escape(str(path))):
            locked(tmp_path / "site", "now").__enter__()


@pytest.mark.parametrize("kind", ["link", "dangling", "pipe", "folder"])
def test_a_lock_that_is_no_file_is_refused(tmp_path: Path, kind: str) -> None:
    """A link is not followed, a pipe does not make a build wait for ever."""
    path, other = lock_path(tmp_path / "site"), tmp_path / "other"
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    else:
        if kind == "link":
            other.write_text("kept", encoding="utf-8")
        path.symlink_to(other)

    with (
        pytest.raises((OSError, PlaceError), match=re.escape(str(path))),
        locked(tmp_path / "site", "now"),
    ):
        pass
    assert other.exists() == (kind == "link")
    assert kind != "link" or other.read_text("utf-8") == "kept"


def test_of_many_at_once_one_works_at_a_time(tmp_path: Path) -> None:
    """Four processes that come and go never hold the lock together."""
    words = (sys.executable, "-c", TAKE_TURNS, tmp_path / "site", tmp_path / "alone")
    with ExitStack() as stack:
        processes = [
            stack.enter_context(started(*words, env=ENVIRONMENT)) for _ in range(4)
        ]
        ended = [process.wait(timeout=PATIENCE) for process in processes]

    assert ended == [0] * 4
    assert entries(tmp_path) == []


def test_publishing_marks_the_site(tmp_path: Path) -> None:
    """The marker names the generator, its version and what it made."""
    with fresh_site(tmp_path / "site") as fresh:
        write_site(fresh, "new")
        publish(fresh, tmp_path / "site", audience="client")
    marker = json.loads((tmp_path / "site/.cx-audit-site").read_text("utf-8"))

    assert marker["generator"] == "cx-audit"
    assert re.fullmatch(r"\d+\.\d+\.\d+.*", marker["version"])
    assert marker["made"] == ["a.html", "b.html", "c"]
