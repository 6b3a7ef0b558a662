"""People who wait for places, and the work that time and the outbox do for them."""

from __future__ import annotations

from datetime import datetime

from outbox.models import Job
from shop.contract import Offer
from shop.waiting import operations
from shop.waiting.models import Waiting
from shop.waiting.serving import serve
from tests.factories.shop import GUEST, NOON


def make_waiting(
    offer: Offer, address: str = "ada@example.org", *, quantity: int = 1, language: str = "en", at: datetime = NOON
) -> Waiting:
    """A guest in line, whose address is proven."""
    entry = operations.join(
        offer_key=offer.key, quantity=quantity, address=address, user=GUEST, language=language, at=at
    )
    return operations.confirm(secret=entry.secret, at=at)


def asked_to_serve() -> list[Job]:
    """Jobs that offer what came free and were not done yet."""
    return list(Job.objects.filter(kind="waiting.serve", state=Job.State.READY).order_by("pk"))


def serve_all(*, at: datetime = NOON) -> int:
    """What the runner does with them, at that time (UTC); how many offers went out."""
    offered = 0
    for job in asked_to_serve():
        offered += serve(quota_id=job.payload["quota_id"], at=at)
        Job.objects.filter(pk=job.pk).update(state=Job.State.DONE, finished_at=at)
    return offered
