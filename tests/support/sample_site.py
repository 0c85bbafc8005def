"""A small site with everything on it, for tests of publishing."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

import builders as build
from pydantic import BaseModel

from generator.model.audit import (
    Evidence,
    NpsCounts,
    Picture,
    ShareCounts,
    Shop,
    Task,
)
from generator.model.definition import Definition, Kpi, Seed, Source, Term
from generator.model.diagnostic import DiagnosticEntry
from generator.model.report import Report
from generator.model.shop_reports import by_shop
from generator.model.text import Text
from generator.publishing.content import SiteContent
from generator.publishing.site import plan_site
from generator.scoring import compare_shops

LANGUAGES = ("en", "pl")
PICTURE = Picture(path="/nowhere/queue.png", digest="ab" * 32)


def both(words: str) -> Text:
    """Return a text in both languages, told apart by their mark."""
    return Text({"en": f"{words} EN", "pl": f"{words} PL"})


def definition() -> Definition:
    """Return a definition of two stages with every answer type and a critical one."""
    refs = {"sources": ("law",), "kpis": ("nps",), "seeds": ("S0-01",)}
    before = [
        build.criterion("promise", name=both("Promise"), **refs),
        build.criterion("guest", build.yes_no(), weight=3, name=both("Guest")),
        build.criterion("parts", build.checklist("photo", "film", may_not_apply=True)),
        build.criterion(
            "consent",
            build.checklist("active", "named"),
            weight=5,
            effort=2,
            critical=build.critical(must_items=["active"], exempt_when="No mail."),
            verify=("The exact rule.",),
        ),
    ]
    after = [
        build.criterion("way", build.choice(1, Fraction(1, 3), 0), weight=2),
        build.criterion("speed", build.metric(), not_applicable_when=None),
        build.criterion("share", build.metric(unit="%")),
        build.criterion(
            "mood", build.metric((50, 1), (0, Fraction(1, 2)), (None, 0), unit="nps")
        ),
        build.criterion(
            "reply", critical=build.critical("trust", below=50), weight=2, effort=3
        ),
        build.criterion("spare"),
    ]
    return build.definition(
        {"before": before, "after": after},
        sources={
            "law": Source(
                id="law",
                kind="law-eu",
                name=both("A law"),
                fact=both("A duty"),
                status="to-verify",
                verify="Its date.",
            )
        },
        kpis={"nps": Kpi(id="nps", name=both("NPS"), unit=both("points"))},
        glossary={
            "cx": Term(id="cx", term=both("CX"), text=both("Words"), see=("effort",)),
            "effort": Term(id="effort", term=both("Łatwość"), text=both("Ease")),
        },
        seeds={
            "S0-01": Seed(id="S0-01", tags=("criterion",), text=both("An idea")),
        },
    )


def shop() -> Shop:
    """Return a shop with everything known of it."""
    return Shop(
        id="lumen",
        name=Text({"en": "Lumen"}),
        url="https://lumen.example",
        language="pl",
        sector=both("Candles"),
        country="PL",
        about=both("About **them**"),
        contacts=("The owner, after ten",),
    )


def report(
    answers: Mapping[str, Any] | None = None,
    /,
    *,
    audience: str = "internal",
    tasks: Mapping[str, Task] | None = None,
    **fields: Any,
) -> Report:
    """Return a report with all states, notes, evidence and tasks on it."""
    audit = build.audit(
        EVERYTHING if answers is None else answers,
        **{
            "shop": shop(),
            "sample": both("Two orders"),
            "summary": Text({"pl": "Słowo audytora"}),
            "comments": {"before": both("A comment")},
        }
        | fields,
    )
    return build.scored(
        definition(),
        audit,
        audience=audience,
        as_of=dt.date(2026, 11, 2),
        tasks=TASKS if tasks is None else tasks,
    )


EVERYTHING = {
    "promise": build.answer(
        "promise",
        build.worth(Fraction(1, 4)),
        note=Text({"pl": "Uwaga z [adresem](https://a.example)"}),
        advice=both("Do it *now*"),
        private=both("Ask again"),
        checked_on=dt.date(2025, 1, 2),
        evidence=(
            Evidence(picture=PICTURE, text=both("The queue"), private=True),
            Evidence(url="https://lumen.example/a?b=1&c=2"),
            Evidence(said=both("Somebody said"), taken_on=dt.date(2026, 9, 1)),
        ),
        effort=1,
    ),
    "guest": build.YesNoValue(yes=True),
    "parts": build.ChecklistValue(
        met=("photo",), not_applicable={"film": both("Nothing moves")}
    ),
    "consent": build.ChecklistValue(met=("named",)),
    "way": build.ChoiceValue(option="b"),
    "speed": build.NotMeasured(),
    "share": build.MetricValue(
        number=Fraction(75), n=60, counts=ShareCounts(count=45, of=60)
    ),
    "mood": build.MetricValue(
        number=Fraction(100),
        n=5,
        counts=NpsCounts(promoters=5, passives=0, detractors=0),
    ),
    "reply": build.answer("reply", state="unknown", reason=both("Not shown")),
    "spare": build.answer("spare", state="not-applicable", reason=both("No spares")),
}
TASKS = {
    "promise": Task(
        criterion="promise",
        owner="Ola",
        due=dt.date(2026, 10, 1),
        status="in-progress",
        note=both("Half done"),
        private=both("Budget"),
    ),
    "way": Task(
        criterion="way",
        status="accepted",
        reason=both("Too dear"),
        until=dt.date(2027, 1, 1),
    ),
}
DIAGNOSTICS = tuple(
    DiagnosticEntry(
        code=code,
        severity="advice" if code.startswith("W") else "error",
        title=both("A problem"),
        meaning=both("It means this"),
        bad="a: [1",
        good="a: [1]",
        where="audit",
    )
    for code in ("E001", "E302", "W401")
)


def content(*reports: Report, **fields: Any) -> SiteContent:
    """Return what a site of these reports is made of; without any, of the sample."""
    shown = reports or (report(), report(date=dt.date(2026, 3, 1), tasks={}))
    audience = fields.get("audience", "internal")
    shops = by_shop(shown, fields.pop("changes", None))
    values: dict[str, Any] = {
        "shops": shops,
        "comparisons": compare_shops(shops, audience),
        "definitions": (definition(),),
        "languages": LANGUAGES,
        "audience": "internal",
        "site_name": "The site",
        "diagnostics": DIAGNOSTICS,
    } | fields
    return SiteContent(**values)


def plan(*reports: Report, **fields: Any) -> Any:
    """Return the plan of such a site."""
    return plan_site(content(*reports, **fields))


FREE = frozenset(
    [
        "auditors",
        "owner",
        "contacts",
        "url",
        "generator",
        "verify",
        "bad",
        "good",
        "label",
        "version",
        "digest",
    ]
)
"""Fields of free strings that are no Text."""


def with_texts(thing: Any, change: Callable[[str], str], field: str = "") -> Any:
    """Return the thing with every text in it, and every free string, changed."""
    if isinstance(thing, Text):
        return Text({language: change(words) for language, words in thing.items()})
    if isinstance(thing, str):
        return change(thing) if field in FREE else thing
    if isinstance(thing, Mapping):
        return {key: with_texts(value, change, field) for key, value in thing.items()}
    if isinstance(thing, tuple):
        return tuple(with_texts(value, change, field) for value in thing)
    if isinstance(thing, BaseModel):
        return thing.model_copy(
            update={
                name: with_texts(getattr(thing, name), change, name)
                for name in type(thing).model_fields
            }
        )
    if dataclasses.is_dataclass(thing) and not isinstance(thing, type):
        return dataclasses.replace(
            thing,
            **{
                one.name: with_texts(getattr(thing, one.name), change, one.name)
                for one in dataclasses.fields(thing)
            },
        )
    return thing


YES = build.YesNoValue(yes=True)
