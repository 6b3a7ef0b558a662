"""Invoices and credit notes as staff and tax advisers look for them: the list, and each as a PDF."""

from __future__ import annotations

import re

import django_filters
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.permission_policies import ModelPermissionPolicy

from money import Money
from money.typed import as_typed
from shop.desk import rights
from shop.desk.filters import YES_OR_NO
from shop.desk.forms import said
from shop.desk.lists import DeskList
from shop.invoices.models import Invoice
from shop.invoices.views import as_file

NAME = re.compile(r"(?P<series>.+)-(?P<number>\d{1,9})")
HIGHEST = 2**31 - 1


def signed(paper: Invoice, amount: int) -> Money:
    """What the paper adds to the sales: a credit note takes away."""
    return Money(-amount if paper.kind == Invoice.Kind.CREDIT_NOTE else amount, paper.currency)


def _typed(paper: Invoice, amount: int) -> str:
    sign = "-" if paper.kind == Invoice.Kind.CREDIT_NOTE else ""
    return sign + as_typed(amount, paper.currency)


EXPORTED = {
    "name": (_("Paper"), lambda paper: paper.name),
    "kind": (_("Kind"), lambda paper: paper.kind),
    "issued_at": (_("Issued"), lambda paper: paper.issued_at),
    "order": (_("Order"), lambda paper: paper.order.number),
    "is_test": (_("Test order"), lambda paper: int(paper.order.is_test)),
    "buyer": (_("Name"), lambda paper: paper.order.name),
    "company": (_("Company"), lambda paper: paper.order.company),
    "vat_id": (_("VAT number"), lambda paper: paper.order.vat_id),
    "country": (_("Country"), lambda paper: paper.order.country),
    "currency": (_("Currency"), lambda paper: paper.currency),
    "total": (_("Total"), lambda paper: _typed(paper, paper.total_amount)),
    "tax": (_("Tax in it"), lambda paper: _typed(paper, paper.tax_amount)),
}


class _Readers(ModelPermissionPolicy):
    """Whoever may see orders, or papers alone."""

    def user_has_permission(self, user, action):
        return action == "view" and rights.sees_papers(user)


class PaperFilters(WagtailFilterSet):
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=Invoice.Kind.choices, empty_label=_("All"))
    issued_at = django_filters.DateFromToRangeFilter(label=_("Issued"), widget=DateRangePickerWidget)
    is_test = django_filters.ChoiceFilter(
        label=_("Test order"), choices=YES_OR_NO, empty_label=_("All"), method="by_test"
    )

    class Meta:
        model = Invoice
        fields = ["kind", "issued_at", "is_test"]

    def by_test(self, papers: QuerySet[Invoice], name: str, value: str) -> QuerySet[Invoice]:
        return papers.filter(order__is_test=value == "true")


class PaperList(DeskList):
    """Every invoice and credit note, newest first, found by its number, its order, or who bought."""

    page_title = _("Invoices and credit notes")
    header_icon = "doc-full"
    index_url_name = "orders:papers"
    index_results_url_name = "orders:papers_results"
    permission_policy = _Readers(Invoice)
    filterset_class = PaperFilters
    default_ordering = "-issued_at"
    verbose_name_plural = _("invoices and credit notes")
    export_filename = "invoices"
    exported = EXPORTED
    columns = [
        TitleColumn(
            "name",
            label=_("Paper"),
            get_url=lambda paper: reverse("orders:paper", args=[paper.name]),
            get_title_id=lambda paper: f"paper-{paper.pk}",
        ),
        Column("kind", label=_("Kind"), accessor="get_kind_display", sort_key="kind"),
        TitleColumn(
            "order",
            label=_("Order"),
            accessor=lambda paper: paper.order.number,
            get_url=lambda paper: reverse("orders:order", args=[paper.order.number]),
        ),
        Column(
            "buyer",
            label=_("Name"),
            accessor=lambda paper: paper.order.company or paper.order.name,
            classname="desk-orders__long",
        ),
        Column(
            "total",
            label=_("Total"),
            accessor=lambda paper: said(signed(paper, paper.total_amount)),
            sort_key="total_amount",
        ),
        Column("tax", label=_("Tax in it"), accessor=lambda paper: said(signed(paper, paper.tax_amount))),
        DateColumn("issued_at", label=_("Issued"), sort_key="issued_at"),
    ]

    def get_base_queryset(self):
        return Invoice.objects.select_related("order")

    def found_by(self, rows, words: str):
        mine = Q(order__number__icontains=words) | Q(order__name__icontains=words) | Q(order__email__icontains=words)
        mine |= Q(order__company__icontains=words) | Q(order__vat_id__iexact=words)
        if named := NAME.fullmatch(words):
            mine |= _is(named)
        elif words.isascii() and words.isdecimal() and int(words[:12]) <= HIGHEST:
            mine |= Q(number=int(words[:12]))
        return rows.filter(mine)


@require_safe
def paper(request: HttpRequest, name: str) -> HttpResponse:
    """One of them as a PDF, for whoever may see papers."""
    if not rights.sees_papers(request.user):
        raise PermissionDenied
    named = NAME.fullmatch(name)
    found = Invoice.objects.select_related("order").filter(_is(named)).first() if named else None
    if found is None:
        raise Http404
    return as_file(request, found, otherwise=reverse("orders:papers"))


def _is(named: re.Match) -> Q:
    return Q(series__iexact=named["series"], number=int(named["number"]))
