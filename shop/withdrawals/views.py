"""Withdrawing from a contract: the public way in, the two steps, and what was declared."""

from __future__ import annotations

import secrets

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.contract import is_too_often, too_many
from outbox import contract as outbox
from shop.fulfilment.withdrawing import stamp
from shop.orders.clicks import new_click
from shop.orders.models import Order
from shop.withdrawals import operations
from shop.withdrawals.forms import FindForm, WithdrawForm
from shop.withdrawals.models import Withdrawal
from shop.withdrawals.queries import choices_of, declared_of


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def find(request: HttpRequest) -> HttpResponse:
    """Ask which order it is; whatever is said, the answer is the same, and the way there goes to the buyer's mail."""
    if request.method != "POST":
        return render(request, "pages/withdrawal.html", {"form": FindForm()})
    form = FindForm(request.POST)
    if not form.is_valid():
        return render(request, "pages/withdrawal.html", {"form": form}, status=422)
    number, email = form.cleaned_data["number"], form.cleaned_data["email"]
    if is_too_often(request, action="withdrawal", key=number):
        return too_many(request)
    order = Order.objects.filter(number=number, email__iexact=email).exclude(email="").values("pk").first()
    asked = secrets.token_hex(8)
    # Written down for no order as well: the time that the answer takes tells nothing.
    payload = {"order_id": order["pk"] if order else 0, "asked": asked}
    outbox.add("withdrawals.tell_the_way", key=f"withdrawal-way:{asked}", payload=payload)
    return render(request, "pages/withdrawal.html", {"asked": True, "address": email})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, secret: str) -> HttpResponse:
    """First what it is about, then the same once more with the button that declares it."""
    order = get_object_or_404(Order.objects.select_related("user"), secret=secret, paid_at__isnull=False)
    if request.method == "POST" and (known := _declared(order, request.POST.get("click", ""))):
        return redirect("shop:withdrawn", secret, known.pk)
    now = timezone.now()
    form = WithdrawForm(request.POST or None, order=order, choices=choices_of(order, at=now))
    if request.method != "POST":
        return _show(request, order, form)
    if not form.is_valid():
        return _show(request, order, form, status=422)
    if not form.confirmed:
        return _show(request, order, form, page="pages/withdraw_confirm.html", click=new_click())
    said = form.cleaned_data
    try:
        declared = operations.declare(
            order_id=order.pk,
            lines=[int(line) for line in said["lines"]],
            name=said["name"],
            email=said["email"],
            click=said["click"],
            at=now,
        )
    except operations.CannotWithdraw as reason:
        form.add_error(None, str(reason))
        return _show(request, order, form, status=409)
    return redirect("shop:withdrawn", secret, declared.pk)


@never_cache
@require_safe
def withdrawn(request: HttpRequest, secret: str, withdrawal: int) -> HttpResponse:
    """What was declared, when, and what has become of it."""
    order = get_object_or_404(Order.objects.select_related("user"), secret=secret)
    declared = next((one for one in declared_of(order) if one.pk == withdrawal), None)
    if declared is None:
        return redirect("shop:order", secret)
    context = {"order": order, "withdrawal": declared, "declared": stamp(declared.declared_at, order)}
    return _private(render(request, "pages/withdrawn.html", context))


def _declared(order: Order, click: str) -> Withdrawal | None:
    """What this click has declared before: by now its lines are not to be chosen any more."""
    return Withdrawal.objects.filter(order=order, click=click.replace("\x00", "")[:32]).first() if click else None


def _show(request, order, form, *, page: str = "pages/withdraw.html", status: int = 200, **more) -> HttpResponse:
    context = {"order": order, "form": form, "withdrawals": declared_of(order), **more}
    return _private(render(request, page, context, status=status))


def _private(response: HttpResponse) -> HttpResponse:
    response.headers["X-Robots-Tag"] = "noindex"
    return response
