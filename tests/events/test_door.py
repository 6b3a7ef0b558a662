"""The door: a code lets one in, once; what is wrong is told apart; a device without a network goes on and merges."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from events.booking.models import Attendee
from events.booking.operations import cancel
from events.door.models import DoorLink, Scan
from events.door.operations import Act, code_in, record, record_all, revoke, tell_attended
from events.door.queries import count_of, digest
from outbox.models import Job
from shop.fulfilment.models import Entitlement
from tests.factories.accounts import make_user
from tests.factories.courses import publish
from tests.factories.events import date_of, in_days, make_booking, make_door, make_event, page_of

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]


def scan(link, code="", *, at=None, **act) -> str:
    now = timezone.now()
    return record(link=link, act=Act(key=uuid4(), at=at or now, code=code, **act), at=now).outcome


@pytest.fixture
def event():
    return make_event(dates=[in_days(30), in_days(60)])


@pytest.fixture
def door(event):
    return make_door(date_of(event))


def test_a_code_lets_one_in_once(event, door):
    attendee = make_booking(event).attendees.get()

    assert [scan(door, attendee.code) for _ in range(3)] == ["in", "already", "already"]
    assert (count_of(door.date).inside, count_of(door.date).expected) == (1, 1)


@pytest.mark.parametrize("typed", ["{}", " {} ", "https://shop.example.org/en/tickets/t/{}/", "lower", "grouped"])
def test_a_code_is_read_however_it_comes(event, door, typed):
    attendee = make_booking(event).attendees.get()
    said = {"lower": attendee.code.lower(), "grouped": attendee.readable_code}.get(typed, typed.format(attendee.code))

    assert code_in(said) == attendee.code


def test_what_is_wrong_is_told_apart(event, door):
    standing, cancelled, unpaid = (make_booking(event, name) for name in ("A", "B", "C"))
    elsewhere = make_booking(event, "D", date=event.dates.order_by("starts_at").last())
    cancel(cancelled.line, at=timezone.now())
    order = unpaid.line.order
    order.state = order.State.CHARGED_BACK
    order.save()
    cancel(unpaid.line, at=timezone.now())

    codes = [booking.attendees.get().code for booking in (standing, cancelled, unpaid, elsewhere)]

    said = [scan(door, code) for code in [*codes, "WXYZWXYZWXYZ", "nonsense"]]
    assert said == ["in", "cancelled", "unpaid", "wrong_date", "unknown", "unknown"]


def test_nobody_comes_in_on_a_date_that_was_cancelled(event, door):
    attendee = make_booking(event).attendees.get()
    page = page_of(event)
    page.dates = [in_days(30, cancelled=True), in_days(60)]
    publish(page)
    door.refresh_from_db()

    assert scan(DoorLink.objects.get(), attendee.code) == "cancelled"


def test_a_slip_is_undone_and_the_code_works_again(event, door):
    attendee = make_booking(event).attendees.get()
    scan(door, attendee.code)

    assert scan(door, attendee_id=attendee.pk, undo=True) == "undone"
    assert count_of(door.date).inside == 0
    assert scan(door, attendee.code) == "in"


def test_what_is_sent_twice_is_one_scan(event, door):
    attendee = make_booking(event).attendees.get()
    now = timezone.now()
    act = Act(key=uuid4(), at=now, code=attendee.code)

    outcomes = [record(link=door, act=act, at=now).outcome for _ in range(2)]

    assert (outcomes, Scan.objects.count()) == (["in", "in"], 1)


def test_devices_that_were_away_merge_by_their_own_time_and_double_use_is_reported(event, door):
    attendee = make_booking(event).attendees.get()
    now = timezone.now()
    early, late = now - timedelta(minutes=20), now - timedelta(minutes=5)
    away = {"code": attendee.code, "was_let_in": True}

    (second,) = record_all(link=door, acts=[Act(key=uuid4(), at=late, **away)], at=now)
    (first,) = record_all(link=make_door(door.date), acts=[Act(key=uuid4(), at=early, **away)], at=now)

    attendee.refresh_from_db()
    assert attendee.admitted_at == early
    assert (second.outcome, first.outcome, first.is_double) == ("in", "already", True)
    page = Client().get(f"/en/door/{door.secret}/").content.decode()
    assert "let in twice" in page


def test_who_is_in_stays_in_since_the_first_time(event, door):
    attendee = make_booking(event).attendees.get()
    first = timezone.now() - timedelta(hours=1)

    assert [scan(door, attendee.code, at=at) for at in (first, timezone.now())] == ["in", "already"]

    attendee.refresh_from_db()
    assert attendee.admitted_at == first


def test_a_door_that_is_closed_twice_was_closed_the_first_time(door):
    first = timezone.now()

    for at in (first, first + timedelta(days=1)):
        revoke(door, at=at)

    door.refresh_from_db()
    assert door.revoked_at == first


def test_a_clock_that_is_fast_says_no_later_than_now(event, door):
    attendee = make_booking(event).attendees.get()
    now = timezone.now()

    scan(door, attendee.code, at=now + timedelta(days=400))

    attendee.refresh_from_db()
    assert attendee.admitted_at < now + timedelta(minutes=1)


def test_the_shop_is_told_who_attended_unless_it_was_undone(event, door):
    ada = make_user()
    attendee = make_booking(event, user=ada).attendees.get()
    scan(door, attendee.code)
    job = Job.objects.get(kind="events.attended")
    scan(door, attendee_id=attendee.pk, undo=True)
    tell_attended(**job.payload)
    assert Entitlement.objects.get(user=ada).experienced_at is None

    scan(door, attendee.code)
    tell_attended(attendee_id=attendee.pk)

    assert Entitlement.objects.get(user=ada).experienced_at == Attendee.objects.get().admitted_at


# The page --------------------------------------------------------------------------


def test_the_door_works_by_plain_forms(event, door):
    attendee = make_booking(event, "Elif Kaya").attendees.get()
    stranger = Client()

    found = stranger.get(f"/en/door/{door.secret}/", {"q": "elif"}).content.decode()
    let_in = stranger.post(f"/en/door/{door.secret}/", {"attendee": attendee.pk, "key": uuid4()})
    again = stranger.post(f"/en/door/{door.secret}/", {"code": attendee.readable_code.lower(), "key": uuid4()})

    assert "Let in" in found and "Elif Kaya" in found
    assert "gate__answer--yes" in let_in.content.decode() and "Come in." in let_in.content.decode()
    assert "gate__answer--no" in again.content.decode() and "Already in since" in again.content.decode()


def test_nothing_typed_is_said_beside_the_field(door):
    answer = Client().post(f"/en/door/{door.secret}/", {"code": ""})

    assert answer.status_code == 422
    assert "Scan a ticket, or type its code" in answer.content.decode()


def test_a_door_that_was_taken_back_or_is_over_is_closed(event, door):
    assert Client().get("/en/door/nonsense/").status_code == 404
    revoke(door, at=timezone.now())

    assert Client().get(f"/en/door/{door.secret}/").status_code == 410
    assert Client().post(f"/en/door/{door.secret}/scans/", "{}", content_type="application/json").status_code == 410
    assert not make_door(door.date).opens(at=door.date.ends_at + timedelta(days=1))


def test_somebody_of_another_date_is_not_let_in_by_number(event, door):
    other = make_booking(event, date=event.dates.order_by("starts_at").last()).attendees.get()

    assert scan(door, attendee_id=other.pk) == "unknown"
    assert Attendee.objects.get().admitted_at is None


def test_the_list_has_digests_and_no_codes(event, door):
    attendee = make_booking(event, "Elif Kaya").attendees.get()
    other = make_booking(event, "Sam", date=event.dates.order_by("starts_at").last()).attendees.get()

    answer = Client().get(f"/en/door/{door.secret}/list.json")

    told = answer.json()
    (person,) = told["people"]
    assert (person["name"], person["digest"], person["standing"]) == ("Elif Kaya", digest(attendee.code), "")
    assert list(told["others"]) == [digest(other.code)]
    assert attendee.code not in answer.content.decode() and "example.org" not in answer.content.decode()


def test_a_device_sends_what_it_did_and_hears_what_came_of_it(event, door):
    attendee = make_booking(event, "Elif Kaya").attendees.get()
    key, at = str(uuid4()), (timezone.now() - timedelta(hours=1)).isoformat()
    body = json.dumps({"acts": [{"key": key, "at": at, "code": attendee.code, "was_let_in": True}]})

    told = Client().post(f"/en/door/{door.secret}/scans/", body, content_type="application/json").json()

    (result,) = told["results"]
    assert (result["key"], result["outcome"], result["name"], result["double"]) == (key, "in", "Elif Kaya", False)
    assert told["count"] == {"inside": 1, "expected": 1}


@pytest.mark.parametrize(
    "body",
    [
        "",
        "[]",
        "{}",
        '{"acts": 1}',
        '{"acts": [1]}',
        '{"acts": [{"key": "x", "at": "2027-01-01T00:00:00Z"}]}',
        '{"acts": [{"key": "5f1f1f1e-0000-4000-8000-000000000000", "at": "2027-01-01T00:00:00"}]}',
        '{"acts": [{"key": "5f1f1f1e-0000-4000-8000-000000000000", "at": "2027-01-01T00:00:00Z", "attendee": true}]}',
    ],
)
def test_what_no_device_sends_is_refused(door, body):
    answer = Client().post(f"/en/door/{door.secret}/scans/", body, content_type="application/json")

    assert (answer.status_code, Scan.objects.count()) == (400, 0)


def test_the_script_that_keeps_the_page_reaches_that_door_only(door):
    answer = Client().get(f"/en/door/{door.secret}/worker.js")

    assert answer["Content-Type"].startswith("text/javascript")
    assert "door-worker" in answer.content.decode()
    assert "Service-Worker-Allowed" not in answer.headers
    revoke(door, at=timezone.now())
    assert Client().get(f"/en/door/{door.secret}/worker.js").status_code == 410


def test_more_people_ask_no_more_queries(event, door, django_assert_num_queries):
    make_booking(event, "A")
    with django_assert_num_queries(13):
        Client().get(f"/en/door/{door.secret}/list.json")
    make_booking(event, "B", "C", "D")
    with django_assert_num_queries(13):
        Client().get(f"/en/door/{door.secret}/list.json")


# Staff ---------------------------------------------------------------------------------


def test_editors_give_out_addresses_and_take_them_back(event, admin_client):
    date = date_of(event)
    address = f"/admin/events/dates/{date.pk}/door/"

    admin_client.post(address, {"label": "Sam"})
    link = DoorLink.objects.get()
    page = admin_client.get(address).content.decode()
    admin_client.post(address, {"revoke": link.pk})

    assert f"/door/{link.secret}/" in page and "Sam" in page
    link.refresh_from_db()
    assert link.revoked_at is not None
