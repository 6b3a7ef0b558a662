"""From cart to order: everything that was agreed is copied, in one transaction and without a network call."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from messaging.contract import opt_in_to_whatsapp
from money import Money
from shop.cart.basket import Basket, BasketLine, basket_of
from shop.cart.keeping import about, keep
from shop.cart.models import Cart
from shop.fulfilment.registry import Acceptance, Unavailable, fulfiller_of
from shop.orders.models import Consent, Order, OrderLine
from shop.orders.operations import UNPAID

HOLD_SLACK = timedelta(minutes=5)  # the supplier says "expired" a little after the minute


@dataclass(frozen=True)
class Details:
    """Who buys, what they accepted, and the total that they were shown."""

    email: str
    name: str
    country: str
    language: str
    accepted: frozenset[str]
    shown: Money
    user: object  # anonymous for a guest
    whatsapp: str = ""  # E.164, for whoever wants messages there
    page: str = ""  # where they said so, if not on the checkout's
    company: str = ""
    vat_id: str = ""
    vat_check: str = ""  # of Order.VatCheck
    reverse_charge: bool = False


class CannotOrder(Exception):
    """The cart cannot be ordered as it stands; the text may be shown to the buyer."""


class ConsentMissing(CannotOrder):
    """Something must be accepted first."""


class OtherOrderOpen(Exception):
    """The cart has an unpaid order that says something else; its payment must be ended first."""

    def __init__(self, orders: list[Order]) -> None:
        super().__init__(", ".join(order.number for order in orders))
        self.orders = orders


@transaction.atomic
def place_order(cart: Cart, details: Details, *, at: datetime) -> Order:
    """The order for what lies in the cart; the same one again if nothing changed since.

    Raises CannotOrder where the buyer must look again, and OtherOrderOpen before a second order for one cart.
    """
    cart = Cart.objects.select_for_update().get(pk=cart.pk)
    basket = basket_of(
        cart,
        user=details.user,
        language=details.language,
        country=details.country,
        reverse_charge=details.reverse_charge,
        at=at,
    )
    _require_as_shown(basket, details)
    accepted = _accepted(basket, details)
    _keep_places(basket, until=at + timedelta(minutes=settings.SHOP_PAYMENT_MINUTES) + HOLD_SLACK, at=at)
    earlier = list(Order.objects.filter(cart=cart, state__in=UNPAID).prefetch_related("lines").order_by("id"))
    for order in earlier:
        if _says_the_same(order, basket, details):
            return order
    if earlier:
        raise OtherOrderOpen(earlier)
    return _write(cart, basket, details, accepted, at=at)


def acceptances_for(basket: Basket) -> list[Acceptance]:
    """What must be accepted for these goods: the terms, and what each kind asks."""
    lines: dict[str, list] = {}
    for line in basket.lines:
        lines.setdefault(line.line.offer.kind, []).append(line.line)
    asked = {"terms": Acceptance("terms", _("I accept the terms of sale."))}
    for kind, of_kind in lines.items():
        for acceptance in fulfiller_of(kind).acceptances(of_kind):
            asked.setdefault(acceptance.code, acceptance)
    return list(asked.values())


def _require_as_shown(basket: Basket, details: Details) -> None:
    if not basket.lines:
        raise CannotOrder(_("Your cart is empty."))
    for line in basket.lines:
        if line.trouble:
            raise CannotOrder(_("%(title)s: %(reason)s") % {"title": line.title, "reason": line.trouble})
    if basket.total != details.shown:
        raise CannotOrder(_("The total has changed since you saw it. Nothing was charged. Please look again."))


def _accepted(basket: Basket, details: Details) -> list[Acceptance]:
    asked = acceptances_for(basket)
    if any(acceptance.code not in details.accepted for acceptance in asked):
        raise ConsentMissing(_("Please read and tick what belongs to this order."))
    return asked


def _keep_places(basket: Basket, *, until: datetime, at: datetime) -> None:
    titles = {line.line.pk: line.title for line in basket.lines}
    try:
        for line in basket.lines:
            with about(line.line):
                fulfiller_of(line.line.offer.kind).revalidate(line.line)
        keep((line.line for line in basket.lines), until=until, at=at)
    except Unavailable as reason:
        about_it = {"title": titles[reason.cart_line], "reason": reason}
        raise CannotOrder(_("%(title)s: %(reason)s") % about_it) from reason


def _says_the_same(order: Order, basket: Basket, details: Details) -> bool:
    return (
        (order.email, order.name, order.country, order.language, order.user_id, order.whatsapp)
        == (details.email, details.name, details.country, details.language, details.user.pk, details.whatsapp)
        and (order.company, order.vat_id, order.reverse_charge)
        == (details.company, details.vat_id, details.reverse_charge)
        and order.total == basket.total
        and {(line.from_line, line.quantity, line.unit_amount, repr(line.choices)) for line in order.lines.all()}
        == {(line.line.pk, line.quantity, line.price.now.minor, repr(line.line.choices)) for line in basket.lines}
    )


def _write(cart: Cart, basket: Basket, details: Details, accepted: list[Acceptance], *, at: datetime) -> Order:
    order = Order.objects.create(
        cart=cart,
        user_id=details.user.pk,
        email=details.email,
        name=details.name,
        whatsapp=details.whatsapp,
        country=details.country,
        company=details.company,
        vat_id=details.vat_id,
        vat_check=details.vat_check,
        reverse_charge=details.reverse_charge,
        language=details.language,
        currency=basket.currency,
        total_amount=basket.total.minor,
        tax_amount=sum(share.amount.minor for share in basket.taxes),
        created_at=at,
    )
    _write_lines(order, basket)
    Consent.objects.bulk_create(
        [Consent(order=order, code=asked.code, wording=str(asked.wording), given_at=at) for asked in accepted]
    )
    if order.whatsapp:
        page = details.page or reverse("shop:checkout")
        opt_in_to_whatsapp(number=order.whatsapp, address=order.email, language=order.language, page=page, at=at)
    return order


def _write_lines(order: Order, basket: Basket) -> None:
    lines = OrderLine.objects.bulk_create([_line(order, line) for line in basket.lines])
    by_number = {line.from_line: line for line in lines}
    above = [shown.line for shown in basket.lines if shown.on_top]
    for line in above:
        by_number[line.pk].belongs_to = by_number[line.belongs_to_id]
    if above:
        OrderLine.objects.bulk_update([by_number[line.pk] for line in above], ["belongs_to"])


def _line(order: Order, line: BasketLine) -> OrderLine:
    offer = line.line.offer
    return OrderLine(
        order=order,
        offer=offer,
        kind=offer.kind,
        record_type_id=offer.record_type_id,
        record_id=offer.record_id,
        title=line.card.title[:255],
        detail=" · ".join(line.card.facts)[:255],
        quantity=line.quantity,
        unit_amount=line.price.now.minor,
        total_amount=line.total.minor,
        tax_class=offer.tax_class,
        tax_percent=line.percent,
        tax_amount=line.tax.minor if line.tax else 0,
        choices=line.line.choices,
        from_line=line.line.pk,
    )
