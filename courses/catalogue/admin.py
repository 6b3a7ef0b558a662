"""What editors do with courses beside writing them: stop a sale, read the list, be kept from deleting what was sold."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, LocaleColumn
from wagtail.admin.views.pages.listing import ExplorableIndexView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page

from courses.catalogue.desk import Sale, sale_of, sales_of
from courses.catalogue.forms import MAY_SELL
from courses.catalogue.models import Course
from courses.catalogue.operations import source_page, switch_sale
from courses.catalogue.pages import CourseIndexPage, CoursePage
from shop.contract import was_sold

ACTS = {"stop": True, "go-on": False}


def sale(request: HttpRequest, course_id: int, act: str) -> HttpResponse:
    """Stop the sale at once, or let it go on; asked once, since shoppers see it the same moment."""
    if not request.user.has_perm(MAY_SELL):
        raise PermissionDenied
    if act not in ACTS:
        raise Http404
    course = get_object_or_404(Course, pk=course_id)
    page = source_page(course)
    back = reverse("wagtailadmin_pages:edit", args=[page.pk]) if page else reverse("wagtailadmin_home")
    if request.method == "POST":
        switch_sale(course, stopped=ACTS[act], at=timezone.now())
        said = _("The sale is stopped.") if ACTS[act] else _("The sale goes on.")
        messages.success(request, said)
        return redirect(back)
    return render(request, "desk/switch_sale.html", {"page": page, "stops": ACTS[act], "back": back})


def why_not_deleted(page: Page) -> str:
    """Why a page, or something below it, must stay; empty where it may go."""
    for course_page in CoursePage.objects.descendant_of(page, inclusive=True).filter(alias_of=None):
        course = Course.objects.filter(translation_key=course_page.translation_key).first()
        if course is None or course_page.locale.language_code != course.source_language:
            continue
        title = {"title": course_page.get_admin_display_title()}
        if was_sold(course):
            return _("“%(title)s” has been sold. Unpublish it instead: it leaves the shop, and owners keep it.") % title
        if course_page.get_translations().filter(live=True).exists():
            return _("“%(title)s” is published in other languages too. Unpublish it there first.") % title
    return ""


def keep_what_was_sold(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Refuse to delete, and say why."""
    if reason := why_not_deleted(page):
        messages.error(request, reason)
        return redirect("wagtailadmin_pages:edit", page.pk)
    return None


def keep_many(request: HttpRequest, action_type: str, pages: list, action) -> HttpResponse | None:
    """The same for several pages at once."""
    if action_type != "delete" or not issubclass(action.model, Page):
        return None
    for page in pages:
        if reason := why_not_deleted(page):
            messages.error(request, reason)
            return redirect(action.next_url)
    return None


def tell_trouble(request: HttpRequest, page: Page) -> None:
    """Say what a publication could not take over."""
    if isinstance(page.specific, CoursePage) and (trouble := sale_of(page, at=timezone.now()).trouble):
        messages.warning(request, trouble)


class CourseList(ExplorableIndexView):
    """The explorer below the list of courses, with how each is sold."""

    def get_table(self, object_list):
        # One page of rows is known here, so all of them are asked for together.
        self.sales = sales_of(object_list, at=timezone.now())
        return super().get_table(object_list)

    @cached_property
    def explorable_columns(self):
        price = SaleColumn("price", label=_("Price now"), said=lambda sale: " · ".join(sale.prices), view=self)
        state = SaleColumn("sale", label=_("Sale"), said=lambda sale: sale.label, view=self)
        kept = [column for column in super().explorable_columns if column.name != "type"]
        return [*kept[:-1], price, state, LocaleColumn(label=_("Language")), kept[-1]]


class SaleColumn(Column):
    """One thing of how a course is sold, from what the view has asked for."""

    def __init__(self, name: str, *, said: Callable[[Sale], str], view: CourseList, **kwargs) -> None:
        super().__init__(name, **kwargs)
        self.said = said
        self.view = view

    def get_value(self, instance) -> str:
        sale = self.view.sales.get(instance.pk)
        return self.said(sale) if sale else ""


class CourseViewSet(PageViewSet):
    model = CoursePage
    parent_models = [CourseIndexPage]
    index_view_class = CourseList
