"""Coming back from the supplier. These pages show how things stand; they grant nothing by their address."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from shop.checkout.operations import look_at_payment
from shop.orders.models import Order
from shop.payments.models import Payment

IMPATIENT = timedelta(minutes=2)  # after this the page looks again less often


@require_safe
@never_cache
def waiting(request: HttpRequest, secret: str) -> HttpResponse:
    """The payment is being checked: paid leads on, refused says so, anything else looks again by itself."""
    return _answer(request, secret, unpaid="checking")


@require_safe
@never_cache
def cancelled(request: HttpRequest, secret: str) -> HttpResponse:
    """The buyer left the supplier's page: the cart is whole, and paying is one step away."""
    return _answer(request, secret, unpaid="back")


def _answer(request: HttpRequest, secret: str, *, unpaid: str) -> HttpResponse:
    now = timezone.now()
    order = look_at_payment(get_object_or_404(Order, secret=secret), at=now)
    if order.paid_at:
        return redirect("shop:order", order.secret)
    state = _state(order, unpaid=unpaid)
    looks_again = state in ("checking", "processing")
    context = {
        "order": order,
        "state": state,
        "refresh": (3 if now - order.created_at < IMPATIENT else 15) if looks_again else None,
    }
    response = render(request, "pages/waiting.html", context)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _state(order: Order, *, unpaid: str) -> str:
    if order.state != Order.State.AWAITING_PAYMENT:
        return {Order.State.PROCESSING: "processing", Order.State.REVIEW: "review"}.get(order.state, "ended")
    last = order.payments.order_by("-attempt").first()
    return "refused" if last and last.state == Payment.State.FAILED else unpaid
