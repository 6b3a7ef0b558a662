"""What letters tell of people."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet
from django.db.models.functions import Coalesce, Lower

from accounts.contract import Keeper, addresses_of
from messaging.models import Attachment, Message, OptIn, Reply, Subscription

TOLD = ("kind", "channel", "to", "sender", "language", "subject", "text", "state", "created_at", "sent_at")
TOLD += ("delivery", "delivery_at", "delivery_reason")
TOLD_OF_WHATSAPP = ("number", "address", "language", "wording", "page", "given_at", "ended_at", "ended_by")
TOLD_OF_NEWS = ("address", "language", "state", "wording", "asked_at", "confirmed_at", "ended_at")


def letters_to(addresses: Iterable[str]) -> QuerySet[Message]:
    """Everything written to these addresses, however their letters are sized, with what stands beside letters; oldest
    first."""
    whose = Message.objects.alias(address=Lower(Coalesce("beside__to", "to"))).filter(
        address__in=[each.lower() for each in addresses]
    )
    return whose.order_by("created_at", "pk")


def forget_letters(*, to: str, about: str) -> None:
    """Forget what was written to an address about one thing, by words that only those letters have in them."""
    letters_to([to]).filter(text__contains=about).delete()


def tell(user) -> dict:
    mine = addresses_of(user)
    return {
        "letters": letters_to(mine).values(*TOLD),
        "newsletter": newsletters_of(mine).values(*TOLD_OF_NEWS),
        "whatsapp": opt_ins_of(mine).values(*TOLD_OF_WHATSAPP),
        "whatsapp_answers": _replies_of(mine).values("number", "stops", "received_at"),
    }


def newsletters_of(addresses: Iterable[str]) -> QuerySet[Subscription]:
    """What these addresses, in small letters, said about the newsletter."""
    return Subscription.objects.filter(address__in=addresses).order_by("pk")


def opt_ins_of(addresses: Iterable[str]) -> QuerySet[OptIn]:
    """What these addresses, in small letters, said about WhatsApp."""
    return OptIn.objects.filter(address__in=addresses).order_by("pk")


def _replies_of(addresses: Iterable[str]) -> QuerySet[Reply]:
    """What came back from their numbers."""
    return Reply.objects.filter(number__in=opt_ins_of(addresses).order_by().values("number")).order_by("pk")


def files(user) -> Iterable[tuple[str, bytes]]:
    attachments = Attachment.objects.filter(message__in=letters_to(addresses_of(user)).order_by()).order_by("pk")
    for attachment in attachments.iterator():
        yield attachment.name, bytes(attachment.content)


def erase(*, user, at: datetime) -> None:
    letters_to(addresses_of(user)).delete()
    newsletters_of(addresses_of(user)).delete()
    _replies_of(addresses_of(user)).delete()
    opt_ins_of(addresses_of(user)).delete()


KEEPER = Keeper("messaging", tell=tell, erase=erase, files=files)
