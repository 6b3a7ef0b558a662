"""What the shop brings to the editors' desk."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from shop.fulfilment.admin import HandoversView
from shop.payments.admin import PaymentsView


class HandoversMenuItem(MenuItem):
    def is_shown(self, request) -> bool:
        return HandoversView.permission_policy.user_has_permission(request.user, "view")


@hooks.register("register_admin_urls")
def handover_addresses():
    return [
        path("reports/handovers/", HandoversView.as_view(), name="shop_handovers"),
        path("reports/handovers/results/", HandoversView.as_view(results_only=True), name="shop_handovers_results"),
    ]


@hooks.register("register_reports_menu_item")
def handovers_menu_item():
    return HandoversMenuItem(_("Not handed over"), reverse("shop_handovers"), icon_name="warning", order=700)


class PaymentsMenuItem(MenuItem):
    def is_shown(self, request) -> bool:
        return PaymentsView.permission_policy.user_has_permission(request.user, "view")


@hooks.register("register_admin_urls")
def payment_addresses():
    return [
        path("reports/payments/", PaymentsView.as_view(), name="shop_payments"),
        path("reports/payments/results/", PaymentsView.as_view(results_only=True), name="shop_payments_results"),
    ]


@hooks.register("register_reports_menu_item")
def payments_menu_item():
    return PaymentsMenuItem(_("Payments to look at"), reverse("shop_payments"), icon_name="warning", order=710)
