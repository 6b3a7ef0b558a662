"""Errors of real backends against servers on this machine: quick, slow or permanent; and who is asked second."""

import json
import socketserver
import threading
from contextlib import contextmanager
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.utils import timezone

from messaging.checks import letters_leave_the_house, second_supplier_is_another
from messaging.models import Message
from outbox.models import Job
from outbox.runner import run_due
from tests.factories.messaging import make_message

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]

RESEND = "integrations.email.resend.EmailBackend"
SENDGRID = "anymail.backends.sendgrid.EmailBackend"
SMTP = "django.core.mail.backends.smtp.EmailBackend"


class House:
    """Suppliers’ servers: `answer` and `lines` are what they say, `letters` and `mails` what they took."""

    def __init__(self):
        self.answer, self.headers, self.lines, self.letters, self.mails = (200, {}), {}, {}, [], []


class Http(BaseHTTPRequestHandler):
    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        status, told = self.server.house.answer
        if status < 300:
            self.server.house.letters.append(body)
        self.send_response(status)
        for name, value in self.server.house.headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(json.dumps(told).encode())

    def log_message(self, *args):
        pass


class Smtp(socketserver.StreamRequestHandler):
    """As much of RFC 5321 as a client needs; a verb answers what the house says."""

    def handle(self):
        self._say(self.server.house.lines.get("CONNECT", "220 ready"))
        while line := self.rfile.readline().decode().strip():
            verb = line.split()[0].upper()
            said = self.server.house.lines.get(verb, {"DATA": "354 go on"}.get(verb, "250 ok"))
            if said == "hang up":
                return
            self._say(said)
            if verb == "DATA" and said.startswith("354"):
                self._take()

    def _take(self):
        lines = list(iter(lambda: self.rfile.readline().decode().rstrip("\r\n"), "."))
        said = self.server.house.lines.get(".", "250 taken")
        if said.startswith("250"):
            self.server.house.mails.append("\n".join(lines))
        self._say(said)

    def _say(self, line):
        self.wfile.write(f"{line}\r\n".encode())


@contextmanager
def serving(server, house):
    server.house, server.daemon_threads = house, True
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    yield server.server_address[1]
    server.shutdown()
    server.server_close()


@pytest.fixture
def house(settings):
    """Resend and SendGrid by HTTP and a mail server, all on 127.0.0.1; Resend first and nobody second."""
    house = House()
    house.answer = (200, {"id": "mail_1"})
    web, post = HTTPServer(("127.0.0.1", 0), Http), socketserver.ThreadingTCPServer(("127.0.0.1", 0), Smtp)
    with serving(web, house) as web_port, serving(post, house) as smtp_port:
        address = f"http://127.0.0.1:{web_port}/"
        keys = {"RESEND_API_KEY": "re_test", "SENDGRID_API_KEY": "SG.test"}
        settings.ANYMAIL = {**keys, "RESEND_API_URL": address, "SENDGRID_API_URL": address}
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", smtp_port, False
        settings.MAIL_TRANSPORT, settings.MAIL_TRANSPORT_SECOND = RESEND, ""
        yield house


def state_after_one_attempt(at=None):
    run_due(at=at or timezone.now())
    job = Job.objects.get()
    return job.state, job.attempts


QUICK, SLOW, PERMANENT = ("ready", 0), ("ready", 1), ("dead", 1)
ANSWERS = [
    (RESEND, 429, {"message": "too many"}, QUICK, ""),
    (RESEND, 503, {}, SLOW, ""),
    (RESEND, 401, {"message": "API key is invalid"}, SLOW, ""),
    (RESEND, 403, {"message": "not verified"}, SLOW, ""),
    (RESEND, 422, {"message": "Invalid `from` field."}, PERMANENT, ""),
    (RESEND, 422, {"message": "Invalid `to` field."}, PERMANENT, "bounced"),
    (RESEND, 422, ["nothing", "known"], PERMANENT, ""),
    (SENDGRID, 429, {}, QUICK, ""),
    (SENDGRID, 500, {}, SLOW, ""),
    (SENDGRID, 401, {}, SLOW, ""),
    (SENDGRID, 400, {"errors": [{"field": "from.email", "message": "no"}]}, PERMANENT, ""),
    (SENDGRID, 400, {"errors": [{"field": "personalizations.0.to.0.email"}]}, PERMANENT, "bounced"),
]


