"""What of an event has an address of its own: a date for calendars, and the form that books."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from events.catalogue import queries
from events.catalogue.booking import BookingForm
from events.catalogue.calendars import calendar_of
from events.catalogue.models import EventDate
from events.catalogue.pages import EventPage
from home.origin import from_our_pages
from shop.contract import put_into_cart


@require_safe
def calendar(request: HttpRequest, date_id: int) -> HttpResponse:
    """One date as a file for calendars; what is cancelled or gone says so, so that calendars take it away."""
    date = get_object_or_404(EventDate.objects.select_related("event"), pk=date_id)
    page = _page_of(date)
    venue = queries.venues_of([date.event], language=get_language()).get(date.event.venue_key)
    takes_place = date.live and date.event.live and not date.cancelled
    method = "PUBLISH" if takes_place else "CANCEL"
    calendar = calendar_of([(date, page, venue)], at=timezone.now(), method=method)
    answer = HttpResponse(calendar, content_type="text/calendar")
    answer["Content-Disposition"] = f'attachment; filename="{page.slug}-{date.code}.ics"'
    return answer


@from_our_pages
def book(request: HttpRequest, date_id: int) -> HttpResponse:
    """Put the chosen tickets and options of a date into the cart; where something is wrong, the page says what."""
    date = get_object_or_404(EventDate.objects.live().select_related("event"), pk=date_id)
    form = BookingForm(request.POST, date=date)
    if not form.is_valid():
        return _again(request, date, form, status=422)
    filled = put_into_cart(request, form.wishes)
    if filled.refused:
        form.refuse(filled.refused, some=filled.some)
        return filled.answer(_again(request, date, form, status=409))
    return filled.answer(redirect(reverse("shop:cart")))


def _again(request: HttpRequest, date: EventDate, form: BookingForm, *, status: int) -> HttpResponse:
    page = _page_of(date)
    return render(request, page.template, page.get_context(request, booking=form), status=status)


def _page_of(date: EventDate) -> EventPage:
    """The page of the date's event in the reader's language."""
    pages = EventPage.objects.live().filter(translation_key=date.event.translation_key)
    page = pages.filter(locale__language_code=get_language()).select_related(*EventPage.fetched_with).first()
    if page is None:
        raise Http404
    return page
