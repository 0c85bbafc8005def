"""Hostile files by name: what is put where, and the code that must be told.

Run as a program it puts each of them into a copy of the project named, lets `check`
loose on it, and `build` on one of each code or on all, each in a process of its own, and prints
what came of it as JSON.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import shutil
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import costly_pictures
from child_process import forked
from thoroughness import THOROUGH

SHOP = "audits/shops/demo/shop.yaml"
AUDIT = "audits/shops/demo/2026-09-15.yaml"
TASKS = "audits/shops/demo/tasks.yaml"
MAIN = "audits/definitions/tiny/audit.yaml"
POINT = "audits/definitions/tiny/before/newsletter.yaml"
EVIDENCE = "audits/shops/demo/evidence"

_GOOD = b"name: demo\nurl: https://d.example\n"
_HEAD = b"definition: tiny@1.0.0\nauditors: [A]\nanswers:\n"
_POINT = b"id: newsletter\nname: x\ncriteria: ["


@dataclass(frozen=True, kw_only=True)
class Hostile:
    """A file to be written, or a link to be made, and what must be told of it.

    `line` and `column` are where; 0: wherever.
    """

    code: str
    data: bytes = b""
    place: str = SHOP
    link: str = ""
    line: int = 0
    column: int = 0


def _answers(lines: bytes, code: str, **where: int) -> Hostile:
    return Hostile(code=code, data=_HEAD + lines, place=AUDIT, **where)


def _about(data: bytes, code: str, line: int = 3, column: int = 8) -> Hostile:
    whole = _GOOD + b"about: " + data
    return Hostile(code=code, data=whole, line=line, column=column)


def _keys(number: int) -> bytes:
    return b"".join(b"k%d: 1\n" % one for one in range(number))


HOSTILE = {
    # On tags, anchors, merge keys
    "apply": _about(b'!!python/object/apply:os.system ["touch pwned"]\n', "E013"),
    "name": _about(b"!!python/name:os.system x\n", "E013"),
    "own tag": _about(b"!foo bar\n", "E013"),
    "empty float": _about(b'!!float ""\n', "E013"),
    "alias bomb": Hostile(
        code="E012",
        data=b"a: &a [x]\n" + b"b: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\n" * 9,
        line=1,
        column=4,
    ),
    "merge bomb": Hostile(
        code="E012",
        data=b"".join(
            b"a%d: &a%d {<<: [*a%d, *a%d]}\n" % (n + 1, n + 1, n, n) for n in range(24)
        ),
    ),
    "itself": _about(b"&x [*x]\n", "E012"),
    # On depth and size
    "brackets": Hostile(code="E006", data=b"[" * 10**5 + b"]" * 10**5, column=61),
    "braces": Hostile(code="E006", data=b"{a: " * 500),
    "dashes": Hostile(code="E006", data=b"- " * 10**5),
    "question marks": Hostile(code="E006", data=b"? " * 10**5),
    "20 MB": Hostile(code="E002", data=b"a: " + b"x" * 20_000_000, line=1, column=1),
    "20 MB of audit": Hostile(
        code="E002", data=b"a: " + b"x" * 20_000_000, line=1, column=1, place=AUDIT
    ),
    "100,001 values": _about(b"[" + b"1," * 10**5 + b"]", "E007", column=0),
    "one key": Hostile(code="E011", data=b"a: 1\n" * 40_000, line=2, column=1),
    "digits": _about(b"9" * 5_000 + b"\n", "E016"),
    "many digits": _about(b"9" * 900_000 + b"\n", "E016"),
    "an open quote": _about(b'"' + b"x\n" * 400_000, "E004"),
    # On bytes and characters
    "latin": _about(b"caf\xe9\n", "E001", column=11),
    "utf-16": Hostile(code="E001", data="name: d\n".encode("utf-16"), line=1, column=1),
    "utf-32": Hostile(code="E001", data="name: d\n".encode("utf-32"), line=1, column=1),
    "over-long": _about(b"\xc0\xaf\n", "E001"),
    "surrogate bytes": _about(b"\xed\xa0\x80\n", "E001"),
    "nul": _about(b"a\0b\n", "E003", column=9),
    "next line": _about("a\x85b\n".encode(), "E003", column=9),
    "escape": _about(b"\x1b[2J\n", "E003"),
    "line separator": _about("a\u2028b\n".encode(), "E003", column=9),
    "lone return": _about(b"a\rb\n", "E003", column=9),
    "escaped nul": _about(b'"a\\0"\n', "E003"),
    "escaped surrogate": _about(b'"\\ud83d\\ude00"\n', "E004", column=11),
    "tab": Hostile(code="E005", data=b"a:\n\tb: 1\n", line=2, column=1),
    # On what two readers read in two ways
    "nan": _about(b".nan\n", "E015"),
    "infinity": _about(b"-.inf\n", "E015"),
    "beyond floats": _about(b"1e400\n", "E015"),
    "octal": _about(b"010\n", "E015"),
    "weight nan": Hostile(
        code="E015", data=b"id: tiny\ncoverage_needed: .nan\n", place=MAIN, line=2
    ),
    # On documents
    "two documents": Hostile(code="E008", data=b"a: 1\n---\nb: 1\n", line=2),
    "a version to come": Hostile(code="E004", data=b"%YAML 3.0\n---\na: 1\n"),
    "empty": Hostile(code="E009"),
    "comments": Hostile(code="E009", data=b"# " + b"x" * 900_000),
    "a list": Hostile(code="E010", data=b"- a\n"),
    # On keys and ids
    "twice": Hostile(code="E011", data=b"name: a\nname: b\n", line=2, column=1),
    "list as a key": Hostile(code="E014", data=b"? [a]\n: b\n"),
    "other case": _answers(b"  Search-quality: 3\n", "E302", line=4, column=3),
    "composed": _answers("  caf\u00e9: 3\n".encode(), "E302", line=4, column=3),
    "decomposed": _answers("  cafe\u0301: 3\n".encode(), "E302", line=4, column=3),
    "cyrillic": _answers(
        "  se\u0430rch-quality: 3\n".encode(), "E302", line=4, column=3
    ),
    "turned id": _answers(
        "  search\u202e-quality: 3\n".encode(), "E302", line=4, column=3
    ),
    "cyrillic in a definition": Hostile(
        code="E105",
        data="id: newsl\u0435tter\n".encode(),
        place=POINT,
        line=1,
        column=5,
    ),
    "upper case in a definition": Hostile(
        code="E105", data=b"id: Newsletter\n", place=POINT, line=1, column=5
    ),
    "device as an id": Hostile(code="E105", data=b"id: con\n", place=POINT),
    "path as an id": Hostile(code="E105", data=b"id: ../x\n", place=POINT),
    "long id": Hostile(code="E105", data=b"id: " + b"a" * 18_000, place=POINT),
    # On advice about characters
    "turned text": _about("a \u202eb\n".encode(), "W410", column=10),
    "isolated text": _about("a \u2067b\n".encode(), "W410", column=10),
    "no width": _about("a\u200bb\n".encode(), "W410", column=9),
    "hidden tags": _about("a\U000e0041b\n".encode(), "W410", column=9),
    "all turned": _about(b'"' + "\u202e\n  ".encode() * 900 + b'"\n', "W410", column=9),
    "two alphabets": _about("p\u0430yment\n".encode(), "W411"),
    "one long word": _about(b"a" * 14_000 + "\u0430".encode() * 5_000, "W411"),
    # On texts that cost those who show them
    "a long text": _about(b"word " * 4_001, "E019"),
    "a text of a megabyte": _about(b"a" * 990_000, "E019"),
    "a text of lines": _about(b"|\n" + b"  a\n" * 1_001, "E019"),
    "a text of emphases": _about(b"'" + b"*_" * 501 + b"'\n", "E019"),
    "a text of quotes": _about(b"'" + b">" * 21 + b" a'\n", "E019"),
    "a text of lists": _about(b"'" + b"- " * 21 + b"a'\n", "E019"),
    "a text of indents": _about(
        b"|\n" + b"".join(b"  " + b"  " * n + b"- a\n" for n in range(22)), "E019"
    ),
    "a text of numbered lists": _about(b"'" + b"1) " * 21 + b"a'\n", "E019"),
    "many texts of lines": _answers(
        b"".join(
            b"  c%d: {value: 1, note: '%s'}\n" % (n, b"- a\\n" * 999) for n in range(12)
        ),
        "E302",
    ),
    "a long id": Hostile(code="E019", data=b"id: " + b"a-" * 450_000, place=POINT),
    "a long key": Hostile(code="E018", data=b"a-" * 60 + b": 1\n" + _keys(49_000)),
    "a long address": Hostile(
        code="E019", data=b'name: a\nurl: "https://' + b"a/" * 450_000 + b'"\n'
    ),
    # On names of files
    "audit in capitals": Hostile(
        code="E310", data=_HEAD, place="audits/shops/demo/2026-09-15.YAML", line=1
    ),
    "audit called con": Hostile(
        code="E310", data=_HEAD, place="audits/shops/demo/con.yaml"
    ),
    "name that is no utf-8": Hostile(
        code="E310", data=_HEAD, place="audits/shops/demo/\udcff.yaml"
    ),
    "name with a line break": Hostile(
        code="E310", data=_HEAD, place="audits/shops/demo/a\nb: error.yaml"
    ),
    "shop in capitals": Hostile(
        code="E310", data=_GOOD, place="audits/shops/Demo/shop.yaml"
    ),
    "shop called nul": Hostile(
        code="E310", data=_GOOD, place="audits/shops/nul/shop.yaml"
    ),
    "definition in capitals": Hostile(
        code="E101", data=b"x: 1\n", place="audits/definitions/Tiny/audit.yaml"
    ),
    "list in capitals": Hostile(
        code="E204", data=b"x: 1\n", place="audits/definitions/tiny/Sources.YAML"
    ),
    "evidence twins": Hostile(
        code="W412", data=b"\x89PNG", place=f"{EVIDENCE}/SEARCH.png", line=1
    ),
    "composed twins": Hostile(
        code="W412",
        data=b"\x89PNG",
        place=f"{EVIDENCE}/e\u0301.png",
        link=f"{EVIDENCE}/\u00e9.png",
    ),
    "evidence called aux": _answers(
        b"  answer-time: {value: 5, evidence: [aux.png]}\n", "E323", line=4, column=38
    ),
    "evidence with a dot": _answers(
        b"  answer-time: {value: 5, evidence: ['x.png.']}\n", "E323", line=4
    ),
    "evidence above": _answers(
        b"  answer-time: {value: 5, evidence: [../shop.yaml]}\n", "E323", line=4
    ),
    "evidence of another form": _answers(
        b"  answer-time: {value: 5, evidence: [SEARCH.PNG]}\n", "E322", line=4
    ),
    "audit that is a link": Hostile(
        code="E017", place="audits/shops/demo/2026-09-16.yaml", link="/etc/passwd"
    ),
    "link to nothing": Hostile(
        code="E017", place="audits/shops/demo/2026-09-16.yaml", link="nowhere"
    ),
    "link to an audit": Hostile(
        code="E017", place="audits/shops/demo/2026-09-16.yaml", link="2026-09-15.yaml"
    ),
    "shop that is a link": Hostile(code="E017", place="audits/shops/x", link="/etc"),
    "definition that is a link": Hostile(
        code="E017", place="audits/definitions/x", link="/"
    ),
    "audit that is a folder": Hostile(
        code="E017", place="audits/shops/demo/2026-09-16.yaml/x", data=b"x"
    ),
    "audit that is a device": Hostile(
        code="E017", place="audits/shops/demo/2026-09-16.yaml", link="/dev/zero"
    ),
    # On pictures; test_pictures has more
    "page as a picture": Hostile(
        code="E330", data=b"<svg onload=alert(1)>", place=f"{EVIDENCE}/search.png"
    ),
    "picture without an end": Hostile(
        code="E331", data=b"\x89PNG\r\n\x1a\n", place=f"{EVIDENCE}/search.png", line=22
    ),
    "50,000 squared": Hostile(
        code="E331",
        data=b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\xc3\x50\0\0\xc3\x50\x08\x02\0\0\0"
        b"\xf0\xf1\xf2\xf3",
        place=f"{EVIDENCE}/search.png",
        line=22,
        column=9,
    ),
    "picture of many scans": Hostile(
        code="E331",
        data=costly_pictures.scanned(6_300, 6_300, 1_000),
        place=f"{EVIDENCE}/search.png",
        line=22,
        column=9,
    ),
    "picture of too many codes": Hostile(
        code="E331",
        data=costly_pictures.grouped(1_024, 65_536),
        place=f"{EVIDENCE}/search.png",
        line=22,
        column=9,
    ),
    # On floods: each entry wrong
    "unknown keys": Hostile(code="E018", data=_keys(49_000)),
    "unknown keys of an audit": Hostile(code="E018", data=_keys(49_000), place=AUDIT),
    "unknown tasks": Hostile(code="E018", data=_keys(49_000), place=TASKS),
    "unknown criteria": _answers(
        b"".join(b"  c%d: 1\n" % n for n in range(49_000)), "E018"
    ),
    "unknown items": _answers(b"  product-facts: [" + b"x," * 90_000 + b"]\n", "E018"),
    "missing pictures": _answers(
        b"  answer-time: {value: 5, evidence: [" + b"x.png," * 90_000 + b"]}\n", "E018"
    ),
    "wrong evidence": _answers(
        b"  answer-time: {value: 5, evidence: [" + b"{q: 1}," * 30_000 + b"]}\n", "E018"
    ),
    "wrong auditors": Hostile(
        code="E018", data=b"auditors: [" + b"1," * 90_000 + b"]\n", place=AUDIT
    ),
    "wrong stages": Hostile(
        code="E018",
        data=b"stages: {" + b",".join(b"s%d: {}" % n for n in range(40_000)) + b"}\n",
        place=AUDIT,
    ),
    "wrong languages": Hostile(
        code="E018",
        data=b"name: {" + b",".join(b"l%d: 1" % n for n in range(45_000)) + b"}\n",
    ),
    "empty criteria": Hostile(
        code="E104", data=_POINT + b"{}," * 90_000 + b"]\n", place=POINT
    ),
    "criteria with nothing": Hostile(
        code="E018", data=_POINT + b"{}," * 2_000 + b"]\n", place=POINT
    ),
    "empty options": Hostile(
        code="E104",
        data=_POINT
        + (b"{answer: {type: choice, options: [" + b"{}," * 250 + b"]}},") * 300
        + b"]\n",
        place=POINT,
    ),
    "errors after good entries": Hostile(
        code="E018",
        data=b"stages: {"
        + b",".join(
            b"s%d: %s" % (n, b"{comment: x}" if n < 50 else b"{}")
            for n in range(40_000)
        )
        + b"}\n",
        place=AUDIT,
    ),
    "empty stages": Hostile(
        code="E104", data=b"stages: [" + b"{}," * 90_000 + b"]\n", place=MAIN
    ),
    "two ways each": _about(b"[" + b"0x1F," * 50_000 + b"]\n", "E018", column=0),
    "escapes each": _about(b"[" + b'"\\0",' * 90_000 + b"]\n", "E018", column=0),
    # On patterns
    "long address": Hostile(
        code="E325", data=b'name: a\nurl: "https://' + b"a/" * 9_000 + b'\\\\"\n'
    ),
    "long number in quotes": _answers(
        b'  answer-time: "' + b"1" * 19_000 + b'"\n', "E314"
    ),
    "long date": _answers(
        b'  answer-time: {value: 1, checked_on: "' + b"1" * 19_000 + b'"}\n', "E309"
    ),
    "long version": Hostile(
        code="E104", data=b'version: "' + b"1." * 9_000 + b'"\n', place=MAIN
    ),
}
"""Each is tried through `check`, and through `build` where it is an error."""


@dataclass(kw_only=True)
class Outcome:
    """What a command did: its exit code, seconds of processor time, megabytes."""

    code: int
    seconds: float
    megabytes: int
    output: str
    error: str
    changed: list[str]


def put(hostile: Hostile, project: Path) -> None:
    """Write the file, or make the link, into the project."""
    path = project / hostile.place
    path.parent.mkdir(parents=True, exist_ok=True)
    if hostile.link and hostile.data:
        path.write_bytes(hostile.data)
        (project / hostile.link).write_bytes(hostile.data)
    elif hostile.link:
        path.symlink_to(hostile.link)
    else:
        path.write_bytes(hostile.data)


def _state(project: Path) -> dict[str, int]:
    return {
        os.fsencode(path).decode("utf-8", "backslashreplace"): path.lstat().st_mtime_ns
        for path in project.rglob("*")
    }


def _run(words: list[str], project: Path) -> Outcome:
    """Run the command here; to be called in a process made for it."""
    from generator.cli.main_command import main  # noqa: PLC0415

    os.chdir(project)
    before, began = _state(project), time.process_time()
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            main(words)
        except SystemExit as error:
            code = error.code
    seconds = time.process_time() - began
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    peak = re.search(r"VmHWM:\s*(\d+)", status)
    after = _state(project)
    told: list[Any] = []
    for stream in (out, err):
        stream.flush()
        told.append(stream.buffer.getvalue().decode("utf-8"))
    return Outcome(
        code=code if isinstance(code, int) else 0,
        seconds=seconds,
        megabytes=int(peak[1]) // 1000 if peak else 0,
        output=told[0],
        error=told[1],
        changed=sorted(set(before.items()) ^ set(after.items()))[:3],
    )


def _apart(words: list[str], project: Path) -> dict[str, Any]:
    """Run the command in a copy of this process, so that its memory is its own."""
    found = forked(lambda: asdict(_run(words, project)))
    return dict(found) if found else {"code": -1}


def run_all(base: Path) -> dict[str, dict[str, Any]]:
    """Put each file into a copy of `base`; return what became of it, by door."""
    import generator.cli.commands.build  # noqa: PLC0415 - once, for all children
    import generator.cli.commands.check  # noqa: PLC0415
    import generator.project  # noqa: PLC0415
    import generator.publishing.assets.pictures  # noqa: PLC0415

    outcomes: dict[str, dict[str, Any]] = {}
    with tempfile.TemporaryDirectory() as folder:
        # The package's definition, which they share; what a file costs is measured.
        project = Path(folder) / "project"
        shutil.copytree(base, project)
        generator.project.Project(project).load()
    built = (
        HOSTILE
        if THOROUGH
        else {one.code: name for name, one in HOSTILE.items()}.values()
    )
    for name, hostile in HOSTILE.items():
        with tempfile.TemporaryDirectory() as folder:
            project = Path(folder) / "project"
            shutil.copytree(base, project)
            put(hostile, project)
            outcomes[name] = {"check": _apart(["check", "--format", "json"], project)}
            if name in built and hostile.code.startswith("E"):
                outcomes[name]["build"] = _apart(
                    ["build", "--audience", "internal"], project
                )
    return outcomes


if __name__ == "__main__":
    print(json.dumps(run_all(Path(sys.argv[1]))))  # noqa: T201 - for the test to read
