"""Who has places of a quota: held for an unpaid line, sold with a paid one, given back.

Each of these belongs into the caller's transaction and asks first for the rows of holds and then for the counters, in
the order of their keys: so no two ever wait for each other.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import ngettext

from shop.capacity.counter import give, take, tell_of_places
from shop.capacity.models import Hold, Quota
from shop.capacity.queries import places_of
from shop.fulfilment.registry import Unavailable
from shop.offers.models import Offer


class TooFewLeft(Unavailable):
    """So many are not left. `may_have` is how many the line could have, with those that it has."""

    def __init__(self, words: str, wish: Wish, *, may_have: int) -> None:
        super().__init__(words)
        self.cart_line, self.offer, self.may_have = wish.cart_line, wish.offer, may_have


@dataclass(frozen=True)
class Wish:
    """What a line of a cart asks for, or a line of an order that came from it; by their numbers."""

    cart_line: int | None
    offer: Offer
    quantity: int
    order_line: int | None = None


@dataclass
class Move:
    """What a counter is to be moved by, and the new row that tells of it, if there is one."""

    quota: Quota
    by: int
    wish: Wish | None = None
    row: Hold | None = None


def limits_of(offers: Iterable[Offer]) -> dict[int, list[Quota]]:
    """The quotas of each offer that has any, by its id, in one query."""
    limits: dict[int, list[Quota]] = {}
    shares = Quota.offers.through.objects.filter(offer__in=[offer.pk for offer in offers])
    for share in shares.select_related("quota").order_by("quota__key"):
        limits.setdefault(share.offer_id, []).append(share.quota)
    return limits


def hold(
    wishes: Iterable[Wish], *, until: datetime, at: datetime, limits: dict[int, list[Quota]] | None = None
) -> None:
    """Keep for each line exactly so many places until then. Raises TooFewLeft.

    `limits` of a caller that has asked for them already (`limits_of`) are not asked for again.
    """
    wishes = list(wishes)
    limits = limits_of(wish.offer for wish in wishes) if limits is None else limits
    if not limits:
        return
    held = _held(wishes)
    moves, same = [], []
    for wish in wishes:
        for quota in limits.get(wish.offer.pk, []) if wish.quantity else []:
            row = held.pop((wish.cart_line, quota.pk), None)
            if row and row.quantity == wish.quantity:
                same.append(row.pk)
            elif row and _becomes(row, quantity=wish.quantity, until=until):
                moves.append(Move(quota, wish.quantity - row.quantity, wish))
            else:
                moves.append(Move(quota, wish.quantity, wish, _new(quota, wish, until=until, at=at)))
    if same:
        Hold.objects.filter(pk__in=same).update(until=until)
    moves += [Move(row.quota, -row.quantity) for row in held.values() if _leave(row, at=at)]
    _carry_out(moves)


def release(cart_lines: Iterable[int], *, at: datetime, over: bool = False) -> int:
    """Give back what is held for these lines, or only what is over by then; tells how many rows ended."""
    rows = Hold.objects.filter(cart_line__in=list(cart_lines), state=Hold.State.HELD).select_related("quota")
    if over:
        rows = rows.filter(until__lte=at)
    moves = [Move(row.quota, -row.quantity) for row in rows.order_by("pk") if _leave(row, at=at)]
    _carry_out(moves)
    return len(moves)


def sell(wishes: Iterable[Wish], *, at: datetime) -> None:
    """Turn what is held for paid lines into sold, and take what is not held any more; once for each line.

    Raises TooFewLeft where places went to others.
    """
    wishes = list(wishes)
    limits = limits_of(wish.offer for wish in wishes)
    if not limits:
        return
    held = _held(wishes)
    ours = Hold.objects.filter(order_line__in=[wish.order_line for wish in wishes], state=Hold.State.SOLD)
    sold = set(ours.values_list("order_line", "quota"))
    moves = []
    for wish in wishes:
        for quota in limits.get(wish.offer.pk, []):
            if (wish.order_line, quota.pk) not in sold:
                moves.append(_sale(wish, quota, held.get((wish.cart_line, quota.pk)), at=at))
    _carry_out(moves)
    for move in moves:
        if not move.quota.left:  # what was held by others is sold out now
            tell_of_places(move.quota)


def give_back(order_line: int, *, at: datetime) -> int:
    """Give back what was sold with a line, once however often; tells how many rows ended."""
    rows = Hold.objects.filter(order_line=order_line, state=Hold.State.SOLD).select_related("quota").order_by("pk")
    moves = [Move(row.quota, -row.quantity) for row in rows if _leave(row, at=at)]
    _carry_out(moves)
    return len(moves)


def keep_for(waiter: int, offer: Offer, quantity: int, *, quotas: list[Quota], until: datetime, at: datetime) -> None:
    """Keep so many places of an offer for somebody who waited, in all of its quotas, which the caller has locked.

    What is set aside must be open to all for this transaction. Raises TooFewLeft.
    """
    moves = []
    for quota in quotas:
        row = Hold(quota=quota, offer=offer, kept_for=waiter, quantity=quantity, until=until, began_at=at)
        row.state = Hold.State.KEPT
        moves.append(Move(quota, quantity, Wish(None, offer, quantity), row))
    _carry_out(moves)


def pass_on(waiter: int, *, cart_line: int, until: datetime, at: datetime) -> int:
    """Let a line of a cart have what is kept for somebody who waited; no counter moves. Tells how many rows it were."""
    passed = 0
    for row in _kept(waiter):
        held = Hold.objects.filter(quota=row.quota, cart_line=cart_line, state=Hold.State.HELD).first()
        if held and _becomes(held, quantity=held.quantity + row.quantity, until=until):
            passed += _leave(row, at=at)
        elif held is None:
            passed += _becomes(row, state=Hold.State.HELD, cart_line=cart_line, until=until)
    return passed


def keep_no_more(waiter: int, *, at: datetime) -> int:
    """Give back what is kept for somebody who waited, once however often; tells how many rows ended."""
    moves = [Move(row.quota, -row.quantity) for row in _kept(waiter) if _leave(row, at=at)]
    _carry_out(moves)
    return len(moves)


def end_now(cart_lines: Iterable[int | None], *, at: datetime) -> None:
    """Let the time of what is held for these lines be over at that time (UTC), unless it is already."""
    lines = [line for line in cart_lines if line]
    Hold.objects.filter(cart_line__in=lines, state=Hold.State.HELD, until__gt=at).update(until=at)


def ended(*, at: datetime) -> set[int]:
    """The cart's lines whose places are held no longer than till that time (UTC)."""
    over = Hold.objects.filter(state=Hold.State.HELD, until__lte=at, cart_line__isnull=False)
    return set(over.values_list("cart_line", flat=True))


