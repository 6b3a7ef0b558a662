"""The checkout: details, questions where goods ask some, review; each step has its address, and Back loses nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, replace
from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.contract import given_back, keep_written
from messaging.contract import whatsapp_number_of
from money import Money
from shop.cart.totals import totals_of
from shop.checkout.business import UnknownNumber, standing_of
from shop.checkout.countries import country_name
from shop.checkout.forms import KEPT, DetailsForm, PayForm
from shop.checkout.hints import likely_address
from shop.checkout.operations import AlreadyPaying, begin_payment
from shop.checkout.steps import Way
from shop.orders.checkout import CannotOrder, ConsentMissing, Details
from shop.payments.operations import PaymentUnavailable

OF_A_BUSINESS = ("company", "vat_id", "vat_check", "reverse_charge")


def step(view: Callable) -> Callable:
    """A page of the checkout. A cart that must be looked at again leads back to the cart, which says why."""

    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        basket = request.cart.basket
        if not basket.lines and request.session_ended:
            # A member's cart comes back with the member, and with it what was written.
            return redirect_to_login(request.get_full_path())
        if not basket.lines or (request.method != "POST" and (basket.blocked or basket.changed)):
            return redirect("shop:cart")
        return view(request, Way(request), *args, **kwargs)

    return never_cache(require_http_methods(["GET", "HEAD", "POST"])(guarded))


@step
def details(request: HttpRequest, way: Way) -> HttpResponse:
    if request.method == "POST":
        form = DetailsForm(request.POST, acceptances=way.acceptances)
        if form.is_valid() and (business := _business(form)) is not None:
            way.keep_details(form.remembered() | business)
            return redirect(way.next_step.url)
        return _show(request, way, "details", form=form, status=422)
    form = DetailsForm(initial=_known(request, way), acceptances=way.acceptances)
    return _show(request, way, "details", form=form, hint=likely_address(way.said.get("email", "")))


@step
def questions(request: HttpRequest, way: Way, code: str) -> HttpResponse:
    asked = way.questions.get(code)
    if asked is None:
        raise Http404
    if not way.is_open(code):
        if request.method == "POST":
            keep_written(request)
        return redirect(way.next_step.url)
    if page := given_back(request):
        return page
    form = way.form_of(code, data=request.POST if request.method == "POST" else None)
    if "back" in request.POST:
        way.keep_draft(code, form)
        return redirect(way.before[code].url)
    if request.method == "POST" and form.is_valid():
        asked.step.save(lines=asked.lines, form=form)
        way.keep_answered(code)
        return redirect(way.next_step.url)
    status = 422 if form.is_bound else 200
    return _show(request, way, code, template=asked.step.template, form=form, question=asked, status=status)


@step
def review(request: HttpRequest, way: Way) -> HttpResponse:
    if not way.is_open("review"):
        return redirect(way.next_step.url)
    if request.method == "POST":
        return _pay(request, way)
    return _show(request, way, "review")


def _pay(request: HttpRequest, way: Way) -> HttpResponse:
    form = PayForm(request.POST)
    if not form.is_valid():
        return _show(request, way, "review", problem=_("Please look at the total once more, then pay."), status=422)
    shown = Money(form.cleaned_data["total"], form.cleaned_data["currency"])
    try:
        begun = begin_payment(request.cart.row, _agreed(request, way, shown), at=timezone.now())
    except ConsentMissing:
        return redirect("shop:checkout")
    except (CannotOrder, PaymentUnavailable) as reason:
        request.cart.look_again()
        return _show(request, Way(request), "review", problem=str(reason), status=409)
    except AlreadyPaying as other:
        return redirect("shop:waiting", other.order.secret)
    if not begun.url:
        return redirect("shop:order", begun.order.secret)
    # Django's own redirects refuse the suppliers' long addresses.
    return HttpResponse(status=303, headers={"Location": begun.url})


def _business(form: DetailsForm) -> dict | None:
    """How the VAT number was checked and what follows from it; none where the register does not know it."""
    try:
        return asdict(standing_of(country=form.cleaned_data["country"], vat_id=form.cleaned_data["vat_id"]))
    except UnknownNumber:
        form.refuse_number()
        return None


def _agreed(request: HttpRequest, way: Way, shown: Money) -> Details:
    said = way.said
    return Details(
        email=said["email"],
        name=said["name"],
        country=said["country"],
        whatsapp=said.get("whatsapp", ""),
        language=get_language(),
        accepted=frozenset(way.accepted),
        shown=shown,
        user=request.user,
        **{name: said[name] for name in OF_A_BUSINESS if name in said},
    )


def _known(request: HttpRequest, way: Way) -> dict:
    """What was said before, or what a member's account says; boxes come back as their owner left them."""
    known = {f"accept_{code}": True for code in way.accepted}
    if request.user.is_authenticated:
        known |= {"email": request.user.email, "name": request.user.name}
    known |= {name: way.said[name] for name in KEPT if name in way.said}
    known["by_whatsapp"] = bool(known.get("whatsapp"))
    if request.GET.get("suggested") and (better := likely_address(known.get("email", ""))):
        known["email"] = better
    return {"country": way.basket.country, **known}


def _show(request: HttpRequest, way: Way, code: str, *, template: str = "", status: int = 200, **context):
    steps = way.steps
    context |= {
        "basket": way.basket,
        "totals": totals_of(way.basket),
        "steps": [replace(step, current=step.code == code) for step in steps],
        "here": code,
        "before": way.before[code],
        "said": way.said,
        "by_account": whatsapp_number_of(request.user),
        "country": country_name(way.said.get("country", ""), language=get_language()),
        "hint": likely_address(way.said.get("email", "")),
    }
    names = {"details": "pages/checkout.html", "review": "pages/checkout_review.html"}
    return render(request, template or names[code], context, status=status)
