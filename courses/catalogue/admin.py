"""What editors do with courses beside writing them: stop a sale, read the list, be kept from deleting what was sold."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page

from courses.catalogue.desk import Sale, sales_of
from courses.catalogue.forms import MAY_SELL
from courses.catalogue.models import Course
from courses.catalogue.operations import switch_sale
from courses.catalogue.pages import CourseIndexPage, CoursePage
from home.pages.desk import Keeping, KnowingList, KnownColumn
from shop.contract import was_sold

ACTS = {"stop": True, "go-on": False}


def sale(request: HttpRequest, course_id: int, act: str) -> HttpResponse:
    """Stop the sale at once, or let it go on; asked once, since shoppers see it the same moment."""
    if not request.user.has_perm(MAY_SELL):
        raise PermissionDenied
    if act not in ACTS:
        raise Http404
    course = get_object_or_404(Course, pk=course_id)
    page = course.source_page(CoursePage)
    back = reverse("wagtailadmin_pages:edit", args=[page.pk]) if page else reverse("wagtailadmin_home")
    if request.method == "POST":
        switch_sale(course, stopped=ACTS[act], at=timezone.now())
        said = _("The sale is stopped.") if ACTS[act] else _("The sale goes on.")
        messages.success(request, said)
        return redirect(back)
    return render(request, "desk/switch_sale.html", {"page": page, "stops": ACTS[act], "back": back})


keeping = Keeping(CoursePage, Course, was_sold)


class CourseList(KnowingList):
    """The explorer below the list of courses, with how each is sold."""

    def ask(self, pages: Iterable[Page]) -> dict[int, Sale]:
        return sales_of(pages, at=timezone.now())

    def own_columns(self) -> list[KnownColumn]:
        return [
            KnownColumn("price", label=_("Price now"), said=lambda sale: " · ".join(sale.prices), view=self),
            KnownColumn("sale", label=_("Sale"), said=lambda sale: sale.label, view=self),
        ]


class CourseViewSet(PageViewSet):
    model = CoursePage
    parent_models = [CourseIndexPage]
    index_view_class = CourseList
