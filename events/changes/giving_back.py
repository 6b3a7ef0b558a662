"""A booking of a moved date that its buyer gives back in time."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from events.changes.models import Notice
from events.changes.queries import Booked, booking_of, newest_of, notice_of
from shop.contract import CannotRefund, return_lines


class CannotGiveBack(Exception):
    """It cannot be given back any more; the text is for the buyer."""


@transaction.atomic
def give_back(*, secret: str, at: datetime) -> Notice:
    """Take a booking of a moved date back in full, because the buyer asks for it in time. Raises CannotGiveBack."""
    row = notice_of(secret=secret, order__isnull=False)
    if row.given_back_at is not None:
        return row
    booked = may_be_given_back(row, at=at)
    try:
        back = return_lines(booked.lines, cause=f"moved-{row.change_id}", at=at)
    except CannotRefund as reason:
        raise CannotGiveBack(str(reason)) from reason
    row.note_money(back)
    row.given_back_at = at
    row.save(update_fields=["money", "amount", "currency", "given_back_at"])
    return row


def may_be_given_back(row: Notice, *, at: datetime) -> Booked:
    """The booking that a buyer may give back at that time. Raises CannotGiveBack."""
    change = row.change
    booked = booking_of(change.date, row.order)
    if not booked.lines:
        raise CannotGiveBack(_("This booking has ended. Nothing is left to give back."))
    if newest_of(change.date) != change or change.cancels:
        raise CannotGiveBack(_("This date has changed once more since. The newest letter says what holds now."))
    if change.give_back_until is None or change.give_back_until <= at:
        raise CannotGiveBack(_("The time to give it back is over."))
    return booked
