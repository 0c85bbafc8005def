"""Three sentences that can be read aloud: how good, what holds it back, what first.

Names of touchpoints and criteria are titles. Neither language bends them: every
sentence is built so that a title stands where its own form is right.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from markupsafe import Markup

from generator.i18n import formats
from generator.model.report import PlanEntry, TouchpointReport
from generator.model.score import Cap, Score
from generator.publishing.views.localized_report import LocalizedReport
from generator.publishing.views.score import ScoreView, score_view


@dataclass(frozen=True, slots=True, kw_only=True)
class Ends:
    """The lowest and the highest touchpoint, and whether each has an equal."""

    low: TouchpointReport
    high: TouchpointReport
    low_tied: bool
    high_tied: bool


def sentences(book: LocalizedReport) -> tuple[Markup, ...]:
    """Return one to three sentences that the data alone support."""
    return tuple(_said(book))


def _said(book: LocalizedReport) -> Iterator[Markup]:
    total, score = score_view(book.report.score, book), book.report.score
    yield _verdict(book, total)
    if score is None:
        return
    if score.point is None or score.provisional:
        yield from _too_early(book, score)
        return
    if score.point == 1:
        whole = "sentences.perfect" if score.coverage == 1 else "sentences.perfect_yet"
        yield book.localizer.word(whole)
        yield from _find_out(book, "sentences.next_find")
        return
    yield from _held_back(book, score)
    yield from _first(book, score)


def firm_points(book: LocalizedReport) -> list[tuple[Fraction, TouchpointReport]]:
    """Return the touchpoints whose score has a level, with their points."""
    return [
        (touchpoint.score.point, touchpoint)
        for stage in book.report.stages
        for touchpoint in stage.touchpoints
        if touchpoint.score is not None
        and touchpoint.score.point is not None
        and not touchpoint.score.provisional
    ]


def ends(book: LocalizedReport) -> Ends | None:
    """Return the lowest and the highest touchpoint, None where nothing tells them.

    A provisional touchpoint does not qualify: it may be what nobody looked at.
    """
    firm = firm_points(book)
    points = [point for point, _ in firm]
    if not firm or min(points) == max(points):
        return None
    low = min(firm, key=lambda pair: pair[0])
    high = max(firm, key=lambda pair: pair[0])
    return Ends(
        low=low[1],
        high=high[1],
        low_tied=points.count(low[0]) > 1,
        high_tied=points.count(high[0]) > 1,
    )


# How good -----------------------------------------------------------------------------


def _verdict(book: LocalizedReport, total: ScoreView) -> Markup:
    word = book.localizer.word
    shop = book.localizer.text(book.report.shop.name)
    if total.kind == "none":
        return word("sentences.no_score", shop=shop)
    if total.kind == "open":
        return word("sentences.open", shop=shop)
    if total.level is None:
        return _provisional(book, total, shop)
    level = total.level.name
    if total.capped_by and total.alone is not None:
        key = "sentences.capped"
        if total.level.at_most:
            key = "sentences.capped_at_most"
        return word(
            key, shop=shop, point=total.point, alone=total.alone.name, level=level
        )
    key = "sentences.at_most" if total.level.at_most else "sentences.final"
    return word(key, shop=shop, point=total.point, level=level)


def _provisional(book: LocalizedReport, total: ScoreView, shop: Markup) -> Markup:
    """Say the interval and what keeps it from a level: coverage, or a stage unseen."""
    report, localizer = book.report, book.localizer
    score = report.score
    needed = report.rules.coverage_needed
    low, high = total.low, total.high
    if score is not None and score.coverage * 100 < needed:
        return localizer.word(
            "sentences.provisional",
            shop=shop,
            low=low,
            high=high,
            coverage=total.coverage,
            needed=localizer.number(needed),
        )
    unseen = [
        stage
        for stage in report.stages
        if stage.score is not None and stage.score.point is None
    ]
    stage = localizer.text(unseen[0].name) if unseen else Markup()
    return localizer.word(
        "sentences.unseen", n=len(unseen), shop=shop, low=low, high=high, stage=stage
    )


# What holds it back -------------------------------------------------------------------


def _too_early(book: LocalizedReport, score: Score) -> Iterator[Markup]:
    """Before there is a level: what fails already, else how much is still open."""
    if score.failed:
        yield _sentence(_failure(book, "already", score.failed), book)
        yield from _first(book, score)
        return
    if score.point is not None:
        counts = book.report.counts
        yield book.localizer.word(
            "sentences.missing", n=counts.unknown + counts.unanswered
        )
    yield from _find_out(book, "sentences.first_find")


def _held_back(book: LocalizedReport, score: Score) -> Iterator[Markup]:
    word, found = book.localizer.word, ends(book)
    if score.capped_by:
        failure = _failure(book, "caps", score.capped_by)
    elif score.failed:
        failure = _failure(book, "fails", score.failed)
    else:
        failure = None
    if found is None:
        if failure is not None:
            yield _sentence(failure, book)
        elif len(firm := firm_points(book)) > 1 and not _doubtful(book):
            yield word("sentences.equal", point=formats.write_points(firm[0][0]))
        return
    weakest = word(
        "sentences.weakest_tied" if found.low_tied else "sentences.weakest",
        name=book.localizer.text(found.low.name),
        point=_points(found.low),
    )
    strongest = word(
        "sentences.strongest_tied" if found.high_tied else "sentences.strongest",
        name=book.localizer.text(found.high.name),
        point=_points(found.high),
    )
    yield word("sentences.and", one=weakest, other=failure or strongest)


def _doubtful(book: LocalizedReport) -> bool:
    """Return whether a touchpoint that applies has no level yet."""
    return any(
        touchpoint.score is not None and touchpoint.score.provisional
        for stage in book.report.stages
        for touchpoint in stage.touchpoints
    )


def _points(touchpoint: TouchpointReport) -> str:
    score = touchpoint.score
    return formats.write_points(score.point) if score and score.point else "0"


def _failure(book: LocalizedReport, how: str, caps: tuple[Cap, ...]) -> Markup:
    """Say that critical criteria fail: one by its name, several by their number.

    `how` is what that does: "caps" the level, "fails" without lowering it now, or
    fails "already" before there is a level.
    """
    phrases = {
        "caps": "sentences.caps",
        "fails": "sentences.fails",
        "already": "sentences.already",
    }
    return book.localizer.word(
        phrases[how],
        n=len(caps),
        name=book.criterion_name(caps[0].criterion),
        kind=book.kind_name(caps[0].kind),
    )


def _sentence(clause: Markup, book: LocalizedReport) -> Markup:
    """Make a sentence of a clause: a capital first, a full stop last."""
    said = str(clause)
    if said.startswith("<"):
        return book.localizer.word("sentences.stop", clause=clause)
    return book.localizer.word(
        "sentences.stop",
        clause=Markup(said[:1].upper() + said[1:]),  # noqa: S704 - it was safe before
    )


# What to do first ---------------------------------------------------------------------


def _first(book: LocalizedReport, score: Score) -> Iterator[Markup]:
    plan = book.report.plan
    entry = next((entry for entry in plan if not entry.accepted), None)
    if entry is not None:
        yield _first_step(book, score, entry)
    elif plan:
        yield book.localizer.word("sentences.all_accepted")
    else:
        yield from _find_out(book, "sentences.next_find")


def _first_step(book: LocalizedReport, score: Score, entry: PlanEntry) -> Markup:
    """Say the first step; what the sentence before named is not named again."""
    word = book.localizer.word
    failing = score.capped_by or score.failed
    named = len(failing) == 1 and failing[0].criterion == entry.criterion
    name = book.criterion_name(entry.criterion)
    if entry.lifts_to is not None:
        level = book.level_name(entry.lifts_to)
        if score.pending:
            key = "sentences.that_may_lift" if named else "sentences.first_may_lift"
        else:
            key = "sentences.that_lifts" if named else "sentences.first_lifts"
        return word(key, level=level) if named else word(key, name=name, level=level)
    if named:
        return word("sentences.that_first")
    if entry.criterion in {cap.criterion for cap in score.failed}:
        kind = next(c.kind for c in score.failed if c.criterion == entry.criterion)
        return word("sentences.first_critical", name=name, kind=book.kind_name(kind))
    shown = book.localizer.gain(entry.gain).lstrip("+")
    if shown.startswith("<"):
        small = "sentences.measure_little" if entry.up_to else "sentences.first_little"
        return word(small, name=name)
    key = "sentences.measure" if entry.up_to else "sentences.first"
    return word(key, name=name, gain=shown)


def _find_out(book: LocalizedReport, key: str) -> Iterator[Markup]:
    if book.report.find_out:
        name = book.criterion_name(book.report.find_out[0].criterion)
        yield book.localizer.word(key, name=name)
