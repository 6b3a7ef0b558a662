"""What the contact form tells of people."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet
from django.db.models.functions import Lower

from accounts.contract import Keeper, addresses_of
from home.contact.models import ContactMessage
from home.contact.operations import forget

TOLD = ("name", "email", "topic", "order_number", "text", "language", "written_at", "answered")


def messages_of(user) -> QuerySet[ContactMessage]:
    """What came from somebody's proven addresses, oldest first."""
    written = ContactMessage.objects.alias(address=Lower("email"))
    return written.filter(address__in=addresses_of(user)).order_by("written_at", "pk")


def tell(user) -> dict:
    return {"contact": messages_of(user).values(*TOLD)}


def erase(*, user, at: datetime) -> None:
    forget(messages_of(user))


KEEPER = Keeper("contact", tell=tell, erase=erase)
