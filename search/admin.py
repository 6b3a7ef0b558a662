"""What editors see of the search and what they put right: synonyms, and what people search for."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django_filters import BooleanFilter
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, NumberColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views.snippets import SnippetViewSet

from search.models import Asked, Synonyms


class SynonymsViewSet(SnippetViewSet):
    model = Synonyms
    icon = "list-ul"
    menu_label = _("Words that mean the same")
    list_display = ("words", Column("get_language_display", label=_("Language"), sort_key="language"))
    list_filter = ("language",)
    search_fields = ("words",)
    ordering = ("language", "words")
    copy_view_enabled = False


class AskedFilter(WagtailFilterSet):
    """In one language, or only what was not found."""

    nothing = BooleanFilter(label=_("Nothing found"), method="only_nothing")

    class Meta:
        model = Asked
        fields = ["language"]

    def only_nothing(self, rows, name, value):
        return rows.filter(found=0) if value else rows.filter(found__gt=0)


class AskedReport(ReportView):
    """What people search for, and how much they find."""

    model = Asked
    page_title = _("What people search for")
    header_icon = "search"
    index_url_name = "search_asked"
    index_results_url_name = "search_asked_results"
    permission_policy = ModelPermissionPolicy(Asked)
    permission_required = "view"
    default_ordering = "-times"
    filterset_class = AskedFilter
    export_headings = {
        "words": _("Words"),
        "language": _("Language"),
        "times": _("Times"),
        "found": _("Found"),
        "last_at": _("Last time"),
    }
    list_export = list(export_headings)
    columns = [
        Column("words", label=_("Words"), sort_key="words"),
        Column("get_language_display", label=_("Language"), sort_key="language"),
        NumberColumn("times", label=_("Times"), sort_key="times"),
        NumberColumn("found", label=_("Found"), sort_key="found"),
        DateColumn("last_at", label=_("Last time"), sort_key="last_at"),
    ]

    def order_queryset(self, queryset):
        # The words break the tie, so that no row is on two pages or on none.
        return queryset.order_by(self.ordering, "words", "pk")
