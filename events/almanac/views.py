"""Dates as calendars follow them."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from events.almanac.listing import Almanac
from events.catalogue import queries
from events.catalogue.calendars import calendar_of
from events.catalogue.models import Event
from home.business import business_in
from shop.contract import currency_of


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """Every date to come that an address of the list finds; calendars come back for what has changed."""
    found = Almanac(request).selection.found
    entries = [(row.on.date, row.page, row.venue) for row in found]
    return _calendar(calendar_of(entries, at=timezone.now(), name=business_in(get_language()).name))


@require_safe
def event_feed(request: HttpRequest, event_id: int) -> HttpResponse:
    """Every date of one event, cancelled and past ones too."""
    event = get_object_or_404(Event.objects.live(), pk=event_id)
    at = timezone.now()
    shown = queries.shown(
        Event.objects.filter(pk=event.pk), language=get_language(), currency=currency_of(request), at=at
    )
    if not shown:
        raise Http404
    venue = queries.venues_of([event], language=get_language()).get(event.venue_key)
    entries = [(on.date, shown[0].page, venue) for on in shown[0].dates]
    return _calendar(calendar_of(entries, at=at, name=shown[0].page.title))


def _calendar(content: bytes) -> HttpResponse:
    return HttpResponse(content, content_type="text/calendar")
