"""Saying yes to WhatsApp and taking it back: nothing is sent to a number without a yes that stands at that moment."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from messaging.whatsapp.models import OptIn


def is_offered() -> bool:
    """Whether the shop writes by WhatsApp at all."""
    return settings.WHATSAPP


def wording() -> str:
    """What somebody agrees to, in the language that is active; kept with their yes."""
    return _(
        "Short messages about what I buy or book, by WhatsApp as well, to the number that I give. "
        "I can stop them at any time by answering STOP."
    )


@transaction.atomic
def opt_in(*, number: str, address: str, language: str, page: str, at: datetime) -> None:
    """Keep somebody's yes for an E.164 number, with what they were shown and on which page; again changes nothing."""
    with translation.override(language):
        values = {"language": language, "wording": wording(), "page": page, "given_at": at}
    OptIn.objects.get_or_create(number=number, address=address.lower(), ended_at=None, defaults=values)


def opt_out(*, at: datetime, by: str = OptIn.End.SELF, **whose) -> int:
    """End every yes of a `number` or an `address`, and give how many stood; again changes nothing."""
    if "address" in whose:
        whose["address"] = whose["address"].lower()
    return OptIn.objects.filter(**whose).filter(ended_at=None).update(ended_at=at, ended_by=by)


def is_wanted(*, number: str, address: str) -> bool:
    """Whether whoever has this mail address wants messages at this number, now."""
    return OptIn.objects.filter(number=number, address=address.lower(), ended_at=None).exists()


def number_of(user) -> str:
    """The number for which somebody has said yes in their account; empty if there is none."""
    number = getattr(user, "phone", "")
    return number if number and is_offered() and is_wanted(number=number, address=user.email) else ""


def wants(user) -> bool:
    """Whether somebody has said yes for the number of their account."""
    return bool(number_of(user))


@transaction.atomic
def turn(*, user, on: bool, at: datetime) -> None:
    """What somebody says in their account; another number is another yes."""
    others = OptIn.objects.filter(address=user.email.lower(), ended_at=None)
    if on and user.phone:
        others = others.exclude(number=user.phone)
        with translation.override(user.language):
            page = reverse("accounts:profile")
        opt_in(number=user.phone, address=user.email, language=user.language, page=page, at=at)
    others.update(ended_at=at, ended_by=OptIn.End.SELF)
