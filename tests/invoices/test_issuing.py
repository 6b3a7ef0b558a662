"""Invoices and credit notes: one for each sale and each refund, numbered without gaps, never changed."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.privacy.operations import delete_account
from integrations.stripe.models import Record
from integrations.stripe.standin import paying
from messaging.models import Message
from outbox.contract import Permanent
from outbox.models import Job
from shop.invoices.models import Invoice, InvoiceSeries
from shop.invoices.operations import credit_order, issue_credit_note, issue_invoice, take_back_credit_note
from shop.invoices.paper import pdf_of
from shop.invoices.queries import papers_of
from shop.invoices.tasks import credit
from shop.orders.models import Order
from shop.payments.examining import examine
from shop.payments.models import Payment, Refund
from shop.payments.operations import settle
from shop.payments.refunds import refund
from tests.factories.accounts import make_user
from tests.factories.pages import make_frame
from tests.factories.payments import at_the_page, do_all_work, event, tell
from tests.factories.shop import NOON, eur, make_order, make_paid_order, make_postcard, make_walk

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]


def issue(order, at=NOON) -> Invoice:
    return issue_invoice(order_id=order.pk, at=at)


@pytest.fixture
def bought():
    """A walk for €79.00 at 19 % and a map for €10.00 at 7 %, paid; everything that follows is done."""
    payment = at_the_page(make_walk(), make_postcard("Map", amount=1000, tax_class="book"))
    paying.pay(payment.session_id)
    settle(session_id=payment.session_id, at=timezone.now())
    do_all_work()
    return Order.objects.get()


def give_back(order, amount: int, *kinds: str, cause: str) -> Invoice:
    lines = order.lines.filter(kind__in=kinds)
    row = refund(order_id=order.pk, amount=eur(amount), lines=lines, cause=cause, at=timezone.now())
    do_all_work()
    return Invoice.objects.get(refund=row)


def taxes(paper: Invoice) -> list[tuple]:
    return [(tax["percent"], tax["gross"], tax["tax"]) for tax in paper.content["taxes"]]


def test_a_paid_order_has_one_invoice_however_often_it_is_issued():
    order = make_paid_order(make_walk(), make_postcard("Map", amount=1000, tax_class="book"))

    first, again = issue(order), issue(order)

    assert first == again == Invoice.objects.get()
    assert (first.name, first.total, first.tax_amount) == ("INV-2026-00001", eur(8900), 1261 + 65)
    assert taxes(first) == [("19.00", 7900, 1261), ("7.00", 1000, 65)]


@pytest.mark.parametrize("order", ["unpaid", "free"])
def test_what_was_not_paid_has_no_invoice_and_takes_no_number(order):
    order = make_order(make_walk()) if order == "unpaid" else make_paid_order(make_postcard(amount=0))

    assert issue(order) is None
    assert (Invoice.objects.count(), InvoiceSeries.objects.count()) == (0, 0)
    assert not Job.objects.filter(kind="invoices.issue").exists()


def test_numbers_follow_each_other_in_each_year_and_kind():
    orders = [make_paid_order(make_postcard(f"Card {number}")) for number in range(4)]
    years = [2026, 2026, 2027, 2026]

    papers = [issue(order, at=datetime(year, 6, 1, tzinfo=UTC)) for order, year in zip(orders, years, strict=True)]

    assert [paper.name for paper in papers] == ["INV-2026-00001", "INV-2026-00002", "INV-2027-00001", "INV-2026-00003"]


def test_the_year_is_that_of_the_shops_own_calendar(settings):
    settings.TIME_ZONE = "Europe/Berlin"

    assert issue(make_paid_order(make_postcard()), at=datetime(2026, 12, 31, 23, 30, tzinfo=UTC)).series == "INV-2027"


def test_a_paper_that_fails_leaves_no_gap():
    orders = [make_paid_order(make_postcard(f"Card {number}")) for number in range(2)]
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        issue(orders[0])
        raise ZeroDivisionError

    assert issue(orders[1]).name == "INV-2026-00001"
    assert issue(orders[0]).name == "INV-2026-00002"


def test_pretended_payments_count_in_a_series_of_their_own():
    order = make_paid_order(make_postcard())
    Order.objects.update(is_test=True)

    assert issue(order).name == "TEST-INV-2026-00001"
    assert issue(make_paid_order(make_postcard("Another"))).name == "INV-2026-00001"


def test_an_invoice_is_never_changed_and_never_deleted():
    paper = issue(make_paid_order(make_postcard()))

    for act in (paper.save, paper.delete):
        with pytest.raises(TypeError):
            act()


@pytest.mark.parametrize(
    "same", [{"number": 1}, {"number": 2}, {"number": 2, "kind": "credit_note"}, {"number": 2, "tax_amount": 301}]
)
def test_the_database_refuses_a_number_twice_an_order_twice_and_two_ends_of_it(same):
    paper = issue(make_paid_order(make_postcard()))
    other = make_paid_order(make_postcard("Another")) if same["number"] == 1 or "tax_amount" in same else paper.order
    values = {"series": paper.series, "kind": "invoice", "issued_at": NOON, "total_amount": 300, "tax_amount": 48}
    if "kind" in same:
        credit_order(order_id=paper.order_id, at=NOON)

    with pytest.raises(IntegrityError):
        Invoice.objects.create(order=other, content={}, **values | same)


def test_a_paper_keeps_its_words_whatever_changes_later():
    frame = make_frame(name="Stillpoint", company="Stillpoint GmbH", vat_number="DE000000000", bank="IBAN DE00")
    order = make_paid_order(make_postcard("Lake"), language="de")
    paper = issue(order)
    frame.company, frame.vat_number = "Another GmbH", ""
    frame.save()
    order.lines.update(title="Another lake")

    content = Invoice.objects.get(pk=paper.pk).content

    assert content["seller"]["address"][0] == "Stillpoint GmbH"
    assert {fact[1] for fact in content["seller"]["facts"]} >= {"DE000000000", "IBAN DE00"}
    assert (content["lines"][0]["title"], content["title"]) == ("Lake", "Rechnung")
    assert paper.buyer == {"name": "Ada Lindqvist", "email": "ada@example.org"}


def test_a_paid_sale_is_invoiced_at_once_and_the_letter_carries_the_paper(bought):
    paper = bought.invoices.get()

    letter = Message.objects.get(kind="order_confirmation")
    assert (paper.name, paper.total_amount) == ("TEST-INV-2026-00001", 8900)
    assert bytes(letter.attachments.get(name=f"{paper.name}.pdf").content) == pdf_of(paper)
    assert "Your invoice comes with this letter." in letter.text


def test_a_refund_of_lines_has_a_credit_note_with_these_lines_and_one_letter_that_carries_it(bought):
    note = give_back(bought, 7900, "walk", cause="desk")

    assert (note.name, note.kind, note.total_amount) == ("TEST-CN-2026-00001", "credit_note", 7900)
    assert taxes(note) == [("19.00", 7900, 1261)]
    assert [line["title"] for line in note.content["lines"]] == ["Dawn walk"]
    letter = Message.objects.exclude(kind="order_confirmation").get()
    assert (letter.kind, letter.to, letter.attachments.get().name) == (
        "money_went_back",
        "ada@example.org",
        "TEST-CN-2026-00001.pdf",
    )
    assert "€79.00" in letter.text
    assert note.name in letter.text


def test_a_refund_of_a_part_is_taxed_as_the_order_was(bought):
    note = give_back(bought, 890, cause="desk")

    assert taxes(note) == [("19.00", 790, 126), ("7.00", 100, 7)]
    assert [line["title"] for line in note.content["lines"]] == ["Part of what was paid"]


def test_all_credit_notes_together_are_the_invoice_to_the_cent(bought):
    notes = [
        give_back(bought, amount, *kinds, cause=str(amount))
        for amount, *kinds in ((333, "walk"), (1001,), (77, "postcard"), (7489,))
    ]

    paper = bought.invoices.get(kind="invoice")
    assert sum(note.total_amount for note in notes) == paper.total_amount
    for percent, gross, tax in taxes(paper):
        of_rate = [row for note in notes for row in taxes(note) if row[0] == percent]
        assert (sum(row[1] for row in of_rate), sum(row[2] for row in of_rate)) == (gross, tax)


def test_a_refund_made_at_the_supplier_has_a_credit_note_too(bought):
    payment = Payment.objects.get()
    row = Refund.objects.create(
        payment=payment, key="supplier:re_1", amount=100, reason="elsewhere", state="done", created_at=NOON
    )

    first, again = (issue_credit_note(refund_id=row.pk, at=NOON) for _ in range(2))

    assert first == again
    assert first.total_amount == 100


def test_a_credit_note_that_is_asked_for_first_brings_its_invoice(bought):
    Invoice.objects.filter(order=bought)._raw_delete("default")
    row = Refund.objects.create(
        payment=Payment.objects.get(), key="k", amount=100, reason="asked", state="done", created_at=NOON
    )

    note = issue_credit_note(refund_id=row.pk, at=NOON)

    assert ["Regarding", bought.invoices.get(kind="invoice").name, "code"] in note.content["facts"]


def test_the_suppliers_word_that_a_refund_failed_takes_its_credit_note_back(bought):
    note = give_back(bought, 890, cause="desk")
    record = Record.objects.get(kind="refund")
    record.body = {**record.body, "status": "failed"}
    record.save()

    tell(event("refund.failed", {"id": "re_1", "payment_intent": bought.payments.get().reference}))
    do_all_work()

    papers = [(paper.kind, paper.total_amount) for paper in papers_of(bought)]
    assert papers == [("invoice", 8900), ("credit_note", 890), ("invoice", 890)]
    assert ["Regarding", note.name, "code"] in papers_of(bought)[-1].content["facts"]


def test_a_refund_that_fails_after_all_is_invoiced_again_once(bought):
    note = give_back(bought, 890, cause="desk")

    first, again = (take_back_credit_note(refund_id=note.refund_id, at=NOON) for _ in range(2))

    assert first == again
    assert (first.kind, first.total_amount, taxes(first)) == ("invoice", 890, taxes(note))
    row = Refund.objects.create(
        payment=Payment.objects.get(), key="all", amount=8900, reason="asked", state="done", created_at=NOON
    )
    whole = issue_credit_note(refund_id=row.pk, at=NOON)
    assert taxes(whole) == [("19.00", 7900, 1261), ("7.00", 1000, 65)]


def test_money_that_came_twice_and_goes_back_was_never_invoiced(bought):
    row = Refund.objects.create(
        payment=Payment.objects.create(
            order=bought, attempt=2, state="returned", key="k", amount=8900, currency="EUR", expires_at=NOON,
            created_at=NOON, reference="pi_2",
        ),
        key="r", amount=8900, reason="paid_twice", state="pending", reference="re_2", created_at=NOON,
    )  # fmt: skip
    tell(event("charge.refunded", {"id": "ch_2", "object": "charge", "payment_intent": "pi_2"}))
    do_all_work()

    assert not Invoice.objects.filter(refund=row).exists()
    assert not Job.objects.filter(kind="invoices.credit").exists()


def test_the_paper_of_somebody_who_has_left_stays_without_them():
    user = make_user()
    order = make_paid_order(make_postcard(), user=user, at=timezone.now())
    paper = issue(order)

    delete_account(user=user, at=timezone.now())

    left = Invoice.objects.get(pk=paper.pk)
    assert (left.name, left.content, left.buyer) == (paper.name, paper.content, {})
    assert pdf_of(left)


def test_what_is_missing_is_told_by_the_doctor_and_issued_by_a_command_once(bought, capsys):
    Invoice.objects.filter(order=bought)._raw_delete("default")
    Order.objects.update(paid_at=timezone.now() - timedelta(hours=1))
    row = Refund.objects.create(
        payment=Payment.objects.get(), key="k", amount=100, reason="asked", state="done", created_at=NOON
    )
    told = {finding.what: finding.mend for finding in examine(at=timezone.now())}
    assert told["Paid orders without an invoice: 1."] == "Run `manage.py issue_invoices`."

    call_command("issue_invoices", "--dry-run")
    for _ in range(2):
        call_command("issue_invoices")

    assert [paper.refund for paper in papers_of(bought)] == [None, row]
    assert capsys.readouterr().out.splitlines() == [
        "1 invoices and 1 credit notes missing.",
        "1 invoices and 1 credit notes issued.",
        "0 invoices and 0 credit notes issued.",
    ]


def test_more_money_than_was_invoiced_is_for_a_person_to_look_at(bought):
    row = Refund.objects.create(
        payment=Payment.objects.get(), key="k", amount=8901, reason="elsewhere", state="done", created_at=NOON
    )

    with pytest.raises(Permanent, match="Only 8900 of 8901"):
        credit(refund_id=row.pk)
    assert not Invoice.objects.filter(refund=row).exists()
