"""What the stand-in does by itself: messages go their way, and the shop is told."""

from __future__ import annotations

import requests

from integrations.twilio.standin.models import Callback
from integrations.twilio.standin.progress import GO_ON, TELL, attempt, go_on
from outbox import contract as outbox

PATIENCE = (3, 15)  # seconds to connect, seconds to be answered


class NotHeard(Exception):
    """The shop did not answer with 2xx; it is told again later."""


def post(address: str, fields: dict[str, str], signature: str) -> int:
    """One request to the shop, over the network like anybody's; gives its status."""
    headers = {"X-Twilio-Signature": signature, "User-Agent": "TwilioProxy/1.1"}
    with requests.Session() as line:
        line.trust_env = False  # the shop is on this machine, never behind a proxy
        return line.post(address, data=fields, headers=headers, timeout=PATIENCE, allow_redirects=False).status_code


@outbox.handler(GO_ON)
def come_to(sid: str, status: str, error_code: int | None) -> None:
    """A message comes to its next state."""
    go_on(sid=sid, status=status, error_code=error_code)


@outbox.handler(TELL, most_attempts=5)
def tell(number: int) -> None:
    """Bring a report to the shop."""
    told = Callback.objects.select_related("message").filter(pk=number, taken=False).first()
    if told and not attempt(told, post=post):
        raise NotHeard(str(told.answers[-1]))