def lock_quotas(offers: Iterable[Offer]) -> None:
    """Lock all quotas of these offers, for a caller that holds and gives back by turns."""
    quotas = Quota.objects.select_for_update().filter(offers__in=[offer.pk for offer in offers])
    list(quotas.order_by("key").values_list("pk", flat=True))


def _kept(waiter: int) -> list[Hold]:
    rows = Hold.objects.filter(kept_for=waiter, state=Hold.State.KEPT).select_related("quota")
    return list(rows.order_by("pk"))


def _held(wishes: list[Wish]) -> dict[tuple[int, int], Hold]:
    """What is held for these lines by line and quota."""
    lines = [wish.cart_line for wish in wishes if wish.cart_line]
    rows = Hold.objects.filter(cart_line__in=lines, state=Hold.State.HELD).select_related("quota").order_by("pk")
    return {(row.cart_line, row.quota_id): row for row in rows}


def _new(quota: Quota, wish: Wish, *, at: datetime, until: datetime | None = None) -> Hold:
    return Hold(
        quota=quota,
        offer=wish.offer,
        cart_line=wish.cart_line,
        order_line_id=wish.order_line,
        quantity=wish.quantity,
        state=Hold.State.SOLD if wish.order_line else Hold.State.HELD,
        until=until,
        began_at=at,
    )


def _sale(wish: Wish, quota: Quota, row: Hold | None, *, at: datetime) -> Move:
    """What is held for the line becomes sold; of more than was ordered the rest stays held."""
    if row and row.quantity > wish.quantity and _becomes(row, quantity=row.quantity - wish.quantity):
        return Move(quota, 0, wish, _new(quota, wish, at=at))
    sold = {"state": Hold.State.SOLD, "order_line": wish.order_line, "quantity": wish.quantity, "until": None}
    if row and row.quantity <= wish.quantity and _becomes(row, **sold):
        return Move(quota, wish.quantity - row.quantity, wish)
    return Move(quota, wish.quantity, wish, _new(quota, wish, at=at))


def _leave(row: Hold, *, at: datetime) -> bool:
    return _becomes(row, state=Hold.State.RELEASED, ended_at=at)


def _becomes(row: Hold, **values) -> bool:
    """Change a row that still is as it was read; false where somebody else was first."""
    mine = Hold.objects.filter(pk=row.pk, state=row.state, quantity=row.quantity)
    return bool(mine.update(**values))


def _carry_out(moves: list[Move]) -> None:
    """Move the counters in the order of their keys, then write the new rows. Raises TooFewLeft."""
    done: list[Move] = []
    for move in sorted(moves, key=lambda move: move.quota.key):
        if move.by > 0 and not take(move.quota, move.by):
            raise _too_few(move, done)
        if move.by < 0:
            give(move.quota, -move.by)
        done.append(move)
    Hold.objects.bulk_create([move.row for move in moves if move.row])


def _too_few(refused: Move, done: list[Move]) -> TooFewLeft:
    """How many the line may have: what it has, and what is left in the tightest of its quotas."""
    wish = refused.wish
    taken_for_it = {move.quota.pk: move.by for move in done if move.wish is wish}
    may_have = wish.quantity
    for quota in Quota.objects.filter(offers=wish.offer):
        has = wish.quantity - refused.by
        may_have = min(may_have, quota.left + taken_for_it.get(quota.pk, 0) + has)
    may_have = max(may_have, 0)
    if not may_have:
        return TooFewLeft(places_of([wish.offer])[wish.offer.pk].words, wish, may_have=0)
    words = ngettext(
        "Only %(places)d place can be had just now.", "Only %(places)d places can be had just now.", may_have
    )
    return TooFewLeft(words % {"places": may_have}, wish, may_have=may_have)
