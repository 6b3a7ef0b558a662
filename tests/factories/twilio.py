"""WhatsApp and the stand-in for Twilio, as tests use them: a yes, an approved template, faults, reports, answers."""

from __future__ import annotations

from datetime import datetime, timedelta
from urllib.parse import urlencode

from django.conf import settings
from django.test import Client
from django.utils import timezone

from integrations.twilio.models import SentMessage, Trouble
from integrations.twilio.standin.progress import attempt, go_on, signature
from messaging.contract import Letter, Template, say
from messaging.models import ApprovedTemplate, Message
from messaging.whatsapp.operations import opt_in
from outbox.runner import run_due

NUMBER, ADDRESS = "+4915112345678", "ada@example.org"
SID = "HX" + "a1" * 16
VALUES = {"name": "Ada", "number": "K7M2QX4P", "link": "https://shop.example.org/en/orders/x/"}


def make_opt_in(*, number: str = NUMBER, address: str = ADDRESS, at: datetime | None = None) -> None:
    """Somebody's yes at the checkout."""
    opt_in(number=number, address=address, language="en", page="/en/checkout/", at=at or timezone.now())


def approve(kind: str = "order_confirmation", *, language: str = "en", sid: str = SID) -> None:
    """The template that WhatsApp has approved for a message."""
    ApprovedTemplate.objects.create(kind=kind, language=language, content_sid=sid)


def tell(key: str = "greeting:1", *, number: str = NUMBER, to: str = ADDRESS, **terms) -> bool:
    """A greeting by letter, and by WhatsApp beside it."""
    template = Template("order_confirmation", number, VALUES, **terms)
    return say(Letter("greeting", to, "en", {"name": "Ada"}), key=key, whatsapp=template)


def make_told(*, sent: bool = True, **terms) -> Message:
    """A message by WhatsApp to somebody who said yes; it has gone to the stand-in unless not."""
    make_opt_in()
    approve()
    tell(**terms)
    if sent:
        run_due()
    return Message.objects.get(channel="whatsapp")


def play_dead(kind: str, *, method: str = "POST", times: int = 1) -> None:
    """The next requests suffer this; see Trouble.Kind for what there is."""
    Trouble.objects.create(kind=kind, method=method, left=times)


def in_the_past(message: Message, span: timedelta = timedelta(seconds=70)) -> Message:
    """The same message, tried so long ago, and whatever Twilio has of it."""
    Message.objects.filter(pk=message.pk).update(tried_at=message.tried_at - span)
    SentMessage.objects.update(created_at=timezone.now() - span)
    message.refresh_from_db()
    return message


def twilio_says(status: str, *, message: SentMessage | None = None, code: int | None = None) -> int:
    """A message comes to this state at Twilio, and the shop is told; gives its HTTP status."""
    message = message or SentMessage.objects.get()
    told = go_on(sid=message.sid, status=status, error_code=code)
    attempt(told or message.callbacks.get(status=status), post=post)
    run_due()
    return message.callbacks.get(status=status).answers[-1]


def answers(text: str, *, number: str = NUMBER, sid: str = "SM" + "0" * 32, **more) -> int:
    """Somebody writes to the shop by WhatsApp; gives the shop's HTTP status."""
    said = {"MessageSid": sid, "From": f"whatsapp:{number}", "To": "whatsapp:+14155238886", "Body": text, **more}
    address = f"{settings.PUBLIC_URL}/api/whatsapp/incoming/"
    status = post(address, said, signature(address, said))
    run_due()
    return status


def post(address: str, fields: dict, signed: str) -> int:
    """What Twilio does, without the network between."""
    path, form = address.removeprefix(settings.PUBLIC_URL), "application/x-www-form-urlencoded"
    headers = {"X-Twilio-Signature": signed}
    return Client().post(path, urlencode(fields), content_type=form, headers=headers).status_code
