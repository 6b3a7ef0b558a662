"""What editors do with events beside writing them: stop a sale, read the list, be kept from deleting what was sold."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, LocaleColumn
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page
from wagtail.snippets.views.snippets import SnippetViewSet

from events.catalogue.desk import Sale, sales_of
from events.catalogue.forms import MAY_SELL
from events.catalogue.models import Event, EventDate
from events.catalogue.operations import switch_sale
from events.catalogue.pages import EventIndexPage, EventPage
from events.catalogue.venues import Venue
from home.pages.copying import Template
from home.pages.desk import Keeping, KnowingList, KnownColumn
from home.pages.filters import GoodsFilters
from home.pages.switching import Switch
from shop.contract import Goods, sold_codes


def was_booked(event: Event) -> bool:
    """Whether anybody ever ordered something for one of its dates."""
    return any(sold_codes(event.dates.all()).values())


keeping = Keeping(EventPage, Event, was_booked)
sale = Switch(EventPage, Event, MAY_SELL, switch_sale)


def forget_dates(page: EventPage) -> None:
    """A new event takes place at other times."""
    page.dates = []
    for ticket in (tickets := list(page.tickets.all())):
        ticket.sale_from = ticket.sale_until = None
    page.tickets = tickets


template = Template(EventPage, Event, forget_dates)


class EventFilters(GoodsFilters):
    goods = Goods(EventDate, "event__translation_key", lambda at: EventDate.objects.live().filter(ends_at__gt=at))


class EventTable(KnowingList):
    """The explorer below the list of events, with what comes next of each, and how full it is."""

    def ask(self, pages: Iterable[Page]) -> dict[int, Sale]:
        return sales_of(pages, at=timezone.now())

    def own_columns(self) -> list[KnownColumn]:
        return [
            KnownColumn("next", label=_("Next date"), said=lambda sale: sale.when, view=self),
            KnownColumn("taken", label=_("Taken"), said=lambda sale: sale.taken, view=self),
            KnownColumn("sale", label=_("Sale"), said=lambda sale: sale.label, view=self),
        ]


class EventViewSet(PageViewSet):
    model = EventPage
    parent_models = [EventIndexPage]
    index_view_class = EventTable
    filterset_class = EventFilters


class VenueViewSet(SnippetViewSet):
    model = Venue
    icon = "site"
    menu_label = _("Venues")
    menu_order = 310
    add_to_admin_menu = True
    list_display = ("name", "city", "country", Column("code", label=_("Code"), sort_key="code"), LocaleColumn())
    list_filter = ("country",)
    search_fields = ("name", "city", "code")
    ordering = ("name", "pk")
    list_export = ("name", "code", "street", "postcode", "city", "country", "zone")
    copy_view_enabled = False  # a copy would have the same code
