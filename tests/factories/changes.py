"""Dates that are moved and cancelled, and everybody who has booked them."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import datetime, timedelta

from django.db import connection
from django.utils import timezone

from events.catalogue.models import Event, EventDate
from events.changes.models import DateChange, Notice
from events.changes.operations import Wanted, announce
from events.circulars.models import Circular
from events.circulars.operations import write_to
from events.roster.queries import Wish, attendees_of
from messaging.models import Message
from outbox.models import Job
from outbox.runner import run_due
from shop.orders.clicks import new_click
from tests.factories.events import in_days, make_event, option, ticket
from tests.factories.staff import paid_at_the_page

LETTERS = ("event_moved", "event_cancelled")


def book(*offers, email: str = "ada@example.org", all_work: bool = True, **values):
    """A booking whose money came through the supplier's page."""
    return paid_at_the_page(*offers, email=email, all_work=all_work, **values)


def cancel(date: EventDate, *, work: bool = True, **values) -> DateChange:
    """Staff cancel a date."""
    return _announce(date, Wanted("cancelled"), work=work, **values)


def move(
    date: EventDate,
    *,
    days: int = 7,
    give_back_until: datetime | None = None,
    work: bool = True,
    **values,
) -> DateChange:
    """Staff move a date by so many days."""
    by = timedelta(days=days)
    wanted = Wanted("moved", date.starts_at + by, date.ends_at + by, None, give_back_until)
    return _announce(date, wanted, work=work, **values)


def make_notice(date: EventDate, order) -> Notice:
    """What a move meant for one booking, which may be given back for a week."""
    at = timezone.now()
    when = {"was_from": date.starts_at, "was_until": date.ends_at, "starts_at": date.starts_at, "ends_at": date.ends_at}
    change = DateChange.objects.create(
        date=date, kind="moved", give_back_until=at + timedelta(days=7), click=new_click(), made_at=at, applied_at=at,
        **when,
    )  # fmt: skip
    return Notice.objects.create(change=change, order=order, state=Notice.State.DONE, told_at=at)


def make_circular(date: EventDate) -> Circular:
    """A letter to all who come, of which nobody is told yet."""
    words = {"en": {"subject": "Bring a torch", "text": "The lane is dark."}}
    about = {"date": date, "words": words, "state": "booked", "author": None, "click": new_click()}
    return write_to(attendees_of(date, Wish()), **about, at=timezone.now())


def told(kind: str = "", **about) -> list[str]:
    """To whom letters of changes went, in their order."""
    kinds = [kind] if kind else LETTERS
    letters = Message.objects.filter(kind__in=kinds, channel="mail", **about)
    return list(letters.order_by("pk").values_list("to", flat=True))


class Killed(BaseException):
    """The process died."""


@contextmanager
def dies_at(statement: int):
    """Kill whatever runs when it is about to ask the database for the so-manieth time."""
    asked = 0

    def ask(execute, *args):
        nonlocal asked
        asked += 1
        if asked == statement:
            raise Killed
        return execute(*args)

    with connection.execute_wrapper(ask):
        yield


def start_again() -> None:
    """What the next process finds: the leases of the dead are over."""
    Job.objects.filter(state="ready").update(lease_until=None, lease_by="")


def work_until_done() -> None:
    """Do all work, also what waits for its next attempt."""
    for _round in range(8):
        Job.objects.filter(state="ready").exclude(key__startswith="schedule:").update(due=timezone.now())
        if not run_due():
            break


def _announce(date: EventDate, wanted: Wanted, *, work: bool, words: dict | None = None, **values) -> DateChange:
    said = {"words": words or {}, "author": None, "click": new_click(), "at": timezone.now(), **values}
    change = announce(date_id=date.pk, wanted=wanted, **said)
    date.refresh_from_db()
    if work:
        run_due()
        date.refresh_from_db()
        change.refresh_from_db()
    return change


def make_two_dates() -> Event:
    """An event on two dates, with a ticket, a room and twenty places."""
    return make_event(
        dates=[in_days(60), in_days(90)],
        tickets=[ticket("week", 69000)],
        options=[option("room", 18000)],
        quotas={"house": 20},
    )
