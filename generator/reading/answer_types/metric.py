"""A number, in a definition and in an audit."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

from generator.model.answers import MetricType
from generator.model.audit import MetricValue, NpsCounts, ShareCounts
from generator.model.text import describe
from generator.reading.answer_types.context import (
    AnswerContext,
    Steps,
    check_reach,
)
from generator.reading.strict_yaml.nodes import MapNode
from generator.reading.strict_yaml.source_file import Source

NPS_KEYS = ("promoters", "passives", "detractors")
SHARE_KEYS = ("count", "of")
_ZERO, _HUNDRED = Fraction(0), Fraction(100)
_NPS_RANGE, _SHARE_RANGE = (-_HUNDRED, _HUNDRED), (_ZERO, _HUNDRED)


def read(
    raw: Any, n: int | None, context: AnswerContext, answer: MetricType
) -> MetricValue | None:
    """Return a measured number, with its counts where they are given."""
    if isinstance(raw, MapNode):
        return _counted(raw, n, context, answer)
    if isinstance(raw, bool) or not isinstance(raw, (int, Decimal)):
        hint = None
        if (
            isinstance(raw, str)
            and raw.rstrip(" %").replace(",", ".").replace(".", "", 1).isdigit()
        ):
            plain = raw.rstrip(" %").replace(",", ".")
            hint = f"write {plain}: a decimal point, no unit, no quotes"
        context.tell("E314", f"expected a number, found {describe(raw)}", hint)
        return None
    number = Fraction(raw)
    low, high = _range(answer)
    if (low is not None and number < low) or (high is not None and number > high):
        bottom = "" if low is None else f" of at least {_plain(low)}"
        top = "" if high is None else f" and at most {_plain(high)}"
        words = f"expected a number{bottom}{top}, found {raw}"
        unit = answer.unit.in_language("en")
        context.tell("E316", words, f"is it in the criterion's unit, {unit}?")
        return None
    return MetricValue(number=number, n=n)


def _range(answer: MetricType) -> tuple[Fraction | None, Fraction | None]:
    if answer.range is not None:
        return answer.range
    if answer.measures == "nps":
        return _NPS_RANGE
    if answer.measures == "share":
        return _SHARE_RANGE
    return _ZERO, None


def _counted(
    raw: MapNode, n: int | None, context: AnswerContext, answer: MetricType
) -> MetricValue | None:
    keys: tuple[str, ...]
    if answer.measures == "nps":
        keys = NPS_KEYS
    elif answer.measures == "share":
        keys = SHARE_KEYS
    else:
        unit = answer.unit.in_language("en")
        words = f"expected a number of {unit}, found {describe(raw)}"
        context.tell("E314", words, "write the number alone")
        return None
    if not _whole_numbers(raw, keys, context):
        return None
    if n is not None:
        context.tell("E321", "counts carry their own sample size", "leave out n")
        return None
    if keys is NPS_KEYS:
        nps = NpsCounts(**{key: raw[key] for key in keys})
        total = nps.promoters + nps.passives + nps.detractors
        if total == 0:
            context.tell("E321", "nobody answered", "write not_measured: true")
            return None
        number = Fraction(100 * (nps.promoters - nps.detractors), total)
        return MetricValue(number=number, n=total, counts=nps)
    share = ShareCounts(count=raw["count"], of=raw["of"])
    if share.of == 0 or share.count > share.of:
        words = f"{share.count} of {share.of} is not a share"
        context.tell(
            "E321", words, "`count` may not exceed `of`, and `of` is at least 1"
        )
        return None
    number = Fraction(100 * share.count, share.of)
    return MetricValue(number=number, n=share.of, counts=share)


def _whole_numbers(raw: MapNode, keys: tuple[str, ...], context: AnswerContext) -> bool:
    good = True
    for key, count in raw.items():
        at = (*context.steps, key)
        if key not in keys:
            hint = (
                context.source.problems.nearest(key, keys) or f"keys: {', '.join(keys)}"
            )
            context.source.tell("E301", at, f"unknown key '{key}'", hint, key=True)
            good = False
        elif type(count) is not int or count < 0:
            words = f"'{key}' must be a whole number, found {describe(count)}"
            context.source.tell("E321", at, words, "write how many, like 45")
            good = False
    missing = [f"'{key}'" for key in keys if key not in raw]
    if missing:
        words = "the key {} is" if len(missing) == 1 else "the keys {} are"
        example = ", ".join(f"{key}: …" for key in keys)
        words = words.format(" and ".join(missing)) + " missing"
        context.tell("E303", words, f"write {{{example}}}")
    return good and not missing


def _plain(number: Fraction) -> str:
    """Write a limit as its author did: 4.5, not 9/2."""
    return f"{float(number):.12g}"


def check(source: Source, steps: Steps, answer: MetricType) -> None:
    """Tell of bands or a range that do not go one way."""
    check_reach(source, (*steps, "bands"), {band.worth for band in answer.bands})
    _check_bands(source, steps, answer)
    if answer.range is not None and answer.range[0] >= answer.range[1]:
        words = "'range' must rise: [lowest, highest]"
        source.tell("E111", (*steps, "range"), words, key=True)


def _check_bands(source: Source, steps: Steps, answer: MetricType) -> None:
    key, other = ("min", "max") if answer.direction == "higher" else ("max", "min")
    bands = answer.bands
    written = [(band.min, band.max)[key == "max"] for band in bands]
    for number, band in enumerate(bands):
        place = (*steps, "bands", number)
        if getattr(band, other) is not None:
            source.tell(
                "E111",
                (*place, other),
                f"direction '{answer.direction}' takes '{key}', not '{other}'",
                key=True,
            )
            return
        last = number == len(bands) - 1
        if (written[number] is None) != last:
            words = (
                f"the last band has no limit: {key}: null"
                if last
                else f"only the last band may be without '{key}'"
            )
            source.tell("E111", place, words)
            return
        if number == 0:
            continue
        before, limit = written[number - 1], written[number]
        if before is not None and limit is not None:
            falls = limit < before if key == "min" else limit > before
            if not falls:
                source.tell(
                    "E111",
                    (*place, key),
                    "the limits must go one way, the best band first",
                )
        if band.worth >= bands[number - 1].worth:
            source.tell(
                "E111",
                (*place, "worth"),
                "a band must be worth less than the one above it",
                "else a better answer could lower a score",
            )
