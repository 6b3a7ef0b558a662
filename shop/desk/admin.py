"""Orders in Wagtail's administration: the list, the menu, and every address of the desk."""

from __future__ import annotations

from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.widgets.button import Button
from wagtail.permission_policies import ModelPermissionPolicy

from money.typed import as_typed
from shop.checkout.countries import country_name
from shop.desk import acts, deciding, making, rights, views
from shop.desk.filters import OrderFilters, found_by
from shop.desk.forms import said
from shop.orders.models import Order

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def no_formula(value: object) -> str:
    """What a spreadsheet shows as it is: names come from strangers, and some programs run what begins like this."""
    text = str(value)
    return f"'{text}" if text.startswith(FORMULA) else text


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


class OrderList(ReportView):
    """Every order, newest first, found by number, buyer, address or the supplier's id."""

    page_title = _("Orders")
    header_icon = "clipboard-list"
    template_name = "desk/orders.html"
    index_url_name = "orders:index"
    index_results_url_name = "orders:index_results"
    permission_policy = ModelPermissionPolicy(Order)
    permission_required = "view"
    filterset_class = OrderFilters
    is_searchable = True
    default_ordering = "-created_at"
    verbose_name_plural = _("orders")
    table_classname = "listing desk-orders"
    export_filename = "orders"
    export_headings = {name: heading for name, (heading, _value) in EXPORTED.items()}
    list_export = list(EXPORTED)
    custom_value_preprocess = ReportView.custom_value_preprocess | {str: {"csv": no_formula}}
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

    def order_queryset(self, queryset):
        # The id breaks the tie, so that no order is on two pages or on none.
        return queryset.order_by(self.ordering, "-id" if self.ordering.startswith("-") else "id")

    def search_queryset(self, queryset):
        return found_by(queryset, self.search_query.strip()) if self.is_searching else queryset

    def get_filtered_queryset(self):
        return self.search_queryset(super().get_filtered_queryset())

    def to_row_dict(self, item):
        return {name: value(item) for name, (_heading, value) in EXPORTED.items()}

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
        ]
        return SubmenuMenuItem(
            self.menu_label, Menu(items=items), name="orders", icon_name=self.icon, order=order or self.menu_order
        )

    def get_urlpatterns(self):
        return [
            path("", OrderList.as_view(), name="index"),
            path("results/", OrderList.as_view(results_only=True), name="index_results"),
            path("needs-a-person/", views.attention, name="attention"),
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
