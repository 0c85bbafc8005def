"""What changed between two audits, as a page shows it: in columns that add up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from markupsafe import Markup

from generator.model.change import Change, ChangeKind, CriterionChange, StageChange
from generator.model.shown import shown_sum, shown_total
from generator.publishing.figures.waterfall import Waterfall, waterfall
from generator.publishing.views.localized_report import LocalizedReport

_HUNDRED = 100
_NOTHING = Fraction(0)
KINDS: tuple[ChangeKind, ...] = (
    "better",
    "worse",
    "newly-answered",
    "no-longer-answered",
    "new",
    "retired",
)
"""The kinds that a page tells one by one; what is the same is folded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CauseView:
    """One of the three causes: `points` signed, `sign` of what is shown."""

    key: str
    points: str
    tenths: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StageChangeView:
    """A stage before and after, in points with one decimal; empty without a point."""

    name: Markup
    uri: str
    before: str
    after: str
    difference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SideView:
    """What a criterion was in one audit; `worth` is empty unless it was answered."""

    worth: str
    outcome: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedView:
    """A criterion's row. `uri` is empty where no page of this site holds it.

    `restated` is the earlier worth by the later rules, where that is another.
    """

    name: Markup
    title: str
    uri: str
    anchor: str
    place: Markup
    before: SideView
    after: SideView
    restated: str
    adds: str
    asked_anew: bool
    replaced_by: tuple[Markup, str, str] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class KindView:
    """The criteria of one kind; `adds` is what their column comes to."""

    kind: ChangeKind
    rows: tuple[ChangedView, ...]
    adds: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SumView:
    """The totals in points with one decimal, and what lies between them.

    `tenths` is the difference as shown, `by` without its sign. `causes` and `figure` are there when the
    change can be split.
    """

    before: str
    after: str
    difference: str
    by: str
    tenths: int
    causes: tuple[CauseView, ...]
    figure: Waterfall | None


def sum_view(change: Change, book: LocalizedReport) -> SumView | None:
    """Return the totals and their causes; None where one of them has no point."""
    before, after = change.before.point, change.after.point
    if before is None or after is None:
        return None
    start, end = _tenths(before), _tenths(after)
    causes = change.causes
    shown: tuple[CauseView, ...] = ()
    if causes is not None:
        parts = {
            "shop": causes.shop,
            "answers": causes.answers,
            "definition": causes.definition,
        }
        points = [part * _HUNDRED for part in parts.values()]
        shown = tuple(
            CauseView(key=key, points=signed(tenths, book), tenths=tenths)
            for key, tenths in zip(parts, shown_sum(points, end - start), strict=True)
        )
    return SumView(
        before=book.localizer.tenths(start),
        after=book.localizer.tenths(end),
        difference=signed(end - start, book),
        by=book.localizer.tenths(abs(end - start)),
        tenths=end - start,
        causes=shown,
        figure=(
            waterfall(start, [(one.key, one.tenths) for one in shown], end)
            if shown
            else None
        ),
    )


def _tenths(point: Fraction) -> int:
    """Return a point in tenths, rounded down as on the page of numbers."""
    return shown_total([point * _HUNDRED])


def signed(tenths: int, book: LocalizedReport) -> str:
    """Return a difference with its sign; nothing needs none."""
    words = book.localizer.tenths(tenths)
    return f"+{words}" if tenths > 0 else words


def stage_changes(change: Change, book: LocalizedReport) -> tuple[StageChangeView, ...]:
    """Return the stages before and after, the later audit's journey first."""
    return tuple(_stage(stage, book) for stage in change.stages)


def _stage(stage: StageChange, book: LocalizedReport) -> StageChangeView:
    before, after = (
        None if point is None else _tenths(point)
        for point in (stage.before, stage.after)
    )
    both = before is not None and after is not None
    return StageChangeView(
        name=book.localizer.text(stage.name),
        uri=book.stage_uri(stage.id) if stage.id in book.stages else "",
        before="" if before is None else book.localizer.tenths(before),
        after="" if after is None else book.localizer.tenths(after),
        difference=signed((after or 0) - (before or 0), book) if both else "",
    )


def kind_views(
    change: Change, book: LocalizedReport, before: LocalizedReport | None
) -> Mapping[ChangeKind, KindView]:
    """Return the criteria by what became of them; only kinds that there are.

    The greatest contributions stand first. `before` is the earlier audit, where this
    site has it.
    """
    tenths = _contributions(change)
    found: dict[ChangeKind, KindView] = {}
    for kind in (*KINDS, "same"):
        here = [one for one in change.criteria if one.kind == kind]
        if not here:
            continue
        if tenths:
            here.sort(key=lambda one: abs(one.contribution or _NOTHING), reverse=True)
        rows = tuple(_rows(here, tenths, book, before))
        total = sum(tenths[one.criterion] for one in here) if tenths else 0
        found[kind] = KindView(
            kind=kind, rows=rows, adds=signed(total, book) if tenths else ""
        )
    return found


def _contributions(change: Change) -> Mapping[str, int]:
    """Return each contribution in tenths, so that all add up to the difference."""
    before, after = change.before.point, change.after.point
    if change.causes is None or before is None or after is None:
        return {}
    parts = [(one.contribution or _NOTHING) * _HUNDRED for one in change.criteria]
    column = shown_sum(parts, _tenths(after) - _tenths(before))
    return {
        one.criterion: tenths
        for one, tenths in zip(change.criteria, column, strict=True)
    }


def _rows(
    changed: Sequence[CriterionChange],
    tenths: Mapping[str, int],
    book: LocalizedReport,
    earlier: LocalizedReport | None,
) -> Iterator[ChangedView]:
    localizer = book.localizer
    for one in changed:
        holder = _holder(one.criterion, book, earlier)
        heir = book.findings.get(one.replaced_by or "")
        restated = one.worth_restated
        yield ChangedView(
            name=localizer.text(one.name),
            title=localizer.plain(one.name),
            uri=holder.finding_uri(one.criterion) if holder else "",
            anchor=one.criterion,
            place=(
                holder.touchpoint_name(holder.findings[one.criterion].touchpoint)
                if holder
                else Markup()
            ),
            before=_side(one.worth_before, one.outcome_before, one.state_before, book),
            after=_side(one.worth_after, one.outcome_after, one.state_after, book),
            restated=(
                localizer.worth(restated)
                if restated is not None and restated != one.worth_before
                else ""
            ),
            adds=signed(tenths[one.criterion], book) if one.contribution else "",
            asked_anew=one.asked_anew,
            replaced_by=(
                (
                    localizer.text(heir.asked.name),
                    book.finding_uri(heir.criterion),
                    heir.criterion,
                )
                if heir is not None and heir.state != "out-of-profile"
                else None
            ),
        )


def _holder(
    criterion: str, book: LocalizedReport, earlier: LocalizedReport | None
) -> LocalizedReport | None:
    """Return the audit whose pages show the criterion, the later one first."""
    for one in (book, earlier):
        finding = one.findings.get(criterion) if one else None
        if finding is not None and finding.state != "out-of-profile":
            return one
    return None


def _side(
    worth: Fraction | None,
    outcome: str | None,
    state: str | None,
    book: LocalizedReport,
) -> SideView:
    return SideView(
        worth="" if worth is None else book.localizer.worth(worth),
        outcome=outcome or "",
        state=state or "",
    )
