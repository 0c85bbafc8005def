"""Ways to break a good audit: each is told where it is and how to mend it.

Taken from the sample shop's newest audit, as a newcomer would copy and break it.
"""

from __future__ import annotations

import hashlib
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from small_project import ROOT, run

SAMPLE = ROOT / "audits" / "shops" / "lumen"


@dataclass(frozen=True, kw_only=True)
class Way:
    """One way to break the file.

    `of` is the criterion whose answer is replaced by `wrong`, or a key at the top of
    the file; `at` is the part of `wrong` that the diagnostic must point to (default:
    its first word).
    """

    code: str
    of: str
    wrong: str
    at: str = ""
    hint: str = ""


WAYS = {
    "misspelt criterion": Way(
        code="E302",
        of="value-proposition",
        wrong="  value-propositon: 3",
        hint="did you mean 'value-proposition'?",
    ),
    "step off the scale": Way(
        code="E316", of="value-proposition", wrong="  value-proposition: 5", at="5"
    ),
    "step in quotes": Way(
        code="E314",
        of="value-proposition",
        wrong='  value-proposition: "3"',
        at='"3"',
        hint="write 3",
    ),
    "half a step": Way(
        code="E314",
        of="value-proposition",
        wrong="  value-proposition: 2.5",
        at="2.5",
        hint="highest step",
    ),
    "misspelt option": Way(
        code="E315",
        of="newsletter-promise",
        wrong="  newsletter-promise: contnet",
        at="contnet",
        hint="did you mean 'content'?",
    ),
    "misspelt item": Way(
        code="E315",
        of="product-page-elements",
        wrong="  product-page-elements: [photos, vidoe]",
        at="vidoe",
        hint="did you mean 'video'?",
    ),
    "an item that is no list": Way(
        code="E314",
        of="product-page-elements",
        wrong="  product-page-elements: photos",
        at="photos",
        hint="items: ",
    ),
    "an item twice": Way(
        code="E317",
        of="product-page-elements",
        wrong="  product-page-elements: [photos, video, photos]",
        at="photos]",
    ),
    "not applicable where it applies": Way(
        code="E318",
        of="value-proposition",
        wrong='  value-proposition: {not_applicable: "We are special."}',
        at="not_applicable",
        hint="answer it",
    ),
    "unknown without a reason": Way(
        code="E319",
        of="value-proposition",
        wrong="  value-proposition: {unknown: }",
        at="unknown",
    ),
    "not measured on a scale": Way(
        code="E320",
        of="value-proposition",
        wrong="  value-proposition: {not_measured: true}",
        at="not_measured",
        hint="unknown:",
    ),
    "two states": Way(
        code="E313",
        of="value-proposition",
        wrong='  value-proposition: {value: 3, unknown: "Perhaps."}',
        at="unknown",
        hint="keep one",
    ),
    "misspelt key of an answer": Way(
        code="E301",
        of="value-proposition",
        wrong='  value-proposition: {value: 3, noet: "Good."}',
        at="noet",
        hint="did you mean 'note'?",
    ),
    "percent sign and comma": Way(
        code="E314",
        of="on-time-delivery",
        wrong="  on-time-delivery: 96,5 %",
        at="96,5 %",
        hint="write 96.5",
    ),
    "more than all": Way(
        code="E316", of="on-time-delivery", wrong="  on-time-delivery: 120", at="120"
    ),
    "counts that are no share": Way(
        code="E321",
        of="on-time-delivery",
        wrong="  on-time-delivery: {value: {count: 60, of: 45}}",
        at="{count",
    ),
    "no such day": Way(
        code="E309",
        of="value-proposition",
        wrong="  value-proposition: {value: 3, checked_on: 2026-02-30}",
        at="2026-02-30",
        hint="YYYY-MM-DD",
    ),
    "missing picture": Way(
        code="E322",
        of="value-proposition",
        wrong="  value-proposition: {value: 3, evidence: [no-such-picture.png]}",
        at="no-such-picture.png",
    ),
    "evidence of somebody else": Way(
        code="E323",
        of="value-proposition",
        wrong="  value-proposition: {value: 3, evidence: [../../shop.yaml]}",
        at="../../shop.yaml",
        hint="evidence/",
    ),
    "an address that runs": Way(
        code="E325",
        of="value-proposition",
        wrong='  value-proposition: {value: 3, evidence: [{url: "javascript:x"}]}',
        at='"javascript:x"',
        hint="https://",
    ),
    "the same criterion twice": Way(
        code="E011",
        of="value-proposition",
        wrong="  value-proposition: 3\n  value-proposition: 4",
        at="value-proposition: 4",
        hint="keep one",
    ),
    "a tab": Way(
        code="E005",
        of="value-proposition",
        wrong="\tvalue-proposition: 3",
        at="\t",
        hint="spaces",
    ),
    "a quote that is not closed": Way(
        code="E004", of="value-proposition", wrong='  value-proposition: {note: "Good}'
    ),
    "an alias": Way(
        code="E012",
        of="value-proposition",
        wrong="  value-proposition: *last",
        at="*last",
    ),
    "true with a capital": Way(
        code="E015",
        of="guest-checkout",
        wrong="  guest-checkout: True",
        at="True",
        hint="write true",
    ),
    "unknown version": Way(
        code="E311",
        of="definition",
        wrong="definition: online-shop@1.0.1",
        at="online-shop@1.0.1",
        hint="online-shop@1.0.0",
    ),
    "misspelt profile": Way(
        code="E312",
        of="profile",
        wrong="profile: ful",
        at="ful",
        hint="did you mean 'full'?",
    ),
    "misspelt key of the file": Way(
        code="E301",
        of="profile",
        wrong="profil: full",
        hint="did you mean 'profile'?",
    ),
    "unknown language": Way(
        code="E305", of="language", wrong="language: de", at="de", hint="pl"
    ),
}


