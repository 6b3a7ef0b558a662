"""What comes next and how full it is, on the first page of the administration."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from wagtail.admin.ui.components import Component

from events.catalogue import words
from events.catalogue.desk import DateSale, sold_here
from events.catalogue.forms import MAY_SEE
from events.catalogue.models import EventDate
from events.catalogue.pages import EventPage
from shop.contract import offers_of, places_of

MOST = 5


@dataclass(frozen=True)
class NextDate:
    """A date that is to come, with its event's title and how it is sold."""

    title: str
    sale: DateSale


def next_dates(*, at: datetime, most: int) -> list[NextDate]:
    """The dates that come next, in a fixed number of queries."""
    dates = list(EventDate.objects.live().to_come(at=at).select_related("event")[:most])
    offers = offers_of(dates)
    places = places_of([offer for some in offers.values() for offer in some])
    titles = _titles(dates)
    return [
        NextDate(
            titles.get(date.event_id, date.code),
            DateSale(date, words.when(date), [sold_here(one, places.get(one.pk), at=at) for one in offers[date.pk]]),
        )
        for date in dates
    ]


def _titles(dates: list[EventDate]) -> dict[int, str]:
    """By event, the title under which it was begun."""
    events = {(date.event.translation_key, date.event.source_language): date.event_id for date in dates}
    pages = EventPage.objects.filter(translation_key__in=[key for key, _language in events])
    names = pages.values_list("translation_key", "locale__language_code", "title")
    return {events[key, code]: title for key, code, title in names if (key, code) in events}


class NextDatesPanel(Component):
    """The next dates, with their places and the way to who comes."""

    name = "next_dates"
    template_name = "desk/next_dates_panel.html"
    order = 100

    def get_context_data(self, parent_context) -> dict:
        may_see = parent_context["request"].user.has_perm(MAY_SEE)
        return {"dates": next_dates(at=timezone.now(), most=MOST), "may_see": may_see}
