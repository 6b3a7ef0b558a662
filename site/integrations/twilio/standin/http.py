"""The line to Twilio, with nobody at the other end: twilio's Client is given this and notices nothing."""

from __future__ import annotations

import json
import logging
from urllib.parse import parse_qsl, urlsplit

from django.db import transaction
from requests import ReadTimeout
from twilio.http import HttpClient
from twilio.http.response import Response

from integrations.twilio.client import TIMEOUT
from integrations.twilio.standin.models import Trouble
from integrations.twilio.standin.protocol import Answer, answer, refusal


class StandInHttpClient(HttpClient):
    """Answers in the caller's process, from rows that all processes share."""

    def __init__(self) -> None:
        super().__init__(logging.getLogger("integrations.twilio"), is_async=False, timeout=TIMEOUT)

    def request(
        self, method, url, params=None, data=None, headers=None, auth=None, timeout=None, allow_redirects=False
    ) -> Response:
        """One request. Each is a transaction of its own: a caller who holds one open is stopped with an error."""
        address = urlsplit(url)
        asked = dict(parse_qsl(address.query)) | _as_sent(params) | _as_sent(data)
        with transaction.atomic(durable=True):
            trouble = _next_trouble(method.upper())
        if trouble == Trouble.Kind.UNHEARD:
            raise ReadTimeout
        with transaction.atomic(durable=True):
            given = _suffered(trouble) or answer(method.upper(), address.path, asked, auth=auth)
        if trouble == Trouble.Kind.UNANSWERED:
            raise ReadTimeout
        return Response(given.status, json.dumps(given.body))


def _as_sent(fields) -> dict[str, str]:
    """Fields as a form carries them: text, and none where there is nothing."""
    return {name: str(value) for name, value in (fields or {}).items() if value is not None}


def _next_trouble(method: str) -> str:
    trouble = Trouble.objects.select_for_update().filter(method=method, left__gt=0).order_by("id").first()
    if trouble is None:
        return ""
    trouble.left -= 1
    trouble.save(update_fields=["left"])
    return trouble.kind


def _suffered(trouble: str) -> Answer | None:
    if trouble == Trouble.Kind.CROWDED:
        return refusal(429, 20429, "Too Many Requests")
    if trouble == Trouble.Kind.DOWN:
        return refusal(503, 20503, "Service Unavailable")
    return refusal(401, 20003, "Authenticate") if trouble == Trouble.Kind.TOKEN else None
