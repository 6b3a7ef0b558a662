"""Answers that are kept under an Idempotency-Key."""

from datetime import UTC, datetime, timedelta

import pytest

from api.models import KeptAnswer
from api.operations import KEPT, LEASE, AnotherRequest, UnderWay, begin, forget_expired, keep, let_go
from tests.api.conftest import code_of
from tests.factories.shop import make_walk

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 27, 12, tzinfo=UTC)
KEY = "5f0c9d1e-4c1b-4d0e-9c55-8f6a0f3b7c11"


def take(*, at=NOON, said="one request"):
    return begin(key_hash="a key", request_hash=said, at=at)


def test_while_the_first_is_under_way_the_second_is_told_so():
    take()

    with pytest.raises(UnderWay):
        take(at=NOON + LEASE / 2)


def test_a_request_whose_process_died_is_taken_over_once():
    first = take()

    second = take(at=NOON + LEASE)

    with pytest.raises(UnderWay):
        take(at=NOON + LEASE)
    keep(first, b"too early")
    keep(second, b"the answer")
    keep(first, b"too late")
    assert take(at=NOON + LEASE).answer == b"the answer"


def test_another_request_under_the_same_key_is_told_so_even_while_the_first_is_under_way():
    take()

    with pytest.raises(AnotherRequest):
        take(said="another request")


def test_an_answer_is_kept_for_a_day_and_then_the_key_is_free():
    keep(take(), b"the answer")

    assert take(at=NOON + KEPT - timedelta(seconds=1)).answer == b"the answer"
    assert take(at=NOON + KEPT, said="another request").answer is None


def test_what_is_let_go_may_be_sent_again():
    let_go(take())

    assert take().answer is None


def test_what_has_expired_is_deleted():
    keep(take(), b"the answer")

    assert forget_expired(at=NOON + KEPT) == 1
    assert not KeptAnswer.objects.exists()


def test_the_database_alone_opens_nobodys_cart(program):
    answer = program.add(make_walk().key, **{"idempotency-key": KEY})
    row = KeptAnswer.objects.get()

    stored = bytes(row.answer) + row.key_hash.encode() + row.request_hash.encode()

    assert answer.cookies["cart"].value.encode() not in stored
    assert KEY.encode() not in stored


def test_a_request_in_flight_is_answered_with_409_and_when_to_ask_again(program):
    walk = make_walk()
    program.add(walk.key, **{"idempotency-key": KEY})
    KeptAnswer.objects.update(answer=None)

    answer = program.add(walk.key, **{"idempotency-key": KEY})

    assert code_of(answer) == (409, "under-way")
    assert answer.headers["Retry-After"] == "1"


def test_another_visitor_with_the_same_key_gets_none_of_it(program):
    walk = make_walk()
    program.add(walk.key, **{"idempotency-key": KEY})

    elsewhere = program.generic(
        "POST",
        "/api/cart/add",
        f'{{"offer": "{walk.key}"}}',
        content_type="application/json",
        headers={"idempotency-key": KEY},
        REMOTE_ADDR="10.0.0.9",
    )

    assert (elsewhere.status_code, elsewhere.headers.get("Idempotent-Replayed")) == (200, None)


@pytest.fixture
def key_of_another_time(settings):
    def change():
        settings.SECRET_KEY = "a new key" * 8

    return change


def test_answers_of_a_secret_key_that_is_gone_are_not_given(program, key_of_another_time):
    walk = make_walk()
    program.add(walk.key, **{"idempotency-key": KEY})
    key_of_another_time()

    assert code_of(program.add(walk.key, **{"idempotency-key": KEY})) == (422, "idempotency-key-taken")
