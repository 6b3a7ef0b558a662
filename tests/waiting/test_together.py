"""Waiting lists on which two act at once."""

from __future__ import annotations

from datetime import timedelta

from shop.capacity.models import Quota
from shop.cart.operations import Owner
from shop.fulfilment.operations import revoke_line
from shop.waiting import operations
from shop.waiting.models import Waiting
from shop.waiting.serving import _offer, serve
from tests.factories.capacity import adds_up, make_limited
from tests.factories.shop import GUEST, NOON, make_paid_order
from tests.factories.waiting import make_waiting, serve_all
from tests.guards.meanwhile import meanwhile, rows_are_locked

pytestmark = rows_are_locked


def offered(offer, order) -> Waiting:
    entry = make_waiting(offer)
    for line in order.lines.all():
        revoke_line(line_id=line.pk)
    serve_all()
    return entry


def test_an_offer_that_is_taken_while_it_is_declined_is_declined():
    offer = make_limited(size=1)
    entry = offered(offer, make_paid_order(offer))

    both = meanwhile(
        lambda: operations.decline(secret=entry.secret, at=NOON),
        lambda: operations.take(secret=entry.secret, owner=Owner(user=GUEST), currency="EUR", at=NOON),
    )

    entry.refresh_from_db()
    assert (type(both.second).__name__, entry.state, adds_up()) == ("OfferIsOver", "declined", True)


def test_what_comes_free_while_the_list_is_served_waits_for_nobody():
    offer = make_limited(size=2)
    first, second = make_paid_order(offer), make_paid_order(offer)
    group = make_waiting(offer, quantity=2)
    revoke_line(line_id=first.lines.get().pk)
    quota = Quota.objects.get()

    meanwhile(lambda: revoke_line(line_id=second.lines.get().pk), lambda: serve(quota_id=quota.pk, at=NOON))

    group.refresh_from_db()
    assert (group.state, adds_up()) == ("offered", True)


def test_whoever_has_just_left_is_offered_nothing():
    offer = make_limited(size=1)
    order = make_paid_order(offer)
    entry = make_waiting(offer)
    known = Waiting.objects.select_related("offer").get()
    operations.leave(secret=entry.secret, at=NOON)
    revoke_line(line_id=order.lines.get().pk)

    assert not _offer(known, [Quota.objects.get()], at=NOON + timedelta(minutes=1))
    entry.refresh_from_db()
    assert entry.state == "left"
