"""An answer in words: what was possible, and what was found."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal

from generator.model.answers import ChecklistType, ChoiceType, ScaleType, YesNoType
from generator.model.finding import ShownAnswer, ShownChoice
from generator.model.text import Text

YES = Text({"en": "Yes", "pl": "Tak"})
NO = Text({"en": "No", "pl": "Nie"})

Mark = Literal["chosen", "not-chosen", "met", "missing", "not-applicable", "open"]


def possible_answers(
    kind: ScaleType | YesNoType | ChoiceType, worths: Mapping[Any, Fraction]
) -> tuple[ShownAnswer, Mapping[Any, ShownAnswer]]:
    """Return the answer while it is open, and for each that may be chosen.

    `worths` says what each possible answer is worth: by step, option, or True and
    False for yes and no.
    """
    words = _words(kind)

    def answer(chosen: object, mark: Mark) -> ShownAnswer:
        return ShownAnswer(
            type=kind.type,
            choices=tuple(
                ShownChoice(
                    id=id_,
                    text=text,
                    worth=worths[key],
                    mark="chosen" if key == chosen else mark,
                )
                for key, id_, text in words
            ),
        )

    return answer(None, "open"), {key: answer(key, "not-chosen") for key in worths}


def _words(kind: ScaleType | YesNoType | ChoiceType) -> list[tuple[Any, str, Text]]:
    match kind:
        case ScaleType(anchors=anchors):
            return [(int(step), step, text) for step, text in sorted(anchors.items())]
        case YesNoType():
            return [(True, "yes", YES), (False, "no", NO)]
        case ChoiceType(options=options):
            return [(option.id, option.id, option.text) for option in options]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistWords:
    """The words of a checklist: each item by id, as met and as missing."""

    open: ShownAnswer
    items: tuple[tuple[str, ShownChoice, ShownChoice], ...]

    @classmethod
    def of(cls, kind: ChecklistType) -> ChecklistWords:
        """Prepare the words of a checklist."""

        def choice(id_: str, text: Text, mark: Mark) -> ShownChoice:
            return ShownChoice(id=id_, text=text, worth=None, mark=mark)

        return cls(
            open=ShownAnswer(
                type="checklist",
                choices=tuple(
                    choice(item.id, item.text, "open") for item in kind.items
                ),
            ),
            items=tuple(
                (
                    item.id,
                    choice(item.id, item.text, "met"),
                    choice(item.id, item.text, "missing"),
                )
                for item in kind.items
            ),
        )

    def shown(self, met: AbstractSet[str], excused: Mapping[str, Text]) -> ShownAnswer:
        """Return the list with its items met, missing or, with a reason, excused."""
        choices = [
            as_met if id_ in met else as_missing
            for id_, as_met, as_missing in self.items
        ]
        if excused:
            choices = [
                ShownChoice(
                    id=choice.id,
                    text=choice.text,
                    worth=None,
                    mark="not-applicable",
                    reason=excused[choice.id],
                )
                if choice.id in excused
                else choice
                for choice in choices
            ]
        return ShownAnswer(type="checklist", choices=tuple(choices))
