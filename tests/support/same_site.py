"""Compare the sample sites of another commit with those of the files here, byte for byte.

`make same-site BASE=main` builds the site of both audiences from both. Pages
written by hand (docs/), and what search knows of them, may differ: they speak of the
program, and change with it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

from repository import ROOT

EDITIONS = {
    "internal": ("--audience", "internal"),
    "client": ("--audience", "client", "--shop", "lumen"),
}
EPOCH = "1793577600"
"""2 November 2026: the day on which the sample stands still."""

Site = Mapping[str, bytes]


def main(base: str) -> int:
    """Print each file that differs; return 1 when there is one."""
    with tempfile.TemporaryDirectory() as folder:
        before = Path(folder, "before")
        archive = subprocess.run(
            ["git", "archive", base], cwd=ROOT, capture_output=True, check=True
        ).stdout
        with tarfile.open(fileobj=BytesIO(archive)) as files:
            files.extractall(before, filter="data")
        pairs = {
            name: [
                _built(root, words, Path(folder, f"{root.name}-{name}"))
                for root in (before, ROOT)
            ]
            for name, words in EDITIONS.items()
        }
    count = sum(len(new) for _, new in pairs.values())
    differing = [
        f"{name}: {path}"
        for name, (old, new) in pairs.items()
        for path in sorted(old.keys() | new.keys())
        if old.get(path) != new.get(path)
    ]
    for line in differing:
        print(line)
    print(f"{len(differing)} of {count} files differ from {base}")
    return 1 if differing else 0


def _built(root: Path, words: tuple[str, ...], out: Path) -> Site:
    """Return the site that the program in `root` makes of its own sample."""
    subprocess.run(
        [sys.executable, "-m", "generator", "build", *words, "--out", str(out)],
        cwd=root,
        # Before the path of an editable install, so that each builds with its own.
        env={**os.environ, "PYTHONPATH": str(root), "SOURCE_DATE_EPOCH": EPOCH},
        stderr=subprocess.DEVNULL,
        check=True,
    )
    written = {
        path.relative_to(root / "docs").with_suffix(".html").as_posix()
        for path in (root / "docs").rglob("*.md")
    }
    site = {}
    for path in sorted(out.rglob("*")):
        name = path.relative_to(out).as_posix()
        if path.is_file() and name not in written:
            data = path.read_bytes()
            index = name.startswith("search/search_index.")
            site[name] = _without(written, data) if index else data
    return site


def _without(written: set[str], index: bytes) -> bytes:
    """Return a search index without the entries of pages written by hand."""
    start, end = index.index(b"{"), index.rindex(b"}") + 1
    found = json.loads(index[start:end])
    found["docs"] = [
        entry
        for entry in found["docs"]
        if entry["location"].partition("#")[0] not in written
    ]
    return index[:start] + json.dumps(found).encode() + index[end:]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
