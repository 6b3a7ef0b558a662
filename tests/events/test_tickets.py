"""Tickets: on the page, on paper and by letter, in every language; given to others in time, ended with a refund."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.test import Client
from django.utils import timezone
from pypdf import PdfReader

from events.booking.letters import send_ticket
from events.booking.operations import TooLate, rename
from events.booking.paper import pdf_of
from events.booking.signs import square_of
from events.booking.tickets import tickets_of, tickets_of_order
from messaging.models import Message
from shop.fulfilment.operations import revoke_line
from shop.fulfilment.registry import fulfiller_of
from shop.orders.letters import send_confirmation
from tests.factories.accounts import make_user
from tests.factories.changes import book
from tests.factories.courses import publish
from tests.factories.events import date_of, in_days, make_booking, make_event, offer_of, on, option, page_of, ticket
from tests.factories.payments import do_all_work

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]


def words_of(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]


def test_a_ticket_says_what_when_where_for_whom_and_its_code():
    event = make_event(dates=[on("2027-04-12")], tickets=[ticket(title="Full week")])
    booking = make_booking(event, "Ada Lindqvist", "Elif Kaya")
    attendee = booking.attendees.last()

    page = Client().get(f"/en/tickets/t/{attendee.code}/").content.decode()

    for words in ("Elif Kaya", "Seven Days of Quiet", "Full week", "Lisbon time", "Casa Fonte", attendee.readable_code):
        assert words in page
    assert booking.line.order.number in page and square_of(attendee.code)[1] in page
    assert "Ada Lindqvist" not in page


def test_the_paper_has_a_page_for_each_ticket():
    event = make_event(dates=[on("2027-04-12")])
    booking = make_booking(event, "Ada Lindqvist", "Elif Kaya")

    answer = Client().get(f"/en/tickets/{booking.line.order.secret}/tickets.pdf")

    first, second = words_of(answer.content)
    assert answer["Content-Type"] == "application/pdf"
    assert ("Ada Lindqvist" in first, "Elif Kaya" in second, "Elif Kaya" in first) == (True, True, False)
    assert booking.attendees.last().readable_code in second
    assert float(PdfReader(BytesIO(answer.content)).pages[0].mediabox.width) == pytest.approx(595.28, abs=1)


def test_what_comes_on_top_is_named_on_the_page_on_paper_and_in_the_letter():
    event = make_event(options=[option("room", title="A room of your own")])
    order = book(offer_of(event), offer_of(event, "room"), quantity=2)
    first, _second = tickets_of_order(order.secret, language="en", at=timezone.now())

    page = Client().get(first.url).content.decode()
    send_ticket(first.attendee, cause="test", at=timezone.now())

    assert (first.on_top_label, first.on_top) == ("On top, for the whole booking", ["2 × A room of your own"])
    assert "2 × A room of your own" in page
    assert "2 × A room of your own" in words_of(pdf_of([first], language="en"))[0]
    assert "+ 2 × A room of your own" in Message.objects.filter(kind="ticket").latest("pk").text


def test_what_was_taken_back_is_on_no_ticket():
    event = make_event(options=[option("room")])
    order = book(offer_of(event), offer_of(event, "room"))
    revoke_line(line_id=order.lines.get(kind="event_option").pk)

    (shown,) = tickets_of_order(order.secret, language="en", at=timezone.now())

    assert (shown.stands, shown.on_top) == (True, [])


@pytest.mark.parametrize(("language", "word"), [("en", "Ticket"), ("de", "Ticket"), ("es", "Entrada"), ("ar", "تذكرة")])
def test_the_paper_is_set_in_every_language(language, word):
    booking = make_booking(make_event(), "أمل حداد" if language == "ar" else "Ada")
    shown = tickets_of(booking.attendees.all(), language=language, at=timezone.now())

    (text,) = words_of(pdf_of(shown, language=language))

    assert booking.attendees.get().readable_code in text
    assert language == "ar" or word in text  # Arabic letters are shaped, and read back as shapes


def test_the_square_can_be_read_by_its_structure():
    side, path = square_of("ABCDEFGHJKLM")

    assert side == 21 + 2 * 4  # version 1, with a white edge of four
    assert path.startswith("M4 4h1v1h-1z")  # the corner of the first finder


def test_the_confirmation_carries_tickets_and_calendar():
    booking = make_booking(make_event(), "Ada Lindqvist", "Elif Kaya")

    send_confirmation(booking.line.order)

    letter = Message.objects.get(kind="order_confirmation")
    names = [part.name for part in letter.attachments.order_by("pk")]
    assert [name.rsplit(".")[-1] for name in names[-2:]] == ["pdf", "ics"]
    assert f"/en/tickets/{booking.line.order.secret}/" in letter.text


def test_whoever_has_the_order_gives_a_ticket_to_somebody_else():
    booking = make_booking()
    attendee, address = booking.attendees.get(), f"/en/tickets/{booking.line.order.secret}/"
    old = attendee.code

    answer = Client().post(f"{address}{attendee.pk}/", {"name": "Elif Kaya", "email": "elif@example.org"})
    do_all_work()

    attendee.refresh_from_db()
    assert (answer.status_code, answer.url, attendee.name, attendee.code != old) == (302, address, "Elif Kaya", True)
    assert Client().get(f"/en/tickets/t/{old}/").status_code == 404
    letter = Message.objects.get(kind="ticket")
    assert (letter.to, attendee.readable_code in letter.text) == ("elif@example.org", True)
    assert letter.attachments.count() == 2


def test_what_cannot_be_a_name_is_said_beside_its_field_and_nothing_changes():
    attendee = make_booking().attendees.get()
    address = f"/en/tickets/{attendee.booking.line.order.secret}/{attendee.pk}/"

    answer = Client().post(address, {"name": "", "email": "elif"})

    page = answer.content.decode()
    assert (answer.status_code, "Write who comes" in page, 'value="elif"' in page) == (422, True, True)
    assert attendee.name == type(attendee).objects.get().name


def test_the_same_name_said_again_changes_no_code():
    attendee = make_booking().attendees.get()
    now = timezone.now()

    again = rename(attendee_id=attendee.pk, name=attendee.name, email="ada@example.net", at=now)

    assert (again.code, again.email) == (attendee.code, "ada@example.net")


def test_names_stay_from_the_events_day_on():
    event = make_event(dates=[in_days(20)], rename_days=14)
    attendee = make_booking(event).attendees.get()
    until = date_of(event).starts_at - timedelta(days=14)

    rename(attendee_id=attendee.pk, name="Elif", email="", at=until - timedelta(seconds=1))
    with pytest.raises(TooLate):
        rename(attendee_id=attendee.pk, name="Sam", email="", at=until)


@pytest.mark.parametrize("how", ["refunded", "cancelled"])
def test_a_ticket_that_is_taken_back_opens_nothing_and_says_so(how):
    event = make_event()
    booking = make_booking(event)
    attendee = booking.attendees.get()
    if how == "refunded":
        revoke_line(line_id=booking.line_id)
    else:
        page = page_of(event)
        page.dates = [in_days(140, cancelled=True, code=date_of(event).code)]
        publish(page)

    page = Client().get(f"/en/tickets/t/{attendee.code}/").content.decode()

    assert ("cancelled" in page, square_of(attendee.code)[1] in page) == (True, False)
    assert Client().get(f"/en/tickets/t/{attendee.code}/ticket.pdf").status_code == 302
    assert fulfiller_of("event").describe(booking.line, language="en").attachments == () or how == "cancelled"
    with pytest.raises(TooLate):
        rename(attendee_id=attendee.pk, name="Elif", email="", at=timezone.now())


def test_sending_again_goes_to_the_holder_and_not_too_often():
    attendee = make_booking().attendees.get()
    address = f"/en/tickets/{attendee.booking.line.order.secret}/{attendee.pk}/send/"

    answers = [Client().post(address).status_code for _ in range(4)]
    do_all_work()

    assert answers == [302, 302, 302, 429]
    assert {letter.to for letter in Message.objects.filter(kind="ticket")} == {"ada@example.org"}


def test_tickets_of_anothers_order_are_not_changed_by_ones_own_secret():
    mine, other = make_booking(make_event("One")), make_booking(make_event("Two"))

    answer = Client().post(f"/en/tickets/{mine.line.order.secret}/{other.attendees.get().pk}/", {"name": "Mine"})

    assert answer.status_code == 404


def test_the_account_shows_where_one_goes_next():
    ada = make_user()
    booking = make_booking(make_event(), "Ada", "Elif", user=ada)
    client = Client()
    client.force_login(ada, backend="django.contrib.auth.backends.ModelBackend")

    page = client.get("/en/account/").content.decode()

    assert f"/en/tickets/{booking.line.order.secret}/" in page and "2 tickets" in page


def test_more_tickets_ask_no_more_queries(django_assert_num_queries):
    one, three = make_booking(make_event("One")), make_booking(make_event("Two"), "A", "B", "C")
    counted = []
    for booking in (one, three):
        secret = booking.line.order.secret
        with django_assert_num_queries(7):
            counted.append(len(tickets_of_order(secret, language="en", at=timezone.now())))

    assert counted == [1, 3]
