"""The door's page and what its device sends. The secret in the address is enough; nobody signs in."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import wraps
from uuid import uuid4

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from events.booking.tickets import Ticket, tickets_of
from events.catalogue import queries as events
from events.catalogue import words
from events.door import operations, queries
from events.door.forms import ActForm, Unreadable, acts_in
from events.door.models import DoorLink, Scan
from events.door.words import all_said, said_of


def at_a_door(view):
    """A page of a door whose address is good; one that was taken back says so."""

    @wraps(view)
    def guarded(request: HttpRequest, secret: str) -> HttpResponse:
        link = queries.door_of(secret)
        if link is None:
            raise Http404
        if not link.opens(at=timezone.now()):
            return _closed(request, link)
        response = view(request, link)
        response["X-Robots-Tag"] = "noindex"
        # Tickets are read by the camera here, and only when it is pressed.
        response["Permissions-Policy"] = "camera=(self), microphone=(), geolocation=(), payment=()"
        return response

    return never_cache(guarded)


@require_http_methods(["GET", "HEAD", "POST"])
@at_a_door
def door(request: HttpRequest, link: DoorLink) -> HttpResponse:
    """The page: scan or type, search by name, and a large answer. Works by plain forms."""
    if request.method != "POST":
        return _show(request, link)
    form = ActForm(request.POST)
    if not form.is_valid():
        return _show(request, link, form=form, status=422)
    now = timezone.now()
    return _show(request, link, scan=operations.record(link=link, act=form.act(at=now), at=now))


@require_safe
@at_a_door
def people(request: HttpRequest, link: DoorLink) -> HttpResponse:
    """The list that the device keeps."""
    return JsonResponse(queries.list_of(link, language=get_language(), at=timezone.now()))


@require_safe
@at_a_door
def worker(request: HttpRequest, link: DoorLink) -> HttpResponse:
    """The script that keeps the page on the device; it answers here, so that the page lies in its reach."""
    script = json.dumps(static("js/staff/door-worker.js"))
    return HttpResponse(f"importScripts({script});\n", content_type="text/javascript; charset=utf-8")


@require_POST
@at_a_door
def scans(request: HttpRequest, link: DoorLink) -> HttpResponse:
    """Take in what a device did, also long ago, and say what came of each."""
    try:
        acts = acts_in(request.body)
    except Unreadable:
        return JsonResponse({"error": _("This cannot be read.")}, status=400)
    now = timezone.now()
    recorded = operations.record_all(link=link, acts=acts, at=now)
    holders = _holders(recorded)
    results = [_told(scan, holders.get(scan.attendee_id)) for scan in recorded]
    return JsonResponse({"results": results, "count": queries.count_of(link.date).__dict__})


def _told(scan: Scan, holder: Ticket | None) -> dict:
    said = said_of(scan)
    return {
        "key": str(scan.key),
        "outcome": said.outcome,
        "why": said.why,
        "double": scan.is_double,
        "id": scan.attendee_id,
        "name": holder.holder if holder else "",
        "kind": holder.kind if holder else "",
    }


def _holders(scans: Iterable[Scan]) -> dict[int, Ticket]:
    """The tickets that were scanned, by their attendees' ids."""
    attendees = {scan.attendee_id: scan.attendee for scan in scans if scan.attendee}
    tickets = tickets_of(attendees.values(), language=get_language(), at=timezone.now())
    return dict(zip(attendees, tickets, strict=True))


def _show(
    request: HttpRequest, link: DoorLink, *, form: ActForm | None = None, scan: Scan | None = None, status: int = 200
) -> HttpResponse:
    now, date = timezone.now(), link.date
    asked = request.GET.get("q", "").strip()[:100]
    page = events.pages_of([date.event], language=get_language(), fallback=True).get(date.event.translation_key)
    rows = queries.found(date, asked, language=get_language(), at=now)
    context = {
        "link": link,
        "title": page.title if page else link.label,
        "when": words.when(date),
        "form": form or ActForm(),
        "next_key": uuid4(),
        "undo_key": uuid4(),
        "scan": scan,
        "said": said_of(scan) if scan else None,
        "holder": _holders([scan]).get(scan.attendee_id) if scan else None,
        "answers": all_said(),
        "asked": asked,
        "found": [{"ticket": ticket, "standing": queries.standing_of(ticket), "key": uuid4()} for ticket in rows],
        "count": queries.count_of(date),
        "doubles": [queries.double_in_words(double) for double in queries.doubles_of(date)],
    }
    return render(request, "pages/door.html", context, status=status)


def _closed(request: HttpRequest, link: DoorLink) -> HttpResponse:
    if request.headers.get("Accept", "").startswith("application/json"):
        return JsonResponse({"error": _("This address is no longer good.")}, status=410)
    return render(request, "pages/door_closed.html", {"link": link}, status=410)
