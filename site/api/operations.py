"""What may happen to kept answers."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

from django.db import transaction

from api.models import KeptAnswer

KEPT = timedelta(hours=24)
LEASE = timedelta(seconds=60)  # longer than any request takes


class UnderWay(Exception):
    """The first request with this key has no answer yet."""


class AnotherRequest(Exception):
    """The key belongs to a request that said something else."""


def digest(*parts: str | bytes) -> str:
    """One hash of several parts, whose borders count."""
    whole = hashlib.sha256()
    for part in parts:
        part = part.encode("utf-8", "surrogateescape") if isinstance(part, str) else part
        whole.update(len(part).to_bytes(8, "big") + part)
    return whole.hexdigest()


@transaction.atomic
def begin(*, key_hash: str, request_hash: str, at: datetime) -> KeptAnswer:
    """The row of this key: with its answer if there is one, else taken by the caller, who answers.

    Raises UnderWay and AnotherRequest.
    """
    KeptAnswer.objects.filter(key_hash=key_hash, expires_at__lte=at).delete()
    new = {"request_hash": request_hash, "lease_until": at + LEASE, "expires_at": at + KEPT}
    row, is_new = KeptAnswer.objects.get_or_create(key_hash=key_hash, defaults=new)
    if is_new:
        return row
    if row.request_hash != request_hash:
        raise AnotherRequest
    if row.answer is not None:
        return row
    # Whoever was to answer has died; of those who ask again one goes on.
    over = KeptAnswer.objects.filter(pk=row.pk, answer=None, lease_until=row.lease_until, lease_until__lte=at)
    row.lease_until = at + LEASE
    if not over.update(lease_until=row.lease_until):
        raise UnderWay
    return row


def keep(row: KeptAnswer, answer: bytes) -> None:
    """Keep the answer, unless somebody else has taken the request over meanwhile."""
    KeptAnswer.objects.filter(pk=row.pk, lease_until=row.lease_until, answer=None).update(answer=answer)


def let_go(row: KeptAnswer) -> None:
    """Forget a request whose answer is not worth keeping; it may be sent again."""
    KeptAnswer.objects.filter(pk=row.pk, lease_until=row.lease_until, answer=None).delete()


def forget_expired(*, at: datetime) -> int:
    """Delete what has been kept long enough; gives how many."""
    return KeptAnswer.objects.filter(expires_at__lte=at).delete()[0]
