"""The house writes to all who come: one letter for each address, seen before it goes, in the language of the order."""

import pytest
from django.utils import timezone

from events.booking.models import Attendee
from events.circulars import operations
from events.circulars.models import Circular, Recipient
from messaging.models import Message
from shop.fulfilment.operations import revoke_line
from shop.payments.refunds import refund
from tests.courses.test_editing import make_editor
from tests.events.test_changes_desk import mark_on
from tests.factories.changes import book, make_circular
from tests.factories.events import date_of, make_event, offer_of, ticket
from tests.factories.payments import do_all_work

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]
WORDS = {"subject_en": "Bring a torch", "text_en": "The lane is dark.\n\nSee you soon."}


@pytest.fixture
def event():
    return make_event(tickets=[ticket("week", 69000), ticket("day", 9000)])


@pytest.fixture
def staff(client):
    client.force_login(make_editor("add_circular", "view_booking", of="events"))
    return client


def write(staff, event, query: str = "", **words):
    """See whom it reaches, and send it twice; gives the page that said so."""
    address = f"/admin/events/dates/{date_of(event).pk}/write/{query}"
    form = {"click": "f" * 32, **(words or WORDS)}
    shown = staff.post(address, form)
    places = {staff.post(address, form | {"mark": mark_on(shown)}).url for _click in range(2)}
    assert places == {f"/admin/events/circulars/{Circular.objects.get().pk}/"}
    do_all_work()
    return shown.content.decode()


def told() -> list[str]:
    return list(Message.objects.filter(kind="event_circular").order_by("to").values_list("to", flat=True))


def test_everybody_gets_one_letter_at_their_own_address_or_their_buyers(event, staff):
    order = book(offer_of(event), quantity=3)
    Attendee.objects.filter(booking__line__order=order, position=1).update(email="bela@example.org")
    Attendee.objects.filter(booking__line__order=order, position=2).update(email="BELA@example.org")

    shown = write(staff, event)

    assert told() == ["ada@example.org", "bela@example.org"]
    assert "2 addresses in English" in shown
    letter = Message.objects.filter(kind="event_circular").first()
    assert (letter.subject, "The lane is dark." in letter.text) == ("Bring a torch", True)


def test_words_go_in_the_orders_language_or_in_those_there_are(event, staff):
    book(offer_of(event), language="de")
    book(offer_of(event), email="cleo@example.org", language="ar")

    shown = write(staff, event, subject_de="Taschenlampe", text_de="Es ist dunkel.")

    assert "1 address in العربية: in the words that are written in Deutsch" in shown
    assert set(Message.objects.filter(kind="event_circular").values_list("language", "subject")) == {
        ("de", "Taschenlampe"),
        ("ar", "Taschenlampe"),
    }


def test_the_filter_of_the_list_counts(event, staff):
    book(offer_of(event))
    book(offer_of(event, "day"), email="bela@example.org")

    write(staff, event, "?state=booked&ticket=day")

    assert told() == ["bela@example.org"]


def test_whoever_comes_no_more_when_it_goes_gets_nothing(event, staff):
    order = book(offer_of(event))
    (attendee,) = Attendee.objects.all()
    about = {"date": date_of(event), "words": {"en": {"subject": "A", "text": "B"}}, "state": "booked"}
    operations.write_to([attendee], **about, author=None, click="1" * 32, at=timezone.now())
    refund(order_id=order.pk, amount=order.total, lines=order.lines.all(), cause="desk", at=timezone.now())
    revoke_line(line_id=order.lines.get().pk)

    assert not operations.send(recipient_id=Recipient.objects.get().pk, at=timezone.now())
    assert told() == []


def test_a_job_that_comes_twice_writes_once(event):
    book(offer_of(event))
    about = {"date": date_of(event), "words": {"en": {"subject": "A", "text": "B"}}, "state": "booked"}
    operations.write_to(Attendee.objects.all(), **about, author=None, click="1" * 32, at=timezone.now())
    row = Recipient.objects.get()

    assert [operations.send(recipient_id=row.pk, at=timezone.now()) for _time in range(2)] == [True, False]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({"subject_en": "", "text_en": ""}, "one language at least"),
        ({"subject_en": "", "text_en": "B"}, "Write a subject as well"),
        ({"subject_en": "A", "text_en": ""}, "Write a text as well"),
    ],
)
def test_half_a_letter_is_refused_and_kept(event, staff, words, said):
    answer = staff.post(f"/admin/events/dates/{date_of(event).pk}/write/", {"click": "f" * 32, **words})

    assert (answer.status_code, said in answer.content.decode()) == (422, True)


def test_what_could_not_be_written_says_why_until_it_is(event):
    book(offer_of(event))
    row = make_circular(date_of(event)).recipients.get()
    operations.note_failed(recipient_id=row.pk, words="No such wording.")
    row.refresh_from_db()
    assert row.error == "No such wording."

    operations.send(recipient_id=row.pk, at=timezone.now())
    operations.note_failed(recipient_id=row.pk, words="Too late.")
    row.refresh_from_db()

    assert (row.error, row.told_at is None) == ("", False)


def test_the_report_says_whom_it_did_not_reach(event, staff):
    book(offer_of(event))
    write(staff, event)
    bounced = {"delivery": "bounced", "delivery_reason": "No such mailbox."}
    Message.objects.filter(kind="event_circular").update(**bounced)

    page = staff.get(f"/admin/events/circulars/{Circular.objects.get().pk}/").content.decode()

    assert "No such mailbox." in page


def test_only_who_may_write_does(event, client):
    client.force_login(make_editor("view_booking", of="events"))

    assert client.get(f"/admin/events/dates/{date_of(event).pk}/write/").status_code == 302
