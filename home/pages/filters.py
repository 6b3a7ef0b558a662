"""What narrows the tree of pages beside Wagtail's own filters: how a page stands, and how its translations do."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Protocol

import django_filters
from django import forms
from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, TextChoices
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.views.pages.listing import GenericPageFilterSet, PageFilterSet
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page, Revision

from home.translating.queries import pages_in
from home.translating.states import State


class Standing(TextChoices):
    """How a page stands for readers and for those who write it."""

    LIVE = "live", pgettext_lazy("page", "Published")
    CHANGED = "changed", _("Published, with changes that are not")
    DRAFT = "draft", _("Not published")
    SCHEDULED = "scheduled", _("Scheduled")
    ALIAS = "alias", _("Shown untranslated")


def standing_as(standings: Collection[str], *, at: datetime) -> Q:
    """Pages that stand in one of these ways at that time (UTC)."""
    number = Cast(OuterRef("pk"), CharField())
    planned = Revision.page_revisions.filter(object_id=number, approved_go_live_at__gt=at)
    rules = {
        Standing.LIVE: Q(live=True),
        Standing.CHANGED: Q(live=True, has_unpublished_changes=True),
        Standing.DRAFT: Q(live=False),
        Standing.SCHEDULED: Exists(planned) | Q(live=True, expire_at__gt=at),
        Standing.ALIAS: Q(alias_of__isnull=False),
    }
    return reduce(or_, (Q(rules[standing]) for standing in standings))


def among(pages: QuerySet[Page], found: QuerySet[Page] | Collection[int]) -> QuerySet[Page]:
    """Only those that were found, by number: a search over pages understands no other question."""
    numbers = found.values("pk") if isinstance(found, QuerySet) else found
    return pages.filter(pk__in=numbers)


class PageFilters(PageFilterSet):
    """Filters of every list of pages."""

    standing = django_filters.MultipleChoiceFilter(
        label=_("State"), choices=Standing.choices, widget=forms.CheckboxSelectMultiple, method="by_standing"
    )
    translation = django_filters.MultipleChoiceFilter(
        label=_("Translation"), choices=State.choices, widget=forms.CheckboxSelectMultiple, method="by_translation"
    )

    class Meta(PageFilterSet.Meta):
        pass

    def by_standing(self, pages: QuerySet[Page], name: str, standings: list[str]) -> QuerySet[Page]:
        return among(pages, Page.objects.filter(standing_as(standings, at=timezone.now()))) if standings else pages

    def by_translation(self, pages: QuerySet[Page], name: str, states: list[str]) -> QuerySet[Page]:
        return among(pages, pages_in(states)) if states else pages


class Goods(Protocol):
    """What the filters need to know of things that are sold, one kind of them; keys are those of their pages."""

    def ways(self) -> list[tuple[str, str]]: ...
    def currencies(self) -> list[tuple[str, str]]: ...
    def sold_as(self, ways: Collection[str], *, at: datetime) -> QuerySet: ...
    def without_price_in(self, currencies: Collection[str], *, at: datetime) -> QuerySet: ...
    def ever_ordered(self) -> QuerySet: ...


class GoodsFilters(PageFilters):
    """Filters of a list of pages whose things are sold."""

    goods: Goods

    sale = django_filters.MultipleChoiceFilter(label=_("Sale"), widget=forms.CheckboxSelectMultiple, method="by_sale")
    unpriced = django_filters.MultipleChoiceFilter(
        label=_("No price in"), widget=forms.CheckboxSelectMultiple, method="by_missing_price"
    )
    ordered = django_filters.ChoiceFilter(
        label=_("Ever ordered"),
        choices=[("true", _("Yes")), ("false", _("No"))],
        empty_label=_("All"),
        widget=forms.RadioSelect,
        method="by_orders",
    )

    class Meta(PageFilters.Meta):
        pass

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.filters["sale"].extra["choices"] = self.goods.ways
        self.filters["unpriced"].extra["choices"] = self.goods.currencies

    def by_sale(self, pages: QuerySet[Page], name: str, ways: list[str]) -> QuerySet[Page]:
        return among(pages, _of(self.goods.sold_as(ways, at=timezone.now()))) if ways else pages

    def by_missing_price(self, pages: QuerySet[Page], name: str, currencies: list[str]) -> QuerySet[Page]:
        return among(pages, _of(self.goods.without_price_in(currencies, at=timezone.now()))) if currencies else pages

    def by_orders(self, pages: QuerySet[Page], name: str, value: str) -> QuerySet[Page]:
        ordered = self.goods.ever_ordered()
        return among(pages, _of(ordered) if value == "true" else Page.objects.exclude(translation_key__in=ordered))


def _of(keys: QuerySet) -> QuerySet[Page]:
    return Page.objects.filter(translation_key__in=keys)


class EveryKindFilters(GenericPageFilterSet, PageFilters):
    """The same where pages are of several kinds: Wagtail's own filter by kind stands beside them."""


class EveryKind(PageViewSet):
    """In the place of Wagtail's own for pages whose kind has none, and for the search over all of them."""

    filterset_class = EveryKindFilters
