"""The stand-in says what Twilio says, also where it does not do what it is asked."""

import pytest
from twilio.base.exceptions import TwilioRestException
from twilio.rest import Client

from integrations.twilio.client import client
from integrations.twilio.models import Callback, SentMessage
from integrations.twilio.standin.http import StandInHttpClient
from outbox.models import Job
from outbox.runner import run_due
from tests.factories.twilio import NUMBER, SID, twilio_says

pytestmark = pytest.mark.django_db
TO, SENDER = f"whatsapp:{NUMBER}", "whatsapp:+14155238886"
CALLBACK = "http://testserver/api/whatsapp/status/1/"
GOOD = {"to": TO, "from_": SENDER, "content_sid": SID, "content_variables": '{"1": "Ada"}'}


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"to": "whatsapp:+49"}, 21211),
        ({"to": "+49 1511"}, 21211),
        ({"from_": None}, 21603),
        ({"content_sid": "HX1"}, 21655),
        ({"content_variables": "no"}, 21656),
        ({"content_variables": '{"1": ""}'}, 21656),
        ({"content_variables": '{"1": "two\\nlines"}'}, 21656),
        ({"content_variables": '["Ada"]'}, 21656),
    ],
)
def test_what_cannot_be_is_refused_with_twilios_code(asked, code):
    with pytest.raises(TwilioRestException) as refused:
        client().messages.create(**{name: value for name, value in {**GOOD, **asked}.items() if value})

    assert (refused.value.status, refused.value.code) == (400, code)
    assert not SentMessage.objects.exists()


def test_a_stranger_is_not_let_in():
    with pytest.raises(TwilioRestException) as refused:
        Client("AC" + "2" * 32, "guess", http_client=StandInHttpClient()).messages.create(**GOOD)

    assert (refused.value.status, refused.value.code) == (401, 20003)


def test_what_is_not_there_is_not_found():
    with pytest.raises(TwilioRestException) as refused:
        client().messages("SM" + "0" * 32).fetch()

    assert (refused.value.status, refused.value.code) == (404, 20404)


def test_row_45_words_without_a_template_are_taken_and_fail_afterwards():
    made = client().messages.create(to=TO, from_=SENDER, body="Hello", status_callback=CALLBACK)
    assert made.status == "queued"
    step = Job.objects.get(kind="twilio.standin.go_on")

    assert (step.payload["status"], step.payload["error_code"]) == ("failed", 63016)


def test_a_message_goes_its_way_by_itself():
    client().messages.create(**GOOD)

    run_due(at=Job.objects.filter(kind="twilio.standin.go_on").order_by("due").last().due)

    assert list(Callback.objects.order_by("id").values_list("status", flat=True)) == ["sent", "delivered"]
    assert client().messages.list(to=TO)[0].status == "delivered"


def test_messages_are_listed_by_number_sender_and_day_newest_first():
    first, second = (client().messages.create(**GOOD) for _ in range(2))
    twilio_says("sent", message=SentMessage.objects.create(
        sid="SM" + "3" * 32, to="whatsapp:+4930123456", sender="x", status="queued", status_callback=CALLBACK,
        created_at=first.date_created,
    ))  # fmt: skip
    day = SentMessage.objects.get(sender="x").sent_at.date()

    def listed(**by):
        return [each.sid for each in client().messages.list(**by)]

    assert listed(to=TO) == [second.sid, first.sid]
    assert listed(from_=SENDER, page_size=1) == [second.sid, first.sid]
    assert listed(date_sent=day) == ["SM" + "3" * 32]
    assert listed(date_sent_after=day, to=TO) == []