@pytest.mark.filterwarnings("ignore::anymail.exceptions.AnymailNotSupportedWarning")
@pytest.mark.parametrize(("supplier", "status", "told", "after", "delivery"), ANSWERS)
def test_answers_of_suppliers_are_quick_slow_or_permanent(house, settings, supplier, status, told, after, delivery):
    settings.MAIL_TRANSPORT, house.answer = supplier, (status, told)
    make_message()

    assert state_after_one_attempt() == after
    assert Message.objects.get().delivery == delivery


LINES = [
    ("CONNECT", "421 come back", QUICK, ""),
    ("RCPT", "421 come back", QUICK, ""),
    ("MAIL", "hang up", QUICK, ""),
    ("RCPT", "450 greylisted", SLOW, ""),
    (".", "451 later", SLOW, ""),
    ("MAIL", "550 5.7.1 sender not allowed", PERMANENT, ""),
    ("RCPT", "550 5.7.1 relaying denied", PERMANENT, ""),
    ("RCPT", "550 5.1.1 no such mailbox", PERMANENT, "bounced"),
    (".", "554 refused", PERMANENT, ""),
]


@pytest.mark.parametrize(("verb", "line", "after", "delivery"), LINES)
def test_lines_of_mail_servers_are_quick_slow_or_permanent(house, settings, verb, line, after, delivery):
    settings.MAIL_TRANSPORT, house.lines = SMTP, {verb: line}
    make_message()

    assert state_after_one_attempt() == after
    assert Message.objects.get().delivery == delivery


def test_who_has_been_out_of_breath_for_an_hour_is_waited_for_with_growing_pauses(house, settings):
    settings.MAIL_TRANSPORT, house.lines = SMTP, {"MAIL": "421 come back"}
    make_message(created_at=timezone.now() - timedelta(hours=2))

    assert state_after_one_attempt() == SLOW


@pytest.mark.parametrize("supplier", [RESEND, SMTP])
def test_a_supplier_that_nobody_reaches_is_asked_again_soon(house, settings, supplier):
    settings.MAIL_TRANSPORT, settings.EMAIL_PORT = supplier, 1
    settings.ANYMAIL = {**settings.ANYMAIL, "RESEND_API_URL": "http://127.0.0.1:1/"}
    make_message()

    assert state_after_one_attempt() == QUICK


def test_what_the_first_refuses_for_good_goes_once_by_the_second_under_the_same_message_id(house, settings):
    settings.MAIL_TRANSPORT_SECOND = SMTP
    house.answer = (422, {"message": "Invalid `from` field."})
    make_message()

    run_due()
    run_due(at=timezone.now() + timedelta(days=1))

    (mail,) = house.mails
    assert "Message-ID: <" in mail
    assert Message.objects.get().state == Message.State.SENT
    assert set(Job.objects.values_list("kind", "state")) == {
        ("messaging.send", "cancelled"),
        ("messaging.send_second", "done"),
    }


def test_what_the_first_never_took_goes_by_the_second(house, settings):
    settings.MAIL_TRANSPORT_SECOND, house.answer = SMTP, (401, {})
    make_message()

    for days in range(11):
        run_due(at=timezone.now() + timedelta(days=days))

    assert len(house.mails) == 1
    assert Message.objects.get().state == Message.State.SENT


def test_what_both_refuse_has_failed_and_staff_see_it(house, settings):
    settings.MAIL_TRANSPORT_SECOND, house.answer = SMTP, (422, {"message": "Invalid `from` field."})
    house.lines = {"MAIL": "550 5.7.1 sender not allowed"}
    make_message()

    run_due()

    assert Message.objects.get().state == Message.State.FAILED
    assert Job.objects.get(kind="messaging.send_second").state == Job.State.DEAD


def test_a_refused_recipient_goes_to_nobody_twice(house, settings):
    settings.MAIL_TRANSPORT_SECOND, house.answer = SMTP, (422, {"message": "Invalid `to` field."})
    make_message()

    run_due()

    assert house.mails == []
    assert Message.objects.get().state == Message.State.FAILED
    assert [job.kind for job in Job.objects.all()] == ["messaging.send"]


@pytest.mark.parametrize(
    ("second", "found"),
    [("", []), (SMTP, []), (RESEND, ["messaging.E002"]), ("integrations.email.MailboxBackend", ["messaging.E001"])],
)
def test_the_second_supplier_is_another_one_and_no_stand_in(settings, second, found):
    settings.MAIL_TRANSPORT, settings.MAIL_TRANSPORT_SECOND, settings.SITE_OPEN_TOOLS = RESEND, second, False

    assert [error.id for error in [*letters_leave_the_house(None), *second_supplier_is_another(None)]] == found
