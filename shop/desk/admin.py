"""Orders in Wagtail's administration: the list, the menu, and every address of the desk."""

from __future__ import annotations

from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn, TitleColumn
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.widgets.button import Button
from wagtail.permission_policies import ModelPermissionPolicy

from money.typed import as_typed
from shop.checkout.countries import country_name
from shop.desk import acts, deciding, making, papers, rights, views
from shop.desk.filters import OrderFilters, found_by
from shop.desk.forms import said
from shop.desk.lists import DeskList
from shop.orders.models import Order


def state_of(order: Order) -> str:
    """The state, with what else must not be overlooked."""
    marks = [order.get_state_display()]
    if order.origin != Order.Origin.SHOP:
        marks.append(order.get_origin_display())
    if order.is_test:
        marks.append(str(_("Test")))
    return " · ".join(marks)


EXPORTED = {
    "number": (_("Order"), lambda order: order.number),
    "state": (_("State"), lambda order: order.state),
    "origin": (_("Where it was made"), lambda order: order.origin),
    "is_test": (_("Test order"), lambda order: int(order.is_test)),
    "created_at": (_("Ordered"), lambda order: order.created_at),
    "paid_at": (_("Paid"), lambda order: order.paid_at or ""),
    "name": (_("Name"), lambda order: order.name),
    "email": (_("E-mail"), lambda order: order.email),
    "country": (_("Country"), lambda order: order.country),
    "language": (_("Language"), lambda order: order.language),
    "currency": (_("Currency"), lambda order: order.currency),
    "total": (_("Total"), lambda order: as_typed(order.total_amount, order.currency)),
    "tax": (_("Tax in it"), lambda order: as_typed(order.tax_amount, order.currency)),
}


MAKING = [(_("Complimentary order"), "orders:gift"), (_("Order paid elsewhere"), "orders:elsewhere")]


class OrderList(DeskList):
    """Every order, newest first, found by number, buyer, address or the supplier's id."""

    page_title = _("Orders")
    header_icon = "clipboard-list"
    index_url_name = "orders:index"
    index_results_url_name = "orders:index_results"
    permission_policy = ModelPermissionPolicy(Order)
    filterset_class = OrderFilters
    default_ordering = "-created_at"
    verbose_name_plural = _("orders")
    export_filename = "orders"
    exported = EXPORTED
    columns = [
        TitleColumn("number", label=_("Order"), url_name="orders:order", id_accessor="number", sort_key="number"),
        Column("name", label=_("Name"), sort_key="name", classname="desk-orders__long"),
        Column("email", label=_("E-mail"), sort_key="email", classname="desk-orders__long"),
        Column("total", label=_("Total"), sort_key="total_amount", accessor=lambda order: said(order.total)),
        StatusTagColumn("state", label=_("State"), accessor=state_of, primary=lambda order: bool(order.paid_at)),
        Column(
            "country",
            label=_("Country"),
            accessor=lambda order: country_name(order.country, language=get_language()),
        ),
        DateColumn("created_at", label=_("Ordered"), sort_key="created_at"),
    ]

    def get_base_queryset(self):
        return Order.objects.all()

    def found_by(self, rows, words):
        return found_by(rows, words)

    @cached_property
    def header_more_buttons(self):
        buttons = list(super().header_more_buttons)
        if self.request.user.has_perm(rights.GIVE):
            buttons += [
                Button(label, reverse(name), icon_name="plus", priority=priority)
                for priority, (label, name) in enumerate(MAKING, start=10)
            ]
        return buttons


class DeskMenuItem(MenuItem):
    """Shown to whoever has the right."""

    def __init__(self, *args, right: str = rights.SEE, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.right = right

    def is_shown(self, request) -> bool:
        return request.user.has_perm(self.right)


class PapersMenuItem(MenuItem):
    def is_shown(self, request) -> bool:
        return rights.sees_papers(request.user)


class OrderViewSet(ViewSet):
    """The desk below /admin/orders/."""

    name = "orders"
    icon = "clipboard-list"
    menu_label = _("Orders")
    menu_order = 150
    add_to_admin_menu = True

    def get_menu_item(self, order=None):
        items = [
            DeskMenuItem(
                _("All orders"), reverse("orders:index"), name="all-orders", icon_name="clipboard-list", order=1
            ),
            DeskMenuItem(
                _("Needs a person"), reverse("orders:attention"), name="needs-a-person", icon_name="warning", order=2
            ),
            *(
                DeskMenuItem(label, reverse(name), icon_name="plus", order=place, right=rights.GIVE)
                for place, (label, name) in enumerate(MAKING, start=3)
            ),
            PapersMenuItem(
                _("Invoices and credit notes"), reverse("orders:papers"), name="papers", icon_name="doc-full", order=9
            ),
        ]
        return SubmenuMenuItem(
            self.menu_label, Menu(items=items), name="orders", icon_name=self.icon, order=order or self.menu_order
        )

    def get_urlpatterns(self):
        return [
            path("", OrderList.as_view(), name="index"),
            path("results/", OrderList.as_view(results_only=True), name="index_results"),
            path("needs-a-person/", views.attention, name="attention"),
            path("papers/", papers.PaperList.as_view(), name="papers"),
            path("papers/results/", papers.PaperList.as_view(results_only=True), name="papers_results"),
            path("papers/<str:name>/", papers.paper, name="paper"),
            path("jobs/<int:job>/again/", acts.JobAgain.as_view(), name="job_again"),
            path("jobs/<int:job>/let-go/", acts.JobLetGo.as_view(), name="job_let_go"),
            path("new/complimentary/", making.MakeGift.as_view(), name="gift"),
            path("new/paid-elsewhere/", making.MakePaidElsewhere.as_view(), name="elsewhere"),
            path("<slug:number>/", views.order, name="order"),
            path("<slug:number>/note/", acts.WriteNote.as_view(), name="note"),
            path("<slug:number>/settle/", acts.Settle.as_view(), name="settle"),
            path("<slug:number>/refund/", acts.PayBack.as_view(), name="refund"),
            path("<slug:number>/explain/", acts.ExplainPart.as_view(), name="explain"),
            path("<slug:number>/take-back/", making.TakeBack.as_view(), name="take_back"),
            path("<slug:number>/withdrawals/<int:withdrawal>/", deciding.DecideOnWithdrawal.as_view(), name="decide"),
            path("<slug:number>/cancel/", acts.CancelUnpaid.as_view(), name="cancel"),
            path("<slug:number>/letters/<int:letter>/again/", acts.SendLetterAgain.as_view(), name="resend"),
            path("<slug:number>/lines/<int:line>/hand-over/", acts.HandOverNow.as_view(), name="retry"),
        ]
