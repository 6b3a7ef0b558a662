"""Orders that staff make: complimentary ones, and those that were paid elsewhere."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.log_actions import log

from money import Money, tax_included
from money.typed import MOST
from outbox import contract as outbox
from shop.capacity.holding import lock_quotas
from shop.cart.basket import cards_by_offer
from shop.cart.models import Cart, CartLine
from shop.cart.operations import digest
from shop.desk.letters import tell_taken_back
from shop.desk.models import OrderNote
from shop.desk.operations import CannotAct
from shop.fulfilment.access import owned_offers
from shop.fulfilment.operations import grant_line
from shop.fulfilment.registry import Unavailable, fulfiller_of, fulfillers
from shop.offers.models import Offer
from shop.offers.taxes import tax_percent
from shop.orders.models import Order, OrderLine
from shop.orders.operations import mark_paid
from shop.payments.models import LedgerEntry
from shop.payments.standing import take_back as end_access
from shop.withdrawals.operations import note_paid_back

logger = logging.getLogger("shop.desk")

HANDOVER_TIME = timedelta(days=1)  # places stay kept until the goods are handed over


@dataclass(frozen=True)
class Recipient:
    """For whom it is."""

    email: str
    name: str
    country: str
    language: str

    @property
    def user(self):
        """Whose address it is, by proof; none where nobody has proven it."""
        proven = EmailAddress.objects.filter(email__iexact=self.email, verified=True).select_related("user").first()
        return proven.user if proven else None


@dataclass(frozen=True)
class Goods:
    """What they get, at which price for one; nothing for a gift."""

    offer: Offer
    quantity: int
    unit: Money
    choices: dict = field(default_factory=dict)  # what its kind asked, as a line of the checkout keeps it

    @property
    def total(self) -> Money:
        return self.unit * self.quantity


def give(*, to: Recipient, goods: list[Goods], reason: str, author, click: str, at: datetime) -> Order:
    """Make a complimentary order, hand it over at once and tell the recipient; one order for each click.

    Raises CannotAct.
    """

    def write() -> Order:
        order = _write(to, goods, origin=Order.Origin.GIFT, at=at)
        _explain(order, author, reason, click, at=at)
        _count_as_paid(order, at=at)
        log(instance=order, action="shop.order.gift", data={one.offer.key: one.quantity for one in goods})
        return order

    return _once(click, write)


def write_down_paid(*, to: Recipient, goods: list[Goods], reference: str, note: str, author, click: str, at) -> Order:
    """Write an order down that was paid by bank transfer or in cash, and hand it over; one order for each click.

    `reference` names the money and is taken once. Raises CannotAct.
    """

    def write() -> Order:
        if known := LedgerEntry.objects.filter(kind=LedgerEntry.Kind.ELSEWHERE, reference=reference).first():
            words = _("This reference stands with order %(number)s already. Each sum of money is written down once.")
            raise CannotAct(words % {"number": known.order.number})
        order = _write(to, goods, origin=Order.Origin.ELSEWHERE, at=at)
        _explain(order, author, note, click, at=at)
        LedgerEntry.objects.create(
            order=order,
            kind=LedgerEntry.Kind.ELSEWHERE,
            amount=order.total_amount,
            currency=order.currency,
            reference=reference,
            at=at,
        )
        _count_as_paid(order, at=at)
        log(instance=order, action="shop.order.elsewhere", data={"amount": order.total_amount, "reference": reference})
        return order

    return _once(click, write)


@transaction.atomic
def take_back(*, order: Order, reason: str, reference: str, author, click: str, at: datetime) -> bool:
    """End what staff gave: the access, and, where it was paid elsewhere, the money as paid back there; by letter.

    False if this click has done so. Raises CannotAct.
    """
    order = Order.objects.select_for_update().get(pk=order.pk)
    if OrderNote.objects.filter(click=click).exists():
        return False
    if order.origin == Order.Origin.SHOP or order.state != Order.State.PAID:
        raise CannotAct(_("Only what was given here, and still stands, can be taken back so."))
    paid = order.ledger.filter(kind=LedgerEntry.Kind.ELSEWHERE).first()
    if paid:
        LedgerEntry.objects.create(
            order=order,
            kind=LedgerEntry.Kind.REFUND,
            amount=-paid.amount,
            currency=paid.currency,
            reference=f"elsewhere:{order.number}:{reference}"[:200],
            at=at,
        )
        outbox.add("invoices.credit_order", key=f"invoices.credit_order:{order.pk}", payload={"order_id": order.pk})
    order.state = Order.State.REFUNDED if paid else Order.State.CANCELLED
    order.save(update_fields=["state"])
    end_access(order.lines.all())
    note_paid_back(order.lines.all(), at=at)
    _explain(order, author, reason, click, at=at)
    log(instance=order, action="shop.order.take_back")
    tell_taken_back(order, paid=bool(paid))
    return True


def percent_of(offer: Offer, to: Recipient, *, at: datetime) -> Decimal:
    """The rate of tax in percent that holds for whoever gets it, at that time (UTC)."""
    return tax_percent(country=offer.tax_country or to.country, tax_class=offer.tax_class, at=at)


def tax_in(goods: Goods, to: Recipient, *, at: datetime) -> Money:
    """The tax that its price has in it."""
    return tax_included(goods.total, percent=percent_of(goods.offer, to, at=at))


def total_of(goods: list[Goods]) -> Money:
    return sum((one.total for one in goods), Money(0, goods[0].unit.currency))


def _once(click: str, write: Callable[[], Order]) -> Order:
    if order := _made_by(click):
        return order
    try:
        with transaction.atomic():
            order = write()
    except IntegrityError:
        if order := _made_by(click):
            return order
        raise CannotAct(_("Somebody wrote the same down at this moment. Look at the list of orders.")) from None
    for line in order.lines.all():
        _hand_over(line)
    return order


def _made_by(click: str) -> Order | None:
    note = OrderNote.objects.filter(click=click).select_related("order").first()
    return note.order if note else None


def _hand_over(line: OrderLine) -> None:
    """At once, since somebody may be on the telephone; what fails is tried again by its job."""
    try:
        grant_line(line_id=line.pk)
    except Exception:
        logger.exception("Line %d of a new order could not be handed over at once.", line.pk)


def _count_as_paid(order: Order, *, at: datetime) -> None:
    try:
        mark_paid(order, at=at)
    except Unavailable as reason:
        raise CannotAct(str(reason)) from reason


def _explain(order: Order, author, text: str, click: str, *, at: datetime) -> None:
    OrderNote.objects.create(order=order, author=author, text=text, click=click, written_at=at)


def _write(to: Recipient, goods: list[Goods], *, origin: str, at: datetime) -> Order:
    user, offers = to.user, [one.offer for one in goods]
    cards = cards_by_offer(offers, language=to.language)
    if any(offer.pk not in cards for offer in offers):
        raise CannotAct(_("This is no longer for sale."))
    for one in goods:
        _require_fitting(one, user, at=at)
    if total_of(goods).minor > MOST:
        raise CannotAct(_("That is more than can be charged"))
    order = Order.objects.create(
        origin=origin,
        user=user,
        email=to.email,
        name=to.name,
        country=to.country,
        language=to.language,
        currency=goods[0].unit.currency,
        total_amount=total_of(goods).minor,
        tax_amount=sum(tax_in(one, to, at=at).minor for one in goods),
        created_at=at,
    )
    places = _places_kept(order, goods, at=at)
    OrderLine.objects.bulk_create(
        OrderLine(
            order=order,
            offer=one.offer,
            kind=one.offer.kind,
            record_type_id=one.offer.record_type_id,
            record_id=one.offer.record_id,
            title=cards[one.offer.pk].title[:255],
            detail=" · ".join(cards[one.offer.pk].facts)[:255],
            quantity=one.quantity,
            unit_amount=one.unit.minor,
            total_amount=one.total.minor,
            tax_class=one.offer.tax_class,
            tax_percent=percent_of(one.offer, to, at=at),
            tax_amount=tax_in(one, to, at=at).minor,
            choices=one.choices,
            from_line=places.get(one.offer.pk),
        )
        for one in goods
    )
    return order


def _require_fitting(goods: Goods, user, *, at: datetime) -> None:
    most = goods.offer.most_per_order
    if goods.quantity > most:
        words = ngettext(
            "At most %(most)d of this can be bought at once.", "At most %(most)d of these can be bought at once.", most
        )
        raise CannotAct(words % {"most": most})
    if user and owned_offers(user, [goods.offer], at=at):
        raise CannotAct(_("Whoever has this address has it already."))


def _places_kept(order: Order, goods: list[Goods], *, at: datetime) -> dict[int, int]:
    """Take places for goods that are limited; gives under which number, by offer. They are kept under lines of a cart,
    so one is made, and goes again."""
    limited = [one for one in goods if fulfiller_of(one.offer.kind).keeps_places]
    if not limited:
        return {}
    lock_quotas(one.offer for one in limited)
    token = digest(f"desk:{order.number}")
    cart = Cart.objects.create(token_hash=token, currency=order.currency, created_at=at, touched_at=at)
    kept = {one.offer.pk: _place_kept(cart, one, at=at) for one in limited}
    cart.delete()
    return kept


def _place_kept(cart: Cart, goods: Goods, *, at: datetime) -> int:
    fulfiller = fulfiller_of(goods.offer.kind)
    line = CartLine.objects.create(
        cart=cart, offer=goods.offer, quantity=goods.quantity, seen_amount=goods.unit.minor, added_at=at
    )
    try:
        fulfiller.revalidate(line)
        fulfiller.hold(line, until=at + HANDOVER_TIME)
    except Unavailable as reason:
        raise CannotAct(str(reason)) from reason
    return line.pk


def givable(*, language: str) -> list[tuple[Offer, str]]:
    """What can be given here with its title, by title: what is published and sold by itself."""
    kinds = [fulfiller.kind for fulfiller in fulfillers()]
    offers = list(Offer.objects.with_prices().filter(published=True, on_top=False, kind__in=kinds).order_by("key"))
    cards = cards_by_offer(offers, language=language)
    named = [(offer, _named(offer, cards[offer.pk])) for offer in offers if offer.pk in cards]
    return sorted(named, key=lambda pair: pair[1].casefold())


def _named(offer: Offer, card) -> str:
    """The title; with what tells one offer of a record from another, where it has several."""
    return " · ".join([card.title, *map(str, card.facts)]) if offer.code else card.title
