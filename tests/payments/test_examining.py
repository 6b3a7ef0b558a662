"""The doctor finds what is wrong with the account and what got stuck, and says what mends it."""

from __future__ import annotations

import json
from datetime import timedelta
from io import StringIO

import pytest
import stripe
from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from integrations.stripe.gateway import StripeGateway
from integrations.stripe.standin import paying
from integrations.stripe.standin.http import StandInHTTPClient
from outbox import contract as outbox
from outbox.models import Job
from shop.fulfilment.models import Fulfilment
from shop.payments.examining import examine
from shop.payments.models import LedgerEntry, Payment, SupplierEvent
from shop.payments.operations import settle
from tests.factories.payments import at_the_page, do_all_work, movements
from tests.factories.stripe import play_dead, stop_clock

pytestmark = pytest.mark.django_db


class SetUpOtherwise(StandInHTTPClient):
    """The account's only endpoint differs from what this shop needs."""

    def __init__(self, **differs) -> None:
        super().__init__()
        self._differs = differs

    def request(self, *args, **kwargs):
        body, status, headers = super().request(*args, **kwargs)
        listed = json.loads(body)
        listed["data"] = [{**endpoint, **self._differs} for endpoint in listed["data"]]
        return json.dumps(listed), status, headers


def found_at_stripe(**differs) -> list[str]:
    """What is said of an account whose endpoint differs."""
    client = stripe.StripeClient(settings.STRIPE_STANDIN_KEY, http_client=SetUpOtherwise(**differs))
    return [finding.what for finding in StripeGateway(client).examine(at=timezone.now())]


def pay_one() -> Payment:
    """An order that is paid and handed over."""
    payment = at_the_page()
    paying.pay(payment.session_id)
    settle(session_id=payment.session_id, at=timezone.now())
    do_all_work()
    return payment


def found(*, at=None) -> list[str]:
    """What the doctor says, without what is to be done."""
    return [finding.what for finding in examine(at=at or timezone.now())]


def test_where_all_is_well_it_says_so():
    said = StringIO()

    call_command("payments_doctor", stdout=said)

    assert said.getvalue() == "Payments are well.\n"


def test_findings_come_with_what_mends_them_and_an_exit_code():
    play_dead("key_revoked")
    said = StringIO()

    with pytest.raises(SystemExit) as ended:
        call_command("payments_doctor", stdout=said)

    assert ended.value.code == 1
    assert said.getvalue().splitlines() == [
        "Stripe refuses the key.",
        "  Copy a secret or restricted key of your account into STRIPE_SECRET_KEY and restart web and runner.",
    ]


def test_a_supplier_that_does_not_answer_hides_nothing_else():
    outbox.add("payments.told", key="old", payload={}, due=timezone.now() - timedelta(hours=1))
    play_dead("lost_before", times=3)

    what = found()

    assert what[0].startswith("The payment supplier does not answer")
    assert what[1] == "Overdue jobs: 1."


@pytest.mark.parametrize(
    ("differs", "what"),
    [
        (
            {"url": "https://old.example/api/checkout/webhook"},
            "Stripe tells this shop nothing: no webhook endpoint leads to http://testserver/api/checkout/webhook.",
        ),
        ({"status": "disabled"}, "The webhook endpoint is switched off at Stripe."),
        (
            {"enabled_events": ["checkout.session.completed", "checkout.session.expired"]},
            "The webhook endpoint does not tell of charge.dispute.closed, charge.dispute.created, "
            "charge.dispute.funds_reinstated, charge.dispute.funds_withdrawn, charge.dispute.updated, "
            "charge.refunded, checkout.session.async_payment_failed, checkout.session.async_payment_succeeded, "
            "payment_intent.payment_failed, payment_intent.succeeded, payout.failed, payout.paid, refund.created, "
            "refund.failed, refund.updated.",
        ),
        (
            {"api_version": "2020-08-27"},
            "The webhook endpoint speaks API version 2020-08-27, the shop 2026-10-28.endive.",
        ),
    ],
)
def test_an_endpoint_that_is_set_up_otherwise_is_noticed(differs, what):
    assert found_at_stripe(**differs) == [what]


def test_an_endpoint_that_tells_everything_is_fine():
    assert found_at_stripe(enabled_events=["*"], api_version=None) == []


def test_a_wrong_clock_is_noticed():
    stop_clock(timezone.now() - timedelta(minutes=6))

    assert [what.partition(":")[0] for what in found()] == ["This machine's clock is wrong"]


def test_what_waits_too_long_is_counted_and_what_is_young_is_not():
    at_the_page()
    SupplierEvent.objects.create(
        supplier="stripe", event_id="evt_1", kind="charge.refunded", payload="{}", received_at=timezone.now()
    )
    later = timezone.now() + timedelta(hours=2)
    Job.objects.update(state=Job.State.DONE)

    assert found() == []
    stop_clock(later)
    assert found(at=later) == ["Events that were not acted on: 1.", "Payments that wait too long: 1."]


def test_what_gave_up_or_needs_a_person_is_counted():
    payment = pay_one()
    Job.objects.filter(kind="fulfilment.grant").update(state=Job.State.DEAD)
    Fulfilment.objects.update(state=Fulfilment.State.FAILED)
    Payment.objects.update(state=Payment.State.MISMATCH)

    assert found() == [
        "Jobs that gave up: 1.",
        "Payments that need a person: 1.",
        "Paid lines that were not handed over: 1.",
    ]
    assert movements(payment.order) == [("charge", 7900)]


def test_a_payment_without_its_entry_in_the_ledger_is_an_alarm():
    pay_one()
    LedgerEntry.objects.all().delete()

    assert found() == ["Payments that are missing in the ledger: 1."]
