"""WhatsApp by Twilio: a stored message becomes one of its content templates.

Twilio knows no key of ours: what became of a try whose answer was lost is looked up. Its errors are quick (Busy: soon
again), slow (any other: again, more and more slowly) or permanent (Refused).
"""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from requests import RequestException
from twilio.base.exceptions import TwilioException, TwilioRestException
from twilio.rest.api.v2010.account.message import MessageInstance

from integrations.twilio.client import client
from messaging.channels import Busy, Message, Refused, Undeliverable, Unwanted, known_names

PREFIX = "whatsapp:"
PATIENCE = timedelta(minutes=1)
QUICK_FOR = timedelta(hours=1)  # as for letters: after that pauses grow
# A request whose answer never came may still be under way there; only then is it looked up.
SETTLES_IN = timedelta(seconds=45)
CLOCKS = timedelta(minutes=1)  # how far theirs and ours may be apart
BEGUN_WITHIN = timedelta(minutes=5)  # a message that was made later is another one
LOOKED_THROUGH = 50

# https://www.twilio.com/docs/api/errors
STOPPED = {21610}
# No number, none that takes this, and none of WhatsApp.
NOBODY = {21211, 21214, 21217, 21408, 21614, 63003, 63013, 63024, 63033}
CROWDED = {20429, 63018}
# A wrong token or an account that waits for its money is ours to mend, and messages shall go when it is.
OURS_TO_MEND = {401, 403}


def carry(message: Message) -> str:
    """Send a message by its approved template; gives Twilio's id. Raises Refused, Undeliverable, Unwanted or Busy."""
    try:
        made = client().messages.create(
            to=PREFIX + message.to,
            content_sid=message.template["sid"],
            content_variables=json.dumps(message.template["variables"], ensure_ascii=False),
            status_callback=status_address(message.pk),
            **_sender(),
        )
    except TwilioRestException as error:
        _judge(error, hurry=_hurry(message))
        raise
    except (RequestException, TwilioException) as error:
        _wait_while(_hurry(message), error)
        raise
    return made.sid


def find(message: Message) -> str:
    """Twilio's id of the message if an earlier try came through, else nothing. Raises Busy while that may change."""
    settled = message.tried_at + SETTLES_IN
    if (now := timezone.now()) < settled:
        raise Busy("It is not clear yet what became of the last try.", after=settled - now)
    try:
        # Not by the date of sending, which what still waits there has not got.
        there = client().messages.list(to=PREFIX + message.to, limit=LOOKED_THROUGH, page_size=LOOKED_THROUGH)
    except (RequestException, TwilioException) as error:
        _wait_while(_hurry(message), error)
        raise
    found = [each for each in there if _may_be(each, message)]
    ours = known_names(each.sid for each in found)
    free = [each for each in found if each.sid not in ours]
    return min(free, key=lambda each: each.date_created).sid if free else ""


def status_address(number: int) -> str:
    """Where Twilio reports what became of our message with this number."""
    return settings.PUBLIC_URL + reverse("twilio_status", args=[number])


def _sender() -> dict:
    sender = settings.TWILIO_WHATSAPP_SENDER
    return {"messaging_service_sid": sender} if sender.startswith("MG") else {"from_": PREFIX + sender}


def _may_be(there: MessageInstance, message: Message) -> bool:
    """Whether it was made in our try, and says what we say where it tells its words."""
    made = there.date_created or datetime.min.replace(tzinfo=UTC)
    made = made if made.tzinfo else made.replace(tzinfo=UTC)
    in_time = message.tried_at - CLOCKS <= made <= message.tried_at + BEGUN_WITHIN
    said = there.body or ""
    fits = all(value in said for value in message.template["variables"].values()) if said else True
    return in_time and fits and str(there.direction).startswith("outbound")


def _judge(error: TwilioRestException, *, hurry: bool) -> None:
    """Raise one of our errors, or nothing where it shall be tried again with growing pauses."""
    words = f"{error.status}, {error.code}: {error.msg}"
    if error.code in STOPPED:
        raise Unwanted(words) from error
    if error.code in NOBODY:
        raise Undeliverable(words) from error
    if error.code in CROWDED or error.status == 429 or error.status >= 500:
        _wait_while(hurry, error)
    elif error.status not in OURS_TO_MEND:
        raise Refused(words) from error


def _hurry(message: Message) -> bool:
    return timezone.now() - message.created_at < QUICK_FOR


def _wait_while(hurry: bool, error: Exception) -> None:
    if hurry:
        raise Busy(str(error), after=PATIENCE) from error
