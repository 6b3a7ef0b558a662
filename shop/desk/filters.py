"""What narrows the list of orders."""

from __future__ import annotations

import django_filters
from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet

from shop.checkout.countries import country_name
from shop.desk.attention import needs_a_person
from shop.orders.models import Order
from shop.payments.models import LedgerEntry, Payment, Refund

YES_OR_NO = [("true", _("Yes")), ("false", _("No"))]


def known_countries() -> list[tuple[str, str]]:
    """Countries from which anybody has ordered, by name."""
    codes = Order.objects.order_by().values_list("country", flat=True).distinct()
    named = [(code, country_name(code, language=get_language())) for code in codes if code]
    return sorted(named, key=lambda country: country[1].casefold())


class OrderFilters(WagtailFilterSet):
    state = django_filters.MultipleChoiceFilter(
        label=_("State"), choices=Order.State.choices, widget=forms.CheckboxSelectMultiple
    )
    created_at = django_filters.DateFromToRangeFilter(label=_("Ordered"), widget=DateRangePickerWidget)
    country = django_filters.ChoiceFilter(label=_("Country"), choices=known_countries, empty_label=_("All"))
    origin = django_filters.ChoiceFilter(
        label=_("Where it was made"), choices=Order.Origin.choices, empty_label=_("All")
    )
    is_test = django_filters.ChoiceFilter(
        label=_("Test order"), choices=YES_OR_NO, empty_label=_("All"), method="by_test"
    )
    needs = django_filters.ChoiceFilter(
        label=_("Needs a person"), choices=YES_OR_NO, empty_label=_("All"), method="by_need"
    )

    class Meta:
        model = Order
        fields = ["state", "created_at", "country", "origin", "is_test", "needs"]

    def by_test(self, orders: QuerySet[Order], name: str, value: str) -> QuerySet[Order]:
        return orders.filter(is_test=value == "true")

    def by_need(self, orders: QuerySet[Order], name: str, value: str) -> QuerySet[Order]:
        needy = needs_a_person().orders
        return orders.filter(pk__in=needy) if value == "true" else orders.exclude(pk__in=needy)


def found_by(orders: QuerySet[Order], words: str) -> QuerySet[Order]:
    """Orders whose number, buyer, address or id at the supplier has these words in it."""
    of_order = {"order": OuterRef("pk")}
    refunds = Refund.objects.filter(payment__order=OuterRef("pk"), reference__icontains=words)
    entries = LedgerEntry.objects.filter(**of_order, reference__icontains=words)
    payments = Payment.objects.filter(Q(session_id__icontains=words) | Q(reference__icontains=words), **of_order)
    mine = Q(number__icontains=words) | Q(name__icontains=words) | Q(email__icontains=words)
    return orders.filter(mine | Exists(payments) | Exists(refunds) | Exists(entries))
