"""What was sold stays: codes that orders know, and as many places as are taken."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.catalogue.models import Event, EventDate
from events.catalogue.terms import Problem, Typed, code_of
from shop.contract import quota_places, sold_codes

if TYPE_CHECKING:
    from events.catalogue.pages import EventPage


def problems_with_what_is_sold(page: EventPage, typed: Typed, *, at: datetime) -> Iterator[Problem]:
    """What the form must refuse, because somebody has bought it."""
    event = Event.objects.filter(translation_key=page.translation_key).first()
    if event is None:
        return
    dates = list(event.dates.order_by("starts_at", "pk"))
    sold = sold_codes(dates)
    yield from _gone("dates", [date.code for date in dates if sold[date.pk]], [code_of(row) for row in typed.dates])
    codes = set().union(*sold.values()) if sold else set()
    live = {
        "tickets": event.ticket_types.filter(live=True, code__in=codes).values_list("code", flat=True),
        "options": event.options.filter(live=True, code__in=codes).values_list("code", flat=True),
    }
    for name, known in live.items():
        yield from _gone(name, known, [row.code for row in getattr(typed, name)])
    yield from _too_few([date for date in dates if date.ends_at > at], typed)


def _gone(name: str, sold, typed: list[str]) -> Iterator[Problem]:
    words = {
        "dates": _("The date “%(code)s” has been sold: it keeps its code and stays. You may cancel it."),
        "tickets": _("The ticket “%(code)s” has been sold: it keeps its code and stays. You may end its sale."),
        "options": _("The option “%(code)s” has been sold: it keeps its code and stays. You may give it 0 places."),
    }[name]
    for code in sold:
        if code not in typed:
            yield Problem(name, words % {"code": code})


def _too_few(dates: list[EventDate], typed: Typed) -> Iterator[Problem]:
    kept = {code_of(row) for row in typed.dates}
    rows = {row.code: ("quotas", row, "size") for row in typed.quotas}
    for name in ("tickets", "options"):
        rows |= {row.code: (name, row, "places") for row in getattr(typed, name) if row.places is not None}
    for code, (size, _covers) in typed.sizes().items():
        for date in dates:
            places = quota_places(date.quota_key(code)) if date.code in kept else None
            if places and places.taken > size:
                name, row, field = rows[code]
                yield Problem(name, too_few(date, places.taken), row, field)
                break


def too_few(date: EventDate, taken: int) -> str:
    """Why there cannot be fewer places on a date, with the number."""
    words = ngettext(
        "%(taken)d place is taken on %(day)s: there cannot be fewer.",
        "%(taken)d places are taken on %(day)s: there cannot be fewer.",
        taken,
    )
    day = date_format(localtime(date.starts_at, date.timezone), "DATE_FORMAT")
    return words % {"taken": taken, "day": day}
