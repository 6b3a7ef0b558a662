"""Asking how it was: some days after it ended, once, all in one letter, and never for what was paid back."""

from datetime import timedelta

import pytest
from django.utils import timezone

from events.door.operations import Act, record, tell_attended
from messaging.models import Message
from outbox.models import Job
from shop.contract import experienced
from shop.fulfilment.models import Entitlement
from shop.fulfilment.operations import revoke_line
from shop.reviews.inviting import decline_asks, invite
from shop.reviews.models import Reviewer
from tests.factories.accounts import make_user
from tests.factories.courses import make_course
from tests.factories.events import date_of, make_booking, make_door, make_event
from tests.factories.learning import buy as buy_course
from tests.factories.learning import done_by, lessons_of
from tests.factories.payments import do_all_work
from tests.factories.reviews import buy, make_buyer, write
from tests.factories.shop import NOON, make_walk

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]
DAY = timedelta(days=1)


def attended(offer, email="ada@example.org", *, at=NOON, **values) -> Entitlement:
    """Somebody's right to a thing that they have come to the end of."""
    right = buy(offer, email, **values).lines.get().entitlements.get()
    experienced(right, at=at)
    right.refresh_from_db()
    return right


def asked() -> list[Message]:
    do_all_work()
    return list(Message.objects.filter(kind="review_invitation").order_by("pk"))


def test_finishing_a_course_writes_down_when_to_ask():
    ada, course = make_user(), make_course()
    buy_course(course, ada)
    now = timezone.now()

    done_by(ada, *lessons_of(course), at=now)

    job = Job.objects.get(kind="reviews.invite")
    assert job.due == now + 3 * DAY


def test_who_came_to_an_event_is_asked_by_a_letter_whose_link_needs_no_account(client):
    event = make_event()
    booking, now = make_booking(event, email="bo@example.org", language="de"), timezone.now()
    attendee = booking.attendees.get()
    record(link=make_door(date_of(event)), act=Act(key=event.translation_key, at=now, code=attendee.code), at=now)
    tell_attended(attendee_id=attendee.pk)
    (right,) = Entitlement.objects.all()

    assert invite(right_id=right.pk, at=now + 3 * DAY)

    (letter,) = asked()
    secret = Reviewer.objects.get().secret
    assert (letter.to, letter.language) == ("bo@example.org", "de")
    assert f"/de/reviews/{secret}/" in letter.text
    assert "Seven Days of Quiet" in client.get(f"/de/reviews/{secret}/").content.decode()


def test_who_booked_and_did_not_come_reviews_nothing(client):
    booking = make_booking(make_event(), email="bo@example.org")
    right = Entitlement.objects.get(line=booking.line)

    assert not invite(right_id=right.pk, at=timezone.now() + 300 * DAY)


def test_nobody_is_asked_twice_for_a_thing():
    right = attended(make_walk())

    assert invite(right_id=right.pk, at=NOON + 3 * DAY)
    assert not invite(right_id=right.pk, at=NOON + 9 * DAY)

    assert len(asked()) == 1


def test_what_ends_about_the_same_time_is_asked_in_one_letter():
    first, second = attended(make_walk()), attended(make_walk("Night walk"), at=NOON + DAY)

    assert invite(right_id=first.pk, at=NOON + 3 * DAY)
    assert not invite(right_id=second.pk, at=NOON + 4 * DAY)

    (letter,) = asked()
    assert "Dawn walk" in letter.text and "Night walk" in letter.text


def test_nobody_is_asked_for_what_was_paid_back():
    right = attended(make_walk())
    revoke_line(line_id=right.line_id)

    assert not invite(right_id=right.pk, at=NOON + 3 * DAY)
    assert asked() == []


def test_nobody_is_asked_for_what_they_have_reviewed():
    walk = make_walk()
    right = attended(walk)
    write(make_buyer(make_walk("Night walk")), walk.record)

    assert not invite(right_id=right.pk, at=NOON + 3 * DAY)


def test_who_asked_not_to_be_asked_is_left_in_peace():
    right = attended(make_walk())
    reviewer = make_buyer(make_walk("Night walk"))
    decline_asks(reviewer=reviewer, at=NOON)
    decline_asks(reviewer=reviewer, at=NOON + DAY)

    assert not invite(right_id=right.pk, at=NOON + 3 * DAY)
    reviewer.refresh_from_db()
    assert reviewer.asks_declined_at == NOON


def test_where_the_owner_wants_no_such_letters_none_is_written_down(settings):
    settings.SHOP_REVIEW_INVITATION_DAYS = 0

    attended(make_walk())

    assert not Job.objects.filter(kind="reviews.invite").exists()


def test_a_right_that_is_gone_asks_nobody():
    assert not invite(right_id=1, at=NOON)
