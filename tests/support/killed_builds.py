"""Builds a site again and again, killed a little further on its way each time.

Run as `python killed_builds.py PROJECT OTHER KILLS`, where OTHER is what the site of the
changed project would be. Prints a JSON list with a line for each kill: before which step
of how many it was, and whose bytes stood in the place of the site right after.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path

from signalled_build import Steps

from generator.cli.main_command import main as program

Files = dict[str, bytes]


def files(folder: Path) -> Files:
    """Return every file of a folder, by its path in it, with its bytes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def rewrite(project: Path, old: str, new: str) -> None:
    """Change a word in the note of the only audit."""
    path = project / "audits/shops/demo/2026-09-15.yaml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def build() -> None:
    """Build the site of the current folder."""
    try:
        program(["build"], prog_name="cx-audit")
    except SystemExit as ended:
        if ended.code:
            raise


def main(project: Path, other: Path, kills: int) -> list[dict[str, object]]:
    """Kill at so many moments, an equal number of steps apart; return what was found."""
    os.chdir(project)
    old, new = files(project / "site"), files(other)
    last = 0

    def before(step: int, _: str) -> None:
        if step == last:
            os.kill(os.getpid(), signal.SIGKILL)

    steps = Steps(before)
    build()
    number, steps.seen = steps.seen, 0
    rewrite(project, "Silent", "Mute")
    found: list[dict[str, object]] = []
    for kill in range(kills):
        last = 1 + number * (2 * kill + 1) // (2 * kills)
        child = os.fork()
        if not child:
            build()
            os._exit(0)
        _, status = os.waitpid(child, 0)
        site = files(project / "site")
        found.append(
            {
                "step": last,
                "of": number,
                "killed": os.WIFSIGNALED(status),
                "site": "old" if site == old else "new" if site == new else "neither",
            }
        )
    return found


if __name__ == "__main__":
    told = main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
    print(json.dumps(told))  # noqa: T201 - it is a command
