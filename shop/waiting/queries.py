"""What may be asked of waiting lists: who waits for what, at which place, and how it stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Count, Q, QuerySet, Sum
from django.urls import reverse

from accounts.contract import addresses_of
from home.cards import Card
from shop.cart.basket import cards_by_offer
from shop.offers.models import Offer
from shop.waiting.models import Waiting


@dataclass(frozen=True)
class ShownEntry:
    """An entry as whoever waits reads it. `rank` is 1 for the first in line, none for who does not stand in it."""

    entry: Waiting
    card: Card | None
    rank: int | None
    at: datetime

    @property
    def title(self) -> str:
        return self.card.title if self.card else self.entry.offer.key

    @property
    def state(self) -> str:
        """Of Waiting.State; an offer whose time is over says so, whether it was ended already or not."""
        entry = self.entry
        over = entry.state == Waiting.State.OFFERED and entry.offered_until <= self.at
        return Waiting.State.LAPSED if over else entry.state


def shown(entries: Iterable[Waiting], *, language: str, at: datetime) -> list[ShownEntry]:
    """Entries with what they are for and their place in line, at that time (UTC)."""
    entries = list(entries)
    cards = cards_by_offer([entry.offer for entry in entries], language=language)
    return [ShownEntry(entry, cards.get(entry.offer_id), rank_of(entry), at) for entry in entries]


def again_address(entry: Waiting) -> str:
    """Where one waits anew for what an entry was for."""
    return reverse("shop:wait", query={"offer": entry.offer.key})


def rank_of(entry: Waiting) -> int | None:
    """The place in the offer's line, counted from 1; none for who does not stand in it."""
    if entry.state != Waiting.State.WAITING:
        return None
    before = Q(waits_since__lt=entry.waits_since) | Q(waits_since=entry.waits_since, pk__lt=entry.pk)
    return Waiting.objects.in_line().filter(before, offer=entry.offer_id).count() + 1


def of_member(user) -> QuerySet[Waiting]:
    """What somebody waits for, also as a guest by an address that is theirs."""
    return every_entry_of(user).live().select_related("offer").order_by("pk")


def every_entry_of(user) -> QuerySet[Waiting]:
    """Every entry of somebody, whatever became of it; oldest first."""
    mine = Q(user=user) | Q(address__in=addresses_of(user))
    return Waiting.objects.filter(mine).order_by("pk")


def waiting_for(model: type[models.Model], record_ids: Iterable[int]) -> QuerySet[Waiting]:
    """Whoever stands in line for something of these records, or was offered places; the first one first."""
    of_records = {"offer__record_type": ContentType.objects.get_for_model(model), "offer__record_id__in": record_ids}
    proven = Waiting.objects.live().exclude(state=Waiting.State.ASKED)
    return proven.filter(**of_records).select_related("offer").order_by("waits_since", "pk")


def lists() -> QuerySet[Offer]:
    """Offers for which somebody waits."""
    return Offer.objects.filter(pk__in=Waiting.objects.live().order_by().values("offer")).order_by("pk")


def counts_of(offers: Iterable[Offer]) -> dict[int, dict[str, int]]:
    """How many entries and people wait for each offer, and how many were offered places, by its id; one query."""
    waiting, offered = Q(state=Waiting.State.WAITING), Q(state=Waiting.State.OFFERED)
    rows = Waiting.objects.filter(offer__in=list(offers)).order_by().values("offer")
    counted = rows.annotate(
        entries=Count("pk", filter=waiting),
        people=Sum("quantity", filter=waiting, default=0),
        offered=Count("pk", filter=offered),
    )
    return {row.pop("offer"): row for row in counted}
