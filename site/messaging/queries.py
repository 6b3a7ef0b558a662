"""What may be asked about messages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from messaging.jobs import job_key, second_job_key
from messaging.models import Message
from messaging.privacy import letters_to
from outbox import contract as outbox


def messages(*, words: str = "", state: str = "") -> QuerySet[Message]:
    """Messages, newest first, whose recipient or subject has these words; their text is not loaded."""
    found = Message.objects.order_by("-created_at", "-id").defer("text", "html")
    if state:
        found = found.filter(state=state)
    if words:
        found = found.filter(Q(to__icontains=words) | Q(subject__icontains=words))
    return found


def job_of(message: Message):
    """The job that sends a message, while it is remembered."""
    return _jobs_of([message]).get(message.pk)


@dataclass(frozen=True)
class ToldLetter:
    """A letter as staff see it; `attempts` and `error` are those of its job, while that is remembered."""

    number: int
    kind: str
    channel: str
    to: str
    subject: str
    state: str
    created_at: datetime
    sent_at: datetime | None
    attempts: int = 0
    error: str = ""
    delivery: str = ""
    arrival: str = ""  # the same in words, empty if nothing is known
    delivery_at: datetime | None = None
    reason: str = ""  # why it did not arrive


def letters(numbers: Iterable[int]) -> dict[int, ToldLetter]:
    """Letters by their numbers; those that are forgotten are left out."""
    return {letter.number: letter for letter in _told(Message.objects.filter(pk__in=list(numbers)))}


def letters_by_key(keys: Iterable[str]) -> dict[str, ToldLetter]:
    """Letters and messages by the keys under which they were told; those that are forgotten are left out."""
    rows = Message.objects.filter(key__in=list(keys))
    named = dict(rows.values_list("pk", "key"))
    return {named[letter.number]: letter for letter in _told(rows)}


def letters_about(*, to: str, about: str, since: datetime) -> list[ToldLetter]:
    """What was written to an address about one thing, by words that only those letters have in them, oldest first."""
    return _told(letters_to([to]).filter(created_at__gte=since, text__contains=about))


def came_back(*, since: datetime, most: int) -> list[tuple[ToldLetter, str]]:
    """Letters that went and came back since then, with their words; the newest first."""
    bounced = Message.objects.filter(channel="mail", delivery=Message.Delivery.BOUNCED, delivery_at__gte=since)
    rows = bounced.exclude(sent_at=None)
    return [(_letter(row, None), row.text) for row in rows.defer("html").order_by("-delivery_at", "-id")[:most]]


def _told(rows: QuerySet[Message]) -> list[ToldLetter]:
    rows = list(rows.defer("text", "html"))
    jobs = _jobs_of(rows)
    return [_letter(row, jobs.get(row.pk)) for row in rows]


def _jobs_of(rows: list[Message]) -> dict:
    """The jobs that send messages, by the messages' numbers: the second supplier's where it came to that."""
    keys = [key for row in rows for key in (job_key(row.key), second_job_key(row.key))]
    jobs = {job.key: job for job in outbox.jobs(keys=keys)} if keys else {}
    found = {row.pk: jobs.get(second_job_key(row.key)) or jobs.get(job_key(row.key)) for row in rows}
    return {number: job for number, job in found.items() if job}


def _letter(row: Message, job) -> ToldLetter:
    return ToldLetter(
        number=row.pk,
        kind=row.kind,
        channel=row.channel,
        to=row.to,
        subject=row.subject,
        state=row.state,
        created_at=row.created_at,
        sent_at=row.sent_at,
        attempts=job.attempts if job else 0,
        error=job.last_error if job else "",
        delivery=row.delivery,
        arrival=str(row.get_delivery_display()) if row.delivery else "",
        delivery_at=row.delivery_at,
        reason=row.delivery_reason,
    )
