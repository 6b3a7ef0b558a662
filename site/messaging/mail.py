"""The mail channel: a stored message becomes a mail, always the same one, and goes by the transport of the settings."""

from __future__ import annotations

import hashlib
from contextlib import contextmanager
from datetime import timedelta
from email.utils import format_datetime, parseaddr
from smtplib import SMTPAuthenticationError, SMTPConnectError, SMTPRecipientsRefused, SMTPResponseException

from anymail.exceptions import AnymailError, AnymailRequestsAPIError
from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.message import BadHeaderError

from messaging.channels import Busy, Refused
from messaging.models import Message

PATIENCE = timedelta(minutes=1)  # where the supplier asks for patience and does not say how much
# A wrong key or password is ours to mend, and the mails shall go when it is.
OURS_TO_MEND = {401, 403}


def carry(message: Message) -> str:
    """Send a message; gives the supplier's id, empty where there is none. Raises Refused or Busy."""
    mail = compose(message)
    with _our_errors():
        get_connection(settings.MAIL_TRANSPORT).send_messages([mail])
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
def _our_errors():
    """Suppliers' errors in our words; what is not translated here is worth another attempt."""
    try:
        yield
    except (BadHeaderError, UnicodeError) as error:
        raise Refused(str(error)) from error
    except SMTPRecipientsRefused as error:
        _refuse_if(all(code >= 500 for code, _ in error.recipients.values()), error)
    except SMTPResponseException as error:
        ours = isinstance(error, SMTPAuthenticationError | SMTPConnectError)
        _refuse_if(error.smtp_code >= 500 and not ours, error)
    except AnymailRequestsAPIError as error:
        status = error.status_code or 0
        if status == 429:
            raise Busy(str(error), after=_retry_after(error)) from error
        _refuse_if(400 <= status < 500 and status not in OURS_TO_MEND, error)
    except AnymailError as error:
        raise Refused(str(error)) from error


def _refuse_if(final: bool, error: Exception) -> None:
    if final:
        raise Refused(str(error)) from error
    raise error


def _retry_after(error: AnymailRequestsAPIError) -> timedelta:
    asked = error.response.headers.get("Retry-After", "") if error.response is not None else ""
    return timedelta(seconds=min(int(asked), 3600)) if asked.isdigit() else PATIENCE
