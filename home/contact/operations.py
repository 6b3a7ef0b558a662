"""Writing to the shop."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import transaction

from home.contact.models import ContactMessage
from home.site_frame import frame_in
from messaging.contract import Letter, send


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
