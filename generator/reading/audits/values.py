"""The value of an answer, read against the answer type of its criterion."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Any

from generator.model.answers import (
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
    NpsCounts,
    ScaleValue,
    ShareCounts,
    Value,
    YesNoValue,
)
from generator.model.definition import Criterion
from generator.model.text import LANGUAGES, Text, describe
from generator.reading.strict_yaml.nodes import MapNode
from generator.reading.strict_yaml.source_file import Source

Steps = tuple[str | int, ...]

_YES = frozenset(["yes", "tak", "true"])
_NO = frozenset(["no", "nie", "false"])
_STEPS = tuple(ScaleValue(step=step) for step in range(5))
_YES_VALUE, _NO_VALUE = YesNoValue(yes=True), YesNoValue(yes=False)
_SHARED = 4096
"""How many different values are remembered. Equal ones are given as one object, which
scoring and pages judge and write once."""

SHARE_KEYS = ("count", "of")
_ZERO, _HUNDRED = Fraction(0), Fraction(100)
_NPS_RANGE, _SHARE_RANGE = (-_HUNDRED, _HUNDRED), (_ZERO, _HUNDRED)
NPS_KEYS = ("promoters", "passives", "detractors")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value stands and which criterion it answers."""

    source: Source
    steps: Steps
    criterion: Criterion

    def tell(self, code: str, message: str, hint: str | None = None) -> None:
        """Note a problem with the value."""
        self.source.tell(code, self.steps, message, hint)


def read_value(raw: Any, place: Place) -> Value | None:
    """Return the value that `raw` gives, or None after telling what is wrong."""
    answer = place.criterion.answer
    if isinstance(answer, ScaleType):
        return _scale(raw, place)
    if isinstance(answer, ChecklistType):
        return _checklist(raw, place, answer)
    if isinstance(answer, ChoiceType):
        return _choice(raw, place, answer)
    if isinstance(answer, MetricType):
        return read_metric(raw, None, place, answer)
    return _yes_no(raw, place, answer)


def _scale(raw: Any, place: Place) -> Value | None:
    if type(raw) is int:
        if 0 <= raw < len(_STEPS):
            return _STEPS[raw]
        words = f"a scale goes from 0 to 4, found {raw}"
        place.tell("E316", words, "write one of 0, 1, 2, 3, 4")
        return None
    if isinstance(raw, str) and raw in ("0", "1", "2", "3", "4"):
        place.tell("E314", f"expected a step, found {describe(raw)}", f"write {raw}")
        return None
    if isinstance(raw, Decimal):
        hint = "choose the highest step that is fully met"
        place.tell("E314", f"a scale has whole steps, found {raw}", hint)
        return None
    words = f"expected a step from 0 to 4, found {describe(raw)}"
    place.tell("E314", words, "write one of 0, 1, 2, 3, 4")
    return None


def _yes_no(raw: Any, place: Place, _answer: YesNoType) -> Value | None:
    word = raw.lower() if isinstance(raw, str) else ""
    if raw is True or word in _YES:
        return _YES_VALUE
    if raw is False or word in _NO:
        return _NO_VALUE
    words = f"expected yes or no, found {describe(raw)}"
    place.tell("E314", words, "write yes or no (tak or nie)")
    return None


def _choice(raw: Any, place: Place, answer: ChoiceType) -> Value | None:
    known = [option.id for option in answer.options]
    if isinstance(raw, str):
        if raw in known:
            return _chosen(raw)
        hint = (
            place.source.problems.nearest(raw, known) or f"options: {', '.join(known)}"
        )
        place.tell("E315", f"unknown option '{raw}'", hint)
        return None
    hint = f"options: {', '.join(known)}"
    place.tell("E314", f"expected one option, found {describe(raw)}", hint)
    return None


def _checklist(raw: Any, place: Place, answer: ChecklistType) -> Value | None:
    known = [item.id for item in answer.items]
    if not isinstance(raw, list):
        hint = f"items: {', '.join(known)}; [] for none of them"
        place.tell("E314", f"expected a list of items, found {describe(raw)}", hint)
        return None
    good = True
    seen, ids = set(), frozenset(known)
    for number, item in enumerate(raw):
        if place.source.problems.full:
            return None
        if not isinstance(item, str) or item not in ids:
            at = (*place.steps, number)
            hint = (
                place.source.problems.nearest(str(item), known)
                or f"items: {', '.join(known)}"
            )
            words = f"unknown item '{item}'"
            if not isinstance(item, str):
                words = f"expected an item, found {describe(item)}"
            place.source.tell("E315", at, words, hint)
            good = False
        elif item in seen:
            at = (*place.steps, number)
            place.source.tell("E317", at, f"'{item}' is listed twice", "keep one")
            good = False
        else:
            seen.add(item)
    return _met(tuple(raw)) if good else None


@lru_cache(maxsize=_SHARED)
def _met(items: tuple[str, ...]) -> ChecklistValue:
    return ChecklistValue(met=items)


@lru_cache(maxsize=_SHARED)
def _chosen(option: str) -> ChoiceValue:
    return ChoiceValue(option=option)


@lru_cache(maxsize=_SHARED)
def _measured(
    number: Fraction, n: int | None, counts: NpsCounts | ShareCounts | None = None
) -> MetricValue:
    return MetricValue(number=number, n=n, counts=counts)


