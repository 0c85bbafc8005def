"""An answer in words: what was possible, and what was found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from generator.model.answers import (
    SCALE_STEPS,
    ChecklistType,
    ChoiceType,
    MetricType,
    ScaleType,
    YesNoType,
)
from generator.model.audit import (
    ChecklistValue,
    ChoiceValue,
    MetricValue,
    NotMeasured,
    ScaleValue,
    Value,
    YesNoValue,
)
from generator.model.definition import Criterion
from generator.model.report import ShownAnswer, ShownBand, ShownChoice, Survey
from generator.model.text import Text
from generator.scoring.survey import survey_of
from generator.scoring.worth import TOP_STEP, exact_number, matching_band

_YES_NO = (
    ("yes", Text({"en": "Yes", "pl": "Tak"}), Fraction(1)),
    ("no", Text({"en": "No", "pl": "Nie"}), Fraction(0)),
)

Mark = Literal["chosen", "not-chosen", "met", "missing", "not-applicable", "open"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """The words of a criterion's answers, made once.

    `open` says what was possible when there is no answer. `whole` holds the finished
    answer by step, option, yes and no, or "not-measured"; `items` each item of a
    checklist, as met and as missing. `metric` and `bands` are there for a metric.
    """

    open: ShownAnswer
    whole: Mapping[str, ShownAnswer]
    items: tuple[tuple[ShownChoice, ShownChoice], ...] = ()
    metric: MetricType | None = None
    bands: tuple[tuple[ShownBand, ...], ...] = ()
    """The bands once for each of them, with that one hit."""


def wording_of(criterion: Criterion) -> Wording:
    """Return the words of every answer the criterion can have."""
    kind = criterion.answer
    if isinstance(kind, MetricType):
        return _metric_wording(kind)
    choices = _choices(kind)
    open_ = ShownAnswer(
        type=kind.type, choices=tuple(_choice(it, "open") for it in choices)
    )
    if isinstance(kind, ChecklistType):
        items = tuple((_choice(it, "met"), _choice(it, "missing")) for it in choices)
        return Wording(open=open_, whole={}, items=items)
    whole = {
        chosen[0]: ShownAnswer(
            type=kind.type,
            choices=tuple(
                _choice(it, "chosen" if it is chosen else "not-chosen")
                for it in choices
            ),
        )
        for chosen in choices
    }
    return Wording(open=open_, whole=whole)


def shown_answer(wording: Wording, value: Value | None) -> ShownAnswer:
    """Return the answer in words; None shows what was possible.

    Raises KeyError for a value that the criterion's answer type does not know.
    """
    match value:
        case None:
            return wording.open
        case ScaleValue(step=step):
            return wording.whole[str(step)]
        case ChoiceValue(option=option):
            return wording.whole[option]
        case YesNoValue(yes=yes):
            return wording.whole["yes" if yes else "no"]
        case NotMeasured():
            return wording.whole["not-measured"]
        case ChecklistValue():
            return _shown_checklist(wording, value)
        case MetricValue():
            return _shown_metric(wording, value)


_Possible = tuple[str, Text, Fraction | None]


def _choices(
    kind: ScaleType | YesNoType | ChoiceType | ChecklistType,
) -> list[_Possible]:
    match kind:
        case ScaleType(anchors=anchors):
            return [
                (step, anchors[step], Fraction(int(step), TOP_STEP))
                for step in SCALE_STEPS
            ]
        case YesNoType():
            return list(_YES_NO)
        case ChoiceType(options=options):
            return [(option.id, option.text, option.worth) for option in options]
        case ChecklistType(items=items):
            return [(item.id, item.text, None) for item in items]


def _choice(possible: _Possible, mark: Mark) -> ShownChoice:
    id_, text, worth = possible
    return ShownChoice(id=id_, text=text, worth=worth, mark=mark)


def _shown_checklist(wording: Wording, value: ChecklistValue) -> ShownAnswer:
    met = value.met
    choices = [
        as_met if as_met.id in met else as_missing
        for as_met, as_missing in wording.items
    ]
    if value.not_applicable:
        reasons = value.not_applicable
        choices = [
            ShownChoice(
                id=choice.id,
                text=choice.text,
                worth=None,
                mark="not-applicable",
                reason=reasons[choice.id],
            )
            if choice.id in reasons
            else choice
            for choice in choices
        ]
    return ShownAnswer(type="checklist", choices=tuple(choices))


def _metric_wording(kind: MetricType) -> Wording:
    def bands(hit: int | None) -> tuple[ShownBand, ...]:
        return tuple(
            ShownBand(
                limit=band.max if band.min is None else band.min,
                worth=band.worth,
                hit=place == hit,
            )
            for place, band in enumerate(kind.bands)
        )

    return Wording(
        open=_measured(kind, bands(None)),
        whole={"not-measured": _measured(kind, bands(None), not_measured=True)},
        metric=kind,
        bands=tuple(bands(place) for place in range(len(kind.bands))),
    )


def _shown_metric(wording: Wording, value: MetricValue) -> ShownAnswer:
    kind = wording.metric
    if kind is None:
        raise KeyError(value)
    number = exact_number(value)
    return _measured(
        kind,
        wording.bands[matching_band(kind.bands, number)],
        number=number,
        survey=survey_of(kind, value),
    )


def _measured(
    kind: MetricType,
    bands: tuple[ShownBand, ...],
    *,
    number: Fraction | None = None,
    survey: Survey | None = None,
    not_measured: bool = False,
) -> ShownAnswer:
    return ShownAnswer(
        type="metric",
        number=number,
        unit=kind.unit,
        direction=kind.direction,
        bands=bands,
        basis=kind.basis.text,
        basis_kind=kind.basis.kind,
        survey=survey,
        not_measured=not_measured,
    )
