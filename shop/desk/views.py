"""The two pages of the desk on which one only reads: an order, and what needs a person."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from money import Money
from shop.checkout.countries import country_name
from shop.desk import rights
from shop.desk.acting import crumbs
from shop.desk.attention import Concern, Mend, needs_a_person
from shop.desk.forms import NoteForm
from shop.desk.timeline import timeline_of
from shop.orders.models import Order
from shop.orders.queries import taxes_of
from shop.payments.models import LedgerEntry


@dataclass(frozen=True)
class Sums:
    """What came in, went back, was kept by the supplier and was paid out, as the ledger has it."""

    paid: Money
    back: Money
    fee: Money
    paid_out: Money

    @property
    def kept(self) -> Money:
        return self.paid - self.back


@require_safe
def order(request: HttpRequest, number: str) -> HttpResponse:
    """Everything about one order, with what can be done."""
    if not request.user.has_perm(rights.SEE):
        raise PermissionDenied
    found = get_object_or_404(Order.objects.select_related("user"), number=number)
    lines = list(found.lines.select_related("fulfilment").order_by("id"))
    for line in lines:
        line.order = found
    context = {
        "header_title": found.number,
        "header_icon": "clipboard-list",
        "breadcrumbs_items": crumbs(("", found.number)),
        "order": found,
        "country": country_name(found.country, language=get_language()),
        "language": dict(settings.LANGUAGES).get(found.language, found.language),
        "lines": lines,
        "taxes": taxes_of(lines, currency=found.currency),
        "sums": _sums(found),
        "consents": found.consents.order_by("given_at", "id"),
        "timeline": [(happening, may(request, happening.acts)) for happening in timeline_of(found)],
        "concerns": [_shown(request, one) for one in needs_a_person().concerns if one.order == found],
        "acts": may(request, _acts(found)),
        "note": NoteForm() if request.user.has_perm(rights.WRITE) else None,
    }
    return render(request, "desk/order.html", context)


@require_safe
def attention(request: HttpRequest) -> HttpResponse:
    """Everything that needs a person, what has waited longest first."""
    if not request.user.has_perm(rights.SEE):
        raise PermissionDenied
    found = needs_a_person()
    context = {
        "header_title": _("Needs a person"),
        "header_icon": "warning",
        "breadcrumbs_items": crumbs(("", _("Needs a person"))),
        "concerns": [_shown(request, concern) for concern in found.concerns],
        "more": found.more,
    }
    return render(request, "desk/attention.html", context)


def may(request: HttpRequest, acts: tuple[Mend, ...]) -> list[Mend]:
    """Those of the acts that somebody is allowed."""
    return [act for act in acts if request.user.has_perm(act.right)]


def _shown(request: HttpRequest, concern: Concern) -> tuple[Concern, list[Mend]]:
    return concern, may(request, concern.mends)


def _sums(order: Order) -> Sums:
    kind = LedgerEntry.Kind
    # Money of another currency, which never fits, stands in the story alone.
    rows = order.ledger.filter(currency=order.currency).values_list("kind").annotate(sum=Sum("amount"))
    sums = dict(rows.order_by("kind"))

    def money(*kinds: str, sign: int = 1) -> Money:
        return Money(sign * sum(sums.get(each, 0) for each in kinds), order.currency)

    return Sums(
        paid=money(kind.CHARGE, kind.UNMATCHED, kind.ELSEWHERE),
        back=money(kind.REFUND, kind.DISPUTE, sign=-1),
        fee=money(kind.FEE, sign=-1),
        paid_out=money(kind.PAYOUT, sign=-1),
    )


def _acts(order: Order) -> tuple[Mend, ...]:
    """What can be done with an order as it stands."""
    found = []
    if order.paid_at and order.payments.filter(state="paid").exists() and order.state != Order.State.REFUNDED:
        found.append(Mend(_("Refund"), reverse("orders:refund", args=[order.number]), rights.REFUND))
    if order.origin != Order.Origin.SHOP and order.state == Order.State.PAID:
        found.append(Mend(_("Take it back"), reverse("orders:take_back", args=[order.number]), rights.REFUND))
    if order.state == Order.State.AWAITING_PAYMENT:
        found.append(Mend(_("Cancel this order"), reverse("orders:cancel", args=[order.number]), rights.MEND))
    return tuple(found)
