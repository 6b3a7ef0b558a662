"""Pages about an order. Whoever has its secret address may read it, as with a paper receipt."""

from __future__ import annotations

from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.contract import AccountExists, create_account_for_order
from shop.cart.totals import TotalsRow, tax_rows
from shop.checkout.countries import country_name
from shop.orders.forms import PasswordForm
from shop.orders.models import Order
from shop.orders.proof import proves
from shop.orders.queries import bought, orders_of

ON_A_PAGE = 20


@require_safe
@never_cache
def order(request: HttpRequest, secret: str) -> HttpResponse:
    """What was bought and what comes next; the same however often it is opened."""
    found = get_object_or_404(Order, secret=secret)
    if found.paid_at is None:
        return redirect("shop:waiting", secret)
    form = PasswordForm(initial={"proof": request.GET.get("proof", "")[:1000]})
    return _show(request, found, form)


@require_safe
@never_cache
def receipt(request: HttpRequest, secret: str) -> HttpResponse:
    """The same for paper: lines, tax per rate, who sold it."""
    found = get_object_or_404(Order, secret=secret, paid_at__isnull=False)
    whole = bought(found, language=get_language())
    paid = TotalsRow(_("Paid"), found.total, "sum")
    context = {
        "bought": whole,
        "totals": [*tax_rows(whole.taxes, currency=found.currency), paid],
        "country": country_name(found.country, language=get_language()),
    }
    return _private(render(request, "pages/receipt.html", context))


@require_POST
@never_cache
def password(request: HttpRequest, secret: str) -> HttpResponse:
    """Open an account for a guest's order."""
    found = get_object_or_404(Order, secret=secret, paid_at__isnull=False, user=None)
    form = PasswordForm(request.POST)
    if not form.is_valid():
        return _show(request, found, form, status=422)
    proven = proves(found, form.cleaned_data["proof"])
    try:
        user = _open_account(found, form, proven=proven)
    except ValidationError as weak:
        form.add_error("password", weak)
        return _show(request, found, form, status=422)
    if user and proven:
        login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    return redirect(reverse("shop:order", args=[secret], query={"account": "open" if proven else "asked"}))


@login_required
@require_safe
@never_cache
def orders(request: HttpRequest) -> HttpResponse:
    """A member's orders, newest first."""
    page = Paginator(orders_of(request.user), ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "pages/orders.html", {"page_of_orders": page})


def _open_account(order: Order, form: PasswordForm, *, proven: bool):
    try:
        return create_account_for_order(
            email=order.email,
            password=form.cleaned_data["password"],
            language=order.language,
            name=order.name,
            proven=proven,
        )
    except AccountExists as exists:
        if proven:
            raise ValidationError(
                _("This address has an account already. Sign in, and this order is in it.")
            ) from exists
        return None  # whoever only guesses addresses learns nothing


def _show(request: HttpRequest, order: Order, form: PasswordForm, *, status: int = 200) -> HttpResponse:
    context = {
        "bought": bought(order, language=get_language()),
        "form": form,
        "account": request.GET.get("account", ""),
        "is_guest": order.user_id is None,
    }
    return _private(render(request, "pages/order.html", context, status=status))


def _private(response: HttpResponse) -> HttpResponse:
    response.headers["X-Robots-Tag"] = "noindex"
    return response
