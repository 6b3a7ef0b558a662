"""What messaging promises to whoever tells somebody something."""

import pytest
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage, EmailMultiAlternatives, send_mail
from django.db import transaction
from django.utils import translation

from messaging.contract import Identity, Letter, register_identity, send
from messaging.letters import _identity
from messaging.mail import compose
from messaging.models import Message
from outbox.models import Job
from outbox.runner import run_due
from tests.factories.messaging import make_attachment, make_message

pytestmark = pytest.mark.django_db


def greeting(**values) -> Letter:
    values = {"to": "ada@example.org", "language": "en", "context": {"name": "Ada"}, **values}
    return Letter(kind="greeting", **values)


def test_a_letter_is_written_down_with_its_job_and_sent_once(transport):
    assert send(greeting(), key="greeting:1") is True
    assert send(greeting(context={"name": "Somebody else"}), key="greeting:1") is False

    run_due()
    run_due()

    message = Message.objects.get()
    assert (message.subject, message.state) == ("Hello, Ada", Message.State.SENT)
    assert message.text.startswith("Dear Ada\n")
    assert [mail.to for mail in transport.sent] == [["ada@example.org"]]
    assert Job.objects.get().key == "message:greeting:1"


def test_a_job_that_runs_twice_sends_once(transport):
    make_message()
    run_due()
    Job.objects.update(state=Job.State.READY)

    run_due()

    assert len(transport.sent) == 1


def test_a_letter_of_a_cause_that_was_rolled_back_was_never_written():
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        send(greeting(), key="greeting:1")
        raise ZeroDivisionError

    assert Message.objects.count() == Job.objects.count() == 0


def test_a_letter_is_in_its_own_language_whatever_language_is_active():
    with translation.override("en"):
        send(greeting(language="ar"), key="greeting:1")
        assert translation.get_language() == "en"

    message = Message.objects.get()
    assert message.language == "ar"
    assert '<html lang="ar" dir="rtl">' in message.html


def test_the_plain_part_shows_signs_as_they_are_and_the_html_part_escapes_them():
    send(greeting(context={"name": "<Ada & 'Elif'>"}), key="greeting:1")

    message = Message.objects.get()
    assert message.subject == "Hello, <Ada & 'Elif'>"
    assert "Dear <Ada & 'Elif'>" in message.text
    assert "<Ada" not in message.html


def test_a_subject_is_one_line_whatever_a_name_holds():
    send(greeting(context={"name": "Ada\r\nBcc: everybody@example.org\x00\x1b" + "a" * 500}), key="greeting:1")

    subject = Message.objects.get().subject
    assert subject.startswith("Hello, Ada Bcc: everybody@example.org a")
    assert len(subject) == 200
    assert "Bcc" not in dict(compose(Message.objects.get()).message().items())


@pytest.mark.parametrize("to", ["", "ada", "ada@example.org\nBcc: b@example.org", "ada@example.org, b@example.org"])
def test_what_is_no_address_is_refused_before_anything_is_written(to):
    with pytest.raises(ValidationError):
        send(greeting(to=to), key="greeting:1")

    assert Message.objects.count() == 0


def test_the_same_message_makes_the_same_mail():
    message = make_message(html="<p>Hello</p>", attachments=[make_attachment()])

    first, second = compose(message), compose(message)

    assert first.message()["Message-ID"] == second.message()["Message-ID"]
    assert first.message()["Date"] == second.message()["Date"]
    assert first.idempotency_key == second.idempotency_key == message.key


def test_attachments_travel_with_their_names(transport):
    make_message(attachments=[make_attachment(content=b"one"), make_attachment(name="b.ics", content=b"two")])

    run_due()

    sent = [(part.filename, part.content, part.mimetype) for part in transport.sent[0].attachments]
    assert sent == [("place.ics", "one", "text/calendar"), ("b.ics", "two", "text/calendar")]


def test_the_foot_of_a_letter_says_who_writes(monkeypatch):
    monkeypatch.setattr("messaging.letters._identity", list(_identity))
    register_identity(lambda: Identity("Stillpoint", "Seeweg 8, Lindau", (("https://a.example/imprint", "Imprint"),)))

    send(greeting(), key="greeting:1")

    message = Message.objects.get()
    assert "Seeweg 8, Lindau\nImprint: https://a.example/imprint" in message.text
    assert '<a href="https://a.example/imprint">Imprint</a>' in message.html


def test_djangos_own_mails_become_messages_one_for_each_recipient(transport):
    with translation.override("de"):
        mail = EmailMultiAlternatives(
            "Subject", "Words", "shop@example.org", ["a@example.org"], bcc=["b@example.org"], reply_to=["c@example.org"]
        )
        mail.attach_alternative("<p>Words</p>", "text/html")
        mail.attach("a.txt", "text", "text/plain")
        mail.send()

    assert transport.sent == []
    run_due()
    assert [(sent.to, sent.bcc) for sent in transport.sent] == [(["a@example.org"], []), (["b@example.org"], [])]
    message = Message.objects.order_by("id").first()
    assert (message.kind, message.language, message.html) == ("django", "de", "<p>Words</p>")
    assert message.headers == {"Reply-To": "c@example.org"}
    assert message.attachments.get().name == "a.txt"


def test_djangos_mails_with_a_header_that_breaks_out_are_refused_at_once():
    with pytest.raises(ValueError, match="Header values can't contain newlines"):
        EmailMessage("Subject\nBcc: b@example.org", "Words", None, ["a@example.org"]).send()

    assert Message.objects.count() == 0


def test_two_equal_mails_of_djangos_are_two_mails(transport):
    for _ in range(2):
        send_mail("Subject", "Words", None, ["a@example.org"])

    run_due()

    assert len(transport.sent) == 2
