"""A date is moved or cancelled: the sale closes, everybody is told once, money goes back by the rule, and staff see
what failed."""

import pytest
from django.utils import timezone

from events.changes import operations
from events.changes.models import Notice
from events.changes.operations import CannotChange, try_again
from integrations.stripe.standin import disputes, paying
from messaging.models import Message
from messaging.whatsapp.operations import opt_out
from shop.fulfilment.models import Fulfilment
from shop.payments.disputes import look_at_disputes
from shop.payments.models import Refund
from shop.payments.operations import settle
from shop.payments.refunds import refund
from tests.factories.changes import book, cancel, make_two_dates, move, told, work_until_done
from tests.factories.events import date_of, in_days, make_event, offer_of, page_of, ticket
from tests.factories.payments import at_the_page, do_all_work, movements
from tests.factories.shop import make_postcard
from tests.factories.twilio import approve, make_opt_in

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]


@pytest.fixture
def event():
    return make_two_dates()


def test_a_cancelled_date_pays_everybody_back_in_full_and_tells_them(event):
    date = date_of(event)
    ada = book(offer_of(event), offer_of(event, "room"), make_postcard(), email="ada@example.org")
    bela = book(offer_of(event), email="bela@example.org", quantity=2)
    other = book(offer_of(event, date=date_of(event, event.dates.last().code)), email="cleo@example.org")

    change = cancel(date)

    assert told("event_cancelled") == ["ada@example.org", "bela@example.org"]
    assert (movements(ada)[-1], movements(bela)[-1]) == (("refund", -87000), ("refund", -138000))
    assert movements(other) == [("charge", 69000)]
    assert sorted(Fulfilment.objects.filter(line__order=ada).values_list("line__kind", "state")) == [
        ("event", "revoked"),
        ("event_option", "revoked"),
        ("postcard", "granted"),
    ]
    assert (date.state, offer_of(event).published) == ("cancelled", False)
    assert list(change.notices.values_list("state", "money")) == [("done", "supplier")] * 2


def test_the_sale_closes_before_anything_else_happens(event):
    date = date_of(event)

    cancel(date, work=False)

    assert offer_of(event, date=date).stopped
    assert date.state == "scheduled"


def test_a_sale_that_was_stopped_before_stays_so(event):
    date = date_of(event)
    date.offers.update(stopped=True)

    move(date)

    assert offer_of(event, date=date).stopped


def test_everybody_reads_it_in_the_language_of_the_order_with_what_staff_say(event):
    book(offer_of(event), email="ada@example.org", language="de")
    book(offer_of(event), email="bela@example.org", language="ar")

    cancel(date_of(event), words={"de": "Das Dach ist undicht.", "en": "The roof leaks."})

    german, arabic = Message.objects.filter(kind="event_cancelled").order_by("pk")
    assert "Das Dach ist undicht." in german.text
    assert german.language == "de"
    assert arabic.language == "ar"


def test_whoever_asked_for_whatsapp_is_told_there_as_well(event):
    approve("event_moved")
    make_opt_in(number="+4915112345678", address="ada@example.org")
    book(offer_of(event), whatsapp="+4915112345678")
    book(offer_of(event), email="bela@example.org", whatsapp="+4915100000000")
    opt_out(number="+4915100000000", at=timezone.now())

    move(date_of(event))

    assert list(Message.objects.filter(channel="whatsapp").values_list("to", flat=True)) == ["+4915112345678"]


def test_money_that_comes_late_for_a_moved_date_brings_the_news_along(event):
    payment = at_the_page(offer_of(event), email="late@example.org")
    move(date_of(event))

    paying.pay(payment.session_id)
    settle(session_id=payment.session_id, at=timezone.now())
    work_until_done()

    assert told() == ["late@example.org"]


def test_money_that_comes_late_for_a_cancelled_date_goes_back(event):
    payment = at_the_page(offer_of(event), email="late@example.org")
    cancel(date_of(event))

    paying.pay(payment.session_id)
    settle(session_id=payment.session_id, at=timezone.now())
    work_until_done()

    assert sum(amount for _kind, amount in movements(payment.order)) == 0


def test_whoever_buys_after_the_move_is_told_nothing(event):
    move(date_of(event))

    book(offer_of(event))
    work_until_done()

    assert told() == []


def test_a_booking_that_was_paid_back_before_is_left_alone(event):
    order = book(offer_of(event))
    refund(order_id=order.pk, amount=order.total, lines=order.lines.all(), cause="desk", at=timezone.now())

    cancel(date_of(event))

    assert told() == []
    assert Refund.objects.count() == 1


def test_what_a_bank_disputes_is_told_and_stands_on_the_report_until_it_goes(event):
    order = book(offer_of(event))
    payment = order.payments.get()
    disputes.dispute(payment.session_id)
    look_at_disputes(reference=payment.reference, at=timezone.now())

    change = cancel(date_of(event))

    notice = change.notices.get()
    assert (notice.state, notice.money, told()) == ("failed", "failed", ["ada@example.org"])
    assert "disputes" in notice.error
    payment.disputes.update(state="won")
    try_again(change_id=change.pk, at=timezone.now())
    do_all_work()
    notice.refresh_from_db()
    assert (notice.state, notice.money, told()) == ("done", "supplier", ["ada@example.org"])
    assert payment.refunds.get().amount == 69000


def test_a_date_that_moves_twice_is_told_of_as_it_is_now(event):
    book(offer_of(event))
    date = date_of(event)
    for begin in (move, cancel):
        change = begin(date, work=False)
        operations.carry_out(change_id=change.pk, at=timezone.now())
        date.refresh_from_db()

    work_until_done()

    assert told() == ["ada@example.org"]
    assert list(Notice.objects.order_by("pk").values_list("state", flat=True)) == ["overtaken", "done"]


def test_a_second_change_waits_for_the_first(event):
    cancel(date_of(event), work=False)

    with pytest.raises(CannotChange, match="just now"):
        move(date_of(event))


def test_a_second_click_begins_nothing(event):
    first, again = (cancel(date_of(event), work=False, click="b" * 32) for _click in range(2))

    assert first == again


@pytest.mark.parametrize("days", [0, -400])
def test_a_date_moves_only_to_another_time_that_is_to_come(event, days):
    with pytest.raises(CannotChange):
        move(date_of(event), days=days)


def test_what_is_over_or_on_no_published_page_cannot_be_changed(event):
    over = date_of(make_event("Past", dates=[in_days(-30)]))
    page_of(event).unpublish()

    for date in (over, date_of(event)):
        with pytest.raises(CannotChange):
            cancel(date)


def test_a_cancelled_date_stays_cancelled(event):
    cancel(date_of(event))

    with pytest.raises(CannotChange, match="already"):
        move(date_of(event, date_of(event).code))


def test_a_free_booking_of_a_cancelled_date_ends_without_money():
    event = make_event(tickets=[ticket("week", 0)])
    order = at_the_page(offer_of(event), make_postcard()).order
    paying.pay(order.payments.get().session_id)
    settle(session_id=order.payments.get().session_id, at=timezone.now())
    do_all_work()

    change = cancel(date_of(event))

    assert change.notices.get().money == "nothing"
    assert Fulfilment.objects.get(line__kind="event").state == "revoked"
    assert movements(order) == [("charge", 300)]


def test_what_was_done_meanwhile_is_not_called_failed(event):
    book(offer_of(event))
    row = cancel(date_of(event)).notices.get()

    operations.note_failed(notice_id=row.pk, words="Too late.")

    row.refresh_from_db()
    assert (row.state, row.error) == ("done", "")
