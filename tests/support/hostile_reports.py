"""Hypothesis strategies: reports whose every text tries to be something else."""

from __future__ import annotations

import datetime as dt
from itertools import cycle

import builders as build
import sample_site as sample
from drawn import cases
from hypothesis import strategies as st

from generator.model.audit import Evidence, Task
from generator.model.report import Report

FORMULAS = (
    '=HYPERLINK("https://bad.example","x")',
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1:A9)",
    "\t=1",
    "\r=1",
    "\0=1",
    " =1",
    "\u200b=1",
    "\ufeff+1",
    "＝1",
    "＋1",
    "－1",
    "＠SUM",
    "﹦1",
    "-5 %",
    "a;=1",
    "a; @b",
    "a\n=1+1",
    "a\r\n-1",
    "a\t+1",
    '"=1"',
    '"\n=1',
    "#N/A",
)
"""Texts that a spreadsheet program would run."""

CALLS = (
    "@admin see #1, !2, %3, ~bug, $4, &5 and ^alert#6",
    "closes #1",
    "GH-12 and owner/repo#3 and a@b.example",
    "https://github.com/o/r/issues/1 and www.bad.example",
    "/label ~bug",
    "  /close",
    "x\n/assign @all\ny",
    "x\u2028/close",
    "&#64;admin &commat;admin &#35;1 &#x2f;close",
    "<script>alert(1)</script><!-- hidden -->",
    "<img src=x onerror=alert(1)>",
    "--> <!-- cx-audit: other/finding -->",
    "[text](https://bad.example) ![picture](https://bad.example/p.png)",
    "[text]\n\n[text]: https://bad.example",
    "<https://bad.example> <a@b.example>",
    "[~accountid:1] [text|https://bad.example] !picture.png!",
    "{code}x{code} {noformat} h1. head",
    "h1. head\nbq. quote\n* one\n# two",
    "# head\n## head\nhead\n===\nhead\n---",
    "- one\n* two\n+ three\n1. four\n2) five",
    "> quote\n>>>\nquote\n>>>",
    "```\ncode\n```\n~~~\ncode\n~~~",
    "    indented\n\tcode",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "[TOC] [[_TOC_]] {+ added +} [^1] $x$ $`x`$",
    "`code` ``more`` *em* **strong** __strong__ ~~gone~~",
    "back\\slash \\@admin \\[x](https://bad.example)",
)
"""Texts that a tracker would act on."""

FILES = (
    "\r\nEND:VEVENT\r\nBEGIN:VALARM",
    'comma, semicolon; colon: back\\slash \\n quote"',
    "zażółć gęślą jaźń 🛒 " * 12,
    "line\u2029line\x85line\x0bline",
    "bell\x07, escape\x1b, \ufffe and \uffff",
    "\u202eright to left\u2066",
    "_x000D_ and _x003D_1",
    "long " * 40,
    "\n\n\n",
    " ",
    "ok",
)
"""Texts that break the form of a file."""

WORDS = st.one_of(
    st.sampled_from(FORMULAS + CALLS + FILES),
    st.text(max_size=30, alphabet=st.characters(exclude_categories=["Cs"])),
    st.lists(st.sampled_from([*"=+-@#/;\t\n\"'\\`*_[](){}<>!|~&%$^.:1a "])).map(
        "".join
    ),
)


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """Draw a report of any shape in which every text is hostile."""
    case = draw(cases())
    answers = {
        id_: build.answer(
            id_,
            answer.value,
            state=answer.state,
            note=build.text("a note"),
            advice=sample.both("an advice"),
            evidence=(
                Evidence(url="https://lumen.example", private=draw(st.booleans())),
                Evidence(said=build.text("said")),
            ),
        )
        for id_, answer in case.answers.items()
    }
    tasks = {id_: draw(_tasks(id_)) for id_ in answers if draw(st.booleans())}
    report = build.scored(
        case.definition,
        build.audit(answers),
        audience=draw(st.sampled_from(["client", "internal"])),
        as_of=draw(st.dates(dt.date(2026, 9, 15), dt.date(2027, 9, 15))),
        tasks=tasks,
    )
    words = cycle(draw(st.lists(WORDS, min_size=1, max_size=12)))
    return sample.with_texts(report, lambda _: next(words))


@st.composite
def _tasks(draw: st.DrawFn, criterion: str) -> Task:
    status = draw(st.sampled_from(["open", "in-progress", "done", "accepted"]))
    return Task(
        criterion=criterion,
        owner=draw(st.sampled_from(["Ola", None])),
        due=draw(st.none() | st.dates()),
        status=status,
        reason=build.text("a reason") if status == "accepted" else None,
        until=draw(st.dates()) if status == "accepted" else None,
        note=build.text("a note"),
    )
