"""What becomes of a message at Twilio, and how the shop is told of it: by callbacks, signed as Twilio signs them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from twilio.request_validator import RequestValidator

from integrations.twilio.standin.models import Callback, SentMessage
from outbox import contract as outbox

GO_ON = "twilio.standin.go_on"
TELL = "twilio.standin.tell"
# A telephone that is on. What was read, somebody says in the mailbox.
WELL = (("sent", 1), ("delivered", 3))  # status, seconds after the message was taken

Post = Callable[[str, dict, str], int]  # address, fields, signature → HTTP status; raises OSError where nobody answers


def begin(message: SentMessage, *, fails: int = 0) -> None:
    """Let a message that was just taken go its way, in the transaction in which it was."""
    steps = [("failed", 1)] if fails else WELL
    for status, seconds in steps:
        payload = {"sid": message.sid, "status": status, "error_code": fails or None}
        due = timezone.now() + timedelta(seconds=seconds)
        outbox.add(GO_ON, key=f"{GO_ON}:{message.sid}:{status}", payload=payload, due=due)


@transaction.atomic
def go_on(*, sid: str, status: str, error_code: int | None = None) -> Callback | None:
    """A message comes to another state, and the shop is told; the same once."""
    message = SentMessage.objects.select_for_update().filter(sid=sid).first()
    if message is None or message.callbacks.filter(status=status).exists():
        return None
    message.status, message.error_code = status, error_code
    message.sent_at = message.sent_at or timezone.now()
    message.save(update_fields=["status", "error_code", "sent_at"])
    told = Callback.objects.create(message=message, status=status, error_code=error_code)
    if message.status_callback:
        outbox.add(TELL, key=f"{TELL}:{told.pk}", payload={"number": told.pk})
    return told


def attempt(told: Callback, *, post: Post) -> bool:
    """Tell the shop once, and write down how it went; true if it has heard."""
    address, fields = told.message.status_callback, fields_of(told)
    try:
        answer: int | str = post(address, fields, signature(address, fields))
    except OSError as unanswered:
        answer = type(unanswered).__name__
    told.taken = isinstance(answer, int) and 200 <= answer < 300
    told.answers = [*told.answers, answer]
    told.save(update_fields=["answers", "taken"])
    return told.taken


def fields_of(told: Callback) -> dict[str, str]:
    """What a callback says."""
    message = told.message
    code = {"ErrorCode": str(told.error_code)} if told.error_code else {}
    return {
        "AccountSid": settings.TWILIO_ACCOUNT_SID,
        "ApiVersion": "2010-04-01",
        "From": message.sender,
        "MessageSid": message.sid,
        "MessageStatus": told.status,
        "SmsSid": message.sid,
        "SmsStatus": told.status,
        "To": message.to,
        **code,
    }


def signature(address: str, fields: dict[str, str]) -> str:
    """What stands in the header X-Twilio-Signature."""
    return RequestValidator(settings.TWILIO_AUTH_TOKENS[0]).compute_signature(address, fields)
