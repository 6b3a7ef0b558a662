"""Letters before and after a date: due on the clock there, moved with the date, to whoever has booked, once."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from events.reminding import operations
from events.reminding.models import Reminder
from events.reminding.rules import rounds_of
from messaging.models import Message
from messaging.whatsapp.operations import opt_out
from outbox.models import Job
from shop.payments.refunds import refund
from tests.factories.changes import book, cancel, move
from tests.factories.courses import publish
from tests.factories.events import date_of, in_days, letter, make_event, make_venue, offer_of, on, page_of
from tests.factories.payments import do_all_work
from tests.factories.twilio import approve, make_opt_in

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]


def make_near(days: int = 2, **fields):
    """An event that begins so soon that its reminder is due."""
    return make_event(dates=[in_days(days)], letters=[letter("reminder", 3, "00:00")], **fields)


def look(at: datetime | None = None) -> list[str]:
    """What the schedule does; to whom letters have gone by now."""
    operations.add_due_letters(at=at or timezone.now())
    do_all_work()
    kinds = ["event_reminder", "event_thanks"]
    return list(Message.objects.filter(kind__in=kinds, channel="mail").order_by("pk").values_list("to", flat=True))


def dues(event) -> list[datetime]:
    return [each.due for each in rounds_of(date_of(event))]


def test_a_reminder_is_due_so_many_days_before_on_the_clock_there():
    event = make_event(
        venue=make_venue("Haus am Ried", country="DE", zone="Europe/Berlin"),
        dates=[on("2027-03-29", "15:00", nights=2)],
        letters=[letter("reminder", 3, "10:00"), letter("reminder", 0, "08:00")],
    )

    # Summer time begins between the first and the date; ten is ten on either side of it.
    assert dues(event) == [datetime(2027, 3, 26, 9, tzinfo=UTC), datetime(2027, 3, 29, 6, tzinfo=UTC)]


def test_thanks_are_due_after_the_end_and_never_before_it():
    event = make_event(
        dates=[on("2027-04-12", "19:00", "21:00", nights=0)],
        letters=[letter("thanks", 1, "10:00"), letter("thanks", 0, "10:00")],
    )

    assert dues(event) == [datetime(2027, 4, 13, 9, tzinfo=UTC), date_of(event).ends_at]


def test_whoever_booked_is_reminded_once_however_often_it_is_looked():
    event = make_near()
    book(offer_of(event))
    book(offer_of(event), email="bela@example.org")

    assert look() == look() == look(timezone.now() + timedelta(hours=1)) == ["ada@example.org", "bela@example.org"]


def test_the_same_job_twice_writes_one_letter():
    event = make_near()
    order = book(offer_of(event))
    about = {"order_id": order.pk, "date_id": date_of(event).pk, "kind": "reminder", "days": 3}

    wrote = [operations.write(**about, starts_at=date_of(event).starts_at, at=timezone.now()) for _time in range(2)]

    assert wrote == [True, False]
    assert Message.objects.filter(kind="event_reminder").count() == 1


def test_the_reminder_says_what_only_attendees_see():
    event = make_near(
        venue=make_venue(by_train="Bus 94 from Portimao."),
        attendees_only="The bus stop is called Ried.",
        join_url="https://meet.example.org/evening",
    )
    book(offer_of(event))

    look()

    told = Message.objects.get(kind="event_reminder")
    for words in ("The bus stop is called Ried.", "https://meet.example.org/evening", "Bus 94", "Casa Fonte"):
        assert words in told.text
        assert words in told.html
    assert told.attachments.get().name.endswith(".ics")


def test_it_is_written_in_the_language_of_the_order():
    event = make_near()
    book(offer_of(event), language="ar")

    look()

    assert Message.objects.get(kind="event_reminder").language == "ar"


def test_before_its_time_and_after_the_beginning_nobody_is_reminded():
    event = make_near(days=10)
    book(offer_of(event))

    assert look() == []
    assert look(date_of(event).starts_at) == []


def test_whoever_books_late_is_reminded_by_the_last_rule_only():
    event = make_event(dates=[in_days(1)], letters=[letter("reminder", 7), letter("reminder", 2, "00:00")])
    book(offer_of(event))

    assert look() == ["ada@example.org"]
    assert Reminder.objects.get().days == 2


def test_a_cancelled_date_is_not_reminded_of_nor_thanked_for():
    event = make_near()
    book(offer_of(event))
    cancel(date_of(event))

    assert look() == []


def test_whoever_was_paid_back_is_not_reminded():
    event = make_near()
    order = book(offer_of(event))
    refund(order_id=order.pk, amount=order.total, lines=order.lines.all(), cause="desk", at=timezone.now())

    assert look() == []


def test_a_job_that_waited_while_its_date_moved_or_was_paid_back_says_nothing():
    event = make_near()
    book(offer_of(event))
    operations.add_due_letters(at=timezone.now())
    move(date_of(event), days=30, work=False)
    job = Job.objects.get(kind="events.letter")
    Job.objects.filter(pk=job.pk).update(due=timezone.now() + timedelta(hours=1))
    do_all_work()
    Job.objects.filter(pk=job.pk).update(due=timezone.now())

    do_all_work()

    assert not Message.objects.filter(kind="event_reminder").exists()


def test_a_date_that_moves_is_reminded_of_anew_at_its_new_time():
    event = make_near()
    book(offer_of(event))
    assert look() == ["ada@example.org"]
    move(date_of(event), days=30)

    assert look() == ["ada@example.org"]
    soon = date_of(event).starts_at - timedelta(days=1)
    assert look(soon) == ["ada@example.org"] * 2


def test_nothing_is_said_while_a_date_is_being_changed():
    event = make_near()
    book(offer_of(event))
    cancel(date_of(event), work=False)

    assert operations.add_due_letters(at=timezone.now()) == 0


def test_thanks_go_after_the_end_and_not_days_later():
    event = make_event(dates=[in_days(20)], letters=[letter("thanks", 1)])
    book(offer_of(event))
    (due,) = dues(event)

    assert look(due - timedelta(minutes=1)) == []
    assert look(due + timedelta(days=3)) == []
    assert look(due) == ["ada@example.org"]
    assert Message.objects.get(kind="event_thanks").subject == "Thank you for coming: Seven Days of Quiet"


def test_by_whatsapp_only_whoever_said_yes_is_reminded():
    approve("event_reminder")
    event = make_near()
    make_opt_in()
    book(offer_of(event), whatsapp="+4915112345678")
    book(offer_of(event), email="bela@example.org", whatsapp="+4915100000000")
    opt_out(number="+4915100000000", at=timezone.now())

    look()

    (message,) = Message.objects.filter(channel="whatsapp")
    assert (message.kind, message.to) == ("event_reminder", "+4915112345678")


def test_a_rule_that_editors_take_away_says_nothing():
    event = make_near()
    book(offer_of(event))
    page = page_of(event)
    page.letters = []
    publish(page)

    assert look() == []


def test_looking_asks_no_more_for_many_bookings_that_were_told(django_assert_num_queries):
    event = make_near()
    for name in ("ada", "bela", "cleo"):
        book(offer_of(event), email=f"{name}@example.org")
    look()

    with django_assert_num_queries(3):
        operations.add_due_letters(at=timezone.now())
