"""What may happen at a door: a code lets one person in, once; a slip is undone."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from events.booking.models import CODE_LENGTH, READABLE, Attendee, State
from events.catalogue.models import EventDate
from events.door.models import DoorLink, Scan
from outbox import contract as outbox
from shop.contract import experienced, rights_by_line

CODE = re.compile(f"[{READABLE}]{{{CODE_LENGTH}}}")
SETTLED_AFTER = timedelta(minutes=10)  # a slip is undone by then
Outcome = Scan.Outcome


@dataclass(frozen=True)
class Act:
    """What somebody at the door did, by the device's clock (UTC)."""

    key: UUID
    at: datetime
    code: str = ""
    attendee_id: int | None = None
    undo: bool = False
    was_let_in: bool = False


def code_in(typed: str) -> str:
    """The code in what was scanned or typed: with spaces, in small letters, or inside an address."""
    found = CODE.search(re.sub(r"[\s\-]", "", typed).upper())
    return found[0] if found else ""


@transaction.atomic
def record(*, link: DoorLink, act: Act, at: datetime) -> Scan:
    """Write an act down once, with what came of it; sent again, it gives the same answer."""
    known = Scan.objects.filter(key=act.key, link=link).first()
    if known:
        return known
    moment = min(act.at, at)
    attendee = _meant(link, act)
    outcome = _undo(attendee, link) if act.undo else _let_in(attendee, link.date, at=moment)
    scan, _is_new = Scan.objects.get_or_create(
        key=act.key,
        link=link,
        defaults={
            "attendee": attendee,
            "outcome": outcome,
            "was_let_in": act.was_let_in,
            "at": moment,
            "received_at": at,
        },
    )
    return scan


def record_all(*, link: DoorLink, acts: Iterable[Act], at: datetime) -> list[Scan]:
    """Write down what a device did without a network, each by itself, in the order of its clock."""
    return [record(link=link, act=act, at=at) for act in sorted(acts, key=lambda act: act.at)]


@transaction.atomic
def tell_attended(*, attendee_id: int) -> None:
    """Say that whoever is in attended the date; nothing where it was undone. The first time counts."""
    attendee = Attendee.objects.select_related("booking").filter(pk=attendee_id).first()
    if attendee is None or attendee.admitted_at is None:
        return
    line = attendee.booking.line_id
    for right in rights_by_line([line], EventDate)[line]:
        experienced(right, at=attendee.admitted_at)


def revoke(link: DoorLink, *, at: datetime) -> None:
    """End an address at once; ended twice, the first time stays."""
    DoorLink.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=at)


def _meant(link: DoorLink, act: Act) -> Attendee | None:
    rows = Attendee.objects.select_related("booking__date", "booking__line__order")
    if act.attendee_id is not None:
        return rows.filter(pk=act.attendee_id, booking__date=link.date).first()
    code = code_in(act.code)
    return rows.filter(code=code).first() if code else None


def _let_in(attendee: Attendee | None, date: EventDate, *, at: datetime) -> str:
    if attendee is None:
        return Outcome.UNKNOWN
    if attendee.booking.date_id != date.pk:
        return Outcome.WRONG_DATE
    if attendee.booking.is_unpaid:
        return Outcome.UNPAID
    if date.cancelled:
        return Outcome.CANCELLED
    # The guard: of two who show one code, one gets through. A ticket that ends this moment lets nobody in.
    if Attendee.objects.filter(pk=attendee.pk, state=State.BOOKED, admitted_at=None).update(admitted_at=at):
        attendee.admitted_at = at
        due = at + SETTLED_AFTER
        key = f"attended:{attendee.pk}:{at.isoformat()}"
        outbox.add("events.attended", key=key, payload={"attendee_id": attendee.pk}, due=due)
        return Outcome.IN
    attendee.refresh_from_db()
    if attendee.admitted_at is None or attendee.state == State.CANCELLED:
        return Outcome.CANCELLED
    # Devices that were away come later with what was earlier.
    Attendee.objects.filter(pk=attendee.pk, admitted_at__gt=at).update(admitted_at=at)
    return Outcome.ALREADY


def _undo(attendee: Attendee | None, link: DoorLink) -> str:
    if attendee is None or attendee.booking.date_id != link.date_id:
        return Outcome.UNKNOWN
    Attendee.objects.filter(pk=attendee.pk).update(admitted_at=None)
    attendee.admitted_at = None
    return Outcome.UNDONE
