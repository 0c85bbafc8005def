"""All shops' latest audits side by side.

Only audits with the same definition, rules and scope were asked the same questions.
Of those, a shop is clearly lower than the highest when their whole ranges do not
touch; a range holds what is not known yet and what other weights could make of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from generator.model.audience import AUDIENCES, Audience
from generator.model.comparison import ComparedPart, Comparison, Standing, Verdict
from generator.model.report import Report
from generator.model.score import Score
from generator.model.shop_reports import ShopReports

_FEWEST = 2
"""How many shops there are at least to compare."""

_RIVALS = frozenset[Verdict](["unclear", "lower"])
_ALWAYS = frozenset[Verdict](["other", "none"])
"""What is said even where nobody stands beside the highest."""


def compare_shops(
    shops: Iterable[ShopReports], audience: Audience
) -> tuple[Comparison, ...]:
    """Put the latest own audits of two shops or more side by side, by definition.

    Nothing is compared for an audience that sees no other shop. The definition of the
    highest total comes first, and within each the shops of the highest totals.
    """
    latest = [shop.latest for shop in shops if shop.latest is not None]
    if len(latest) < _FEWEST or not AUDIENCES[audience].sees_other_shops:
        return ()
    fields: dict[str, list[Report]] = {}
    for report in sorted(latest, key=_by_total):
        fields.setdefault(report.definition.id, []).append(report)
    return tuple(_comparison(held) for held in fields.values())


def _by_total(report: Report) -> tuple[bool, Fraction, str]:
    point = report.score.point if report.score else None
    return point is None, -(point or Fraction(0)), report.shop.id


def _comparison(reports: Sequence[Report]) -> Comparison:
    stages = dict.fromkeys(stage.id for report in reports for stage in report.stages)
    return Comparison(
        definition=reports[0].definition.id,
        parts=(_part(None, reports), *(_part(stage, reports) for stage in stages)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """A shop's score in a part, and its range with other weights."""

    report: Report
    score: Score | None
    whole: tuple[Fraction, Fraction] | None

    @property
    def rules(self) -> tuple[str, str]:
        """What was asked, and how it counts."""
        return self.report.definition.digest, self.report.profile


def _part(stage: str | None, reports: Sequence[Report]) -> ComparedPart:
    places = [_place(report, stage) for report in reports]
    best = _highest(places)
    verdicts = [_verdict(place, best) for place in places]
    rivals = any(verdict in _RIVALS for verdict in verdicts)
    return ComparedPart(
        stage=stage,
        standings=tuple(
            Standing(
                shop=place.report.shop.id,
                date=place.report.date,
                low=place.whole[0] if place.whole else None,
                high=place.whole[1] if place.whole else None,
                verdict=verdict if rivals or verdict in _ALWAYS else None,
            )
            for place, verdict in zip(places, verdicts, strict=True)
        ),
    )


def _place(report: Report, stage: str | None) -> _Place:
    score = report.score
    if stage is not None:
        found = (one.score for one in report.stages if one.id == stage)
        score = next(found, None)
    return _Place(report=report, score=score, whole=_whole(report, stage, score))


def _whole(
    report: Report, stage: str | None, score: Score | None
) -> tuple[Fraction, Fraction] | None:
    """Return from the least to the most the score can be."""
    if score is None:
        return None
    low, high = score.low, score.high
    found = report.robustness
    if found is None:
        return low, high
    if stage is None:
        return min(low, found.low), max(high, found.high)
    for one in found.stages:
        if one.stage == stage:
            return min(low, one.low), max(high, one.high)
    return low, high


def _highest(places: Sequence[_Place]) -> _Place | None:
    """Return the highest of those asked the same, of whom there are most."""
    scored = [
        place for place in places if place.score and place.score.point is not None
    ]
    if not scored:
        return None
    rules, _ = Counter(place.rules for place in scored).most_common(1)[0]
    return max(
        (place for place in scored if place.rules == rules),
        key=lambda place: (place.score and place.score.point) or Fraction(0),
    )


def _verdict(place: _Place, best: _Place | None) -> Verdict:
    if place.score is None or place.score.point is None:
        return "none"
    if best is None or place.rules != best.rules:
        return "other"
    if place is best:
        return "highest"
    mine, other = place.whole, best.whole
    return "unclear" if mine and other and mine[1] >= other[0] else "lower"
