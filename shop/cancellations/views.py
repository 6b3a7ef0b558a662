"""Cancelling a booking in two steps: what it gives back, then yes."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from money import Money
from shop.cancellations import operations
from shop.cancellations.forms import CancelForm
from shop.cancellations.queries import choices_of, preview
from shop.orders.clicks import new_click
from shop.orders.models import Order


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: HttpRequest, secret: str) -> HttpResponse:
    """Show what may end and what each gives back; then the sum of what was chosen, with the button that does it."""
    order = get_object_or_404(Order.objects.select_related("user"), secret=secret, paid_at__isnull=False)
    # A second press: by now there is nothing to choose any more.
    if request.method == "POST" and operations.is_done(order, request.POST.get("click", "").replace("\x00", "")[:32]):
        return redirect("shop:order", secret)
    now = timezone.now()
    form = CancelForm(request.POST or None, choices=choices_of(order, at=now))
    if request.method != "POST":
        return _show(request, order, form)
    if not form.is_valid():
        return _show(request, order, form, status=422)
    shown = preview(order, form.chosen, at=now)
    if not form.confirmed:
        return _show(request, order, form, page="pages/cancel_confirm.html", shown=shown, click=new_click())
    said = form.cleaned_data
    try:
        operations.cancel(
            order_id=order.pk,
            lines=form.chosen,
            shown=Money(said["shown"], order.currency),
            click=said["click"],
            at=now,
        )
    except operations.CannotCancel as reason:
        form.add_error(None, str(reason))
        return _show(request, order, form, status=409)
    return redirect("shop:order", secret)


def _show(request, order, form, *, page: str = "pages/cancel.html", status: int = 200, **more) -> HttpResponse:
    response = render(request, page, {"order": order, "form": form, **more}, status=status)
    response.headers["X-Robots-Tag"] = "noindex"
    return response
