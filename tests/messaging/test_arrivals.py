"""What becomes of letters: reports of suppliers, verified and noted, in any order."""

import base64
import hashlib
import hmac
import json
import time
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.utils import timezone

from messaging import arrivals
from messaging.contract import register_on_undeliverable
from messaging.models import DeliveryReport, Message, Subscription
from messaging.tasks import forget
from outbox.models import Job
from outbox.runner import run_due
from shop.desk.attention import needs_a_person
from tests.factories.messaging import make_message, make_subscription
from tests.factories.shop import make_paid_order, make_postcard
from tests.factories.staff import make_support

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]

SECRET = "whsec_" + base64.b64encode(b"a secret of twenty-four!").decode()
OLD_SECRET = "whsec_" + base64.b64encode(b"another, from yesterday.").decode()
KEY = ec.generate_private_key(ec.SECP256R1())


@pytest.fixture(autouse=True)
def secrets(settings):
    settings.RESEND_WEBHOOK_SECRETS = [SECRET, OLD_SECRET]
    public = KEY.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    settings.SENDGRID_WEBHOOK_KEYS = [base64.b64encode(public).decode()]


@pytest.fixture
def letter():
    """A letter that went, as Resend named it."""
    message = make_message()
    run_due()
    Message.objects.update(supplier_id="mail_1")
    return Message.objects.get(pk=message.pk)


def of_resend(kind, *, minute=0, **about):
    moment = f"2026-11-28T12:{minute:02}:00.000Z"
    return {"type": kind, "created_at": moment, "data": {"email_id": "mail_1", "to": ["ada@example.org"], **about}}


BOUNCED = of_resend("email.bounced", bounce={"message": "hard bounce message from ada@example.org"})


def resend_says(client, event, *, number="msg_1", secret=SECRET, at=None):
    body, moment = json.dumps(event), str(int(at or time.time()))
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signature = base64.b64encode(hmac.new(key, f"{number}.{moment}.{body}".encode(), hashlib.sha256).digest()).decode()
    headers = {"svix-id": number, "svix-timestamp": moment, "svix-signature": f"v1,AAAA v1,{signature}"}
    return client.post("/api/mail/resend/", body, content_type="application/json", headers=headers)


def sendgrid_says(client, *events, key=KEY, at=None):
    body, moment = json.dumps(events), str(int(at or time.time()))
    signature = base64.b64encode(key.sign(f"{moment}{body}".encode(), ec.ECDSA(hashes.SHA256()))).decode()
    names = ("X-Twilio-Email-Event-Webhook-Timestamp", "X-Twilio-Email-Event-Webhook-Signature")
    headers = dict(zip(names, (moment, signature), strict=True))
    return client.post("/api/mail/sendgrid/", body, content_type="application/json", headers=headers)


def test_row_44_a_bounce_is_written_down_first_and_noted_then(client, letter):
    assert resend_says(client, BOUNCED).status_code == 204
    letter.refresh_from_db()
    assert letter.delivery == ""

    run_due()

    letter.refresh_from_db()
    assert (letter.delivery, letter.delivery_at.minute) == ("bounced", 0)
    assert letter.delivery_reason == "hard bounce message from [address]"


@pytest.mark.parametrize("secret", [SECRET, OLD_SECRET])
def test_each_secret_of_ours_is_good_while_one_is_replaced(client, secret):
    assert resend_says(client, BOUNCED, secret=secret).status_code == 204


def test_what_nobody_signed_lately_is_refused_as_a_problem_and_not_stored(client, settings):
    other = "whsec_" + base64.b64encode(b"not ours").decode()
    answers = [
        client.post("/api/mail/resend/", BOUNCED, content_type="application/json"),
        resend_says(client, BOUNCED, secret=other),
        resend_says(client, BOUNCED, at=time.time() - 600),
        resend_says(client, ["no", "report"]),
        sendgrid_says(client, {"event": "bounce"}, key=ec.generate_private_key(ec.SECP256R1())),
        sendgrid_says(client, {"event": "bounce"}, at=time.time() - 600),
        sendgrid_says(client, "no report"),
        client.post("/api/mail/sendgrid/", "[]", content_type="application/json"),
    ]
    settings.RESEND_WEBHOOK_SECRETS, settings.SENDGRID_WEBHOOK_KEYS = [], []
    answers += [resend_says(client, BOUNCED), sendgrid_says(client, {"event": "bounce"})]

    assert {answer.status_code for answer in answers} == {400}
    assert {answer["Content-Type"] for answer in answers} == {"application/problem+json"}
    assert not DeliveryReport.objects.exists()


