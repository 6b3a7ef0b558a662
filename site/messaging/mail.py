"""The mail channel: a stored message becomes a mail, always the same one, and goes by the transport of the settings.

Suppliers' errors are quick (Busy: soon again), slow (any other: again, more and more slowly) or permanent (Refused)."""

from __future__ import annotations

import hashlib
import re
import socket
from contextlib import contextmanager
from datetime import timedelta
from email.utils import format_datetime, parseaddr
from smtplib import (
    SMTPAuthenticationError,
    SMTPConnectError,
    SMTPRecipientsRefused,
    SMTPResponseException,
    SMTPServerDisconnected,
)

from anymail.exceptions import AnymailError, AnymailRecipientsRefused, AnymailRequestsAPIError
from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.message import BadHeaderError
from django.utils import timezone

from messaging.channels import Busy, Channel, Refused, Undeliverable
from messaging.models import Message

PATIENCE = timedelta(minutes=1)  # where the supplier asks for patience and does not say how much
# Who is out of breath for longer than this is waited for with growing pauses. With these all attempts end within a
# day: for so long suppliers remember our key.
QUICK_FOR = timedelta(hours=1)
GONE = (TimeoutError, ConnectionError, socket.gaierror, SMTPServerDisconnected)
NOT_NOW = 421  # "service not available" (RFC 5321, 4.2.3)
POLICY = re.compile(rb"\b5\.7\.\d")  # refused for who we are, not for whom we write to (RFC 3463, 3.8)
# A wrong key or password is ours to mend, and the mails shall go when it is.
OURS_TO_MEND = {401, 403}


def carry(message: Message) -> str:
    """Send a message; gives the supplier's id, empty where there is none. Raises Refused, Undeliverable or Busy."""
    return _carry(message, settings.MAIL_TRANSPORT)


def second() -> Channel | None:
    """The same by the other transport of the settings, where there is one."""
    return _carry_second if settings.MAIL_TRANSPORT_SECOND else None


def _carry_second(message: Message) -> str:
    return _carry(message, settings.MAIL_TRANSPORT_SECOND)


def _carry(message: Message, transport: str) -> str:
    mail = compose(message)
    with _our_errors(hurry=timezone.now() - message.created_at < QUICK_FOR):
        get_connection(transport).send_messages([mail])
    status = getattr(mail, "anymail_status", None)
    return str(getattr(status, "message_id", None) or "")


def compose(message: Message) -> EmailMultiAlternatives:
    """The mail of a stored message: the same bytes each time but for the MIME boundary."""
    digest = hashlib.sha256(message.key.encode()).hexdigest()[:32]
    domain = parseaddr(message.sender)[1].rpartition("@")[2] or "localhost"
    mail = EmailMultiAlternatives(
        subject=message.subject,
        body=message.text,
        from_email=message.sender,
        to=[message.to],
        headers={
            "Message-ID": f"<{digest}@{domain}>",
            "Date": format_datetime(message.created_at),
            "Auto-Submitted": "auto-generated",
            **message.headers,
        },
    )
    if message.html:
        mail.attach_alternative(message.html, "text/html")
    for part in message.attachments.all():
        mail.attach(part.name, bytes(part.content), part.content_type)
    mail.idempotency_key = message.key
    mail.message_number = message.id
    return mail


@contextmanager
def _our_errors(*, hurry: bool):
    """Suppliers' errors in our words; what is not translated here is slow. Quick errors are so while there is hurry."""
    try:
        yield
    except (BadHeaderError, UnicodeError) as error:
        raise Refused(str(error)) from error
    except SMTPRecipientsRefused as error:
        _judge_recipients(error, hurry)
    except SMTPResponseException as error:
        ours = isinstance(error, SMTPAuthenticationError | SMTPConnectError)
        _wait_if(hurry and error.smtp_code == NOT_NOW, error)
        _refuse_if(error.smtp_code >= 500 and not ours, error)
    except GONE as error:
        _wait_if(hurry, error)
        raise
    except AnymailRequestsAPIError as error:
        _judge_answer(error, hurry)
    except AnymailRecipientsRefused as error:
        raise Undeliverable(str(error)) from error
    except AnymailError as error:
        raise Refused(str(error)) from error


def _judge_recipients(error: SMTPRecipientsRefused, hurry: bool) -> None:
    answers = list(error.recipients.values())
    if any(code < 500 for code, _ in answers):
        _wait_if(hurry and any(code == NOT_NOW for code, _ in answers), error)
        raise error
    ours = any(code in (530, 535) or POLICY.search(_bytes(words)) for code, words in answers)
    raise (Refused if ours else Undeliverable)(str(error)) from error


def _judge_answer(error: AnymailRequestsAPIError, hurry: bool) -> None:
    status = error.status_code or 0
    if status == 429 or not status:  # no status: nobody answered
        _wait_if(hurry, error, after=_retry_after(error))
        raise error
    if status in (400, 422) and _names_the_recipient(error):
        raise Undeliverable(str(error)) from error
    _refuse_if(400 <= status < 500 and status not in OURS_TO_MEND, error)


def _names_the_recipient(error: AnymailRequestsAPIError) -> bool:
    """Whether the supplier's no is about `to`: Resend says so in words, SendGrid by the field."""
    try:
        told = error.response.json()
        fields = [str(each.get("field") or "") for each in told.get("errors", [])]
        return "`to`" in str(told.get("message")) or any(re.match(r"personalizations\.\d+\.to", it) for it in fields)
    except (AttributeError, TypeError, ValueError):
        return False  # not JSON, or not what they send


def _bytes(words: bytes | str) -> bytes:
    return words if isinstance(words, bytes) else words.encode()


def _wait_if(soon: bool, error: Exception, *, after: timedelta = PATIENCE) -> None:
    if soon:
        raise Busy(str(error), after=after) from error


def _refuse_if(final: bool, error: Exception) -> None:
    if final:
        raise Refused(str(error)) from error
    raise error


def _retry_after(error: AnymailRequestsAPIError) -> timedelta:
    asked = error.response.headers.get("Retry-After", "") if error.response is not None else ""
    return timedelta(seconds=min(int(asked), 3600)) if asked.isdigit() else PATIENCE
