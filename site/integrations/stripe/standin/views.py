"""The page on which pretended payments are made, and what became of their webhooks."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from integrations.stripe.standin import desk, paying, queries
from integrations.stripe.standin.deliveries import send_again
from integrations.stripe.standin.disputes import undecided
from integrations.stripe.standin.forms import AfterwardsForm, DecideForm, PayForm
from integrations.stripe.standin.models import Delivery, Record
from integrations.stripe.standin.sessions import KIND, end_overdue

LEADS_ON = {"paid", "free", "processing"}


@never_cache
@require_safe
def sessions(request: HttpRequest) -> HttpResponse:
    """The newest sessions, each with its page."""
    end_overdue()
    return render(request, "pages/test_payments.html", {"sheets": queries.newest_sheets()})


@never_cache
@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def pay(request: HttpRequest, key: str) -> HttpResponse:
    """Stripe's hosted page, so to say: pay here, and go back to the shop."""
    end_overdue()
    session = get_object_or_404(Record, kind=KIND, key=key)
    if request.method != "POST":
        return _show(request, session, PayForm())
    form = PayForm(request.POST)
    if not form.is_valid():
        return _show(request, session, form, status=422)
    try:
        form.do(key)
    except (paying.NotOpen, paying.NotOffered):
        session.refresh_from_db()
        return _show(request, session, form, status=409)
    session.refresh_from_db()
    sheet = queries.sheet(session)
    if sheet.state not in LEADS_ON:
        return redirect("test_payments:pay", key)
    return HttpResponse(status=303, headers={"Location": sheet.success_url})


@csrf_protect
@require_POST
def decide(request: HttpRequest, key: str) -> HttpResponse:
    """The bank's word on a delayed payment, sooner than by itself."""
    session = get_object_or_404(Record, kind=KIND, key=key)
    form = DecideForm(request.POST)
    if not form.is_valid():
        return _show(request, session, PayForm(), status=422)
    paying.decide(key, arrives=form.cleaned_data["arrives"])
    return redirect("test_payments:pay", key)


@csrf_protect
@require_POST
def afterwards(request: HttpRequest, key: str) -> HttpResponse:
    """What Stripe's dashboard or the bank does with money that was paid."""
    session = get_object_or_404(Record, kind=KIND, key=key)
    form = AfterwardsForm(request.POST)
    if not form.is_valid():
        return _show(request, session, PayForm(), status=422)
    try:
        form.do(key)
    except desk.NotPossible:
        return _show(request, session, PayForm(), status=409)
    return redirect("test_payments:pay", key)


@csrf_protect
@require_POST
def deliver_again(request: HttpRequest, number: int) -> HttpResponse:
    """Send an event to the shop once more, or for the first time if it was held back."""
    delivery = get_object_or_404(Delivery, id=number)
    send_again(delivery)
    return redirect("test_payments:pay", delivery.session) if delivery.session else redirect("test_payments:sessions")


def _show(request: HttpRequest, session: Record, form: PayForm, *, status: int = 200) -> HttpResponse:
    sheet, deliveries = queries.sheet(session), queries.deliveries(session)
    # What was tried in vain comes again after minutes and hours; nobody watches that long.
    on_its_way = any(row.state == Delivery.State.WAITING and not row.attempts for row in deliveries)
    waits = sheet.state == "processing" or on_its_way
    context = {
        "sheet": sheet,
        "lines": queries.lines(session),
        "form": form,
        "declined": sheet.state == "open" and queries.declined(session),
        "disputed": sheet.state == "paid" and undecided(session.key) is not None,
        "deliveries": deliveries,
        "refresh": 3 if waits and sheet.state != "open" else None,
    }
    # The page speaks as the shop does: the buyer's language stands in the address to which they return.
    language = translation.get_language_from_path(urlsplit(sheet.success_url).path) or translation.get_language()
    with translation.override(language):
        response = render(request, "pages/test_payment.html", context, status=status)
    response.headers["Content-Language"] = language
    return response
