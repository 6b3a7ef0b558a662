"""Work of the pages that happens after its cause."""

from django.utils import timezone

from home import cards
from home.contact.operations import forget_old
from home.sharing.tidying import forget_old_pictures
from outbox.contract import handler


@handler("card.changed")
def card_changed(key: str) -> None:
    cards.tell(key)


@handler("contact.forget")
def forget_messages() -> None:
    forget_old(at=timezone.now())


@handler("sharing.tidy")
def forget_pictures() -> None:
    forget_old_pictures(at=timezone.now())
