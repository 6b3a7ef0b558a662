"""What follows from an answer: whoever says STOP is left alone."""

from __future__ import annotations

import re
import unicodedata

from django.db import transaction
from django.utils import timezone

from messaging.models import OptIn, Reply
from messaging.whatsapp.operations import opt_out
from outbox import contract as outbox

# Twilio's own words ("Twilio support for opt-out keywords"), and what people write in the languages of the shop.
STOP_WORDS = {
    *["stop", "stopall", "unsubscribe", "cancel", "end", "quit", "optout", "revoke"],
    *["stopp", "abmelden", "abbestellen", "baja", "alto", "cancelar", "parar", "basta"],
    *["توقف", "إيقاف", "ايقاف", "أوقف", "اوقف", "إلغاء", "الغاء", "قف"],
}
NOISE = re.compile(r"[\W_]+")


def says_stop(text: str) -> bool:
    """Whether somebody wants to be left alone: one of the words, with nothing beside it."""
    return NOISE.sub("", unicodedata.normalize("NFC", text)).casefold() in STOP_WORDS


@outbox.handler("messaging.answered")
def act_on(*, reply_id: int) -> None:
    """End every yes of a number that said STOP; nothing happens if that was done."""
    reply = Reply.objects.filter(pk=reply_id, acted_at=None).first()
    if reply is None:
        return
    with transaction.atomic():
        if reply.stops:
            # What was agreed anew since then stands.
            opt_out(number=reply.number, given_at__lte=reply.received_at, at=timezone.now(), by=OptIn.End.STOP)
        reply.acted_at = timezone.now()
        reply.save(update_fields=["acted_at"])
