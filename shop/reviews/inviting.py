"""Asking how it was, some days after a course was finished or an event attended; nobody is asked twice for a thing."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from shop.fulfilment.models import Entitlement
from shop.reviews import letters
from shop.reviews.models import Invitation, Reviewer
from shop.reviews.people import buyer
from shop.reviews.proof import rights_of_person
from shop.reviews.queries import Had, had_by
from shop.reviews.registry import Reviewed, kinds

# What comes to be asked within these days is asked in the same letter.
TOGETHER = timedelta(days=2)


@transaction.atomic
def invite(*, right_id: int, at: datetime) -> bool:
    """Ask whoever has a right how it was, with all else that they are to be asked by then; false where they are not.

    Nobody is asked for what was paid back, was reviewed, or if they asked not to be.
    """
    right = Entitlement.objects.select_related("line__order__user").filter(pk=right_id, revoked_at=None).first()
    if right is None or not (right.line.order.user or right.line.order.email):
        return False
    reviewer = buyer(right.line.order)
    if reviewer.asks_declined_at:
        return False
    asked = [had for had in _to_ask(reviewer, at=at) if _is_new(reviewer, had, at=at)]
    return bool(asked) and letters.ask(reviewer, asked, key=f"review-asked:{right_id}", at=at)


def decline_asks(*, reviewer: Reviewer, at: datetime) -> None:
    """Ask this person no more; asked twice, the first time stays."""
    Reviewer.objects.filter(pk=reviewer.pk, asks_declined_at=None).update(asks_declined_at=at)


def _to_ask(reviewer: Reviewer, *, at: datetime) -> list[Had]:
    """What a person has finished or attended long enough ago, or nearly, and said nothing of."""
    since = at - timedelta(days=settings.SHOP_REVIEW_INVITATION_DAYS) + TOGETHER
    experienced = list(rights_of_person(reviewer).filter(experienced_at__lte=since))
    things = {thing for kind in kinds() for thing in _things(kind, experienced, at)}
    had = had_by(reviewer, language=reviewer.reads, at=at)
    return [one for one in had if one.review is None and (one.kind.code, one.record_id) in things]


def _things(kind: Reviewed, rights: list[Entitlement], at: datetime) -> set[tuple[str, int]]:
    of_kind = [right for right in rights if right.record_type_id == kind.granted_id]
    return {(kind.code, record_id) for record_id in kind.led_to(of_kind, at).values()} if of_kind else set()


def _is_new(reviewer: Reviewer, had: Had, *, at: datetime) -> bool:
    thing = {"record_type_id": had.kind.type_id, "record_id": had.record_id}
    return Invitation.objects.get_or_create(reviewer=reviewer, **thing, defaults={"invited_at": at})[1]
