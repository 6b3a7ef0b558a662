"""Rights: given by a paid line, asked for by whoever guards something."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models.functions import Coalesce
from django.utils import timezone

from outbox import contract as outbox
from shop.fulfilment.models import Entitlement
from shop.fulfilment.registry import fulfiller_of
from shop.orders.models import OrderLine

if TYPE_CHECKING:
    from shop.offers.models import Offer


def give_access(line: OrderLine, record: models.Model, *, at: datetime, until: datetime | None = None) -> Entitlement:
    """Let the buyer of a line use a record; asking twice gives it once."""
    entitlement, _ = Entitlement.objects.get_or_create(
        line=line,
        record_type=ContentType.objects.get_for_model(record),
        record_id=record.pk,
        defaults={"user_id": line.order.user_id, "starts_at": at, "ends_at": until},
    )
    return entitlement


def end_access(line: OrderLine, *, at: datetime) -> None:
    """End what a line gave; harmless where it gave nothing."""
    Entitlement.objects.filter(line=line, revoked_at=None).update(revoked_at=at)


def entitled(user, record: models.Model, *, at: datetime | None = None) -> bool:
    """Whether someone may use a record now, or at a time (UTC)."""
    return entitlement_of(user, record, at=at) is not None


def entitlement_of(user, record: models.Model, *, at: datetime | None = None) -> Entitlement | None:
    """The right by which someone uses a record; the one that lasts longest."""
    if not user.is_authenticated:
        return None
    rights = Entitlement.objects.running(at=at or timezone.now()).filter(
        user=user, record_type=ContentType.objects.get_for_model(record), record_id=record.pk
    )
    return rights.order_by(models.F("ends_at").desc(nulls_first=True), "id").first()


def entitled_ids(user, model: type[models.Model], *, at: datetime | None = None) -> list[int]:
    """Records of a kind that someone may use, those given last first."""
    if not user.is_authenticated:
        return []
    rights = Entitlement.objects.running(at=at or timezone.now()).filter(
        user=user, record_type=ContentType.objects.get_for_model(model)
    )
    return list(dict.fromkeys(rights.order_by("-starts_at", "-id").values_list("record_id", flat=True)))


def rights_of(user, model: type[models.Model], *, record_id: int | None = None) -> list[Entitlement]:
    """Every right that someone has or had to records of a kind, or to one of them, those given last first."""
    if not user.is_authenticated:
        return []
    rights = Entitlement.objects.filter(user=user, record_type=ContentType.objects.get_for_model(model))
    if record_id is not None:
        rights = rights.filter(record_id=record_id)
    return list(rights.order_by("-starts_at", "-id"))


def owned_offers(user, offers: Iterable[Offer], *, at: datetime) -> set[int]:
    """Ids of those offers that someone need not buy again; what may be had several times is never among them."""
    once = [offer for offer in offers if offer.most_per_order == 1 and fulfiller_of(offer.kind).had_once]
    if not user.is_authenticated or not once:
        return set()
    rights = Entitlement.objects.running(at=at).filter(
        user=user,
        record_type__in={offer.record_type_id for offer in once},
        record_id__in={offer.record_id for offer in once},
    )
    owned = set(rights.values_list("record_type", "record_id"))
    return {offer.pk for offer in once if (offer.record_type_id, offer.record_id) in owned}


def rights_by_line(lines: Iterable[int], model: type[models.Model]) -> dict[int, list[Entitlement]]:
    """Every right that these lines gave to records of a kind, by the line's id, each with its line and order; one
    query. Whoever has an order may be without an account."""
    found: dict[int, list[Entitlement]] = {line: [] for line in lines}
    rights = Entitlement.objects.filter(line__in=list(found), record_type=ContentType.objects.get_for_model(model))
    for right in rights.select_related("line__order", "line__offer").order_by("id"):
        found[right.line_id].append(right)
    return found


def buyers_of(model: type[models.Model], record_ids: Iterable[int]) -> list[int]:
    """Ids of the lines that gave a right to one of these records of a kind which was not taken back."""
    rights = Entitlement.objects.filter(
        record_type=ContentType.objects.get_for_model(model), record_id__in=list(record_ids), revoked_at=None
    )
    return list(rights.order_by("line").values_list("line_id", flat=True).distinct())


@transaction.atomic
def experienced(entitlement: Entitlement, *, at: datetime) -> None:
    """Note that a course was finished or an event attended; the first time counts, and some days later one is asked."""
    Entitlement.objects.filter(pk=entitlement.pk).update(experienced_at=Coalesce("experienced_at", at))
    days = settings.SHOP_REVIEW_INVITATION_DAYS
    if days:
        due = at + timedelta(days=days)
        key = f"review-asks:{entitlement.pk}"
        outbox.add("reviews.invite", key=key, payload={"right_id": entitlement.pk}, due=due)
