"""What the search brings to the editors' desk."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from search.admin import AskedReport, SynonymsViewSet

register_snippet(SynonymsViewSet)


class AskedItem(MenuItem):
    def is_shown(self, request) -> bool:
        return request.user.has_perm("search.view_asked")


@hooks.register("register_admin_urls")
def addresses():
    return [
        path("searches/", AskedReport.as_view(), name="search_asked"),
        path("searches/results/", AskedReport.as_view(results_only=True), name="search_asked_results"),
    ]


@hooks.register("register_reports_menu_item")
def asked_item():
    return AskedItem(_("What people search for"), reverse("search_asked"), icon_name="search", order=1290)


@hooks.register("construct_reports_menu")
def without_wagtails_own(request, items: list) -> None:
    """Ours knows languages and what was searched for in vain."""
    items[:] = [item for item in items if item.name != "search-terms"]
