"""Where Resend and SendGrid report what became of letters: verified, written down, nothing else.

Anymail reads the reports; who signed them is looked at here, before. A supplier without a secret in the settings is
not heard at all.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import logging
from datetime import UTC, datetime, timedelta

from anymail.signals import AnymailTrackingEvent, EventType
from anymail.webhooks.resend import ResendTrackingWebhookView
from anymail.webhooks.sendgrid import SendGridTrackingWebhookView
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import load_der_public_key
from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from api.contract import TOO_LARGE, UNREADABLE, Problem, answer, kind
from messaging.inbox import Told, receive

logger = logging.getLogger("integrations.email")

NOT_SIGNED = kind("report-not-signed", 400, _("No secret of ours has signed this"))
LARGEST_BODY = 2_000_000  # bytes; SendGrid sends up to some hundred events at once
TOLERANCE = timedelta(minutes=5)  # as Svix and SendGrid recommend against repeated old requests

KINDS = {
    EventType.DEFERRED: "deferred",
    EventType.DELIVERED: "delivered",
    EventType.BOUNCED: "bounced",
    EventType.REJECTED: "bounced",
    EventType.FAILED: "bounced",
    EventType.COMPLAINED: "complained",
}


class Forged(Exception):
    """Not signed with a secret of ours, too old, or not what the supplier sends."""


class _Resend(ResendTrackingWebhookView):
    def __init__(self) -> None:
        """Nothing is asked of anymail's settings: the signature is looked at here."""


class _SendGrid(SendGridTrackingWebhookView):
    def __init__(self) -> None:
        """The same."""


@csrf_exempt
@require_POST
def resend_reports(request: HttpRequest) -> HttpResponse:
    """Resend's reports: 204 once they are stored, 400 for what Resend did not sign."""
    return _take(request, "resend", _signed_by_resend, _Resend())


@csrf_exempt
@require_POST
def sendgrid_reports(request: HttpRequest) -> HttpResponse:
    """SendGrid's, the same."""
    return _take(request, "sendgrid", _signed_by_sendgrid, _SendGrid())


def _take(request: HttpRequest, supplier: str, signed, reader) -> HttpResponse:
    try:
        if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST_BODY:
            return answer(Problem(TOO_LARGE))
        body = request.body
    except RequestDataTooBig:
        return answer(Problem(TOO_LARGE))
    except UnreadablePostError:
        return answer(Problem(UNREADABLE))
    try:
        if not signed(body, request.headers):
            raise Forged
        reports = [_told(supplier, event) for event in _events(reader, request)]
    except Forged:
        logger.warning("A report of letters without a valid signature was refused (%s).", supplier)
        return answer(Problem(NOT_SIGNED))
    receive(told for told in reports if told.event_id and told.supplier_id)
    return HttpResponse(status=204)


def _events(reader, request: HttpRequest) -> list[AnymailTrackingEvent]:
    try:
        return reader.parse_events(request)
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, OverflowError) as error:
        raise Forged from error  # no JSON, or no report


def _told(supplier: str, event: AnymailTrackingEvent) -> Told:
    reason = event.mta_response or event.description or event.reject_reason or ""
    return Told(
        supplier=supplier,
        event_id=_short(event.event_id),
        supplier_id=_short(event.message_id),
        kind=KINDS.get(event.event_type, ""),
        at=event.timestamp if event.timestamp and event.timestamp.tzinfo else timezone.now(),
        reason=str(reason).replace("\x00", ""),
    )


def _short(name: object) -> str:
    return str(name or "").replace("\x00", "")[:200]


def _signed_by_resend(body: bytes, headers) -> bool:
    """Svix's scheme (docs.svix.com, "Verifying webhooks manually"); one of several signatures is enough."""
    number, moment = headers.get("svix-id", ""), headers.get("svix-timestamp", "")
    given = [each[3:] for each in headers.get("svix-signature", "").split() if each.startswith("v1,")]
    if not number or not _is_recent(moment):
        return False
    signed = f"{number}.{moment}.".encode() + body
    for secret in settings.RESEND_WEBHOOK_SECRETS:
        key = base64.b64decode(secret.removeprefix("whsec_"))
        ours = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest())
        if any(hmac.compare_digest(ours, each.encode()) for each in given):
            return True
    return False


def _signed_by_sendgrid(body: bytes, headers) -> bool:
    """SendGrid's "signed event webhook": ECDSA over the time and the body, with the key that its page shows."""
    moment = headers.get("X-Twilio-Email-Event-Webhook-Timestamp", "")
    given = headers.get("X-Twilio-Email-Event-Webhook-Signature", "")
    if not _is_recent(moment):
        return False
    return any(_fits(key, given, moment.encode() + body) for key in settings.SENDGRID_WEBHOOK_KEYS)


def _fits(key: str, signature: str, signed: bytes) -> bool:
    try:
        public = load_der_public_key(base64.b64decode(key))
        public.verify(base64.b64decode(signature), signed, ec.ECDSA(hashes.SHA256()))
    except (InvalidSignature, UnsupportedAlgorithm, binascii.Error, ValueError):
        return False
    return True


def _is_recent(moment: str) -> bool:
    if not moment.isascii() or not moment.isdigit() or len(moment) > 12:
        return False
    try:
        return abs(timezone.now() - datetime.fromtimestamp(int(moment), UTC)) <= TOLERANCE
    except (ValueError, OverflowError):
        return False
