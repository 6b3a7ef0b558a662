"""Waiting for what is sold out: joining, being offered, answering, and being passed over."""

from __future__ import annotations

from datetime import timedelta

import pytest

from messaging.models import Message
from shop.capacity.models import Hold, Quota
from shop.cart import operations as carts
from shop.cart.models import CartLine
from shop.cart.operations import Owner
from shop.cart.tasks import release_ended_holds
from shop.contract import Unavailable, set_quota
from shop.fulfilment.operations import revoke_line
from shop.waiting import operations
from shop.waiting.models import Waiting
from shop.waiting.operations import CannotWait, OfferIsOver, PlacesAreFree
from shop.waiting.queries import rank_of
from shop.waiting.tasks import tidy
from tests.factories.accounts import make_user
from tests.factories.capacity import adds_up, make_limited, standing
from tests.factories.payments import do_all_work
from tests.factories.shop import GUEST, NOON, make_cart, make_paid_order
from tests.factories.waiting import make_waiting, serve_all

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]
DAY = timedelta(days=1)


def join(offer, *, quantity=1, address="ada@example.org", user=GUEST, at=NOON) -> Waiting:
    return operations.join(offer_key=offer.key, quantity=quantity, address=address, user=user, language="en", at=at)


def sold_out(key: str = "hall", *, size: int = 3):
    """Something that somebody has bought whole, and the order."""
    offer = make_limited(key, size=size)
    return offer, make_paid_order(offer, quantity=size)


def pay_back(order) -> None:
    for line in order.lines.all():
        revoke_line(line_id=line.pk)


def test_a_guest_waits_from_the_proof_of_the_address_on():
    offer, _order = sold_out()
    entry = join(offer, address="Ada@Example.org")
    do_all_work()

    assert (entry.state, rank_of(entry)) == ("asked", None)
    letter = Message.objects.get(kind="waiting_asked")
    assert (letter.to, entry.secret in letter.text) == ("ada@example.org", True)

    assert rank_of(operations.confirm(secret=entry.secret, at=NOON)) == 1


def test_a_member_whose_address_is_proven_waits_at_once():
    offer, _order = sold_out()
    ada = make_user()

    entry = join(offer, address=ada.email, user=ada)

    assert (entry.state, entry.user) == ("waiting", ada)


def test_an_address_that_is_another_persons_is_asked_also_of_a_member():
    offer, _order = sold_out()

    entry = join(offer, address="bela@example.org", user=make_user())

    assert (entry.state, entry.user) == ("asked", None)


def test_who_waits_already_stays_where_they_are():
    offer, _order = sold_out()
    first = make_waiting(offer)
    make_waiting(offer, "bela@example.org")

    again = join(offer, quantity=2, at=NOON + DAY)

    assert (again, again.quantity, rank_of(again)) == (first, 1, 1)


@pytest.mark.parametrize(("quantity", "why"), [(2, PlacesAreFree), (11, CannotWait)])
def test_nobody_waits_for_what_can_be_had_or_never_could(quantity, why):
    offer = make_limited(size=2)

    with pytest.raises(why):
        join(offer, quantity=quantity)


def test_nobody_waits_for_more_than_there_are_at_all():
    offer, _order = sold_out(size=2)

    with pytest.raises(CannotWait):
        join(offer, quantity=3)


def test_a_place_that_is_paid_back_is_offered_to_the_first_and_to_nobody_else():
    offer, order = sold_out(size=1)
    first, second = make_waiting(offer), make_waiting(offer, "bela@example.org")

    pay_back(order)
    with pytest.raises(Unavailable):  # before the list was served, too
        make_cart(offer)
    serve_all()

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, first.offered_until, second.state) == ("offered", NOON + DAY, "waiting")
    with pytest.raises(Unavailable):
        make_cart(offer)
    assert adds_up()


def test_an_ended_hold_a_larger_hall_and_a_no_are_offered_as_well():
    offer = make_limited(size=1)
    make_cart(offer)
    entries = [make_waiting(offer, f"{name}@example.org") for name in ("ada", "bela", "cleo")]

    release_ended_holds(at=NOON + timedelta(hours=1))
    serve_all()
    set_quota("hall", size=2, offers=[offer])
    serve_all()
    operations.decline(secret=entries[0].secret, at=NOON)
    serve_all()

    states = list(Waiting.objects.order_by("pk").values_list("state", flat=True))
    assert (states, standing(), adds_up()) == (["declined", "offered", "offered"], (0, 0, 0), True)


def test_what_is_not_answered_in_time_goes_to_the_next():
    offer, order = sold_out(size=1)
    first, second = make_waiting(offer), make_waiting(offer, "bela@example.org")
    pay_back(order)
    serve_all()

    assert operations.let_lapse(at=NOON + DAY) == 1
    assert operations.let_lapse(at=NOON + DAY) == 0
    serve_all(at=NOON + DAY)

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state, second.offered_until) == ("lapsed", "offered", NOON + 2 * DAY)


