"""Replaces a small site again and again, killed one step later each time.

Run as `python killed_swaps.py FOLDER PLATFORM`; prints a JSON list with a line for each
kill: what stood in the place of the site right after, and after the next run.
"""

from __future__ import annotations

import ctypes  # noqa: F401 - so that its own reading is no step of ours
import json
import os
import shutil
import signal
import sys
from pathlib import Path

from generator.deploy.swap import fresh_site, publish
from generator.files.lock import locked

STEPS = {
    "ctypes.dlsym",
    "open",
    "os.chmod",
    "os.listdir",
    "os.mkdir",
    "os.remove",
    "os.rename",
    "os.rmdir",
    "os.scandir",
}
NAMES = ("a.html", "b.html", "c/d.html")


def write_site(folder: Path, word: str) -> None:
    """Write a site of a few files that all say `word`."""
    for name in NAMES:
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(word, encoding="utf-8")


def said(target: Path) -> list[str]:
    """Return what the files of a site say, each word once; a missing one says ""."""
    texts = {
        (target / name).read_text("utf-8") if (target / name).is_file() else ""
        for name in NAMES
    }
    return sorted(texts)


def replace(target: Path, word: str) -> None:
    """Publish a site that says `word`."""
    with locked(target, "now"), fresh_site(target) as fresh:
        write_site(fresh, word)
        publish(fresh, target, audience="client")


def replace_and_die(target: Path, step: int) -> None:
    """Publish, but die by SIGKILL just before the given step; never returns."""
    seen = 0

    def count(event: str, _: object) -> None:
        nonlocal seen
        if event in STEPS:
            seen += 1
            if seen == step:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)
    replace(target, "new")
    os._exit(0)


def main(folder: Path) -> list[dict[str, list[str]]]:
    """Kill at every step there is; return what was found after each."""
    found = []
    target = folder / "site"
    for step in range(1, 1_000):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        replace(target, "old")
        child = os.fork()
        if not child:
            replace_and_die(target, step)
        _, status = os.waitpid(child, 0)
        if not os.WIFSIGNALED(status):
            return found
        after = said(target)
        with locked(target, "now"), fresh_site(target):
            healed = said(target)
        left = sorted(path.name for path in folder.iterdir())
        found.append({"after": after, "healed": healed, "left": left})
    return found


if __name__ == "__main__":
    sys.platform = sys.argv[2]
    print(json.dumps(main(Path(sys.argv[1]))))  # noqa: T201 - it is a command
