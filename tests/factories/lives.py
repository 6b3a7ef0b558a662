"""People of whom every part of the house knows something."""

from __future__ import annotations

from datetime import timedelta

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.utils import timezone
from wagtail.log_actions import log

from accounts.models import User
from courses.learning.models import LessonProgress
from home.contact.models import ContactMessage
from integrations.stripe.standin import disputes, paying
from messaging.inbox import Answer, hear
from shop.desk.models import OrderNote
from shop.fulfilment.models import Entitlement
from shop.orders.clicks import new_click
from shop.orders.models import Order
from shop.orders.operations import give_up
from shop.payments.disputes import look_at_disputes
from shop.payments.models import Payment
from shop.payments.operations import settle
from shop.payments.refunds import refund
from shop.reviews.models import Review
from shop.withdrawals.operations import declare
from tests.factories.accounts import make_user
from tests.factories.capacity import make_limited
from tests.factories.courses import make_course
from tests.factories.downloads import make_fetched
from tests.factories.events import make_booking, make_event
from tests.factories.learning import lessons_of
from tests.factories.messaging import make_attachment, make_message, make_subscription
from tests.factories.payments import at_the_page, do_all_work, event, tell
from tests.factories.reviews import make_reviewed, read_by
from tests.factories.shop import GUEST, eur, make_cart, make_postcard, make_walk
from tests.factories.waiting import make_waiting


def live(email: str, name: str) -> User:
    """Somebody who has bought, also as a guest, given something back, learned, and was written to."""
    user = make_user(email, name=name)
    about = {"email": email, "name": name, "whatsapp": f"+49151{user.pk:08}"}
    order = pay(at_the_page(make_walk(), make_postcard(), user=user, **about), email)
    card = order.lines.filter(kind="postcard")
    refund(order_id=order.pk, amount=eur(300), lines=card, cause="desk", at=timezone.now())
    pay(at_the_page(make_postcard("A gate"), user=GUEST, **about | {"email": email.title()}), email)
    dispute(order)
    withdraw(order, email, name)
    abandon(at_the_page(make_postcard("A bridge"), user=user, **about))
    make_fetched(user)
    make_booking(make_event(f"An evening for {email[:3]}"), name, user=user, email=email, name=name)
    make_cart(make_walk("A walk in spring"), user=user, at=timezone.now())
    lesson, *_others = lessons_of(make_course(f"A course for {email[:3]}"))
    LessonProgress.objects.create(user=user, lesson=lesson, position_seconds=30, touched_at=timezone.now())
    make_message(f"greeting:{user.pk}", to=email, text=f"Hello, {name}", attachments=[make_attachment()])
    make_subscription(email)
    hear(Answer("twilio", f"answer of {email}", about["whatsapp"], "Thank you"))
    written = {"name": name, "email": email, "topic": "other", "text": f"{name} asks", "language": "en"}
    ContactMessage.objects.create(written_at=timezone.now(), **written)
    UserSession.objects.create(user=user, ip="198.51.100.7", session_key=f"session-{user.pk}", user_agent="Firefox")
    Authenticator.objects.create(user=user, type="totp", data={"secret": ""})
    log(instance=user, action="wagtail.edit")
    make_waiting(make_limited(f"house of {user.pk}", size=0), email, at=timezone.now())
    OrderNote.objects.create(order=order, author=user, text=f"{name} called", written_at=timezone.now(), click=email)
    review(user, others=list(User.objects.exclude(pk=user.pk)))
    do_all_work()
    return user


def review(user: User, *, others: list[User]) -> None:
    """They say how a walk was; whoever lived before reads it, and they read theirs."""
    right = Entitlement.objects.filter(user=user, record_type__model="walk").first()
    mine = make_reviewed(right.record, user)
    for other in others:
        read_by(other, mine)
        for theirs in Review.objects.filter(reviewer__user=other):
            read_by(user, theirs)


def pay(payment: Payment, email: str) -> Order:
    """The money comes, and the supplier tells of it in words that name the buyer."""
    paying.pay(payment.session_id)
    settle(session_id=payment.session_id, at=timezone.now())
    told = {"id": payment.session_id, "object": "checkout.session", "customer_details": {"email": email}}
    tell(event("checkout.session.completed", told))
    do_all_work()
    return payment.order


def dispute(order: Order) -> None:
    """Their bank asked about it."""
    payment = order.payments.get()
    disputes.dispute(payment.session_id, inquiry=True)
    look_at_disputes(reference=payment.reference, at=timezone.now())


def withdraw(order: Order, email: str, name: str) -> None:
    """Too late, so that it waits for a person."""
    lines = order.lines.filter(kind="walk").values_list("pk", flat=True)
    late = timezone.now() + timedelta(days=40)
    declare(order_id=order.pk, lines=lines, name=name, email=email, click=new_click(), at=late)


def abandon(payment: Payment) -> None:
    """Nobody pays, and the time runs out."""
    payment.state = Payment.State.EXPIRED
    payment.save()
    give_up(payment.order, state=Order.State.EXPIRED, at=timezone.now())
    payment.order.cart.delete()
