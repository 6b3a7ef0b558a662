"""The part of Twilio's REST API about messages, version 2010-04-01: made, looked at, listed."""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from urllib.parse import urlencode

import phonenumbers
from django.conf import settings
from django.utils import timezone

from integrations.twilio.standin import progress
from integrations.twilio.standin.models import SentMessage

CONTENT_SID = re.compile(r"HX[0-9a-fA-F]{32}")
ADDRESS = re.compile(r"whatsapp:(\+[1-9][0-9]{6,14})")
MESSAGES = re.compile(r"/2010-04-01/Accounts/(AC[0-9a-fA-F]{32})/Messages(?:/((?:SM|MM)[0-9a-fA-F]{32}))?\.json")
LARGEST_PAGE = 1000


@dataclass(frozen=True)
class Answer:
    status: int
    body: dict


class Refused(Exception):
    def __init__(self, code: int, message: str, *, status: int = 400) -> None:
        super().__init__(message)
        self.answer = refusal(status, code, message)


def refusal(status: int, code: int, message: str) -> Answer:
    """What Twilio says where it does not do what it is asked."""
    more = f"https://www.twilio.com/docs/errors/{code}"
    return Answer(status, {"code": code, "message": message, "more_info": more, "status": status})


def answer(method: str, path: str, asked: dict[str, str], *, auth) -> Answer:
    """What Twilio would answer to a request."""
    found = MESSAGES.fullmatch(path)
    if auth is None or tuple(auth) != (settings.TWILIO_ACCOUNT_SID, settings.TWILIO_AUTH_TOKENS[0]):
        return refusal(401, 20003, "Authenticate")
    if not found or found[1] != auth[0]:
        return refusal(404, 20404, f"The requested resource {path} was not found")
    do: dict[tuple[str, bool], Callable] = {
        ("POST", False): lambda: _create(asked),
        ("GET", False): lambda: _list(asked),
        ("GET", True): lambda: _fetch(found[2], path),
    }
    try:
        return do[method, bool(found[2])]()
    except KeyError:
        return refusal(405, 20004, "Method not allowed")
    except Refused as refused:
        return refused.answer


def _create(asked: dict[str, str]) -> Answer:
    to = ADDRESS.fullmatch(asked.get("To", ""))
    if not asked.get("To"):
        raise Refused(21604, "A 'To' phone number is required.")
    if not to or not phonenumbers.is_valid_number(phonenumbers.parse(to[1])):
        raise Refused(21211, f"The 'To' number {asked['To']} is not a valid phone number.")
    sender = asked.get("From") or asked.get("MessagingServiceSid")
    if not sender:
        raise Refused(21603, "A 'From' phone number is required.")
    if asked.get("Body") or not asked.get("ContentSid"):
        # Nobody here has written within a day, so Twilio would take it and report this afterwards.
        return _made(asked, sender, asked.get("Body", ""), fails=63016)
    return _made(asked, sender, _words(asked))


def _words(asked: dict[str, str]) -> str:
    """What stands in for the template's words, which only its author knows: the values in its places."""
    if not CONTENT_SID.fullmatch(asked["ContentSid"]):
        raise Refused(21655, "The ContentSid is Invalid")
    try:
        values = json.loads(asked.get("ContentVariables") or "{}")
        variables = [values[str(number)] for number in range(1, len(values) + 1)]
        if not all(isinstance(value, str) and value.strip() and "\n" not in value for value in variables):
            raise ValueError
    except (ValueError, KeyError, TypeError) as error:
        raise Refused(21656, "The ContentVariables Parameter is invalid") from error
    return " · ".join(variables)


def _made(asked: dict[str, str], sender: str, body: str, *, fails: int = 0) -> Answer:
    message = SentMessage.objects.create(
        sid=f"MM{secrets.token_hex(16)}",
        to=asked["To"],
        sender=sender,
        body=body,
        content_sid=asked.get("ContentSid", ""),
        status="queued",
        status_callback=asked.get("StatusCallback", ""),
        created_at=timezone.now(),
    )
    progress.begin(message, fails=fails)
    return Answer(201, shape(message))


def _fetch(sid: str, path: str) -> Answer:
    message = SentMessage.objects.filter(sid=sid).first()
    if message is None:
        raise Refused(20404, f"The requested resource {path} was not found", status=404)
    return Answer(200, shape(message))


def _list(asked: dict[str, str]) -> Answer:
    rows = SentMessage.objects.order_by("-id")
    rows = rows.filter(to=asked["To"]) if "To" in asked else rows
    rows = rows.filter(sender=asked["From"]) if "From" in asked else rows
    for name, lookup in (("DateSent", "date"), ("DateSent<", "date__lte"), ("DateSent>", "date__gte")):
        if name in asked:
            day = datetime.fromisoformat(asked[name].replace("Z", "+00:00")).date()
            rows = rows.filter(**{f"sent_at__{lookup}": day})
    size = min(int(asked.get("PageSize", 50)), LARGEST_PAGE)
    page = int(asked.get("Page", 0))
    shown = list(rows[page * size : (page + 1) * size + 1])
    by = {name: value for name, value in asked.items() if name not in ("Page", "PageToken")} | {"PageSize": size}
    uri = f"/2010-04-01/Accounts/{settings.TWILIO_ACCOUNT_SID}/Messages.json?{urlencode(by)}"
    more = len(shown) > size
    return Answer(
        200,
        {
            "messages": [shape(message) for message in shown[:size]],
            "page": page,
            "page_size": size,
            "start": page * size,
            "end": page * size + len(shown[:size]) - 1 if shown else 0,
            "uri": uri,
            "first_page_uri": f"{uri}&Page=0",
            "previous_page_uri": None,
            "next_page_uri": f"{uri}&Page={page + 1}" if more else None,
        },
    )


def shape(message: SentMessage) -> dict:
    """A message as the API gives it."""
    uri = f"/2010-04-01/Accounts/{settings.TWILIO_ACCOUNT_SID}/Messages/{message.sid}"
    service = message.sender.startswith("MG")
    return {
        "account_sid": settings.TWILIO_ACCOUNT_SID,
        "api_version": "2010-04-01",
        "body": message.body,
        "date_created": format_datetime(message.created_at),
        "date_sent": format_datetime(message.sent_at) if message.sent_at else None,
        "date_updated": format_datetime(message.sent_at or message.created_at),
        "direction": "outbound-api",
        "error_code": message.error_code,
        "error_message": None,
        "from": None if service else message.sender,
        "messaging_service_sid": message.sender if service else None,
        "num_media": "0",
        "num_segments": "1",
        "price": None,
        "price_unit": "USD",
        "sid": message.sid,
        "status": message.status,
        "subresource_uris": {"media": f"{uri}/Media.json"},
        "to": message.to,
        "uri": f"{uri}.json",
    }