def read_reason(raw: Any, language: str) -> Text | None:
    """Return a reason written as a text or in several languages; None if it is not."""
    if isinstance(raw, str):
        raw = {language: raw}
    if not isinstance(raw, dict) or not raw:
        return None
    good = all(
        key in LANGUAGES and isinstance(words, str) and words.strip()
        for key, words in raw.items()
    )
    return Text(raw) if good else None


def read_items_not_applicable(
    raw: MapNode, met: tuple[str, ...], place: Place, language: str
) -> dict[str, Text] | None:
    """Return the items that do not apply with their reasons; None if wrong.

    `place.steps` leads to the mapping; `language` is that of plain strings.
    """
    answer = place.criterion.answer
    known = [i.id for i in answer.items] if isinstance(answer, ChecklistType) else []
    reasons: dict[str, Text] = {}
    good = True
    if not getattr(answer, "items_may_not_apply", False):
        words = f"every item of '{place.criterion.id}' applies to every shop"
        place.tell("E318", words, "list those that are met, leave out the others")
        return None
    for item, reason in raw.items():
        at = (*place.steps, item)
        if item not in known:
            hint = (
                place.source.problems.nearest(item, known)
                or f"items: {', '.join(known)}"
            )
            place.source.tell("E315", at, f"unknown item '{item}'", hint, key=True)
        elif item in met:
            words = f"'{item}' is both met and not applicable"
            place.source.tell("E317", at, words, "keep one of the two", key=True)
        elif (text := read_reason(reason, language)) is None:
            words = f"why does '{item}' not apply?"
            place.source.tell("E319", at, words, "write the reason as a text", key=True)
        else:
            reasons[item] = text
            continue
        good = False
    return reasons if good else None


def read_metric(
    raw: Any, n: int | None, place: Place, answer: MetricType
) -> MetricValue | None:
    """Return a measured number, with its counts where they are given."""
    if isinstance(raw, MapNode):
        return _counted(raw, n, place, answer)
    if isinstance(raw, bool) or not isinstance(raw, (int, Decimal)):
        hint = None
        if (
            isinstance(raw, str)
            and raw.rstrip(" %").replace(",", ".").replace(".", "", 1).isdigit()
        ):
            plain = raw.rstrip(" %").replace(",", ".")
            hint = f"write {plain}: a decimal point, no unit, no quotes"
        place.tell("E314", f"expected a number, found {describe(raw)}", hint)
        return None
    number = Fraction(raw)
    low, high = _range(answer)
    if (low is not None and number < low) or (high is not None and number > high):
        bottom = "" if low is None else f" of at least {_plain(low)}"
        top = "" if high is None else f" and at most {_plain(high)}"
        words = f"expected a number{bottom}{top}, found {raw}"
        unit = answer.unit.in_language("en")
        place.tell("E316", words, f"is it in the criterion's unit, {unit}?")
        return None
    return _measured(number, n)


def _range(answer: MetricType) -> tuple[Fraction | None, Fraction | None]:
    if answer.range is not None:
        return answer.range
    if answer.measures == "nps":
        return _NPS_RANGE
    if answer.measures == "share":
        return _SHARE_RANGE
    return _ZERO, None


def _counted(
    raw: MapNode, n: int | None, place: Place, answer: MetricType
) -> MetricValue | None:
    keys: tuple[str, ...]
    if answer.measures == "nps":
        keys = NPS_KEYS
    elif answer.measures == "share":
        keys = SHARE_KEYS
    else:
        unit = answer.unit.in_language("en")
        words = f"expected a number of {unit}, found {describe(raw)}"
        place.tell("E314", words, "write the number alone")
        return None
    if not _whole_numbers(raw, keys, place):
        return None
    if n is not None:
        place.tell("E321", "counts carry their own sample size", "leave out n")
        return None
    if keys is NPS_KEYS:
        nps = NpsCounts(**{key: raw[key] for key in keys})
        total = nps.promoters + nps.passives + nps.detractors
        if total == 0:
            place.tell("E321", "nobody answered", "write not_measured: true")
            return None
        number = Fraction(100 * (nps.promoters - nps.detractors), total)
        return _measured(number, total, nps)
    share = ShareCounts(count=raw["count"], of=raw["of"])
    if share.of == 0 or share.count > share.of:
        words = f"{share.count} of {share.of} is no share"
        place.tell("E321", words, "`count` may not exceed `of`, and `of` is at least 1")
        return None
    number = Fraction(100 * share.count, share.of)
    return _measured(number, share.of, share)


def _whole_numbers(raw: MapNode, keys: tuple[str, ...], place: Place) -> bool:
    good = True
    for key, count in raw.items():
        at = (*place.steps, key)
        if key not in keys:
            hint = (
                place.source.problems.nearest(key, keys) or f"keys: {', '.join(keys)}"
            )
            place.source.tell("E301", at, f"unknown key '{key}'", hint, key=True)
            good = False
        elif type(count) is not int or count < 0:
            words = f"'{key}' must be a whole number, found {describe(count)}"
            place.source.tell("E321", at, words, "write how many, like 45")
            good = False
    missing = [f"'{key}'" for key in keys if key not in raw]
    if missing:
        words = "the key {} is" if len(missing) == 1 else "the keys {} are"
        example = ", ".join(f"{key}: …" for key in keys)
        words = words.format(" and ".join(missing)) + " missing"
        place.tell("E303", words, f"write {{{example}}}")
    return good and not missing


def _plain(number: Fraction) -> str:
    """Write a limit as its author did: 4.5, not 9/2."""
    return f"{float(number):.12g}"
