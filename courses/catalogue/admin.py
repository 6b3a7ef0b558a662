"""What editors do with courses beside writing them: stop a sale, read the list, be kept from deleting what was sold."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page

from courses.catalogue.desk import Sale, sales_of
from courses.catalogue.forms import MAY_SELL
from courses.catalogue.models import Course
from courses.catalogue.operations import switch_sale
from courses.catalogue.pages import CourseIndexPage, CoursePage
from home.pages.copying import Template
from home.pages.desk import Keeping, KnowingList, KnownColumn
from home.pages.filters import GoodsFilters
from home.pages.switching import Switch
from shop.contract import Goods, was_sold

keeping = Keeping(CoursePage, Course, was_sold)
sale = Switch(CoursePage, Course, MAY_SELL, switch_sale)


def forget_times(page: CoursePage) -> None:
    """A new course is sold from when its own page says."""
    page.sale_from = page.sale_until = None
    for price in (prices := list(page.prices.all())):
        price.sale_amount = price.sale_from = price.sale_until = None
    page.prices = prices


template = Template(CoursePage, Course, forget_times)


class CourseFilters(GoodsFilters):
    goods = Goods(Course)


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
    filterset_class = CourseFilters
