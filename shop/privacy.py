"""What buying tells of people, and what of it the law of taxes asks to keep.

An order that was paid stays with its number, dates, sums, taxes, country and goods, with the movements of its money
and its papers; nobody can be found by it any more, unless a business bought: its name and VAT number stay with it.
Orders that were never paid go whole.
"""

from __future__ import annotations

from datetime import datetime

from django.db.models import F, Q
from django.utils.translation import gettext as _

from accounts.contract import Keeper, NotNow
from home.converters import new_secret
from messaging.contract import forget_letters
from shop.cart.keeping import let_go
from shop.cart.models import Cart, CartLine
from shop.desk.models import OrderNote
from shop.fulfilment.models import Entitlement, Fulfilment
from shop.invoices.models import Invoice
from shop.orders.models import Consent, Order, OrderLine
from shop.orders.operations import UNPAID
from shop.orders.queries import every_order_of
from shop.payments.models import Dispute, LedgerEntry, Payment, Refund, SupplierEvent
from shop.withdrawals.models import Withdrawal, WithdrawnLine

UNDER_WAY = (*UNPAID, Order.State.REVIEW)
NOT_BACK_YET = (Refund.State.READY, Refund.State.PENDING)
ORDER = ("number", "state", "email", "name", "whatsapp", "country", "language", "currency")
ORDER += ("total_amount", "tax_amount")
BUSINESS = ("company", "vat_id", "vat_check", "reverse_charge")
PAPER = ("series", "number", "kind", "issued_at", "total_amount", "tax_amount", "currency", "content", "buyer")
LINE = ("title", "detail", "quantity", "unit_amount", "total_amount", "tax_percent", "tax_amount", "choices")
DISPUTE = ("amount", "currency", "reason", "state", "reference", "evidence_due_by", "opened_at", "closed_at")


def tell(user) -> dict:
    ids = list(every_order_of(user).values_list("pk", flat=True))
    number = F("order__number")
    return {
        "orders": every_order_of(user).values(*ORDER, *BUSINESS, "is_test", "created_at", "paid_at"),
        "order_lines": OrderLine.objects.filter(order__in=ids).order_by("pk").values(*LINE, order_number=number),
        "consents": Consent.objects.filter(order__in=ids)
        .order_by("pk")
        .values("code", "wording", "given_at", order_number=number),
        "withdrawals": Withdrawal.objects.filter(order__in=ids)
        .order_by("pk")
        .values("name", "email", "declared_at", order_number=number),
        "withdrawn": WithdrawnLine.objects.filter(withdrawal__order__in=ids)
        .order_by("pk")
        .values("ground", "why", "state", "reason", "decided_at", title=F("line__title")),
        "notes": OrderNote.objects.filter(order__in=ids)
        .order_by("pk")
        .values("text", "written_at", order_number=number),
        "payments": Payment.objects.filter(order__in=ids)
        .order_by("pk")
        .values("state", "amount", "currency", "reference", "created_at", "settled_at", order_number=number),
        "money": LedgerEntry.objects.filter(order__in=ids)
        .order_by("pk")
        .values("kind", "amount", "currency", "reference", "at", order_number=number),
        "refunds": Refund.objects.filter(payment__order__in=ids)
        .order_by("pk")
        .values("amount", "reason", "state", "reference", "created_at", order_number=F("payment__order__number")),
        "disputes": Dispute.objects.filter(payment__order__in=ids)
        .order_by("pk")
        .values(*DISPUTE, order_number=F("payment__order__number")),
        "invoices": Invoice.objects.filter(order__in=ids).order_by("pk").values(*PAPER, order_number=number),
        "access": Entitlement.objects.filter(Q(user=user) | Q(line__order__in=ids))
        .order_by("pk")
        .values("starts_at", "ends_at", "revoked_at", "experienced_at", title=F("line__title")),
        "cart": CartLine.objects.filter(cart__user=user)
        .order_by("pk")
        .values("quantity", "choices", "added_at", "removed_at", offer_key=F("offer__key")),
    }


def erase(*, user, at: datetime) -> None:
    # The cart first, as the checkout does it: whoever pays in another window comes before or finds nothing.
    as_guest = every_order_of(user).order_by().values("cart")
    carts = list(Cart.objects.select_for_update().filter(Q(user=user) | Q(pk__in=as_guest)).order_by("pk"))
    orders = list(every_order_of(user).select_for_update())
    on_its_way_back = Refund.objects.filter(payment__order__in=orders, state__in=NOT_BACK_YET)
    if any(order.state in UNDER_WAY for order in orders) or on_its_way_back.exists():
        raise NotNow(
            _(
                "A payment of yours is still under way. Come back when it has ended; that takes half an hour at most, "
                "with a bank transfer some days."
            )
        )
    let_go(CartLine.objects.filter(cart__in=carts).select_related("offer"), at=at)
    for cart in carts:
        cart.delete()
    _forget_how_they_paid(orders)
    for order in orders:
        named = order.withdrawals.values_list("email", flat=True)
        for address in {order.email, *named}:
            forget_letters(to=address, about=order.number)
    moved = set(LedgerEntry.objects.filter(order__in=orders).values_list("order_id", flat=True))
    kept = [order.pk for order in orders if order.paid_at or order.pk in moved]
    _make_nobodys(user, kept)
    Payment.objects.filter(order__in=orders).exclude(order__in=kept).delete()
    Order.objects.filter(pk__in=[order.pk for order in orders]).exclude(pk__in=kept).delete()


def _forget_how_they_paid(orders: list[Order]) -> None:
    """Suppliers' messages hold name, address and card; that they came, and when, stays."""
    for payment in Payment.objects.filter(order__in=orders):
        for words in filter(None, (payment.session_id, payment.reference)):
            SupplierEvent.objects.filter(payload__contains=words).update(payload="")


def _make_nobodys(user, orders: list[int]) -> None:
    Entitlement.objects.filter(Q(user=user) | Q(line__order__in=orders)).delete()
    Consent.objects.filter(order__in=orders).delete()
    Withdrawal.objects.filter(order__in=orders).delete()
    OrderNote.objects.filter(order__in=orders).delete()
    OrderLine.objects.filter(order__in=orders).update(choices={}, from_line=None)
    Fulfilment.objects.filter(line__order__in=orders).update(last_error="")
    Payment.objects.filter(order__in=orders).update(page_url="")
    Invoice.objects.filter(order__in=orders).update(buyer={})
    for order in orders:  # each with a new secret: old letters and bookmarks lead nowhere
        Order.objects.filter(pk=order).update(user=None, cart=None, email="", name="", whatsapp="", secret=new_secret())


KEEPER = Keeper("shop", tell=tell, erase=erase, order=80)