def broken(text: str, way: Way) -> str:
    """Return the text with one answer or key replaced."""
    top = not way.wrong.lstrip("\t").startswith("  ") and "\t" not in way.wrong
    indent = "" if top else "  "
    block = rf"^{indent}{way.of}:.*\n(?:{indent} +.*\n)*"
    changed, times = re.subn(
        block, lambda _: way.wrong + "\n", text, count=1, flags=re.MULTILINE
    )
    assert times == 1, f"the sample has no {way.of}"
    return changed


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a project with the sample shop's newest audit and its site."""
    folder = tmp_path_factory.mktemp("sample")
    shop = folder / "audits" / "shops" / "lumen"
    shutil.copytree(SAMPLE, shop)
    for older in sorted(shop.glob("2*.yaml"))[:-1]:
        older.unlink()
    result = run("--project", str(folder), "build", "--as-of", "2026-10-01")
    assert result.exit_code == 0, result.stderr
    return folder


def fingerprint(folder: Path) -> str:
    """Return one digest of every file's name, time of change and bytes."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        digest.update(f"{path} {path.stat().st_mtime_ns}".encode())
        if path.is_file():
            digest.update(path.read_bytes())
    return digest.hexdigest()


@pytest.mark.parametrize("name", WAYS)
def test_a_broken_audit_is_told_and_the_site_stays(built: Path, name: str) -> None:
    """Exit 1 with code, line, column and cure; the earlier site keeps every byte."""
    way = WAYS[name]
    (audit,) = (built / "audits/shops/lumen").glob("2*.yaml")
    good, before = audit.read_text("utf-8"), fingerprint(built / "site")
    text = broken(good, way)
    start = text.index(way.wrong)
    place = start + way.wrong.rindex(way.at or way.wrong.split()[0])
    line = text.count("\n", 0, place) + 1
    column = place - text.rfind("\n", 0, place)
    audit.write_text(text, encoding="utf-8")
    try:
        result = run("--project", str(built), "build", "--as-of", "2026-10-01")
    finally:
        audit.write_text(good, encoding="utf-8")

    told = f"audits/shops/lumen/{audit.name}:{line}:"
    if way.at:
        told += f"{column}: error[{way.code}]"
    assert result.exit_code == 1
    assert told in result.stderr, result.stderr
    assert f"error[{way.code}]" in result.stderr
    assert way.hint in result.stderr
    assert "Traceback" not in result.stderr
    assert fingerprint(built / "site") == before


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "1:1: error[E009]"),
        (b"definition: \xff\n", "1:13: error[E001]"),
        (b"definition: a\x00b\n", "1:14: error[E003]"),
        (b"- a\n- b\n", "1:1: error[E010]"),
    ],
    ids=["empty", "not UTF-8", "control character", "a list"],
)
def test_a_file_that_is_no_audit_at_all(built: Path, content: bytes, told: str) -> None:
    """Unreadable files are diagnostics as well, and the site stays."""
    audit = built / "audits/shops/lumen/2027-01-01.yaml"
    before = fingerprint(built / "site")
    audit.write_bytes(content)
    try:
        result = run("--project", str(built), "build", "--as-of", "2026-10-01")
    finally:
        audit.unlink()

    assert result.exit_code == 1
    assert f"audits/shops/lumen/2027-01-01.yaml:{told}" in result.stderr
    assert fingerprint(built / "site") == before
