"""Ways to break a good audit: each is told where it is and how to fix it.

Taken from the sample shop's newest audit, as a newcomer would copy and break it.
"""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from killed_swaps import replace, said
from small_project import ROOT, run

SAMPLE = ROOT / "audits" / "shops" / "lumen"
NEWEST = max(SAMPLE.glob("2*.yaml"))


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


NO_AUDITS = {
    "empty": (b"", "E009", (1, 1)),
    "not UTF-8": (b"definition: \xff\n", "E001", (1, 13)),
    "control character": (b"definition: a\x00b\n", "E003", (1, 14)),
    "a list": (b"- a\n- b\n", "E010", (1, 1)),
}
"""Files that are no audit at all: what is in them, and what must be told where."""

Told = dict[str, list[dict[str, Any]]]


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


def files() -> dict[str, bytes]:
    """Return every broken file by its name."""
    good = NEWEST.read_text("utf-8")
    ways = {name: broken(good, way).encode() for name, way in WAYS.items()}
    return ways | {name: content for name, (content, *_) in NO_AUDITS.items()}


def shop_with(content: bytes, folder: Path) -> None:
    """Write the sample shop with this in place of its newest audit, and no other."""
    shutil.copytree(SAMPLE, folder, ignore=shutil.ignore_patterns("2*.yaml"))
    (folder / NEWEST.name).write_bytes(content)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Told:
    """Return what `check` tells of a project with a shop for each broken file."""
    root = tmp_path_factory.mktemp("ways")
    for number, content in enumerate(files().values()):
        shop_with(content, root / f"audits/shops/way-{number}")
    result = run("--project", str(root), "check", "--format", "json")
    assert result.exit_code == 1
    assert "Traceback" not in result.stderr
    found = json.loads(result.stdout)
    return {
        name: [
            one
            for one in found
            if one["path"] == f"audits/shops/way-{number}/{NEWEST.name}"
            and one["severity"] == "error"
        ]
        for number, name in enumerate(files())
    }


@pytest.mark.xdist_group("twenty ways")
@pytest.mark.parametrize("name", WAYS)
def test_a_broken_audit_is_told(told: Told, name: str) -> None:
    """One error, with code, line, column and cure."""
    way, text = WAYS[name], files()[name].decode()
    start = text.index(way.wrong)
    place = start + way.wrong.rindex(way.at or way.wrong.split()[0])
    (one,) = told[name]

    assert one["code"] == way.code
    assert one["line"] == text.count("\n", 0, place) + 1
    assert one["column"] == place - text.rfind("\n", 0, place) or not way.at
    assert way.hint in (one["hint"] or "")


@pytest.mark.xdist_group("twenty ways")
@pytest.mark.parametrize("name", NO_AUDITS)
def test_a_file_that_is_no_audit_at_all(told: Told, name: str) -> None:
    """Unreadable files are diagnostics as well."""
    _, code, place = NO_AUDITS[name]
    (one,) = told[name]

    assert (one["code"], (one["line"], one["column"])) == (code, place)


@pytest.mark.parametrize(
    "name", ["misspelt criterion", "a quote that is not closed", "not UTF-8"]
)
def test_a_build_tells_it_and_leaves_the_site(tmp_path: Path, name: str) -> None:
    """Exit 1 for a wrong answer, for wrong YAML, for no text; the site stays."""
    shop_with(files()[name], tmp_path / "audits/shops/lumen")
    replace(tmp_path / "site", "earlier")
    code = WAYS[name].code if name in WAYS else NO_AUDITS[name][1]

    result = run("--project", str(tmp_path), "build", "--as-of", "2026-10-01")

    told = rf"^audits/shops/lumen/{NEWEST.name}:\d+:\d+: error\[{code}\]"
    assert result.exit_code == 1
    assert re.search(told, result.stderr, re.MULTILINE), result.stderr
    assert "Traceback" not in result.stderr
    assert said(tmp_path / "site") == ["earlier"]
    assert {path.name for path in tmp_path.iterdir()} == {"audits", "site"}
