"""The door for mail that others write: Django's own mail functions and allauth's letters join the outbox here."""

from __future__ import annotations

from dataclasses import dataclass
from email.mime.base import MIMEBase
from uuid import uuid4

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils.translation import get_language

from messaging.letters import one_line, without_nul
from messaging.operations import write_down


@dataclass(frozen=True)
class Part:
    name: str
    content_type: str
    content: bytes


class OutboxEmailBackend(BaseEmailBackend):
    """Writes each mail down, one message for each recipient, in the caller's transaction."""

    def send_messages(self, email_messages) -> int:
        for mail in email_messages:
            for number, recipient in enumerate(mail.recipients()):
                key = getattr(mail, "idempotency_key", None) or f"django:{uuid4().hex}"
                write_down(key=f"{key}:{number}", values=_values(mail, recipient), attachments=_parts(mail))
        return len(email_messages)


def _values(mail: EmailMessage, recipient: str) -> dict:
    mail.message()  # raises BadHeaderError now, at whoever wrote it, and not in the background
    headers = {name: str(value) for name, value in mail.extra_headers.items()}
    if mail.reply_to:
        headers["Reply-To"] = ", ".join(mail.reply_to)
    return {
        "kind": getattr(mail, "kind", "django"),
        "to": recipient,
        "sender": mail.from_email,
        "language": get_language() or "en",
        "subject": one_line(mail.subject),
        "text": without_nul(mail.body),
        "html": without_nul(_html(mail)),
        "headers": headers,
    }


def _html(mail: EmailMessage) -> str:
    alternatives = getattr(mail, "alternatives", [])
    return next((str(content) for content, kind in alternatives if kind == "text/html"), "")


def _parts(mail: EmailMessage) -> list[Part]:
    return [_part(attachment) for attachment in mail.attachments]


def _part(attachment) -> Part:
    if isinstance(attachment, MIMEBase):
        name, content = attachment.get_filename(), attachment.get_payload(decode=True)
        return Part(name or "attachment", attachment.get_content_type(), content)
    name, content, content_type = attachment
    content = content.encode() if isinstance(content, str) else content
    return Part(name or "attachment", content_type or "application/octet-stream", content)
