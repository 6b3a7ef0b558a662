"""Work of the pages that happens after its cause."""

from home import cards
from outbox.contract import handler


@handler("card.changed")
def card_changed(key: str) -> None:
    cards.tell(key)
