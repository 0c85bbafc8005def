"""What an audience may see of an audit: the rest never enters the report."""

from __future__ import annotations

import datetime as dt

from generator.model.audience import AudiencePolicy
from generator.model.audit import Evidence, Shop, Task
from generator.model.finding import ShownEvidence, ShownTask
from generator.model.report import ShopRef


def visible_evidence(
    evidence: tuple[Evidence, ...], policy: AudiencePolicy
) -> tuple[Evidence, ...]:
    """Return the evidence that the audience may know of."""
    if policy.sees_private:
        return evidence
    return tuple(one for one in evidence if not one.private)


def shown_evidence(evidence: Evidence) -> ShownEvidence:
    """Return evidence as the report shows it."""
    return ShownEvidence(
        picture=evidence.picture,
        url=evidence.url,
        said=evidence.said,
        text=evidence.text,
        taken_on=evidence.taken_on,
        private=evidence.private,
    )


def shown_shop(shop: Shop, policy: AudiencePolicy) -> ShopRef:
    """Return the shop, with its contacts for who sees what is private."""
    return ShopRef(
        id=shop.id,
        name=shop.name,
        url=shop.url,
        language=shop.language,
        sector=shop.sector,
        country=shop.country,
        about=shop.about,
        contacts=shop.contacts if policy.sees_private else (),
    )


def shown_task(task: Task, policy: AudiencePolicy, as_of: dt.date) -> ShownTask:
    """Return a task as it stands on `as_of`.

    It is overdue when its date has passed and it is not done, and expired when it was
    accepted until a date that has passed, or until none.
    """
    working = task.status in {"open", "in-progress"}
    return ShownTask(
        owner=task.owner,
        due=task.due,
        status=task.status,
        overdue=working and task.due is not None and task.due < as_of,
        reason=task.reason,
        until=task.until,
        expired=task.status == "accepted"
        and (task.until is None or task.until < as_of),
        note=task.note,
        private=task.private if policy.sees_private else None,
    )
