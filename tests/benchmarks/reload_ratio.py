"""What `serve` takes after one changed answer, against a full build and Markdown.

The sample shop is copied several times. Each site is built in a process of its own, as
`mkdocs serve` does it: the plugins live on, the configuration is read again, and every
page gets its theme again. The Markdown twin has all pages of the site, and changes a
word of one.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.site_ratio import as_markdown, audit_site, markdown_site

COPIES = 8
ROUNDS = 3

SERVE = """\
import gc, sys, time
from pathlib import Path
from mkdocs.commands import build
from mkdocs.config import load_config
config, changed, old, new, rounds = sys.argv[1:]
def once(command="serve"):
    began = time.process_time()
    made = load_config(config)
    made.plugins.on_startup(command=command, dirty=False)
    build.build(made, serve_url="http://127.0.0.1:8000/")
    return time.process_time() - began
first = once("build")
once()
again = []
for number in range(int(rounds)):
    path = Path(changed)
    text = path.read_text(encoding="utf-8")
    words = (old, new) if old in text else (new, old)
    assert words[0] in text
    path.write_text(text.replace(*words, 1), encoding="utf-8")
    again.append(once())
print(first, min(again))
"""


def _served(folder: Path, changed: Path, old: str, new: str) -> tuple[float, float]:
    """Return the processor seconds of the first build, and of one after a change."""
    done = subprocess.run(
        [
            *(sys.executable, "-c", SERVE, str(folder / "mkdocs.yml")),
            *(str(changed), old, new, str(ROUNDS)),
        ],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )
    first, again = map(float, done.stdout.split()[-2:])
    return first, again


def measure(copies: int = COPIES) -> dict[str, float]:
    """Return both ratios, and the seconds they are made of."""
    with tempfile.TemporaryDirectory() as name:
        ours, twin = Path(name) / "ours", Path(name) / "twin"
        audit_site(ours, copies)
        answers = ours / "audits" / "shops" / "shop-0" / "2026-09-15.yaml"
        full, again = _served(ours, answers, "value: 3", "value: 2")
        markdown_site(twin, 1, as_markdown(ours / "site", "*/**/*.html"))
        page = next((twin / "docs" / "shop-0").glob("*-plan.md"))
        _, markdown = _served(twin, page, "a", "b")
    return {
        "full build, s": full,
        "after one changed answer, s": again,
        "the same as Markdown, s": markdown,
        "after a change / full build": again / full,
        "after a change / as Markdown": again / markdown,
    }


if __name__ == "__main__":
    print(json.dumps(measure(), indent=1))
