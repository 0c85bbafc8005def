"""The answers of an audit file, read against its definition."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from weakref import WeakKeyDictionary

from generator.model.audit import Answer, Evidence, Spot, Value
from generator.model.definition import Criterion, Definition
from generator.model.text import Text
from generator.reading.answer_types import read_value
from generator.reading.answer_types.context import AnswerContext
from generator.reading.answer_types.metric import NPS_KEYS, SHARE_KEYS
from generator.reading.audits.evidence import EvidenceFolder
from generator.reading.audits.states import read_state
from generator.reading.diagnostics.shape_codes import AUDIT_CODES
from generator.reading.shapes.audit_files import AnswerFields
from generator.reading.shapes.validate import read_what_fits
from generator.reading.strict_yaml.nodes import ListNode, MapNode
from generator.reading.strict_yaml.source_file import Source

Steps = tuple[str | int, ...]

_COUNTS = frozenset([*SHARE_KEYS, *NPS_KEYS])
_USUAL = frozenset(["value", "note"])
"""The keys of the usual answer that is written out as a mapping."""

_SEEN: WeakKeyDictionary[Definition, dict[Any, Value]] = WeakKeyDictionary()
"""Values already read against each definition: answers repeat and values are frozen.
There are as many as a definition has options and as shares in whole percent."""

_MOST_SEEN = 20_000
"""How many of them are kept: measured numbers may be all different."""


def read_answers(
    source: Source,
    definition: Definition,
    folder: EvidenceFolder,
    language: str,
) -> dict[str, Answer]:
    """Return every answer that could be read; the rest is told to the source.

    `language` is that of plain strings in the file.
    """
    raw = source.root.get("answers") if source.root else None
    if not isinstance(raw, MapNode):
        return {}
    reader = _AnswerReader(source, definition, folder, language)
    answers = {}
    for name, value in raw.items():
        if source.problems.full:
            break
        answer = reader.read(name, value)
        if answer is not None:
            answers[name] = answer
    return answers


def tell_unknown_criterion(
    source: Source, steps: Steps, definition: Definition
) -> None:
    """Tell that the key at `steps` names no criterion that is asked (any more)."""
    name = str(steps[-1])
    retired = definition.retired.get(name)
    if retired is not None:
        words = f"'{name}' was retired in version {retired.since}"
        instead = retired.replaced_by
        hint = f"write '{instead}' instead" if instead else "leave it out"
        source.tell("E326", steps, words, hint, key=True)
        return
    hint = source.problems.nearest(name, definition.places) or (
        f"the definition has {len(definition.places)} criteria; this is none of them"
    )
    source.tell("E302", steps, f"unknown criterion '{name}'", hint, key=True)


class _AnswerReader:
    """Reads one answer after the other; holds what they have in common."""

    def __init__(
        self,
        source: Source,
        definition: Definition,
        folder: EvidenceFolder,
        language: str,
    ) -> None:
        self._source = source
        self._definition = definition
        self._places = definition.places
        self._folder = folder
        self._language = language
        self._path = source.problems.path
        self._seen = _SEEN.setdefault(definition, {})
        self._events: Mapping[str, Any] = (
            source.root["answers"].events if source.root else {}
        )

    def read(self, name: str, raw: Any) -> Answer | None:
        """Return the answer to criterion `name`, or None if it is wrong or empty."""
        place = self._places.get(name)
        if place is None:
            tell_unknown_criterion(self._source, ("answers", name), self._definition)
            return None
        if raw is None:
            return None
        line = self._events[name][0].start_mark.line + 1
        spot = Spot(path=self._path, line=line)
        criterion = place.criterion
        if type(raw) is not MapNode:
            value = self._value(raw, criterion, ("answers", name))
            if value is None:
                return None
            return Answer(criterion=name, state="answered", value=value, spot=spot)
        if len(raw) == len(_USUAL) and raw.keys() >= _USUAL:
            note = raw["note"]
            if type(note) is str and note.strip() and raw["value"] is not None:
                # The usual answer is spared the way through the shape: it is the
                # bulk of every file.
                steps: Steps = ("answers", name, "value")
                value = self._value(raw["value"], criterion, steps)
                if value is None:
                    return None
                return Answer(
                    criterion=name,
                    state="answered",
                    value=value,
                    note=Text({self._language: note}),
                    spot=spot,
                )
        return self._read_fields(name, raw, criterion, spot)

    def _value(self, raw: Any, criterion: Criterion, steps: Steps) -> Value | None:
        try:
            key = (
                criterion.id,
                type(raw),
                tuple(raw) if type(raw) is ListNode else raw,
            )
            value = self._seen.get(key)
        except TypeError:  # a list of lists or mappings, which is wrong anyhow
            return read_value(raw, AnswerContext(self._source, steps, criterion))
        if value is None:
            value = read_value(raw, AnswerContext(self._source, steps, criterion))
            if value is not None and len(self._seen) < _MOST_SEEN:
                self._seen[key] = value
        return value

    def _read_fields(
        self, name: str, raw: MapNode, criterion: Criterion, spot: Spot
    ) -> Answer | None:
        steps: Steps = ("answers", name)
        if raw and raw.keys() <= _COUNTS:
            counts = ", ".join(f"{key}: …" for key in raw)
            words, hint = "counts stand under 'value'", f"write value: {{{counts}}}"
            self._source.tell("E301", steps, words, hint, key=True)
            return None
        before = len(self._source.problems.found)
        fields = read_what_fits(
            AnswerFields,
            self._source,
            AUDIT_CODES,
            language=self._language,
            data=raw,
            at=steps,
        )
        place = AnswerContext(self._source, steps, criterion)
        state, value, reason = read_state(fields, raw, place, self._language)
        evidence = self._evidence(fields.evidence or (), steps)
        self._check_rest(fields, criterion, steps)
        if len(self._source.problems.found) > before:
            return None
        return Answer(
            criterion=name,
            state=state,
            value=value,
            reason=reason,
            note=fields.note,
            evidence=evidence,
            private=fields.private,
            checked_on=fields.checked_on,
            advice=fields.advice,
            effort=fields.effort,
            exempt=fields.exempt,
            spot=spot,
        )

    def _evidence(self, entries: tuple[Any, ...], steps: Steps) -> tuple[Evidence, ...]:
        return tuple(
            evidence
            for number, entry in enumerate(entries)
            if not self._source.problems.full
            and (
                evidence := self._folder.read(
                    entry, self._source, (*steps, "evidence", number), self._language
                )
            )
        )

    def _check_rest(
        self, fields: AnswerFields, criterion: Criterion, steps: Steps
    ) -> None:
        if fields.effort is not None and fields.effort not in self._definition.efforts:
            known = ", ".join(map(str, self._definition.efforts))
            words = f"unknown effort {fields.effort}"
            self._source.tell("E305", (*steps, "effort"), words, f"efforts: {known}")
        if fields.exempt is not None:
            critical = criterion.critical
            if critical is None or critical.exempt_when is None:
                words = f"'{criterion.id}' has no exemption"
                hint = "leave exempt out; a note can tell what is special"
                self._source.tell("E329", (*steps, "exempt"), words, hint, key=True)
