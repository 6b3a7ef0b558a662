"""What may happen to a message."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.conf import settings
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from messaging import letters
from messaging.arrivals import note_arrival
from messaging.channels import Busy, Channel, Find, Refused, Undeliverable, Unwanted, channel, finder, second_channel
from messaging.jobs import add_job, job_key, priority_of, second_job_key
from messaging.letters import Letter
from messaging.models import Attachment, Message, OptIn
from messaging.whatsapp.covering import release, settle
from messaging.whatsapp.operations import is_wanted, opt_out
from outbox import contract as outbox

_wanted: dict[str, Callable[[Message], bool]] = {}
LONGEST_KEY = 180  # the job's key is this with a word before it


def send(letter: Letter, *, key: str, waits: bool = False) -> bool:
    """Render a letter in its language and write it down with its job; false if that fact was told before.

    Both are part of the caller's transaction. One that `waits` stands in reserve, and has no job until it is let go.
    Raises ValidationError for an address that cannot be written to.
    """
    validate_email(letter.to)
    if Message.objects.filter(key=key).exists():
        return False  # rendering again could only give other words
    rendered = letters.render(letter)
    values = {
        "kind": letter.kind,
        "to": letter.to,
        "language": letter.language,
        "subject": rendered.subject,
        "text": rendered.text,
        "html": rendered.html,
        "headers": letter.headers,
        "state": Message.State.RESERVE if waits else Message.State.QUEUED,
    }
    return write_down(key=key, values=values, attachments=letter.attachments)


@transaction.atomic
def write_down(*, key: str, values: dict, attachments: Iterable = ()) -> bool:
    """Keep a message in its final words, with the job that sends it; false if the key was used before."""
    if len(key) > LONGEST_KEY:
        raise ValueError(f"A message's key has at most {LONGEST_KEY} characters.")
    defaults = {"sender": settings.DEFAULT_FROM_EMAIL, "created_at": timezone.now(), **values}
    message, is_new = Message.objects.get_or_create(key=key, defaults=defaults)
    if is_new:
        Attachment.objects.bulk_create(
            Attachment(message=message, name=part.name, content_type=part.content_type, content=part.content)
            for part in attachments
        )
        if message.state == Message.State.QUEUED:
            add_job(message)
    return is_new


SAME = ("kind", "channel", "to", "sender", "language", "subject", "text", "html", "headers")


def send_again(*, number: int, key: str) -> bool:
    """Send a letter once more in the same words, as a letter of its own; false if that was done before.

    Raises Message.DoesNotExist for a letter that is forgotten.
    """
    letter = Message.objects.get(pk=number)
    values = {name: getattr(letter, name) for name in SAME}
    return write_down(key=key, values=values, attachments=letter.attachments.order_by("id"))


def pass_on(*, message_id: int) -> None:
    """Give a message to the second supplier, once; if there is none or it would not help, the message has failed."""
    message = Message.objects.filter(id=message_id, sent_at=None).first()
    if message is None:
        return
    came_back = message.delivery == Message.Delivery.BOUNCED
    if came_back or second_channel(message.channel) is None or not _add_second_job(message):
        fail(message_id=message_id)
    else:
        outbox.let_go(key=job_key(message.key))  # nobody needs to look at it: it is on its way again


def _add_second_job(message: Message) -> bool:
    key, priority = second_job_key(message.key), priority_of(message.kind)
    return outbox.add("messaging.send_second", key=key, payload={"message_id": message.id}, priority=priority)


def only_while(kind: str, wanted: Callable[[Message], bool]) -> None:
    """Ask again, right before a letter of this kind goes; what is not wanted any more is taken back unsent."""
    _wanted[kind] = wanted


def fail(*, message_id: int) -> None:
    """Note that a message will not go by itself any more; a letter that waits behind it goes instead."""
    if Message.objects.filter(id=message_id, sent_at=None).update(state=Message.State.FAILED):
        message = Message.objects.get(id=message_id)
        if message.beside_id:
            settle(message)
            if message.delivery == Message.Delivery.BOUNCED:
                outbox.let_go(key=job_key(message.key))  # nobody needs to look at it: the letter says the same


# Eleven attempts end within 21 hours, and an hour of quick ones before them makes 22: for a day suppliers remember our
# key and do not send twice.
@outbox.handler("messaging.send", most_attempts=11, given_up=pass_on)
def deliver(*, message_id: int) -> None:
    """Hand a message to its channel and note that it went; nothing happens if it went before."""
    message = _to_send(message_id)
    if message:
        _hand_over(message, channel(message.channel), find=finder(message.channel))


@outbox.handler("messaging.send_second", most_attempts=8, given_up=fail)
def deliver_second(*, message_id: int) -> None:
    """The same by the second supplier, with the same Message-ID."""
    message = _to_send(message_id)
    carry = second_channel(message.channel) if message else None
    if message and carry is None:
        raise outbox.Permanent("There is no second supplier any more.")
    if message:
        _hand_over(message, carry)


def _to_send(message_id: int) -> Message | None:
    unsent = Message.objects.select_related("beside").prefetch_related("attachments")
    message = unsent.filter(id=message_id, sent_at=None).first()
    if message and message.beside_id and not is_wanted(number=message.to, address=message.beside.to):
        _take_back(message)
        return None
    if message and not _wanted.get(message.kind, bool)(message):
        message.delete()
        return None
    return message


@transaction.atomic
def _take_back(message: Message) -> None:
    """Whoever took their yes back gets the letter."""
    release(message.beside_id)
    message.delete()


def _hand_over(message: Message, carry: Channel, *, find: Find | None = None) -> None:
    try:
        supplier_id = _found(message, find) or carry(message)
    except Undeliverable as error:
        if isinstance(error, Unwanted):
            opt_out(number=message.to, at=timezone.now(), by=OptIn.End.SUPPLIER)
        note_arrival(message.pk, Message.Delivery.BOUNCED, reason=str(error), at=timezone.now())
        raise outbox.Permanent(str(error)) from error
    except Refused as error:
        raise outbox.Permanent(str(error)) from error
    except Busy as error:
        raise outbox.TryLater(str(error), after=error.after) from error
    went = {"sent_at": timezone.now(), "state": Message.State.SENT, "supplier_id": supplier_id}
    Message.objects.filter(id=message.pk, sent_at=None).update(**went)


def _found(message: Message, find: Find | None) -> str:
    """What became of an earlier try; where there was none, this one is written down before anybody is asked."""
    if find is None:
        return ""
    if message.tried_at and (supplier_id := find(message)):
        return supplier_id
    Message.objects.filter(id=message.pk).update(tried_at=timezone.now())
    return ""
