"""What staff see of handing over: paid things that have not reached their buyer."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies import ModelPermissionPolicy

from shop.fulfilment.models import Fulfilment


class HandoversView(ReportView):
    """Paid lines that wait or failed, those that wait longest first; work on them goes on by itself."""

    page_title = _("Not handed over")
    header_icon = "warning"
    index_url_name = "shop_handovers"
    index_results_url_name = "shop_handovers_results"
    permission_policy = ModelPermissionPolicy(Fulfilment)
    permission_required = "view"
    columns = [
        Column("order", label=_("Order"), accessor="line.order.number"),
        Column("title", label=_("What"), accessor="line.title"),
        Column("state", label=_("State"), accessor="get_state_display"),
        Column("attempts", label=_("Tries")),
        Column("last_error", label=_("What went wrong")),
        DateColumn("changed_at", label=_("Since")),
    ]
    list_export = ["line.order.number", "line.title", "state", "attempts", "last_error", "changed_at"]

    def get_queryset(self):
        waiting = [Fulfilment.State.PENDING, Fulfilment.State.FAILED]
        rows = Fulfilment.objects.filter(state__in=waiting).select_related("line__order")
        self.queryset = rows.order_by("changed_at", "id")
        return super().get_queryset()
