"""Work of waiting lists that happens afterwards, or because time goes by. Every task may run twice."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from outbox.contract import handler
from shop.waiting import letters
from shop.waiting.models import Waiting
from shop.waiting.operations import forget_unproven, let_lapse
from shop.waiting.serving import serve, serve_unlimited, waited_for


@handler("waiting.serve", lease=timedelta(minutes=2))
def offer_what_is_free(quota_id: int) -> None:
    """Offer what came free of a quota to whoever waits for it."""
    serve(quota_id=quota_id, at=timezone.now())


@handler("waiting.tell")
def tell(entry_id: int, state: str, cause: str) -> None:
    """Say how somebody stands who has just joined, come back or let an offer pass, unless that has changed since."""
    if entry := Waiting.objects.select_related("offer").filter(pk=entry_id, state=state).first():
        letters.tell(entry, key=cause, at=timezone.now())


@handler("waiting.tell_offer")
def tell_offer(entry_id: int) -> None:
    """Say that places are kept for them, while they are."""
    now = timezone.now()
    offered = Waiting.objects.select_related("offer").filter(pk=entry_id, state=Waiting.State.OFFERED)
    if entry := offered.filter(offered_until__gt=now).first():
        letters.tell(entry, key=f"waiting-offer:{entry_id}", at=now)


@handler("waiting.tidy", lease=timedelta(minutes=5))
def tidy() -> None:
    """End what was not answered in time, and offer whatever is free and waited for, whoever has forgotten it."""
    now = timezone.now()
    let_lapse(at=now)
    forget_unproven(at=now)
    for quota_id in waited_for():
        serve(quota_id=quota_id, at=now)
    serve_unlimited(at=now)
