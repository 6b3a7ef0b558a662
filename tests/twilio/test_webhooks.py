"""What Twilio reports: believed only when it is signed, written down once, and never a step back."""

from datetime import timedelta

import pytest
from django.conf import settings as django_settings
from django.utils import timezone
from twilio.request_validator import RequestValidator

from integrations.twilio.models import SentMessage
from messaging.models import DeliveryReport, Message, OptIn, Reply
from messaging.tasks import forget
from outbox.runner import run_due
from tests.factories.twilio import NUMBER, answers, make_opt_in, make_told, post, twilio_says

pytestmark = pytest.mark.django_db
INCOMING = "http://testserver/api/whatsapp/incoming/"


def delivery() -> str:
    return Message.objects.get(channel="whatsapp").delivery


def test_row_46_reports_are_noted_in_any_order_and_never_go_back():
    make_told()

    for status, known in [
        ("delivered", "delivered"),
        ("sent", "delivered"),
        ("failed", "delivered"),
        ("read", "read"),
        ("undelivered", "read"),
    ]:
        assert twilio_says(status) == 204
        assert delivery() == known


def test_what_was_given_up_too_early_is_set_right():
    make_told()

    twilio_says("undelivered", code=63016)
    assert delivery() == "bounced"
    twilio_says("delivered")
    assert delivery() == "delivered"


def test_row_46_a_report_that_comes_twice_is_one():
    make_told()

    assert [twilio_says("delivered"), twilio_says("delivered")] == [204, 204]
    assert DeliveryReport.objects.count() == 1


def test_a_report_that_is_here_before_our_own_note_waits_for_it():
    message = make_told()
    Message.objects.filter(pk=message.pk).update(supplier_id="", sent_at=None, state="queued")

    twilio_says("delivered")

    message.refresh_from_db()
    assert (message.delivery, message.state) == ("delivered", "sent")


def test_a_report_of_a_message_that_is_not_ours_changes_nothing():
    make_told()
    stranger = SentMessage.objects.create(
        sid="MM" + "f" * 32, to="whatsapp:+4915100000000", sender="x", status="queued", created_at=timezone.now(),
        status_callback="http://testserver/api/whatsapp/status/999999/",
    )  # fmt: skip

    assert twilio_says("failed", message=stranger) == 204
    assert delivery() == ""


def test_a_report_of_another_message_does_not_rename_ours():
    message = make_told()
    address = SentMessage.objects.get().status_callback
    double = SentMessage.objects.create(
        sid="MM" + "f" * 32, to=f"whatsapp:{NUMBER}", sender="x", status="queued", created_at=timezone.now(),
        status_callback=address,
    )  # fmt: skip

    assert twilio_says("failed", message=double) == 204
    assert Message.objects.get(pk=message.pk).supplier_id == message.supplier_id
    assert delivery() == ""


@pytest.mark.parametrize("address", [INCOMING, "http://testserver/api/whatsapp/status/1/"])
@pytest.mark.parametrize("signature", ["", "forged", "ä", "A" * 28])
def test_row_46_forged_reports_are_refused_and_leave_nothing(address, signature):
    make_opt_in()
    said = {"MessageSid": "SM1", "MessageStatus": "failed", "From": f"whatsapp:{NUMBER}", "Body": "STOP"}

    assert post(address, said, signature.encode().decode("latin-1")) == 403
    assert not DeliveryReport.objects.exists()
    assert not Reply.objects.exists()
    assert OptIn.objects.filter(ended_at=None).exists()


def test_a_signature_fits_its_own_fields_address_and_token_only(settings):
    settings.TWILIO_AUTH_TOKENS = ["new", "old"]
    said = {"MessageSid": "SM1", "From": f"whatsapp:{NUMBER}", "Body": "Hello"}

    def signed(token, address=INCOMING, **more):
        return RequestValidator(token).compute_signature(address, said | more)

    assert post(INCOMING, said, signed("new")) == 200
    assert post(INCOMING, said, signed("old")) == 200
    assert post(INCOMING, said, signed("new", address=INCOMING.replace("testserver", "testserver:80"))) == 200
    assert post(INCOMING, said, signed("other")) == 403
    assert post(INCOMING, said, signed("new", Body="STOP")) == 403
    assert post(INCOMING, said, signed("new", address="http://testserver/api/whatsapp/status/1/")) == 403


def test_an_algorithm_that_nobody_knows_is_refused(client):
    said = {"MessageSid": "SM1", "From": f"whatsapp:{NUMBER}", "Body": "STOP"}
    good = RequestValidator(django_settings.TWILIO_AUTH_TOKENS[0]).compute_signature(INCOMING, said)
    headers = {"X-Twilio-Signature": good, "X-Twilio-Webhooks-Signature-Settings": "key=x,algorithm=NONE"}

    assert client.post("/api/whatsapp/incoming/", said, headers=headers).status_code == 403


def test_an_answer_is_kept_once_and_without_its_words():
    make_opt_in()

    assert [answers("I am Ada"), answers("I am Ada")] == [200, 200]

    reply = Reply.objects.get()
    assert (reply.number, reply.stops) == (NUMBER, False)
    assert reply.acted_at
    assert "text" not in [field.name for field in Reply._meta.fields]


def test_reports_and_answers_are_forgotten_after_some_time():
    make_told()
    twilio_says("delivered")
    answers("STOP")
    long_ago = timezone.now() - timedelta(days=91)
    DeliveryReport.objects.update(received_at=long_ago)
    Reply.objects.update(received_at=long_ago)

    forget()
    run_due()

    assert not DeliveryReport.objects.exists()
    assert not Reply.objects.exists()
    assert OptIn.objects.exists()
