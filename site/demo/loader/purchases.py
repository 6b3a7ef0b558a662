"""What the demonstration's buyer has bought and learned, done by the shop's and the courses' own operations."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from accounts.models import User
from courses.catalogue.models import Course, Lesson
from courses.learning.access import access_of
from courses.learning.operations import Heard, keep_place, mark_done
from demo.loader.courses import lesson_names
from demo.loader.words import SOURCE, key
from demo.people import BUYER
from integrations.stripe.standin import paying
from shop.cart import operations as carts
from shop.cart.basket import basket_of
from shop.cart.models import Cart
from shop.contract import Offer, offers_of
from shop.downloads.models import Variant
from shop.fulfilment.operations import grant_line
from shop.invoices.operations import issue_invoice
from shop.orders.checkout import Details, acceptances_for, place_order
from shop.orders.models import Order
from shop.payments.operations import open_payment, settle

KEPT = ["the-small-book-of-pauses"]
BOUGHT = ["first-light", "walking-as-practice"]
DONE = ["the-edge-of-the-bed", "one-window", "water-first"]
LEFT_OFF = ("walking-as-practice", "to-the-corner")
BEFORE = timedelta(days=40)


def load(*, at: datetime) -> None:
    """An order of some weeks ago with its invoice, and a course begun; nothing where the buyer has ordered before."""
    buyer = User.objects.get(email=BUYER.email)
    if Order.objects.filter(user=buyer).exists():
        return
    _buy(buyer, at=at - BEFORE)
    for day, lesson in enumerate(DONE, start=1):
        when = at - BEFORE + timedelta(days=day)
        mark_done(user=buyer, lesson=_lesson(BOUGHT[0], lesson), access=_access(buyer, BOUGHT[0], when), at=when)
    last = at - timedelta(days=2)
    heard = Heard(position=70, played=70)
    keep_place(user=buyer, lesson=_lesson(*LEFT_OFF), access=_access(buyer, LEFT_OFF[0], last), heard=heard, at=last)


def _buy(buyer: User, *, at: datetime) -> None:
    owner = carts.Owner(user=buyer)
    for offer in [*map(_offer_of_course, BOUGHT), *map(_offer_of_product, KEPT)]:
        owner = carts.add(owner=owner, offer_key=offer.key, quantity=1, currency="EUR", at=at)
    cart = Cart.objects.get(owner.filter)
    basket = basket_of(cart, user=buyer, language=SOURCE, country="DE", at=at)
    details = Details(
        email=buyer.email,
        name=buyer.name,
        country="DE",
        language=SOURCE,
        accepted=frozenset(asked.code for asked in acceptances_for(basket)),
        shown=basket.total,
        user=buyer,
    )
    order = place_order(cart, details, at=at)
    _pay(order, at=at)
    issue_invoice(order_id=order.pk, at=at)
    for line in order.lines.all():
        grant_line(line_id=line.pk)


def _pay(order: Order, *, at: datetime) -> None:
    """By the stand-in, so that staff may try a refund; it opens no page in the past, so the attempt is dated back."""
    payment = open_payment(order_id=order.pk, at=timezone.now())
    paying.pay(payment.session_id, plan="never")
    settle(session_id=payment.session_id, at=at)
    order.payments.update(created_at=at)


def _access(buyer: User, code: str, at: datetime):
    return access_of(buyer, _course(code), at=at)


def _offer_of_course(code: str) -> Offer:
    course = _course(code)
    return offers_of([course])[course.pk][0]


def _offer_of_product(code: str) -> Offer:
    variant = Variant.objects.filter(product__translation_key=key("products", code)).first()
    return offers_of([variant])[variant.pk][0]


def _course(code: str) -> Course:
    return Course.objects.get(translation_key=key("courses", code))


def _lesson(course: str, code: str) -> Lesson:
    return Lesson.objects.get(translation_key=key(*lesson_names(course, code)))
