"""Reviews of one thing that are acted on at once."""

from __future__ import annotations

from tests.factories.reviews import approve, make_buyer, rating, write
from tests.factories.shop import make_walk
from tests.guards.meanwhile import meanwhile, rows_are_locked

pytestmark = rows_are_locked


def test_two_reviews_that_are_shown_at_once_both_count():
    walk = make_walk()
    first = write(make_buyer(walk), walk.record, 5)
    second = write(make_buyer(walk, "bela@example.org"), walk.record, 2)

    meanwhile(lambda: approve(first), lambda: approve(second))

    assert rating(walk.record) == (2, 7)