def test_a_group_comes_together_or_not_at_all_and_keeps_no_place_from_others():
    offer, order = sold_out(size=3)
    group = make_waiting(offer, quantity=3)
    single = make_waiting(offer, "bela@example.org")
    set_quota("hall", size=4, offers=[offer])
    serve_all()
    single.refresh_from_db()
    group.refresh_from_db()

    assert (single.state, group.state, rank_of(group)) == ("offered", "waiting", 1)

    pay_back(order)
    serve_all()
    group.refresh_from_db()
    assert group.state == "offered"


def test_what_suffices_nobody_in_line_is_for_everybody():
    offer, _order = sold_out(size=3)
    make_waiting(offer, quantity=3)

    set_quota("hall", size=4, offers=[offer])
    serve_all()

    make_cart(offer)
    assert standing() == (1, 3, 0)


def test_what_is_taken_lies_in_the_cart_and_is_kept_as_anything():
    offer, order = sold_out(size=2)
    entry = make_waiting(offer, quantity=2)
    pay_back(order)
    serve_all()

    owner = operations.take(secret=entry.secret, owner=Owner(user=GUEST), currency="EUR", at=NOON)
    again = operations.take(secret=entry.secret, owner=owner, currency="EUR", at=NOON)

    line = CartLine.objects.get(cart__in=carts.Cart.objects.filter(owner.filter))
    assert (again, line.quantity, line.held_until) == (owner, 2, NOON + timedelta(minutes=20))
    assert (standing(), Hold.objects.get(state="held").cart_line, adds_up()) == ((2, 0, 0), line.pk, True)


def test_what_is_taken_joins_what_the_cart_has_of_it_and_not_what_it_lost():
    offer = make_limited(size=2)
    owner, cart = make_cart(offer)
    make_paid_order(offer)
    entry = make_waiting(offer)
    set_quota("hall", size=3, offers=[offer])
    serve_all()

    operations.take(secret=entry.secret, owner=owner, currency="EUR", at=NOON)
    assert (cart.lines.get().quantity, standing()) == (2, (2, 1, 0))

    release_ended_holds(at=NOON + DAY)
    make_paid_order(offer, quantity=2, at=NOON + DAY)
    entry = make_waiting(offer, at=NOON + DAY)
    set_quota("hall", size=4, offers=[offer])
    serve_all(at=NOON + DAY)
    operations.take(secret=entry.secret, owner=owner, currency="EUR", at=NOON + DAY)

    assert (cart.lines.get().quantity, standing(), adds_up()) == (1, (1, 3, 0), True)


def test_what_is_over_cannot_be_taken_even_where_nobody_has_ended_it_yet():
    offer, order = sold_out(size=1)
    entry = make_waiting(offer)
    pay_back(order)
    serve_all()

    with pytest.raises(OfferIsOver):
        operations.take(secret=entry.secret, owner=Owner(user=GUEST), currency="EUR", at=NOON + DAY)


def test_an_offer_ends_with_the_sale_and_what_is_not_on_sale_is_not_offered():
    offer, order = sold_out(size=1)
    entry = make_waiting(offer)
    offer.sale_until = NOON + timedelta(hours=2)
    offer.save()
    pay_back(order)

    serve_all(at=NOON + timedelta(hours=3))
    entry.refresh_from_db()
    assert entry.state == "waiting"
    Quota.objects.update(set_aside=0)
    tidy()
    entry.refresh_from_db()
    assert entry.state == "waiting"


def test_a_limit_on_several_is_shared_by_those_who_wait_for_either():
    first, second = make_limited("house", size=9), make_limited("room", size=1)
    set_quota("house", size=1, offers=[first, second])
    make_paid_order(first)
    waits = make_waiting(second)

    set_quota("house", size=2, offers=[first, second])
    serve_all()

    waits.refresh_from_db()
    kept = Hold.objects.filter(kept_for=waits.pk, state="kept").values_list("quota__key", flat=True)
    assert (waits.state, sorted(kept), adds_up()) == ("offered", ["house", "room"], True)


def test_a_limit_that_comes_later_counts_what_is_kept_once():
    offer, order = sold_out(size=1)
    entry = make_waiting(offer)
    pay_back(order)
    serve_all()

    set_quota("house", size=5, offers=[offer])
    assert (standing("house"), Quota.objects.get(key="house").taken) == ((0, 0, 4), 1)

    operations.leave(secret=entry.secret, at=NOON)
    assert adds_up()


def test_staff_let_somebody_go_first():
    offer, order = sold_out(size=1)
    make_waiting(offer)
    favoured = make_waiting(offer, "bela@example.org")
    pay_back(order)

    assert operations.offer_now(secret=favoured.secret, at=NOON)
    assert not operations.offer_now(secret=favoured.secret, at=NOON)

    favoured.refresh_from_db()
    assert favoured.state == "offered"
