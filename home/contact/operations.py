"""Writing to the shop."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from wagtail.log_actions import log

from home.contact.models import ContactMessage
from home.site_frame import frame_in
from messaging.contract import Letter, forget_letters, send


@transaction.atomic
def write(*, at: datetime, language: str, **said) -> ContactMessage:
    """Keep what somebody wrote, and mail it to the shop's address, so that answering goes to whoever wrote."""
    message = ContactMessage.objects.create(written_at=at, language=language, **said)
    frame = frame_in(settings.LANGUAGE_CODE)
    if frame and frame.email:
        headers = {"Reply-To": message.email}
        letter = Letter("contact", frame.email, settings.LANGUAGE_CODE, {"message": message}, headers=headers)
        send(letter, key=f"contact:{message.pk}")
    return message


@transaction.atomic
def answer(*, message: ContactMessage, by) -> None:
    """Say that somebody of the staff has answered it. Saying it twice is saying it once."""
    if ContactMessage.objects.filter(pk=message.pk, answered=False).update(answered=True):
        log(message, "home.contact.answer", user=by)


def forget(messages: Iterable[ContactMessage]) -> int:
    """Forget what was written, and the letters that told the shop of it; gives how many there were."""
    frame = frame_in(settings.LANGUAGE_CODE)
    count = 0
    for message in messages:
        if frame and frame.email:
            forget_letters(to=frame.email, about=f"<{message.email}>")
        message.delete()
        count += 1
    return count


def forget_old(*, at: datetime) -> int:
    """Forget answered messages after CONTACT_KEPT_DAYS; what waits for an answer is kept until it has one."""
    old = at - timedelta(days=settings.CONTACT_KEPT_DAYS)
    return forget(ContactMessage.objects.filter(answered=True, written_at__lt=old).order_by("pk"))
