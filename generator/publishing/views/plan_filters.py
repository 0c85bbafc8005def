"""What the plan can be narrowed down by, and how its tasks stand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from generator.i18n.localizer import plain
from generator.publishing.views.localized_report import LocalizedReport
from generator.publishing.views.plan import NOBODY, StepTraits, StepView

_FEWEST = 2
_STATUSES = (
    "open",
    "in-progress",
    "done",
    "accepted",
    "overdue",
    "expired",
    NOBODY,
)
_EVIDENCE = {
    "public": "plan.evidence.public",
    "test-order": "plan.evidence.test-order",
    "internal": "plan.evidence.internal",
    "mixed": "plan.evidence.mixed",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """An option of a filter: its value in the address, and its word as plain text."""

    value: str
    word: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """A list to choose from; `name` is its name in the address."""

    name: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskTally:
    """How many steps somebody has taken, and how those stand."""

    owned: int
    in_progress: int
    done: int
    overdue: int
    expired: int


def filters(book: LocalizedReport, steps: Sequence[StepView]) -> tuple[Filter, ...]:
    """Return what these steps differ in; nothing where there is nothing to choose."""
    word, localizer = book.localizer.word, book.localizer
    traits = [step.traits for step in steps]
    statuses = {one for trait in traits for one in trait.status.split()}
    owners = sorted({trait.owner for trait in traits} - {NOBODY}, key=str.casefold)
    nobody = [NOBODY] if any(trait.owner == NOBODY for trait in traits) else []
    found = (
        _filter(
            "stage",
            [
                stage.id
                for stage in book.report.stages
                if any(trait.stage == stage.id for trait in traits)
            ],
            lambda stage: localizer.text(book.stages[stage].name),
        ),
        _filter(
            "owner",
            [*owners, *nobody],
            lambda owner: (
                word("plan.nobody") if owner == NOBODY else localizer.string(owner)
            ),
        ),
        _filter(
            "status",
            [status for status in _STATUSES if status in statuses],
            lambda status: _status(status, book),
        ),
        _filter(
            "effort",
            sorted({trait.effort for trait in traits}, key=int),
            lambda effort: book.effort_name(int(effort)),
        ),
        _filter(
            "evidence",
            [
                kind
                for kind in _EVIDENCE
                if any(trait.evidence == kind for trait in traits)
            ],
            lambda kind: word(_EVIDENCE[kind]),
        ),
    )
    return tuple(one for one in found if len(one.choices) >= _FEWEST)


def _filter(name: str, values: Sequence[str], say: Callable[[str], Markup]) -> Filter:
    return Filter(
        name=name,
        choices=tuple(
            Choice(value=value, word=plain(say(value).striptags())) for value in values
        ),
    )


def _status(status: str, book: LocalizedReport) -> Markup:
    word = book.localizer.word
    if status == NOBODY:
        return word("plan.no_task")
    if status in {"overdue", "expired"}:
        return word(f"task.{status}")
    return word(f"status.{status}")


def task_tally(steps: Sequence[StepView]) -> TaskTally | None:
    """Return how the tasks of these steps stand; None where there is none."""
    traits: list[StepTraits] = [step.traits for step in steps]
    if all(trait.status == NOBODY for trait in traits):
        return None

    def number(status: str) -> int:
        return sum(status in trait.status.split() for trait in traits)

    return TaskTally(
        owned=sum(trait.owner != NOBODY for trait in traits),
        in_progress=number("in-progress"),
        done=number("done"),
        overdue=number("overdue"),
        expired=number("expired"),
    )
