"""What may be asked of changes: who has booked a date, what would go back, how far the telling is."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby

from events.catalogue.models import EventDate
from events.changes.models import DateChange, Notice
from shop.contract import failed_returns, lines_that_stand


@dataclass(frozen=True)
class Booked:
    """What stands of an order on a date: its tickets and what comes on top of them."""

    order: object
    lines: list = field(default_factory=list)


def bookings_of(date: EventDate) -> list[Booked]:
    """Every booking of a date that is paid and stands, in the order in which they were made; one query."""
    lines = lines_that_stand(EventDate, [date.pk])
    return [Booked(order, list(some)) for order, some in groupby(lines, key=lambda line: line.order)]


def booking_of(date: EventDate, order) -> Booked:
    """What stands of one order on a date, by the order or its id."""
    return Booked(order, list(lines_that_stand(EventDate, [date.pk]).filter(order=order)))


def newest_of(date: EventDate) -> DateChange | None:
    """The last change of a date that was carried out."""
    return date.changes.exclude(applied_at=None).order_by("-pk").first()


def goes_back_in_full(line, *, at: datetime) -> bool:
    """Whether a line goes back in full at that time (UTC), whatever its terms say, because its date was moved."""
    date = line.record
    if date.state != EventDate.State.MOVED:
        return False
    change = newest_of(date)
    if change is None or change.give_back_until is None or line.order.created_at > change.applied_at:
        return False
    return at < change.give_back_until


def cause_of(row: Notice) -> str:
    """The cause under which the shop knows what goes back of an order by a change."""
    return f"change-{row.change_id}-{row.tries}" if row.tries else f"change-{row.change_id}"


def failed_of(change: DateChange) -> list[Notice]:
    """Whom a change did not reach as it should, with the reason in `error`, also where a refund failed later on."""
    rows = list(change.notices.select_related("order").order_by("pk"))
    went = {row.order_id: cause_of(row) for row in rows if row.money == Notice.Return.SUPPLIER}
    refused = failed_returns(went)
    for row in rows:
        row.error = row.error or refused.get(row.order_id, "")
    return [row for row in rows if row.state == Notice.State.FAILED or row.order_id in refused]


def notice_of(**which) -> Notice:
    """The one notice of which this is true, with its change and its date."""
    # No lock: the money has its own, with its cause as a key, and so has the letter; twice is once.
    row = Notice.objects.get(**which)
    row.change = DateChange.objects.select_related("date__event").get(pk=row.change_id)
    return row
