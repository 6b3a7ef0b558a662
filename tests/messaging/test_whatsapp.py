"""Messages by WhatsApp beside letters: only for whoever asked, and never instead of what must be told."""

from datetime import timedelta

import pytest
from django.utils import timezone

from integrations.twilio.models import SentMessage
from messaging.models import Message, OptIn
from messaging.whatsapp.operations import is_wanted, opt_out
from messaging.whatsapp.registry import Template, numbered, values_of
from messaging.whatsapp.replies import says_stop
from outbox.models import Job
from outbox.runner import run_due
from tests.factories.twilio import (
    ADDRESS,
    NUMBER,
    SID,
    answers,
    approve,
    make_opt_in,
    make_told,
    play_dead,
    tell,
    twilio_says,
)

pytestmark = pytest.mark.django_db
HALF_AN_HOUR = timedelta(minutes=30)


def channels() -> dict[str, str]:
    return dict(Message.objects.order_by("id").values_list("channel", "state"))


def letter() -> Message:
    return Message.objects.get(channel="mail")


def test_whoever_said_yes_is_told_by_letter_and_by_whatsapp():
    message = make_told()

    assert channels() == {"mail": "sent", "whatsapp": "sent"}
    sent = SentMessage.objects.get()
    assert (sent.to, sent.content_sid, sent.sid) == (f"whatsapp:{NUMBER}", SID, message.supplier_id)
    assert message.template["variables"]["2"] == "Ada"
    assert message.text.startswith("Hello Ada, thank you for your order K7M2QX4P at ")


def test_the_same_fact_is_told_once():
    make_told()

    assert tell() is False
    assert Message.objects.count() == 2


def test_row_45_without_a_yes_there_is_a_letter_only():
    approve()
    tell()

    assert channels() == {"mail": "queued"}


def test_the_yes_of_another_is_none():
    approve()
    make_opt_in(address="mallory@example.org")
    tell()

    assert channels() == {"mail": "queued"}


def test_without_an_approved_template_in_the_language_there_is_a_letter_only():
    make_opt_in()
    approve(language="de")
    tell()

    assert channels() == {"mail": "queued"}


def test_where_it_is_switched_off_there_is_a_letter_only(settings):
    settings.WHATSAPP = False
    make_opt_in()
    approve()
    tell(mail_only_after=HALF_AN_HOUR)

    assert channels() == {"mail": "queued"}


def test_a_yes_that_was_taken_back_counts_when_the_message_would_go():
    make_told(sent=False)
    opt_out(number=NUMBER, at=timezone.now())
    run_due()

    assert channels() == {"mail": "sent"}
    assert not SentMessage.objects.exists()


def test_values_are_one_line_and_never_empty():
    odd = {"name": "  ", "number": "a\n\tb    c", "link": "x" * 999}
    values = values_of(Template("order_confirmation", NUMBER, odd), language="en")

    assert list(numbered(values).values())[1:] == ["–", "a b c", "x" * 300]


def test_a_letter_in_reserve_is_spared_when_the_message_arrives():
    make_told(mail_only_after=HALF_AN_HOUR)
    assert letter().state == "reserve"

    twilio_says("delivered")
    run_due(at=timezone.now() + HALF_AN_HOUR)

    assert letter().state == "spared"


def test_a_letter_that_went_stays_what_it_is_when_the_message_arrives():
    make_told()

    twilio_says("delivered")

    assert letter().state == "sent"


def test_row_45_a_letter_in_reserve_goes_when_the_message_is_not_delivered():
    make_told(mail_only_after=HALF_AN_HOUR)

    twilio_says("undelivered", code=63024)

    assert letter().state == "sent"


def test_a_letter_in_reserve_goes_when_time_is_up():
    make_told(mail_only_after=HALF_AN_HOUR)
    twilio_says("sent")

    run_due(at=timezone.now() + timedelta(minutes=29))
    assert letter().state == "reserve"
    run_due(at=timezone.now() + timedelta(minutes=31))
    assert letter().state == "sent"


def test_a_message_that_has_not_gone_when_the_letter_does_stays():
    play_dead("crowded", times=99)
    message = make_told(mail_only_after=timedelta(seconds=30))

    run_due(at=timezone.now() + timedelta(seconds=31))

    message.refresh_from_db()
    assert (letter().state, message.state) == ("sent", "failed")
    assert not SentMessage.objects.exists()


def test_a_letter_in_reserve_goes_when_the_message_is_refused():
    make_told(mail_only_after=HALF_AN_HOUR, sent=False)
    Message.objects.filter(channel="whatsapp").update(template={"sid": "HX1", "variables": {}})
    run_due()

    assert channels() == {"mail": "sent", "whatsapp": "failed"}
    assert Job.objects.filter(state=Job.State.DEAD).count() == 1  # staff see that a template is wrong


def test_a_letter_in_reserve_goes_when_the_yes_was_taken_back():
    make_told(mail_only_after=HALF_AN_HOUR, sent=False)
    opt_out(address=ADDRESS, at=timezone.now())
    run_due()

    assert channels() == {"mail": "sent"}


def test_a_yes_is_kept_with_its_words_page_and_time_once():
    at = timezone.now()
    make_opt_in(at=at)
    make_opt_in(at=at + timedelta(days=1))

    kept = OptIn.objects.get()
    assert (kept.number, kept.address, kept.page, kept.given_at) == (NUMBER, ADDRESS, "/en/checkout/", at)
    assert "answering STOP" in kept.wording
    assert NUMBER not in str(kept)


def test_row_45_stop_ends_every_yes_of_the_number_and_a_new_one_counts_again():
    make_opt_in()
    make_opt_in(address="elif@example.org")

    assert answers("Stop!") == 200
    assert not OptIn.objects.filter(ended_at=None).exists()
    assert set(OptIn.objects.values_list("ended_by", flat=True)) == {"stop"}

    make_opt_in()
    assert is_wanted(number=NUMBER, address=ADDRESS.upper())


def test_a_stop_that_comes_again_later_does_not_end_what_was_agreed_anew():
    make_opt_in()
    answers("STOP")
    make_opt_in()
    answers("STOP")

    assert is_wanted(number=NUMBER, address=ADDRESS)


def test_what_twilio_says_of_its_own_stop_list_is_obeyed():
    make_opt_in()
    answers("bitte nicht mehr", OptOutType="STOP")
    assert not is_wanted(number=NUMBER, address=ADDRESS)


def test_a_message_that_twilio_did_not_bring_because_of_a_stop_ends_the_yes():
    make_told()
    twilio_says("failed", code=21610)

    assert not is_wanted(number=NUMBER, address=ADDRESS)


@pytest.mark.parametrize("text", ["STOP", " stop. ", "Stopp", "BAJA", "إيقاف", "Unsubscribe"])
def test_words_that_stop(text):
    assert says_stop(text)


@pytest.mark.parametrize("text", ["", "Thanks!", "When does it stop?", "ok", "stop by tomorrow"])
def test_words_that_do_not(text):
    assert not says_stop(text)