def test_sendgrid_reports_many_letters_at_once(client, letter):
    about = {"anymail_id": "mail_1", "email": "ada@example.org", "timestamp": 1_790_000_000}
    answer = sendgrid_says(
        client,
        {**about, "event": "delivered", "sg_event_id": "1", "response": "250 ok"},
        {**about, "event": "spamreport", "sg_event_id": "2"},
        {**about, "event": "open", "sg_event_id": "3"},
    )
    run_due()

    letter.refresh_from_db()
    assert (answer.status_code, letter.delivery) == (204, "complained")
    assert DeliveryReport.objects.filter(acted_at=None).count() == 0


def test_row_44_a_report_counts_once_and_an_older_one_changes_nothing(client, letter):
    heard = []
    register_on_undeliverable(listener := lambda address, at: heard.append(address))
    for _ in range(2):
        resend_says(client, BOUNCED, number="msg_1")
        run_due()
    resend_says(client, of_resend("email.delivered", minute=9), number="msg_2")
    resend_says(client, of_resend("email.delivery_delayed"), number="msg_3")
    run_due()
    arrivals._listeners.remove(listener)

    letter.refresh_from_db()
    assert letter.delivery == "bounced"
    assert heard == ["ada@example.org"]
    assert DeliveryReport.objects.count() == 3


def test_a_complaint_tells_whoever_writes_news(client, letter):
    heard = []
    register_on_undeliverable(listener := lambda address, at: heard.append(address))
    resend_says(client, of_resend("email.delivered"), number="msg_1")
    run_due()
    assert heard == []
    resend_says(client, of_resend("email.complained", minute=5), number="msg_2")
    run_due()
    arrivals._listeners.remove(listener)

    assert heard == ["ada@example.org"]


@pytest.mark.parametrize("kind", ["email.bounced", "email.complained"])
def test_the_newsletter_to_such_an_address_ends(client, letter, kind):
    row, other = make_subscription(letter.to.lower()), make_subscription("other@example.org")

    resend_says(client, of_resend(kind, bounce={"message": "gone"}))
    run_due()

    assert list(Subscription.objects.filter(state="ended")) == [row]
    assert Subscription.objects.get(pk=other.pk).state == "confirmed"


def test_a_report_that_comes_before_its_letters_name_waits_for_it(client, letter):
    Message.objects.update(supplier_id="")
    resend_says(client, BOUNCED)
    run_due()
    Message.objects.update(supplier_id="mail_1")

    run_due(at=timezone.now() + timedelta(minutes=2))

    letter.refresh_from_db()
    assert letter.delivery == "bounced"


def test_reports_of_letters_that_are_not_known_end_without_a_word(client):
    resend_says(client, BOUNCED)
    DeliveryReport.objects.update(received_at=timezone.now() - timedelta(hours=2))

    run_due()

    assert set(Job.objects.values_list("state", flat=True)) == {Job.State.DONE}


def test_old_reports_are_forgotten(client, letter):
    resend_says(client, BOUNCED)
    run_due()
    DeliveryReport.objects.update(received_at=timezone.now() - timedelta(days=91))

    forget()

    assert not DeliveryReport.objects.exists()


def test_row_44_staff_see_which_orders_letter_came_back_until_they_settle_it(client):
    order = make_paid_order(make_postcard())
    make_message("about:1", to=order.email.title(), subject="Your order", text=f"Order {order.number}")
    run_due()
    Message.objects.filter(key="about:1").update(supplier_id="mail_1")
    resend_says(client, BOUNCED)
    run_due()

    (concern,) = [each for each in needs_a_person().concerns if each.key.startswith("letter:")]
    story = make_support().get(f"/admin/orders/{order.number}/").content.decode()

    assert concern.order == order
    assert [mend.label for mend in concern.mends] == ["Send again", "It is settled"]
    assert "hard bounce message" in concern.words
    assert "Came back" in story


def test_the_mailbox_makes_a_letter_come_back(client):
    message = make_message()
    run_due()
    assert "Pretend" in client.get(f"/mailbox/{message.pk}/").content.decode()

    answer = client.post(f"/mailbox/{message.pk}/arrival/", {"arrival": "bounced"})
    run_due()

    assert answer.status_code == 302
    assert "Came back" in client.get(f"/mailbox/{message.pk}/").content.decode()
    assert "Came back" in client.get("/mailbox/").content.decode()
    assert client.post(f"/mailbox/{message.pk}/arrival/", {"arrival": "eaten"}).status_code == 422
