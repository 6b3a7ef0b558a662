"""Twilio knows no key of ours: no message goes twice, and none is lost, whatever happens to a request."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from requests import ReadTimeout

from integrations.twilio import whatsapp
from integrations.twilio.models import SentMessage
from messaging.channels import Busy, Refused, Undeliverable
from messaging.models import Message, OptIn
from outbox.models import Job
from outbox.runner import claim, run_due
from tests.factories.messaging import make_message
from tests.factories.twilio import NUMBER, SID, in_the_past, make_told, play_dead, tell, twilio_says

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]
SOON, LATER = timedelta(seconds=70), timedelta(minutes=3)


def test_a_request_whose_answer_was_lost_is_looked_up_and_not_sent_again():
    play_dead("unanswered")
    message = make_told()
    assert (message.state, SentMessage.objects.count()) == ("queued", 1)

    in_the_past(message)
    run_due(at=timezone.now() + SOON)

    message.refresh_from_db()
    assert (message.state, message.supplier_id) == ("sent", SentMessage.objects.get().sid)


def test_a_request_that_nobody_heard_is_sent_again_after_a_look():
    play_dead("unheard")
    message = make_told()
    assert SentMessage.objects.count() == 0

    in_the_past(message)
    run_due(at=timezone.now() + SOON)

    message.refresh_from_db()
    assert (message.state, SentMessage.objects.count()) == ("sent", 1)


def test_nothing_is_sent_while_it_cannot_be_looked_up():
    play_dead("unanswered")
    message = make_told()
    play_dead("down", method="GET", times=3)

    in_the_past(message)
    run_due(at=timezone.now() + SOON)

    message.refresh_from_db()
    assert (message.state, SentMessage.objects.count()) == ("queued", 1)


def test_a_look_too_soon_waits():
    play_dead("unanswered")
    message = make_told()

    with pytest.raises(Busy):
        whatsapp.find(message)


def test_a_worker_that_died_after_the_request_sends_nothing_twice():
    message = make_told(sent=False)
    job = Job.objects.get(key=f"message:{message.key}")
    claim("dead", at=timezone.now())
    # It had written down that it tries, Twilio took the message, and nothing more was written.
    Message.objects.filter(pk=message.pk).update(tried_at=timezone.now())
    message.refresh_from_db()
    whatsapp.carry(message)
    Job.objects.filter(pk=job.pk).update(lease_by="dead", lease_until=timezone.now())

    in_the_past(message)
    run_due(at=timezone.now() + LATER)

    message.refresh_from_db()
    assert (message.state, message.supplier_id) == ("sent", SentMessage.objects.get().sid)


def test_that_it_is_tried_is_written_down_before_anybody_is_asked():
    play_dead("down")
    message = make_told()

    assert message.tried_at is not None


def test_another_message_to_the_same_number_is_not_taken_for_the_lost_one():
    first = make_told()
    play_dead("unheard")
    tell("greeting:2")
    run_due()
    second = Message.objects.get(key="greeting:2:whatsapp")

    in_the_past(second)
    run_due(at=timezone.now() + SOON)

    second.refresh_from_db()
    assert SentMessage.objects.count() == 2
    assert second.supplier_id not in ("", first.supplier_id)


def test_a_message_in_other_words_is_not_taken_for_the_lost_one():
    play_dead("unheard")
    message = make_told()
    SentMessage.objects.create(
        sid="MM" + "1" * 32, to=f"whatsapp:{NUMBER}", sender="x", body="Another thing", content_sid=SID,
        status="sent", created_at=timezone.now(),
    )  # fmt: skip

    assert whatsapp.find(in_the_past(message)) == ""


def test_a_lost_answer_is_made_good_by_the_report():
    play_dead("unanswered")
    message = make_told()

    assert twilio_says("delivered") == 204

    message.refresh_from_db()
    assert (message.state, message.delivery) == ("sent", "delivered")
    in_the_past(message)
    run_due(at=timezone.now() + LATER)
    assert SentMessage.objects.count() == 1


@pytest.mark.parametrize("kind", ["crowded", "down"])
def test_what_passes_is_tried_again_soon(kind):
    play_dead(kind)
    message = make_told()
    assert message.state == "queued"

    in_the_past(message)
    run_due(at=timezone.now() + SOON)

    message.refresh_from_db()
    assert message.state == "sent"


def test_a_wrong_token_is_ours_to_mend():
    play_dead("token")
    message = make_told()

    job = Job.objects.get(key=f"message:{message.key}")
    assert (job.state, message.state) == (Job.State.READY, "queued")
    assert "20003" in job.last_error or "401" in job.last_error


def test_a_number_that_is_none_gets_no_more_tries():
    message = make_told(sent=False)
    Message.objects.filter(pk=message.pk).update(to="+49151123")
    OptIn.objects.update(number="+49151123")
    run_due()

    message.refresh_from_db()
    assert (message.state, message.delivery) == ("failed", "bounced")
    job = Job.objects.get(key=f"message:{message.key}")
    assert NUMBER not in job.last_error
    assert job.state == Job.State.CANCELLED  # the letter is there, so nobody needs to look


@pytest.mark.parametrize(
    ("template", "error"),
    [
        ({"sid": "HX12", "variables": {}}, Refused),
        ({"sid": SID, "variables": {"2": "b"}}, Refused),
        ({"sid": SID, "variables": {"1": ""}}, Refused),
    ],
)
def test_a_template_that_does_not_fit_is_refused_for_good(template, error):
    letter = make_message()
    message = Message(to=NUMBER, template=template, beside=letter, channel="whatsapp", created_at=timezone.now())

    with pytest.raises(error) as refused:
        message.pk = 1
        whatsapp.carry(message)
    assert not isinstance(refused.value, Undeliverable)


def test_nobody_speaks_with_twilio_in_a_transaction(transactional_db):
    message = make_told(sent=False)

    with pytest.raises(RuntimeError), transaction.atomic():
        whatsapp.carry(message)


def test_a_line_that_stays_silent_is_left(settings):
    play_dead("unheard")
    message = make_told(sent=False)
    Message.objects.filter(pk=message.pk).update(created_at=timezone.now() - timedelta(hours=2))
    message.refresh_from_db()

    with pytest.raises(ReadTimeout):  # after an hour pauses grow
        whatsapp.carry(message)
