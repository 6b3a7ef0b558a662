"""A change written into the event's page, from which record, sale, calendars and lists take it."""

from __future__ import annotations

from datetime import datetime

from events.catalogue.models import EventDate
from events.catalogue.pages import EventPage
from events.catalogue.rows import DateRow
from events.catalogue.terms import code_of
from events.catalogue.words import there
from events.changes.models import DateChange


class NotShown(Exception):
    """The page could not take the change; the text is for staff."""


def write_into_page(change: DateChange, page: EventPage) -> None:
    """Publish the page with the date changed, and nothing else of its draft; drafts and schedules get it too."""
    waiting = dict(page.revisions.exclude(approved_go_live_at=None).values_list("pk", "approved_go_live_at"))
    draft = page.get_latest_revision_as_object() if page.has_unpublished_changes else None
    live = EventPage.objects.get(pk=page.pk)
    _write(live, change)
    live.save_revision(user=change.author).publish(user=change.author, skip_permission_checks=True)
    if draft is not None:
        _write(draft, change)
        draft.save_revision(user=change.author)
    for revision in page.revisions.filter(pk__in=list(waiting)):
        _write_scheduled(revision, change, goes_live_at=waiting[revision.pk])


def _write(page: EventPage, change: DateChange) -> None:
    rows = list(page.dates.all())
    for row in rows:
        if code_of(row) == change.date.code:
            for name, value in clock_values(change).items():
                setattr(row, name, value)
    page.dates = rows


def _write_scheduled(revision, change: DateChange, *, goes_live_at: datetime) -> None:
    """What waits for its day must not bring the old time back; publishing has taken its day away."""
    for row in revision.content.get("dates", []):
        if (row.get("code") or row.get("day")) == change.date.code:
            for name, value in clock_values(change).items():
                row[name] = value if isinstance(value, bool | None) else value.isoformat()
    revision.approved_go_live_at = goes_live_at
    revision.save(update_fields=["content", "approved_go_live_at"])


def clock_values(change: DateChange) -> dict:
    """What the row of the date says after it, by the clock on the wall there; its code stays, whatever its day."""
    if change.cancels:
        return {"cancelled": True}
    first, last = there(change.starts_at, change.date), there(change.ends_at, change.date)
    admission = there(change.admission_at, change.date) if change.admission_at else None
    return {
        "code": change.date.code,
        "day": first.date(),
        "starts": first.time(),
        "last_day": last.date() if last.date() != first.date() else None,
        "ends": last.time(),
        "admission": admission.time() if admission else None,
        "cancelled": False,
    }


def row_of(page: EventPage, date: EventDate) -> DateRow | None:
    """The row of a date on its page."""
    return next((row for row in page.dates.all() if code_of(row) == date.code), None)
