"""A newsletter on its way: to each confirmed address in its language, once, with the way out in every letter."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from html import unescape

from django.conf import settings
from django.db import transaction
from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils import translation
from django.utils.html import strip_tags
from wagtail.rich_text import expand_db_html

from messaging.letters import Letter, Rendered, render
from messaging.models import Message
from messaging.newsletter.models import Newsletter, NewsletterWords, Subscription
from messaging.newsletter.operations import leaving_key
from messaging.operations import send
from outbox import contract as outbox

KIND = "newsletter.issue"
TEST = "newsletter-test:"
AT_ONCE = 100

LINK = re.compile(r'<a [^>]*?href="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
OURS = re.compile(r'href="/(?!/)')
ENDS = re.compile(r"</(p|li|h2)>|<br/?>")


class AlreadySent(Exception):
    """A newsletter goes once."""


def readers(languages: list[str]) -> QuerySet[Subscription]:
    """Who has said yes in one of these languages, in the order in which they are written to."""
    return Subscription.objects.filter(state=Subscription.State.CONFIRMED, language__in=languages).order_by("id")


def counts(newsletter: Newsletter) -> dict[str, int]:
    """How many would get it now, for each language it has words in."""
    languages = [words.language for words in newsletter.words.all()]
    found = readers(languages).order_by().values_list("language").annotate(Count("id"))
    return dict.fromkeys(languages, 0) | dict(found)


@transaction.atomic
def start(*, newsletter_id: int, at: datetime) -> None:
    """Send a newsletter to all who want it. Raises AlreadySent."""
    newsletter = Newsletter.objects.select_for_update().get(pk=newsletter_id)
    if newsletter.state != Newsletter.State.DRAFT:
        raise AlreadySent
    Newsletter.objects.filter(pk=newsletter.pk).update(state=Newsletter.State.SENDING, sent_at=at)
    _go_on(newsletter.pk, after=0)


def _go_on(newsletter_id: int, *, after: int) -> None:
    payload = {"newsletter_id": newsletter_id, "after": after}
    key = f"newsletter:{newsletter_id}:after:{after}"
    outbox.add("newsletter.write", key=key, payload=payload, priority=outbox.Priority.BULK)


@outbox.handler("newsletter.write", lease=timedelta(minutes=10))
def write(*, newsletter_id: int, after: int) -> None:
    """Write the next letters down, and the work for those after them; again changes nothing."""
    newsletter = Newsletter.objects.filter(pk=newsletter_id).first()
    if newsletter is None:
        return
    words = {each.language: each for each in newsletter.words.all()}
    batch = list(readers(list(words)).filter(id__gt=after)[:AT_ONCE])
    with transaction.atomic():
        for reader in batch:
            send(letter_to(reader, words[reader.language]), key=f"newsletter:{newsletter_id}:to:{reader.pk}")
        if len(batch) == AT_ONCE:
            _go_on(newsletter_id, after=batch[-1].pk)
        else:
            Newsletter.objects.filter(pk=newsletter_id).update(state=Newsletter.State.SENT)


def wanted(message: Message) -> bool:
    """Whether a letter may still go: somebody may have left since it was written."""
    confirmed = Subscription.objects.filter(address=message.to, state=Subscription.State.CONFIRMED)
    return message.key.startswith(TEST) or confirmed.exists()


def letter_to(reader: Subscription, words: NewsletterWords) -> Letter:
    """A newsletter as one reader gets it; mail programs show its way out as a button (RFC 8058)."""
    with translation.override(words.language):
        leave = settings.PUBLIC_URL + reverse("home:newsletter_leave", args=[leaving_key(reader)])
    headers = {"List-Unsubscribe": f"<{leave}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    return Letter(KIND, reader.address, words.language, {**_said(words), "leave": leave}, headers=headers)


def send_test(words: NewsletterWords, *, to: str, at: datetime) -> None:
    """Show whoever writes it how it arrives; nobody else gets it."""
    letter = Letter(KIND, to, words.language, {**_said(words), "leave": ""})
    send(letter, key=f"{TEST}{words.pk}:{at.timestamp()}")


def preview(words: NewsletterWords) -> Rendered:
    """A newsletter's words as they would arrive."""
    return render(Letter(KIND, "", words.language, {**_said(words), "leave": ""}))


def _said(words: NewsletterWords) -> dict:
    html = OURS.sub(f'href="{settings.PUBLIC_URL}/', expand_db_html(words.body))
    return {"subject": words.subject, "html": html, "text": as_text(html)}


def as_text(html: str) -> str:
    """Rich text for mail programs without HTML: links as words and address, a paragraph between blank lines."""
    return unescape(strip_tags(ENDS.sub("\n\n", LINK.sub(r"\2: \1", html)))).strip()
