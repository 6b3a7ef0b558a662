"""Where Twilio reports what became of messages, and what people answered: verified, written down, nothing else."""

from __future__ import annotations

import hmac
import logging
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import BadRequest, RequestDataTooBig, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse, QueryDict, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST
from twilio.request_validator import RequestValidator, add_port, get_signature_algorithm, remove_port

from api.contract import TOO_LARGE, UNREADABLE, Problem, answer, kind
from integrations.twilio.whatsapp import PREFIX, STOPPED
from messaging.inbox import Answer, Told, hear, receive

logger = logging.getLogger("integrations.twilio")

NOT_SIGNED = kind("message-report-not-signed", 403, _("No token of ours has signed this"))
NO_REPLY = '<?xml version="1.0" encoding="UTF-8"?><Response/>'  # TwiML: nothing is answered

KINDS = {
    "sent": "passed_on",
    "delivered": "delivered",
    "read": "read",
    "undelivered": "bounced",
    "failed": "bounced",
}


@csrf_exempt
@require_POST
def status(request: HttpRequest, number: int) -> HttpResponse:
    """What became of our message with this number: 204 once it is stored, 403 for what Twilio did not sign."""
    said, refused = _verified(request)
    if refused:
        return refused
    sid, state = _short(said.get("MessageSid")), _short(said.get("MessageStatus"))
    code = said.get("ErrorCode", "")
    if sid and state:
        reason = " ".join(filter(None, (code, said.get("ErrorMessage", ""))))
        event = f"{sid}:{state}"
        receive(
            [Told("twilio", event, sid, KINDS.get(state, ""), timezone.now(), reason=_clean(reason), number=number)]
        )
    if code in map(str, STOPPED):
        hear(Answer("twilio", f"{sid}:stopped", _number(said.get("To")), text="STOP"))
    return HttpResponse(status=204)


@csrf_exempt
@require_POST
def incoming(request: HttpRequest) -> HttpResponse:
    """What somebody answered: of it is kept only whether it was to stop."""
    said, refused = _verified(request)
    if refused:
        return refused
    sid, number = _short(said.get("MessageSid")), _number(said.get("From"))
    if sid and number:
        text = "STOP" if said.get("OptOutType") == "STOP" else said.get("Body", "")
        hear(Answer("twilio", sid, number, text))
    return HttpResponse(NO_REPLY, content_type="text/xml")


def _verified(request: HttpRequest) -> tuple[QueryDict, HttpResponse | None]:
    try:
        said = request.POST
    except (RequestDataTooBig, TooManyFieldsSent):
        return QueryDict(), answer(Problem(TOO_LARGE))
    except (UnreadablePostError, MultiPartParserError, BadRequest):
        return QueryDict(), answer(Problem(UNREADABLE))
    if not is_signed(settings.PUBLIC_URL + request.get_full_path(), said, request.headers):
        logger.warning("A report of messages without a valid signature was refused.")
        return said, answer(Problem(NOT_SIGNED))
    return said, None


def is_signed(address: str, said: QueryDict, headers) -> bool:
    """Whether one of our tokens signed these fields for this address of ours, with or without its port."""
    given = headers.get("X-Twilio-Signature", "").encode()
    algorithm = get_signature_algorithm(headers.get("X-Twilio-Webhooks-Signature-Settings"))
    parts = urlsplit(address)
    for token in settings.TWILIO_AUTH_TOKENS:
        for written in {address, add_port(parts), remove_port(parts)}:
            try:
                ours = RequestValidator(token).compute_signature(written, said, algorithm)
            except (ValueError, UnicodeEncodeError):  # an algorithm that nobody knows, or signs that are no text
                return False
            if hmac.compare_digest(ours.encode(), given):
                return True
    return False


def _number(address: str | None) -> str:
    return _clean(address or "").removeprefix(PREFIX)[:16]


def _short(name: str | None) -> str:
    return _clean(name or "")[:100]


def _clean(text: str) -> str:
    return text.replace("\x00", "")
