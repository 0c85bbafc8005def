"""Evidence coverage: a number of its own."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import builders as build

from generator.model.audit import Evidence
from generator.model.report import EvidenceCoverage
from generator.model.report_json import report_to_json

OLD = build.DATE - dt.timedelta(days=181)
SAID = Evidence(said=build.text("an interview"))
PRIVATE = Evidence(said=build.text("in confidence"), private=True)


def coverage(audience: str = "client", **fields: object) -> EvidenceCoverage:
    """Return that of three answered criteria of weight 3, 2 and 1, and others."""
    definition = build.definition(
        None,
        build.criterion("shown", weight=3),
        build.criterion("hidden", weight=2),
        build.criterion("bare", weight=1),
        build.criterion("unsure", weight=5),
        build.criterion("inside", weight=5, evidence_from="internal"),
    )
    answers = {
        "shown": build.answer("shown", build.worth(1), evidence=(SAID,)),
        "hidden": build.answer("hidden", build.worth(0), evidence=(PRIVATE,)),
        "bare": build.answer("bare", build.worth(1), checked_on=OLD),
        "unsure": build.answer("unsure", state="unknown", evidence=(SAID,)),
        "inside": build.answer(
            "inside", build.worth(1), evidence=(SAID,), checked_on=OLD
        ),
    }
    audit = build.audit(answers, profile="outside-in", **fields)
    return build.scored(definition, audit, audience=audience).evidence


def test_the_share_is_of_the_answered_weight() -> None:
    """3 of 6 in weight: what is unknown or out of profile counts for nothing."""
    assert coverage() == EvidenceCoverage(share=Fraction(1, 2), stale=1)


def test_private_evidence_counts_for_the_internal_audience_alone() -> None:
    """The consultant sees 5 of 6, and the client is told nothing of it."""
    assert coverage("internal").share == Fraction(5, 6)


def test_no_answer_has_no_share() -> None:
    """Nothing answered is no share, not 0; nothing shown is 0."""
    definition = build.definition(None, build.criterion("one"))
    assert build.scored(definition, {}).evidence.share is None
    assert build.scored(definition, {"one": build.worth(1)}).evidence.share == 0


def test_the_json_tells_it() -> None:
    """The number stands in the report's JSON."""
    definition = build.definition(None, build.criterion("one"))
    document = report_to_json(build.scored(definition, {}))
    assert document["evidence"] == {"share": None, "stale": 0}
