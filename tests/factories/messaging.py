"""Letters, as other apps write them."""

from types import SimpleNamespace

from django.utils import timezone

from messaging.models import Message, Newsletter, NewsletterWords, Subscription
from messaging.operations import write_down


def make_message(key="greeting:1", *, to="ada@example.org", attachments=(), **values) -> Message:
    """A letter that waits to be sent."""
    values = {"kind": "greeting", "to": to, "language": "en", "subject": "Hello", "text": "Hello, Ada\n", **values}
    write_down(key=key, values={"created_at": timezone.now(), **values}, attachments=attachments)
    return Message.objects.get(key=key)


def make_attachment(name="place.ics", content_type="text/calendar", content=b"BEGIN:VCALENDAR"):
    return SimpleNamespace(name=name, content_type=content_type, content=content)


def make_subscription(address="ada@example.org", *, state="confirmed", **values) -> Subscription:
    """Somebody who gets the newsletter, or does not any more or yet."""
    now = timezone.now()
    times = {"asked_at": now, "confirmed_at": now, "ended_at": now if state == "ended" else None}
    values = {"language": "en", "wording": "You get our newsletter.", **times, **values}
    return Subscription.objects.create(address=address, state=state, **values)


def make_newsletter(*, body="<p>The ice is gone.</p>", **subjects) -> Newsletter:
    """A draft with a subject for each language."""
    newsletter = Newsletter.objects.create(title="Spring")
    for language, subject in subjects.items():
        NewsletterWords.objects.create(newsletter=newsletter, language=language, subject=subject, body=body)
    return newsletter
