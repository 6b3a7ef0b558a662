"""What must never be true the database itself refuses, whatever the code above it believes."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.db.models import F

from events.changes.models import Notice
from events.door.models import Scan
from events.reminding.models import Reminder
from messaging.models import ApprovedTemplate, DeliveryReport, OptIn, Reply, Subscription, Wording
from search.models import Asked
from shop.capacity.models import Hold
from shop.cart.models import CartLine
from shop.contract import set_quota
from shop.invoices.models import Invoice
from shop.orders.models import OrderLine
from shop.payments.models import LedgerEntry, Payment, Refund, SupplierEvent
from shop.withdrawals.models import Withdrawal, WithdrawnLine
from tests.architecture.conftest import cast, undone  # noqa: F401 - rows of every kind
from tests.factories.accounts import make_user
from tests.factories.courses import make_theme
from tests.factories.learning import done_by
from tests.factories.pages import make_frame
from tests.factories.shop import NOON, make_order, make_postcard
from tests.guards.scanning import guards
from tests.search.conftest import make_listing

pytestmark = pytest.mark.thorough

OURS = guards()
UNIQUE = {
    constraint.name: (model, constraint)
    for model in apps.get_models()
    for constraint in model._meta.constraints
    if isinstance(constraint, models.UniqueConstraint) and f"constraint:{constraint.name}" in OURS
}
# Texts that are the same in capitals and in small letters.
EXPRESSED = {"one_account_per_address": ["email"]}
# What a rule of one row forbids, written into any row that is there.
FORBIDDEN = {
    "shop.Order": {"tax_is_part_of_the_total": {"tax_amount": F("total_amount") + 1}},
    "shop.OrderLine": {"a_line_adds_up": {"total_amount": F("total_amount") + 1}},
    "shop.Invoice": {"an_invoices_tax_is_part_of_it": {"tax_amount": F("total_amount") + 1}},
    "shop.Quota": {
        "no_place_is_taken_twice": {"taken": F("size") + 1, "set_aside": 0},
        "what_is_set_aside_is_free": {"set_aside": F("size") - F("taken") + 1},
    },
    "shop.Waiting": {
        "somebody_waits": {"quantity": 0},
        "an_offer_of_places_ends": {"state": "offered", "offered_until": None},
    },
    "shop.Review": {"one_to_five_stars": {"stars": 6}},
    "shop.Hold": {"a_hold_has_places": {"quantity": 0}},
    "shop.CartLine": {"a_line_has_something_on_it": {"quantity": 0}},
    "shop.Cart": {"a_cart_is_a_guests_or_a_members": {"user": None, "token_hash": None}},
    "messaging.Message": {"what_is_no_letter_stands_beside_one": {"channel": "whatsapp"}},
    "events.DateChange": {"only_what_was_moved_may_be_given_back": {"kind": "cancelled", "give_back_until": NOON}},
    "events.Notice": {"a_notice_is_for_a_booking_or_who_waits": {"waiting": "bench:1"}},
    "events.Booking": {"a_cancelled_booking_says_when": {"state": "cancelled", "cancelled_at": None}},
    "events.Attendee": {"a_cancelled_ticket_says_when": {"state": "cancelled", "cancelled_at": None}},
    "events.EventDate": {"a_date_ends_after_it_begins": {"ends_at": F("starts_at")}},
    "shop.OfferPrice": {"a_sale_price_is_lower": {"sale_amount": F("amount")}},
    "shop.WithdrawnLine": {"what_is_decided_says_when": {"state": "accepted", "decided_at": None}},
    "messaging.Subscription": {"who_gets_news_has_confirmed": {"state": "confirmed", "confirmed_at": None}},
    "shop.Permit": {"no_more_downloads_than_permitted": {"used": F("allowed") + 1}},
    "search.Thing": {"no_version_ahead_of_its_cause": {"version": F("wanted") + 1}},
    "shop.LedgerEntry": {"payments_come_refunds_and_fees_go": {"amount": -F("amount")}},
}
RULES = [(label, name) for label, rules in FORBIDDEN.items() for name in rules]


@pytest.mark.parametrize("name", sorted(UNIQUE))
def test_the_database_takes_no_second_one(name, cast, undone):  # noqa: F811
    model, constraint = UNIQUE[name]
    with undone():
        make_what_nobody_has_yet(cast)
        rows = model._base_manager.filter(constraint.condition) if constraint.condition else model._base_manager.all()
        rows = rows.filter(**{f"{name}__isnull": False for name in constraint.fields})  # nothing is never doubled
        row = rows.order_by("pk").last()
        assert row is not None, f"there is no {model.__name__} to be doubled"
        row.pk, row._state.adding = None, True
        make_its_own(row, but={*constraint.fields, *EXPRESSED.get(name, ())})
        for field in EXPRESSED.get(name, ()):
            setattr(row, field, getattr(row, field).swapcase())
        with pytest.raises(IntegrityError), transaction.atomic():
            models.Model.save_base(row, raw=True, force_insert=True)


def make_what_nobody_has_yet(cast) -> None:  # noqa: F811
    """Rows of the kinds that the cast has none of. The newest payment is one that came to nothing."""
    for state in (Payment.State.PAID, Payment.State.OPEN, Payment.State.FAILED):
        order = make_order(make_postcard(f"Card {state}"))
        told = {"amount": 300, "currency": "EUR", "expires_at": NOON, "created_at": NOON}
        Payment.objects.create(order=order, attempt=1, state=state, key=f"key {state}", **told)
    make_credit_note_of(Payment.objects.get(state=Payment.State.PAID))
    LedgerEntry.objects.create(order=order, kind="charge", amount=300, currency="EUR", reference="pi_1", at=NOON)
    SupplierEvent.objects.create(supplier="stripe", event_id="evt_1", kind="x", payload="{}", received_at=NOON)
    done_by(make_user("learner@example.org"), cast.lesson)
    declared = Withdrawal.objects.create(order=order, click="1", name="Ada", email="ada@example.org", declared_at=NOON)
    WithdrawnLine.objects.create(withdrawal=declared, line=order.lines.get(), ground="holds")
    DeliveryReport.objects.create(supplier="resend", event_id="1", supplier_id="1", at=NOON, received_at=NOON)
    Wording.objects.create(kind="order_confirmation", language="en")
    cart_line = CartLine.objects.create(
        cart=cast.line.cart, offer=order.lines.get().offer, belongs_to=cast.line, seen_amount=300, added_at=NOON
    )
    values = {"unit_amount": 300, "total_amount": 300, "tax_percent": 0, "tax_amount": 0, "quantity": 1}
    about = {"offer": cart_line.offer, "record_type": cart_line.offer.record_type, "record_id": 1}
    OrderLine.objects.create(order=order, belongs_to=order.lines.first(), **about, **values)
    quota = set_quota("hall", size=9, offers=[])
    sold = {"quota": quota, "offer": order.lines.first().offer, "quantity": 1, "began_at": NOON}
    Hold.objects.create(**sold, state=Hold.State.SOLD, order_line=order.lines.first())
    Hold.objects.create(**sold, cart_line=order.lines.first().from_line)
    Hold.objects.create(**sold, state=Hold.State.KEPT, kept_for=cast.waiting.pk)
    Subscription.objects.create(address="ada@example.org", language="en", wording="Yes.", proof="1", asked_at=NOON)
    OptIn.objects.create(number="+4930123456", address="ada@example.org", given_at=NOON)
    Reply.objects.create(supplier="twilio", event_id="1", number="+4930123456", stops=True, received_at=NOON)
    ApprovedTemplate.objects.create(kind="order_confirmation", language="en", content_sid="HX1")
    change = cast.notice.change
    change.pk, change.click, change.applied_at = None, "2" * 32, None
    change.save()
    Notice.objects.create(change=change, waiting="bench:1")
    about = {"order": cast.notice.order, "date": cast.date, "kind": "reminder", "days": 3}
    Reminder.objects.create(**about, starts_at=NOON, sent_at=NOON)
    Scan.objects.create(link=cast.door, outcome="unknown", at=NOON, received_at=NOON)
    make_listing("Seven Days of Quiet")
    Asked.objects.create(language="en", words="quiet", times=1, last_at=NOON)
    make_theme()
    make_frame()


def make_credit_note_of(payment: Payment) -> None:
    refund = Refund.objects.create(payment=payment, key="refund", amount=300, reason="asked", created_at=NOON)
    sums = {"currency": "EUR", "total_amount": 300, "tax_amount": 0}
    told = {"issued_at": NOON, "language": "en", "content": {}, **sums}
    Invoice.objects.create(series="C", number=1, kind="credit_note", order=payment.order, refund=refund, **told)


def make_its_own(row: models.Model, *, but: set[str]) -> None:
    """Nothing else of the second row is in the way."""
    others = {name for constraint in row._meta.constraints for name in getattr(constraint, "fields", ())}
    others |= {name for names in row._meta.unique_together for name in names}
    for field in row._meta.concrete_fields:
        if field.primary_key or field.is_relation or field.name in but or not (field.unique or field.name in others):
            continue
        if getattr(row, field.attname) is None:
            continue  # nothing is never the same as nothing, and a rule may want it
        kind = field.get_internal_type()
        if "Integer" in kind:
            setattr(row, field.attname, getattr(row, field.attname) + 1000)
        else:
            setattr(row, field.attname, uuid4() if kind == "UUIDField" else uuid4().hex[: field.max_length])


@pytest.mark.parametrize(("label", "name"), RULES)
def test_the_database_keeps_each_rule(label, name, cast, undone):  # noqa: F811
    with undone():
        make_what_nobody_has_yet(cast)
        rows = apps.get_model(label)._base_manager.all()
        row = rows.order_by("pk").first()
        assert row is not None, f"there is no {label}"
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.filter(pk=row.pk).update(**FORBIDDEN[label][name])
