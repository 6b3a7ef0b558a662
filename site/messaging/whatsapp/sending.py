"""Telling somebody by letter and, where they asked for it, by WhatsApp as well."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from messaging.letters import Letter
from messaging.models import ApprovedTemplate, Message
from messaging.operations import send, write_down
from messaging.whatsapp.covering import COVER
from messaging.whatsapp.operations import is_offered, is_wanted
from messaging.whatsapp.registry import Template, filled, numbered, template_kind, values_of
from outbox import contract as outbox

CHANNEL = "whatsapp"


@transaction.atomic
def say(letter: Letter, *, key: str, whatsapp: Template | None = None) -> bool:
    """Write a letter down, and beside it a message by WhatsApp where that is wanted and a template is approved for it.

    False if that fact was told before. Raises ValidationError for an address that cannot be written to.
    """
    sid = _approved(whatsapp, letter) if whatsapp else ""
    waits = whatsapp.mail_only_after if sid else None
    if not send(letter, key=key, waits=waits is not None):
        return False
    if sid:
        _write_beside(Message.objects.get(key=key), whatsapp, sid)
    if waits is not None:
        _cover_in(waits, key)
    return True


def _approved(template: Template, letter: Letter) -> str:
    """The ContentSid under which a message may go to this number now; empty if it may not."""
    if not is_offered() or not template.number or not is_wanted(number=template.number, address=letter.to):
        return ""
    of_kind = ApprovedTemplate.objects.filter(kind=template.kind, language=letter.language)
    return of_kind.values_list("content_sid", flat=True).first() or ""


def _write_beside(letter: Message, template: Template, sid: str) -> None:
    values = values_of(template, language=letter.language)
    words = filled(template_kind(template.kind), values, language=letter.language)
    message = {
        "kind": letter.kind,
        "channel": CHANNEL,
        "to": template.number,
        "sender": "",
        "language": letter.language,
        "text": words,
        "beside": letter,
        "template": {"sid": sid, "variables": numbered(values)},
    }
    write_down(key=f"{letter.key}:whatsapp", values=message)


def _cover_in(time: timedelta, key: str) -> None:
    letter = Message.objects.only("pk").get(key=key)
    due = timezone.now() + time
    outbox.add(COVER, key=f"cover:{key}", payload={"letter_id": letter.pk}, due=due)
