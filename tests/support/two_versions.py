"""A project with two versions of a definition on disk, and an audit of each."""

from __future__ import annotations

import json
from pathlib import Path

import tiny_project as tiny

ROOM = "audits/definitions/tiny"
OLD, NEW = "2026-03-16", "2026-09-15"


def write_two_versions(root: Path) -> Path:
    """Write them: 1.1.0 renames one of two criteria and weighs the other double.

    Both audits answer that the door opens; the bell, which rang, became a voice.
    """
    tiny.write_project(root, "lumen")
    frozen = root / f"{ROOM}@1.0.0"
    for path in sorted((root / ROOM).rglob("*.yaml")):
        copy = frozen / path.relative_to(root / ROOM)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
    main, door = root / ROOM / "audit.yaml", root / ROOM / "visit/door.yaml"
    tiny.write(main, {**json.loads(main.read_text("utf-8")), "version": "1.1.0"})
    file = json.loads(door.read_text("utf-8"))
    bell, opens = file["criteria"]
    bell["id"], opens["weight"] = "voice-answers", 5
    retired = {"id": "bell-rings", "since": "1.1.0", "replaced_by": "voice-answers"}
    tiny.write(door, {**file, "retired": [retired]})
    answers = {"bell-rings": {"value": "yes", "note": "Loud"}, "door-opens": "no"}
    write_audit(root, OLD, "1.0.0", answers)
    write_audit(root, NEW, "1.1.0", {"voice-answers": "yes", "door-opens": "yes"})
    return root


def write_audit(root: Path, day: str, version: str, answers: object) -> None:
    """Write an audit of Lumen that names that version."""
    tiny.write(
        root / f"audits/shops/lumen/{day}.yaml",
        {"definition": f"tiny@{version}", "auditors": ["A. Nowak"], "answers": answers},
    )
