"""Handing goods over: written down when the money is there, done by a job, repeatable."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from outbox import contract as outbox
from shop.capacity import holding
from shop.fulfilment.models import Fulfilment
from shop.fulfilment.registry import fulfiller_of
from shop.orders.models import OrderLine

STUCK_AFTER = timedelta(minutes=15)  # by then the job's own attempts are over or spread far apart


def await_handover(lines: Iterable[OrderLine], *, at: datetime) -> None:
    """Write down that paid lines are to be handed over, each with its job, in the caller's transaction."""
    lines = list(lines)
    Fulfilment.objects.bulk_create([Fulfilment(line=line, changed_at=at) for line in lines], ignore_conflicts=True)
    for line in lines:
        _add_job(line.pk)


def grant_line(*, line_id: int) -> None:
    """Hand a paid line over, however often it is asked. A failure stays on the row and is raised again."""
    try:
        with transaction.atomic():
            fulfilment = _locked(line_id)
            if fulfilment.state in (Fulfilment.State.GRANTED, Fulfilment.State.REVOKED):
                return
            fulfiller_of(fulfilment.line.kind).grant(fulfilment.line)
            _note(line_id, state=Fulfilment.State.GRANTED)
    except Exception as problem:
        _note(line_id, state=Fulfilment.State.FAILED, error=outbox.redact(f"{type(problem).__name__}: {problem}"))
        raise


@transaction.atomic
def revoke_line(*, line_id: int) -> None:
    """Take a line and its places back after a refund; harmless where it was never handed over or is taken back."""
    fulfilment = _locked(line_id)
    if fulfilment.state == Fulfilment.State.REVOKED:
        return
    fulfiller_of(fulfilment.line.kind).revoke(fulfilment.line)
    holding.give_back(line_id, at=timezone.now())
    _note(line_id, state=Fulfilment.State.REVOKED, attempt=False)


def resume_handovers(*, at: datetime) -> int:
    """Add the work again for lines that are paid and wait too long; returns how many it took up.

    A job that died after all its attempts gets them again, and one that was lost is written anew.
    """
    stuck = Fulfilment.objects.filter(
        state__in=[Fulfilment.State.PENDING, Fulfilment.State.FAILED], changed_at__lt=at - STUCK_AFTER
    )
    return sum(hand_over_again(line_id=line_id) for line_id in stuck.order_by("id").values_list("line", flat=True))


def hand_over_again(*, line_id: int) -> bool:
    """Add the work for a line again: all its attempts, or a new job where it was lost; false while one waits."""
    return _add_job(line_id) or outbox.requeue(key=_job_key(line_id))


def _job_key(line_id: int) -> str:
    return f"grant:{line_id}"


def _add_job(line_id: int) -> bool:
    # The buyer sits and waits for it, and ten thousand listings that are written anew can wait.
    urgent, payload = outbox.Priority.URGENT, {"line_id": line_id}
    return outbox.add("fulfilment.grant", key=_job_key(line_id), payload=payload, priority=urgent)


def _locked(line_id: int) -> Fulfilment:
    rows = Fulfilment.objects.select_for_update(of=("self",)).select_related("line__order", "line__offer")
    return rows.get(line=line_id)


def _note(line_id: int, *, state: str, error: str = "", attempt: bool = True) -> None:
    Fulfilment.objects.filter(line=line_id).update(
        state=state, last_error=error, attempts=F("attempts") + int(attempt), changed_at=timezone.now()
    )
