"""What the contact form tells of people."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db.models import QuerySet
from django.db.models.functions import Lower

from accounts.contract import Keeper, addresses_of
from home.contact.models import ContactMessage
from home.site_frame import frame_in
from messaging.contract import forget_letters

TOLD = ("name", "email", "topic", "order_number", "text", "language", "written_at", "answered")


def messages_of(user) -> QuerySet[ContactMessage]:
    """What came from somebody's proven addresses, oldest first."""
    written = ContactMessage.objects.alias(address=Lower("email"))
    return written.filter(address__in=addresses_of(user)).order_by("written_at", "pk")


def tell(user) -> dict:
    return {"contact": messages_of(user).values(*TOLD)}


def erase(*, user, at: datetime) -> None:
    frame = frame_in(settings.LANGUAGE_CODE)
    for message in messages_of(user):
        if frame and frame.email:
            forget_letters(to=frame.email, about=f"<{message.email}>")
        message.delete()


KEEPER = Keeper("contact", tell=tell, erase=erase)
