"""The calendar is read back by another library, and keeps RFC 5545's form."""

from __future__ import annotations

import datetime as dt

import icalendar
import sample_site as sample
from hostile_reports import reports
from hypothesis import HealthCheck, given, settings
from thoroughness import examples

from generator.model.audit import Task
from generator.publishing import exports
from generator.publishing.exports.plain import one_line


def made(report, language="en"):
    return exports.make(report, language, "plan.ics")


def events(data):
    return icalendar.Calendar.from_ical(data).walk("VEVENT")


def one_event(**fields):
    """Return the event of one task of the sample."""
    task = Task(criterion="promise", **fields)
    (event,) = events(made(sample.report(tasks={"promise": task})))
    return event


def test_a_due_date_is_an_event_of_a_whole_day():
    """The event has the finding's id, the day, the words, and nothing from a clock."""
    (event,) = events(made(sample.report(), "pl"))

    assert event["UID"] == "lumen/promise@cx-audit"
    assert event["DTSTART"].dt == dt.date(2026, 10, 1)
    assert event["DTSTAMP"].dt == dt.datetime(2026, 11, 2, tzinfo=dt.UTC)
    assert event["SUMMARY"] == "Lumen: Promise PL"
    assert event["STATUS"] == "CONFIRMED"
    assert event["TRANSP"] == "TRANSPARENT"
    assert event["DESCRIPTION"].splitlines() == [
        "Rada: Do it now PL",
        "Rekomendacja: fix it",
        "Odpowiada: Ola",
        "Status: w toku",
        "Notatka: Half done PL",
        "Id ustalenia: lumen/promise",
        "Odnośnik: pl/shops/lumen/2026-09-15/before#promise",
    ]


def test_what_is_over_is_cancelled():
    """Importing again takes a task that is done or accepted off the calendar."""
    due = dt.date(2026, 12, 1)

    assert one_event(due=due, status="open")["STATUS"] == "CONFIRMED"
    assert one_event(due=due, status="done")["STATUS"] == "CANCELLED"
    accepted = one_event(due=due, status="accepted", until=dt.date(2027, 1, 1))
    expired = one_event(due=due, status="accepted", until=dt.date(2026, 1, 1))
    assert accepted["STATUS"] == "CANCELLED"
    assert expired["STATUS"] == "CONFIRMED"


def test_a_later_report_replaces_an_earlier_one():
    """The revision grows with the report's day, the id stays."""
    report = sample.report()
    later = sample.dataclasses.replace(report, as_of=dt.date(2027, 1, 1))
    (before,), (after,) = events(made(report)), events(made(later))

    assert before["UID"] == after["UID"]
    assert before["SEQUENCE"] < after["SEQUENCE"]


def test_far_days_are_written_whole():
    """The first and the last day there are keep their four digits."""
    for day in (dt.date.min, dt.date.max):
        assert one_event(due=day)["DTSTART"].dt == day


@settings(
    max_examples=examples(80), suppress_health_check=list(HealthCheck), deadline=None
)
@given(reports())
def test_every_text_is_one_value(report):
    """No text adds a line, a property or an event, or is lost."""
    data = made(report)
    due = [one for one in report.plan if one.task and one.task.due]
    named = {one.id: one.asked.name for one in report.findings}
    shop = one_line(report.shop.name.in_language("en"))
    read = events(data)

    assert [event["UID"] for event in read] == [
        f"{one.finding}@cx-audit" for one in due
    ]
    for event, entry in zip(read, due, strict=True):
        name = one_line(named[entry.finding].in_language("en"))
        assert str(event["SUMMARY"]) == f"{shop}: {name}"
        assert event["DTSTART"].dt == entry.task.due
        assert not event.subcomponents
    assert len(icalendar.Calendar.from_ical(data).subcomponents) == len(due)


@settings(
    max_examples=examples(80), suppress_health_check=list(HealthCheck), deadline=None
)
@given(reports())
def test_lines_are_folded_between_characters(report):
    """Lines end with CRLF, have at most 75 bytes, and no character is cut."""
    data = made(report)
    lines = data.split(b"\r\n")

    assert lines[-1] == b""
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert b"\r" not in data.replace(b"\r\n", b"")
    for line in lines:
        assert len(line) <= 75
        assert line.decode() is not None
