"""The pages on which the house sees who comes: a list for each date, to search, to print, and as a file."""

from __future__ import annotations

import csv

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from events.catalogue import words
from events.catalogue.forms import MAY_SEE
from events.catalogue.models import EventDate
from events.catalogue.selling import TICKET
from events.changes.admin import page_and_way
from events.roster.queries import STATES, Row, Wish, attendees_of, counts_of, rows_of, tickets_of
from shop.contract import no_formula, offers_of

ON_A_PAGE = 100


def wish_of(request: HttpRequest) -> Wish:
    """What a request asks for; what is no state counts as the first."""
    state = request.GET.get("state", "booked")
    said = {name: request.GET.get(name, "").replace("\x00", "")[:120] for name in ("q", "ticket")}
    return Wish(said["q"], state if state in STATES else "booked", said["ticket"])


@require_safe
def roster(request: HttpRequest, date_id: int) -> HttpResponse:
    """Who comes on a date; `?as=print` is a sheet for paper, `?as=csv` the file."""
    if not request.user.has_perm(MAY_SEE):
        raise PermissionDenied
    date = get_object_or_404(EventDate.objects.select_related("event"), pk=date_id)
    wish = wish_of(request)
    attendees = attendees_of(date, wish)
    if request.GET.get("as") == "csv":
        return _file(date, rows_of(date, attendees))
    prints = request.GET.get("as") == "print"
    pages = Paginator(attendees, max(attendees.count(), 1) if prints else ON_A_PAGE)
    shown = pages.get_page(request.GET.get("p"))
    page, back = page_and_way(date)
    query = urlencode({"q": wish.words, "state": wish.state, "ticket": wish.ticket})
    context = {
        "date": date,
        "date_words": words.when(date),
        "zone": words.zone(date),
        "page": page,
        "back": back,
        "wish": wish,
        "states": STATES.items(),
        "tickets": tickets_of(date),
        "counts": counts_of(date),
        "rows": rows_of(date, shown.object_list),
        "shown": shown,
        "query": query,
        "add_url": _add_url(date),
    }
    return render(request, "desk/roster_sheet.html" if prints else "desk/roster.html", context)


def _add_url(date: EventDate) -> str:
    """Where staff write down whom they speak with: an order for this date, paid by bank transfer or in cash."""
    offers = [offer for offer in offers_of([date])[date.pk] if offer.kind == TICKET and offer.published]
    return f"{reverse('orders:elsewhere')}?offer={offers[0].pk}" if offers else reverse("orders:elsewhere")


def _file(date: EventDate, rows: list[Row]) -> HttpResponse:
    """Every row with a column for each question that anybody answered."""
    labels = list(dict.fromkeys(label for row in rows for label, _answer in row.answers))
    heads = [
        _("Name"),
        _("E-mail"),
        _("Ticket"),
        _("State"),
        _("Code"),
        _("On top"),
        _("Order"),
        _("Buyer"),
        _("Notes"),
    ]
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{date.code}.csv"'
    answer.write("\ufeff")  # spreadsheets read it as UTF-8 then
    out = csv.writer(answer)
    out.writerow(map(no_formula, [*heads, *labels]))
    for row in rows:
        said = dict(row.answers)
        notes = " · ".join(row.notes)
        cells = [row.name, row.email, row.ticket, row.state, row.attendee.code, ", ".join(row.options)]
        cells += [row.order.number, row.order.name, notes, *(said.get(label, "") for label in labels)]
        out.writerow(map(no_formula, cells))
    return answer
