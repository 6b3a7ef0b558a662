"""Joining a waiting list, and what somebody on it may do. Each is one transaction and may be asked for twice."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.contract import addresses_of
from outbox import contract as outbox
from shop.capacity import holding
from shop.capacity.counter import serve_soon
from shop.capacity.queries import places_of
from shop.cart.operations import Owner, open_cart, put_kept
from shop.fulfilment.registry import fulfiller_of
from shop.offers.models import Offer
from shop.offers.words import why_not_on_sale, why_not_so_many
from shop.waiting.models import LIVE, Waiting
from shop.waiting.serving import serve

State = Waiting.State

# Whoever types a stranger's address again and again must not fill the stranger's mailbox.
PATIENCE = timedelta(minutes=15)
PROOF_LASTS = timedelta(days=14)


class CannotWait(Exception):
    """Nobody can wait for this, or not so many; the text may be shown."""


class PlacesAreFree(CannotWait):
    """There is nothing to wait for: so many places can be had now."""


class NoSuchEntry(LookupError):
    """Nobody waits under this secret."""


class OfferIsOver(Exception):
    """The places are not kept for them any more; the text may be shown."""


@transaction.atomic
def join(*, offer_key: str, quantity: int, address: str, user, language: str, at: datetime) -> Waiting:
    """Have some people wait together for an offer, under an address that is theirs alone.

    Whoever is signed in with a proven address waits at once; any other address is written to first. Who waits already
    stays where they are, and is told where that is. Raises CannotWait, Offer.DoesNotExist, ValidationError.
    """
    validate_email(address)
    offer = Offer.objects.with_prices().get(key=offer_key)
    if reason := why_not_wait(offer, quantity, at=at):
        raise reason
    address = address.lower()
    member = user if user.is_authenticated else None
    proven = member is not None and address in addresses_of(member)
    entry, is_new = _entry(offer, address, quantity=quantity, user=member if proven else None, language=language, at=at)
    if is_new or at - entry.asked_at >= PATIENCE or (proven and entry.state == State.ASKED):
        _change(entry, asked_at=at)
        if entry.state == State.ASKED and proven:
            _stand_in_line(entry, user=member, at=at)
        _write(entry, at=at)
    return entry


def why_not_wait(offer: Offer, quantity: int, *, at: datetime) -> CannotWait | None:
    """What stands in the way of waiting for so many at that time (UTC); none where nothing does."""
    if reason := why_not_on_sale(offer, at=at) or why_not_so_many(offer, quantity):
        return CannotWait(reason)
    places = places_of([offer]).get(offer.pk)
    if places is None or not fulfiller_of(offer.kind).may_be_waited_for(offer):
        return CannotWait(_("There is no waiting list for this."))
    if places.left >= quantity:
        return PlacesAreFree(_("So many places are free: you need not wait."))
    if 0 < places.size < quantity:
        words = ngettext("There is %(size)d place in all.", "There are %(size)d places in all.", places.size)
        return CannotWait(words % {"size": places.size})
    return None


@transaction.atomic
def confirm(*, secret: str, at: datetime) -> Waiting:
    """Take the proof that came by a letter: from now on they stand in line. Raises NoSuchEntry."""
    entry = _locked(secret=secret)
    if entry.state == State.ASKED:
        _stand_in_line(entry, user=entry.user, at=at)
        _write(entry, at=at)
    return entry


@transaction.atomic
def take(*, secret: str, owner: Owner, currency: str, at: datetime) -> Owner:
    """Put what is kept for them into a cart, where it stays kept for the usual time; returns whose cart it is.

    Raises NoSuchEntry, OfferIsOver, and NotForSale or Unavailable where the cart cannot have it; it stays kept then.
    """
    if find(secret=secret).state == State.TAKEN:
        return owner
    owner, cart = open_cart(owner, currency=currency, at=at)
    entry = _locked(secret=secret)
    if entry.state == State.TAKEN:
        return owner
    if entry.state != State.OFFERED or entry.offered_until <= at:
        raise OfferIsOver(_("The places are not kept for you any more."))
    offer = Offer.objects.with_prices().get(pk=entry.offer_id)
    put_kept(cart, owner, offer, entry.quantity, kept_for=entry.pk, at=at)
    _change(entry, state=State.TAKEN, ended_at=at)
    return owner


def decline(*, secret: str, at: datetime) -> Waiting:
    """Say no to what is offered; the next in line is offered it. Raises NoSuchEntry."""
    return _end(secret=secret, among=(State.OFFERED,), state=State.DECLINED, at=at)


def leave(*, secret: str, at: datetime) -> Waiting:
    """Wait no longer; what is kept for them goes to the next in line. Raises NoSuchEntry."""
    return _end(secret=secret, among=LIVE, state=State.LEFT, at=at)


def remove(*, secret: str, at: datetime) -> Waiting:
    """Have staff take somebody off the list. Raises NoSuchEntry."""
    return _end(secret=secret, among=LIVE, state=State.REMOVED, at=at)


def offer_now(*, secret: str, at: datetime) -> bool:
    """Have staff let somebody go first, where what is free suffices them; false where it does not, or they wait no
    more. Raises NoSuchEntry."""
    entry = find(secret=secret)
    for quota in entry.offer.quotas.order_by("key")[:1]:
        serve(quota_id=quota.pk, first=entry.pk, at=at)
    before = entry.state
    entry.refresh_from_db()
    return (before, entry.state) == (State.WAITING, State.OFFERED)


def let_lapse(*, at: datetime) -> int:
    """End offers that were not answered by that time (UTC), so that the next in line get them; tells how many.

    Who let it pass is told by letter.
    """
    over = Waiting.objects.filter(state=State.OFFERED, offered_until__lte=at).order_by("offered_until", "pk")
    among = (State.OFFERED,)
    return sum(
        _end(secret=secret, among=among, state=State.LAPSED, at=at).ended_at == at
        for secret in over.values_list("secret", flat=True)
    )


def forget_unproven(*, at: datetime) -> int:
    """Forget addresses that never said that it was them; tells how many."""
    unproven = Waiting.objects.filter(state=State.ASKED, asked_at__lt=at - PROOF_LASTS)
    return unproven.delete()[0]


def find(*, secret: str) -> Waiting:
    """Who waits under a secret. Raises NoSuchEntry."""
    entry = Waiting.objects.select_related("offer").filter(secret=secret).first()
    if entry is None:
        raise NoSuchEntry
    return entry


@transaction.atomic
def _end(*, secret: str, among: tuple[str, ...], state: str, at: datetime) -> Waiting:
    entry = _locked(secret=secret)
    if entry.state in among:
        _change(entry, state=state, ended_at=at)
        holding.keep_no_more(entry.pk, at=at)
        if state == State.LAPSED:
            _write(entry, at=at)
    return entry


def _entry(offer: Offer, address: str, *, at: datetime, **facts) -> tuple[Waiting, bool]:
    """The one entry that this address has for this offer, locked; and whether it is new."""
    known = Waiting.objects.live().filter(offer=offer, address=address).values_list("secret", flat=True)
    if secret := known.first():
        return _locked(secret=secret), False
    try:
        with transaction.atomic():  # two forms may be sent at once
            return Waiting.objects.create(offer=offer, address=address, asked_at=at, **facts), True
    except IntegrityError:
        return _locked(secret=known.get()), False


def _locked(*, secret: str) -> Waiting:
    entry = Waiting.objects.select_for_update(of=("self",)).select_related("offer").filter(secret=secret).first()
    if entry is None:
        raise NoSuchEntry
    return entry


def _stand_in_line(entry: Waiting, *, user, at: datetime) -> None:
    _change(entry, state=State.WAITING, waits_since=at, user=user)
    # Between the look and the list a place may have come free.
    for quota in entry.offer.quotas.order_by("key")[:1]:
        serve_soon(quota)


def _write(entry: Waiting, *, at: datetime) -> None:
    """Tell them by letter how they stand, by a job of the same transaction."""
    key = f"waiting-told:{entry.pk}:{entry.state}:{int(at.timestamp())}"
    outbox.add("waiting.tell", key=key, payload={"entry_id": entry.pk, "state": entry.state, "cause": key})


def _change(entry: Waiting, **values) -> None:
    for name, value in values.items():
        setattr(entry, name, value)
    entry.save(update_fields=list(values))
