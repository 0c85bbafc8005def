"""What a client's report may hold."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace

import builders as build
import pytest

from generator.model.audit import Answer, Audit, Evidence, Picture, Shop, Spot, Task
from generator.model.report import Report
from generator.model.report_json import json_text, report_to_json

DEFINITION = build.definition(None, build.criterion("asked"), build.criterion("else"))
OLD = build.DATE - dt.timedelta(days=181)
SECRET = build.text("SECRET")
PRIVATE_EVIDENCE = Evidence(
    picture=Picture(path="/home/anna/SECRET.png", digest="b" * 64),
    text=SECRET,
    taken_on=build.DATE,
    private=True,
)
ANSWER = build.answer(
    "asked",
    build.worth(0),
    note=build.text("seen"),
    evidence=(
        Evidence(picture=Picture(path="/home/anna/queue.png", digest="a" * 64)),
        PRIVATE_EVIDENCE,
        Evidence(said=build.text("an interview"), taken_on=OLD),
    ),
    private=SECRET,
    spot=Spot(path="audits/shops/lumen/SECRET.yaml", line=12),
)
TASK = Task(criterion="asked", owner="Ola", note=build.text("soon"), private=SECRET)


def audit(answer: Answer = ANSWER, **fields: object) -> Audit:
    shop = Shop(
        id="lumen",
        name=build.text("Lumen"),
        url="https://lumen.example",
        contacts=("SECRET@lumen.example",),
    )
    return build.audit(
        {"asked": answer},
        **{
            "shop": shop,
            "source": Spot(path="audits/shops/lumen/SECRET.yaml", line=1),
        }
        | fields,
    )


def report_for(audience: str, audit_: Audit | None = None, task: Task = TASK) -> Report:
    return build.scored(
        DEFINITION, audit_ or audit(), audience=audience, tasks={"asked": task}
    )


def test_a_client_sees_nothing_private() -> None:
    """Neither the report nor its JSON holds a private word, path or place."""
    report = report_for("client")
    assert "SECRET" not in repr(report)
    written = json_text(report_to_json(report))
    assert "SECRET" not in written
    assert "/home" not in written
    assert "queue.png" not in written
    assert "a" * 64 in written
    assert "b" * 64 not in written
    for key in ('"private"', '"edit"', '"contacts"', '"source"'):
        assert key not in written


def test_the_internal_audience_sees_everything() -> None:
    """Private notes, evidence, contacts, tasks and places are all there."""
    report = report_for("internal")
    finding = report.findings[0]
    assert finding.private == SECRET
    assert finding.edit == ANSWER.spot
    assert [one.private for one in finding.evidence] == [False, True, False]
    assert report.shop.contacts == ("SECRET@lumen.example",)
    assert report.source is not None
    assert report.plan[0].task is not None
    assert report.plan[0].task.private == SECRET
    written = json_text(report_to_json(report))
    assert "SECRET@lumen.example" in written
    assert ".png" not in written


def test_private_things_do_not_change_a_clients_report() -> None:
    """A client's report is equal to that of an audit without anything private."""
    public = replace(
        ANSWER,
        evidence=tuple(one for one in ANSWER.evidence if not one.private),
        private=None,
        spot=None,
    )
    shop = replace(audit().shop, contacts=())
    without = audit(public, shop=shop, source=Spot(path="elsewhere", line=9))
    bare = report_for("client", without, replace(TASK, private=None))
    assert report_for("client") == bare


def test_staleness_counts_what_the_audience_sees() -> None:
    """Fresh private evidence keeps a finding fresh for the internal audience only."""
    assert report_for("client").findings[0].stale
    assert not report_for("internal").findings[0].stale


@pytest.mark.parametrize(("days", "stale"), [(180, False), (181, True)])
def test_evidence_is_stale_after_half_a_year(days: int, stale: bool) -> None:
    """The newest date counts, against the day of the audit and not of the report."""
    newest = build.DATE - dt.timedelta(days=days)
    answer = build.answer(
        "asked",
        build.worth(0),
        checked_on=newest - dt.timedelta(days=90),
        evidence=(Evidence(said=build.text("x"), taken_on=newest),),
    )
    report = build.scored(
        DEFINITION, {"asked": answer}, as_of=build.DATE + dt.timedelta(days=900)
    )
    assert report.findings[0].stale is stale
    assert not report.findings[1].stale


def test_the_json_of_an_internal_report_is_plain() -> None:
    """It survives a round trip through JSON unchanged."""
    document = report_to_json(report_for("internal"))
    assert json.loads(json_text(document)) == document
