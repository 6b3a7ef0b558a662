"""What happens when a mail supplier says no, says later, or says nothing."""

import json
import threading
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from smtplib import SMTPAuthenticationError, SMTPDataError, SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
from django.utils import timezone

from messaging.models import Message
from messaging.operations import _hand_over, fail
from outbox.contract import requeue
from outbox.models import Job
from outbox.runner import run_due
from tests.factories.messaging import make_attachment, make_message

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]

FINAL = [
    SMTPRecipientsRefused({"ada@example.org": (550, b"no such mailbox")}),
    SMTPDataError(554, b"refused"),
    UnicodeEncodeError("ascii", "ä", 0, 1, "no"),
]
PASSING = [
    SMTPRecipientsRefused({"ada@example.org": (450, b"greylisted")}),
    SMTPAuthenticationError(535, b"wrong password"),
    SMTPServerDisconnected("gone"),
    ConnectionRefusedError(),
    TimeoutError(),
]


@pytest.mark.parametrize("error", FINAL, ids=lambda error: type(error).__name__)
def test_a_letter_that_is_refused_for_good_is_not_tried_again(transport, error):
    make_message()
    transport.error = error

    run_due()

    assert Message.objects.get().state == Message.State.FAILED
    job = Job.objects.get()
    assert (job.state, job.attempts) == (Job.State.DEAD, 1)
    assert "ada@example.org" not in job.last_error


@pytest.mark.parametrize("error", PASSING, ids=lambda error: type(error).__name__)
def test_a_letter_that_could_not_be_handed_over_goes_later(transport, error):
    make_message()
    transport.error = error
    run_due()
    assert Message.objects.get().state == Message.State.QUEUED

    transport.error = None
    run_due(at=timezone.now() + timedelta(minutes=1))

    assert Message.objects.get().state == Message.State.SENT


def test_a_letter_that_never_got_through_is_failed_and_goes_when_it_is_asked_for_again(transport):
    message = make_message()
    transport.error = TimeoutError()
    for days in range(11):
        run_due(at=timezone.now() + timedelta(days=days + 1))
    message.refresh_from_db()
    assert (message.state, Job.objects.get().state) == (Message.State.FAILED, Job.State.DEAD)

    transport.error = None
    requeue(key="message:greeting:1")
    run_due()

    message.refresh_from_db()
    assert message.state == Message.State.SENT


class Resend(BaseHTTPRequestHandler):
    """Answers as Resend does, and remembers what it was asked."""

    requests: list = []
    answers: list = []

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        Resend.requests.append((self.headers["Idempotency-Key"], body))
        status, headers, answer = Resend.answers.pop(0)
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(json.dumps(answer).encode())

    def log_message(self, *args):
        pass


@pytest.fixture
def resend(settings):
    """A supplier on this machine that speaks Resend's protocol."""
    server = HTTPServer(("127.0.0.1", 0), Resend)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.MAIL_TRANSPORT = "integrations.email.resend.EmailBackend"
    address = f"http://127.0.0.1:{server.server_port}/"
    settings.ANYMAIL = {"RESEND_API_KEY": "re_test", "RESEND_API_URL": address}
    Resend.requests, Resend.answers = [], []
    yield Resend
    server.shutdown()
    server.server_close()


def test_row_43_resend_gets_our_key_and_the_same_bytes_each_time(resend):
    make_message(html="<p>Hello</p>", attachments=[make_attachment()])
    resend.answers = [(500, {}, {}), (200, {}, {"id": "mail_1"})]

    run_due()
    run_due(at=timezone.now() + timedelta(minutes=1))

    assert [key for key, _ in resend.requests] == ["greeting:1", "greeting:1"]
    assert resend.requests[0][1] == resend.requests[1][1]
    message = Message.objects.get()
    assert (message.state, message.supplier_id) == (Message.State.SENT, "mail_1")


def test_resend_may_ask_for_patience(resend):
    make_message()
    resend.answers = [(429, {"Retry-After": "120"}, {"message": "too many"})]
    start = timezone.now()

    run_due(at=start)

    job = Job.objects.get()
    assert (job.due, job.attempts) == (start + timedelta(seconds=120), 0)


@pytest.mark.parametrize(
    ("status", "state"), [(422, "dead"), (400, "dead"), (401, "ready"), (403, "ready"), (503, "ready")]
)
def test_resends_no_is_final_but_not_where_the_fault_is_ours_to_mend(resend, status, state):
    make_message()
    resend.answers = [(status, {}, {"message": "no"})]

    run_due()

    assert Job.objects.get().state == state


def test_what_went_is_not_failed_by_a_second_try_that_came_to_nothing(transport):
    letter = make_message()
    run_due()

    fail(message_id=letter.pk)

    assert Message.objects.get().state == Message.State.SENT


def test_of_two_runners_that_hand_a_letter_over_the_first_ones_word_stays():
    letter = make_message()
    first = {"sent_at": timezone.now(), "state": Message.State.SENT, "supplier_id": "first"}

    def carry(message: Message) -> str:
        Message.objects.filter(pk=message.pk).update(**first)  # the other's lease ran out here
        return "second"

    _hand_over(letter, carry)

    assert Message.objects.get().supplier_id == "first"
