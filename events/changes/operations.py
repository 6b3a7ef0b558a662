"""What may happen when a date is moved or cancelled. The sale closes first, then page and record show it, then each
booking has its own job; each of these may be asked for again, and is done once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from events.catalogue.models import EventDate
from events.catalogue.pages import EventPage
from events.changes import letters
from events.changes.models import DateChange, Notice
from events.changes.queries import Booked, booking_of, bookings_of, cause_of, failed_of, newest_of, notice_of
from events.changes.waiting import stop_waiting, who_waits, whoever_waits
from events.changes.writing import NotShown, write_into_page
from outbox import contract as outbox
from shop.contract import CannotRefund, offers_of, return_lines, stop_sale


class CannotChange(Exception):
    """It cannot be moved or cancelled as things stand; the text is for staff."""


@dataclass(frozen=True)
class Wanted:
    """What is to become of a date, in UTC; of a cancelled one nothing but its kind counts."""

    kind: str
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    admission_at: datetime | None = None
    give_back_until: datetime | None = None

    @property
    def cancels(self) -> bool:
        return self.kind == DateChange.Kind.CANCELLED


@transaction.atomic
def announce(*, date_id: int, wanted: Wanted, words: dict[str, str], author, click: str, at: datetime) -> DateChange:
    """Close the sale of a date and write down that it is moved or cancelled, once for each click; jobs do the rest.

    Raises CannotChange.
    """
    date = EventDate.objects.select_for_update(of=("self",)).select_related("event").get(pk=date_id)
    if known := DateChange.objects.filter(click=click).first():
        return known
    require_changeable(date, wanted, at=at)
    change = DateChange.objects.create(
        date=date,
        kind=wanted.kind,
        was_from=date.moved_from if _is_told_late(date, wanted) else date.starts_at,
        was_until=date.ends_at,
        starts_at=date.starts_at if wanted.cancels else wanted.starts_at,
        ends_at=date.ends_at if wanted.cancels else wanted.ends_at,
        admission_at=date.admission_at if wanted.cancels else wanted.admission_at,
        give_back_until=None if wanted.cancels else wanted.give_back_until,
        words=words,
        was_on_sale=any(not offer.stopped for offer in offers_of([date])[date.pk]),
        author=author,
        click=click,
        made_at=at,
    )
    stop_sale(date, cause=at.isoformat())
    _add_job(change)
    return change


def require_changeable(date: EventDate, wanted: Wanted, *, at: datetime) -> None:
    """Raises CannotChange where a date cannot become what is wanted."""
    if date.changes.filter(applied_at=None).exists():
        raise CannotChange(_("This date is being changed just now. Wait until that is done."))
    if not date.live or not date.event.live:
        raise CannotChange(_("This date stands on no published page, so there is nothing to move or cancel."))
    if date.ends_at <= at:
        raise CannotChange(_("This date is over."))
    told = newest_of(date)
    if date.cancelled and (not wanted.cancels or (told is not None and told.cancels)):
        raise CannotChange(_("This date is cancelled already."))
    if wanted.cancels:
        return
    if wanted.starts_at <= at:
        raise CannotChange(_("The new time must be in the future."))
    if wanted.ends_at <= wanted.starts_at:
        raise CannotChange(_("It must end after it begins."))
    same = (wanted.starts_at, wanted.ends_at, wanted.admission_at) == (date.starts_at, date.ends_at, date.admission_at)
    if same and not _is_told_late(date, wanted):
        raise CannotChange(_("That is when it takes place already."))


def _is_told_late(date: EventDate, wanted: Wanted) -> bool:
    """Whether the page says so already, and nobody was told."""
    told = newest_of(date)
    moved = date.state == EventDate.State.MOVED and date.moved_from and wanted.starts_at == date.starts_at
    return bool(moved) and (told is None or told.starts_at != date.starts_at)


@transaction.atomic
def carry_out(*, change_id: int, at: datetime) -> None:
    """Show the change on page, record and in calendars, and write down everybody who must be told: all at once, once.

    Raises NotShown where the page cannot take it; the sale stays closed then.
    """
    change = _locked(change_id)
    if change.applied_at is not None:
        return
    _show(change, at=at)
    if change.was_on_sale and not change.cancels:
        stop_sale(change.date, stopped=False, cause=at.isoformat())
    change.applied_at, change.trouble = at, ""
    change.save(update_fields=["applied_at", "trouble"])
    _write_notices(change, bookings_of(change.date), whoever_waits(change.date))


def note_trouble(*, change_id: int, words: str) -> None:
    """Keep for staff to read why a change could not be shown."""
    DateChange.objects.filter(pk=change_id, applied_at=None).update(trouble=words)


@transaction.atomic
def drop(*, change_id: int, at: datetime) -> bool:
    """Forget a change that could not be shown: nobody was told, and the sale goes on. False if it was shown."""
    change = _locked(change_id)
    if change.applied_at is not None:
        return False
    if change.was_on_sale:
        stop_sale(change.date, stopped=False, cause=at.isoformat())
    outbox.cancel(key=_job_key(change))
    outbox.let_go(key=_job_key(change))
    change.delete()
    return True


@transaction.atomic
def try_again(*, change_id: int, at: datetime) -> int:
    """Have everything that failed of a change done again; how many jobs that are."""
    change = _locked(change_id)
    if change.applied_at is None:
        DateChange.objects.filter(pk=change.pk).update(trouble="")
        return int(_add_job(change) or outbox.requeue(key=_job_key(change)))
    failed = failed_of(change)
    for row in failed:
        if row.money == Notice.Return.SUPPLIER:
            row.money = Notice.Return.FAILED
        row.state, row.tries, row.error = Notice.State.WAITING, row.tries + 1, ""
        row.save(update_fields=["state", "money", "tries", "error"])
        _add_notice_job(row)
    return len(failed)


@transaction.atomic
def notice(*, notice_id: int, at: datetime) -> None:
    """Do for one booking what a change means: the money by its rule, and the letter. Both once, in one transaction."""
    row = notice_of(pk=notice_id)
    if row.state != Notice.State.WAITING:
        return
    if newest_of(row.change.date) != row.change:
        _end(row, Notice.State.OVERTAKEN)
    elif row.order_id is None:
        _tell_who_waits(row, at=at)
    else:
        _do_for_booking(row, at=at)


def note_failed(*, notice_id: int, words: str) -> None:
    """Keep for staff to read that somebody could not be told."""
    waiting = Notice.objects.filter(pk=notice_id, state=Notice.State.WAITING)
    waiting.update(state=Notice.State.FAILED, error=words)


def catch_up(line) -> None:
    """Give a booking whose money came late the change that was carried out meanwhile; asked for each granted line."""
    date = line.record
    change = newest_of(date)
    if change and line.order.created_at <= change.applied_at:
        _write_notices(change, [booking_of(date, line.order)], [])


def _locked(change_id: int) -> DateChange:
    change = DateChange.objects.select_for_update().get(pk=change_id)
    change.date = EventDate.objects.select_related("event").get(pk=change.date_id)
    return change


def _show(change: DateChange, *, at: datetime) -> None:
    page = change.date.event.source_page(EventPage)
    if page is None or not page.live:
        raise NotShown(_("The event’s page is not published any more."))
    write_into_page(change, page)
    date = change.date
    date.refresh_from_db()
    shown = date.cancelled if change.cancels else (date.starts_at, date.ends_at) == (change.starts_at, change.ends_at)
    if not shown:
        date.event.refresh_from_db()
        raise NotShown(date.event.trouble or _("The page could not be published with the change."))


def _write_notices(change: DateChange, bookings: Iterable[Booked], waiting: Iterable[str]) -> None:
    rows = [Notice(change=change, order=booked.order) for booked in bookings]
    rows += [Notice(change=change, waiting=key) for key in waiting]
    Notice.objects.bulk_create(rows, ignore_conflicts=True)
    for row in change.notices.filter(state=Notice.State.WAITING).order_by("pk"):
        _add_notice_job(row)


def _add_job(change: DateChange) -> bool:
    return outbox.add("events.change", key=_job_key(change), payload={"change_id": change.pk})


def _job_key(change: DateChange) -> str:
    return f"events.change:{change.pk}"


def _add_notice_job(row: Notice) -> None:
    outbox.add("events.notice", key=f"events.notice:{row.pk}:{row.tries}", payload={"notice_id": row.pk})


def _do_for_booking(row: Notice, *, at: datetime) -> None:
    booked = booking_of(row.change.date, row.order)
    if not booked.lines and row.money == Notice.Return.NONE:
        _end(row, Notice.State.OVERTAKEN)
        return
    error = _pay_back(row, booked, at=at) if row.change.cancels and row.money in ("", Notice.Return.FAILED) else ""
    if row.told_at is None:
        letters.tell(row, booked)
        row.told_at = at
    row.error = error
    _end(row, Notice.State.FAILED if error else Notice.State.DONE)


def _pay_back(row: Notice, booked: Booked, *, at: datetime) -> str:
    """Have the booking's money paid back; why not, where it cannot be."""
    if not booked.lines:  # staff have done it meanwhile
        row.money = Notice.Return.NONE
        return ""
    try:
        with transaction.atomic():
            back = return_lines(booked.lines, cause=cause_of(row), at=at)
    except CannotRefund as reason:
        row.money = Notice.Return.FAILED
        return str(reason)
    row.note_money(back)
    return ""


def _tell_who_waits(row: Notice, *, at: datetime) -> None:
    if person := who_waits(row.waiting):
        letters.tell_waiting(row, person)
        row.told_at = at
        if row.change.cancels:
            stop_waiting(row.waiting, at=at)
    _end(row, Notice.State.DONE if person else Notice.State.OVERTAKEN)


def _end(row: Notice, state: str) -> None:
    row.state = state
    row.save(update_fields=["state", "money", "amount", "currency", "error", "told_at"])
