"""Letters behind messages by WhatsApp: one that waits goes when its message does not arrive."""

from __future__ import annotations

from django.db import transaction

from messaging.jobs import add_job, job_key
from messaging.models import Message
from outbox import contract as outbox

COVER = "messaging.cover"
ARRIVED = {Message.Delivery.DELIVERED, Message.Delivery.READ}
WAITS = Message.State.RESERVE


@transaction.atomic
def release(letter_id: int) -> bool:
    """Let a letter go that waited; false if it did not."""
    if not Message.objects.filter(pk=letter_id, state=WAITS).update(state=Message.State.QUEUED):
        return False
    return add_job(Message.objects.get(pk=letter_id))


def spare(letter_id: int) -> bool:
    """Say of a letter that waited that nobody needs it any more; false if it did not wait."""
    return bool(Message.objects.filter(pk=letter_id, state=WAITS).update(state=Message.State.SPARED))


def settle(message: Message) -> None:
    """What follows for the letter from what is known of a message now: spared, let go, or left to wait."""
    if message.delivery in ARRIVED:
        spare(message.beside_id)
    elif message.delivery == Message.Delivery.BOUNCED or message.state == Message.State.FAILED:
        release(message.beside_id)


@outbox.handler(COVER)
def cover(*, letter_id: int) -> None:
    """Time is up: the letter goes, unless its message has arrived; a message that has not gone by now stays."""
    with transaction.atomic():
        if release(letter_id):
            for message in Message.objects.filter(beside=letter_id, state=Message.State.QUEUED):
                if outbox.cancel(key=job_key(message.key)):
                    message.state = Message.State.FAILED
                    message.save(update_fields=["state"])
