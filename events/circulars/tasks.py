"""Circulars, letter by letter."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from events.circulars import operations
from outbox.contract import handler


def _not_told(*, recipient_id: int) -> None:
    operations.note_failed(recipient_id=recipient_id, words=_("The letter could not be written. Look at the address."))


@handler("events.circular", given_up=_not_told)
def circular(*, recipient_id: int) -> None:
    operations.send(recipient_id=recipient_id, at=timezone.now())
