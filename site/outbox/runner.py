"""Does what is written down: takes a lease, works outside any transaction, and counts the end only if the lease holds.

Delivery is at least once. A job whose worker was killed is taken again when its lease has run out.
"""

from __future__ import annotations

import logging
import os
import random
import secrets
import socket
import traceback
from datetime import datetime, timedelta

from django.conf import settings
from django.db import close_old_connections, connection, transaction
from django.db.models import F
from django.utils import timezone, translation

from outbox import registry
from outbox.models import Job
from outbox.queries import waiting
from outbox.redaction import redact

logger = logging.getLogger("outbox")

FIRST_PAUSE = timedelta(seconds=10)
LONGEST_PAUSE = timedelta(hours=6)
MOST_PATIENCE = timedelta(days=7)  # who asks for patience for longer than this has gone away


def worker_name() -> str:
    """A name no other worker has, here or on another machine."""
    return f"{socket.gethostname()[:40]}:{os.getpid()}:{secrets.token_hex(4)}"


def run_due(at: datetime | None = None, limit: int | None = None) -> int:
    """Do all that is due, and what that work adds, until nothing is left; gives the number of attempts made."""
    me, done = worker_name(), 0
    while limit is None or done < limit:
        if not run_one(me, at=at):
            break
        done += 1
    return done


def run_one(me: str, *, at: datetime | None = None) -> bool:
    """Take the job that waits longest and do it; false if none is due."""
    job = claim(me, at=at or timezone.now())
    if job is None:
        return False
    if job.state == Job.State.READY:
        work(job, at=at)
    return True


def claim(me: str, *, at: datetime) -> Job | None:
    """Lease the next job and count the attempt, so that work that kills its worker does not go on for ever."""
    if not waiting(registry.handlers, at=at).exists():
        return None  # looking costs no lock
    with transaction.atomic():
        # PostgreSQL skips what another worker is just taking; SQLite lets one writer in at a time.
        job = waiting(registry.handlers, at=at).select_for_update(skip_locked=True).first()
        if job is None:
            return None
        handler = registry.handlers[job.kind]
        job.lease_by, job.lease_until = me, at + handler.lease
        worn_out = job.attempts >= handler.most_attempts
        job.attempts += 0 if worn_out else 1
        job.save(update_fields=["lease_by", "lease_until", "attempts"])
        if worn_out:
            _bury(job, "Its last attempt never came to an end.", at=at)
    return job


def work(job: Job, *, at: datetime | None = None) -> None:
    """Do a leased job and write down how it ended."""
    handler = registry.handlers[job.kind]
    try:
        # No job sees the language that the one before left behind.
        with translation.override(settings.LANGUAGE_CODE):
            handler.do(**job.payload)
    except registry.Permanent as error:
        _leave_usable_connection()
        _bury(job, _words(error), at=at or timezone.now())
    except registry.TryLater as error:
        _leave_usable_connection()
        _wait(job, error, at=at or timezone.now())
    except Exception as error:
        _leave_usable_connection()
        _fail(job, error, handler, at=at or timezone.now())
    else:
        _finish(job, state=Job.State.DONE, finished_at=at or timezone.now(), last_error="")


def pause(attempts: int) -> timedelta:
    """How long to wait after so many attempts: 10 s, 30 s, 90 s … 6 h, up to half of it less by chance."""
    longest = min(FIRST_PAUSE * 3 ** min(attempts - 1, 12), LONGEST_PAUSE)
    return longest * random.uniform(0.5, 1.0)  # noqa: S311 - spreads load, keeps no secret


def _fail(job: Job, error: Exception, handler: registry.Handler, *, at: datetime) -> None:
    logger.info("%s %s: %s", job.kind, job.key, redact(traceback.format_exc()))
    if job.attempts >= handler.most_attempts:
        _bury(job, _words(error), at=at)
    else:
        _finish(job, due=at + pause(job.attempts), last_error=_words(error))


def _wait(job: Job, error: registry.TryLater, *, at: datetime) -> None:
    if at - job.created_at > MOST_PATIENCE:
        _bury(job, _words(error), at=at)
    else:  # being asked to wait is no failure: the attempt is given back
        _finish(job, due=at + error.after, attempts=F("attempts") - 1, last_error=_words(error))


def _bury(job: Job, words: str, *, at: datetime) -> None:
    logger.error("%s %s is given up after %d attempts: %s", job.kind, job.key, job.attempts, words)
    job.state = Job.State.DEAD
    with transaction.atomic():
        if _finish(job, state=Job.State.DEAD, finished_at=at, last_error=words):
            _tell_given_up(job)


def _tell_given_up(job: Job) -> None:
    given_up = registry.handlers[job.kind].given_up
    try:
        with transaction.atomic():
            if given_up:
                given_up(**job.payload)
    except Exception as error:
        # Dead it is all the same; raising here would bury it again and again.
        logger.error("%s %s: what follows its end failed: %s", job.kind, job.key, _words(error))


def _finish(job: Job, **values) -> bool:
    """Write the end of an attempt; false if the lease ran out and somebody else has taken the job since."""
    mine = Job.objects.filter(id=job.id, lease_by=job.lease_by, state=Job.State.READY)
    written = mine.update(lease_until=None, lease_by="", **values) == 1
    if not written:
        logger.warning("%s %s took longer than its lease; another worker has it.", job.kind, job.key)
    return written


def _words(error: Exception) -> str:
    return redact(f"{type(error).__name__}: {error}")


def _leave_usable_connection() -> None:
    # Work that broke its connection must not take the writing down of its end with it;
    # a caller's own transaction (run_due in a test) is left alone.
    if not connection.in_atomic_block:
        close_old_connections()
