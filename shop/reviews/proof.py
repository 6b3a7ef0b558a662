"""Who had what: the rights that let a person review things."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime

from django.db.models import Q, QuerySet

from accounts.contract import addresses_of
from shop.fulfilment.models import Entitlement
from shop.reviews.models import Reviewer
from shop.reviews.registry import Reviewed, kinds


def rights_of_person(reviewer: Reviewer) -> QuerySet[Entitlement]:
    """What a person has or had; what was taken back, such as after a refund, proves nothing."""
    theirs = Q(user=reviewer.user) if reviewer.user else Q()
    for address in addresses_of(reviewer.user) if reviewer.user else [reviewer.address]:
        theirs |= Q(line__order__email__iexact=address)  # a buyer may have typed it in capitals
    return Entitlement.objects.filter(theirs, revoked_at=None)


def may_review(reviewer: Reviewer, kind: Reviewed, record_id: int, *, at: datetime) -> bool:
    """Whether a person had a thing by that time (UTC)."""
    rights = list(rights_of_person(reviewer).filter(record_type=kind.granted_id, starts_at__lte=at))
    return record_id in kind.led_to(rights, at).values()


def reviewable(reviewer: Reviewer, *, at: datetime) -> list[tuple[Reviewed, int]]:
    """Everything that a person may review at that time (UTC), what they have had last first."""
    by_type: dict[int, list[Entitlement]] = defaultdict(list)
    for right in rights_of_person(reviewer).filter(starts_at__lte=at).order_by("-starts_at", "-pk"):
        by_type[right.record_type_id].append(right)
    found = []
    for kind in kinds():
        rights = by_type.get(kind.granted_id, [])
        led = kind.led_to(rights, at) if rights else {}
        things = {led[right.pk]: (right.starts_at, kind) for right in reversed(rights) if right.pk in led}
        found += [(since, kind, record_id) for record_id, (since, kind) in things.items()]
    found.sort(key=lambda row: row[0], reverse=True)
    return [(kind, record_id) for _since, kind, record_id in found]
