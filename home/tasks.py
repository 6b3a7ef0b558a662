"""Work of the pages that happens after its cause."""

from django.utils import timezone

from home import cards
from home.contact.operations import forget_old
from outbox.contract import handler


@handler("card.changed")
def card_changed(key: str) -> None:
    cards.tell(key)


@handler("contact.forget")
def forget_messages() -> None:
    forget_old(at=timezone.now())
