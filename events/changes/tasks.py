"""Changes of dates, one after the other: the change itself, then a job for each booking."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from events.changes import operations
from events.changes.writing import NotShown
from outbox.contract import Permanent, handler


@handler("events.change", lease=timedelta(minutes=10))
def change(*, change_id: int) -> None:
    try:
        operations.carry_out(change_id=change_id, at=timezone.now())
    except NotShown as reason:
        operations.note_trouble(change_id=change_id, words=str(reason))
        raise Permanent(str(reason)) from reason


def _not_told(*, notice_id: int) -> None:
    operations.note_failed(notice_id=notice_id, words=_("The letter could not be written. Look at the address."))


@handler("events.notice", given_up=_not_told)
def notice(*, notice_id: int) -> None:
    operations.notice(notice_id=notice_id, at=timezone.now())
