"""What staff see of money: what does not fit, and what did not get back to its owner, and what banks ask for."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies import ModelPermissionPolicy

from shop.payments.models import Payment
from shop.payments.queries import to_look_at


class PaymentsView(ReportView):
    """Payments that need a person, each with why; disputes with the day by which they are to be answered."""

    page_title = _("Payments to look at")
    header_icon = "warning"
    index_url_name = "shop_payments"
    index_results_url_name = "shop_payments_results"
    permission_policy = ModelPermissionPolicy(Payment)
    permission_required = "view"
    columns = [
        Column("order", label=_("Order"), accessor="order.number"),
        Column("state", label=_("Payment"), accessor="get_state_display"),
        Column("amount", label=_("Asked for"), accessor="total"),
        Column("reference", label=_("Number at the supplier")),
        Column("trouble", label=_("What went wrong")),
        DateColumn("answer_by", label=_("Answer by")),
        DateColumn("settled_at", label=_("Since")),
    ]
    list_export = ["order.number", "state", "amount", "currency", "reference", "trouble", "answer_by", "settled_at"]

    def get_queryset(self):
        rows = to_look_at().select_related("order").prefetch_related("refunds", "disputes")
        self.queryset = rows.order_by("settled_at", "id")
        return super().get_queryset()
