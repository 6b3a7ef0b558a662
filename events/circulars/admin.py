"""The pages on which staff write to everybody who comes on a date, and see whom it reached."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from events.booking.models import Attendee
from events.catalogue import words
from events.catalogue.models import EventDate
from events.changes.admin import page_and_way
from events.circulars import operations
from events.circulars.forms import CircularForm
from events.circulars.letters import key_of
from events.circulars.models import Circular, Recipient
from events.roster.admin import wish_of
from events.roster.queries import STATES, attendees_of
from messaging.contract import letters_by_key

MAY_WRITE = "events.add_circular"


@dataclass(frozen=True)
class Preview:
    """Whom it would reach, in sentences, and a mark that changes whenever they or the words do."""

    sentences: list[str]
    mark: str


@require_http_methods(["GET", "HEAD", "POST"])
def circular(request: HttpRequest, date_id: int) -> HttpResponse:
    """Ask for the words, show whom they would reach, and write to just those when that is confirmed."""
    _require(request)
    date = get_object_or_404(EventDate.objects.select_related("event"), pk=date_id)
    wish = wish_of(request)
    form = CircularForm(request.POST or None)
    preview, status = None, 200
    if request.method == "POST" and form.is_valid():
        click = form.cleaned_data["click"]
        if known := Circular.objects.filter(click=click, date=date).first():
            return redirect("events_circular_report", known.pk)
        attendees = operations.reached(attendees_of(date, wish))
        preview = _preview(attendees, form.words)
        if form.cleaned_data["mark"] == preview.mark and attendees:
            about = {"date": date, "words": form.words, "state": wish.state, "author": request.user, "click": click}
            written = operations.write_to(attendees, **about, at=timezone.now())
            return redirect("events_circular_report", written.pk)
        form.data = form.data.copy()
        form.data["mark"] = preview.mark
    elif request.method == "POST":
        status = 422
    page, _way = page_and_way(date)
    context = {
        "page": page,
        "date_words": words.when(date),
        "form": form,
        "preview": preview,
        "whom": STATES[wish.state],
        "back": f"{reverse('events_roster', args=[date.pk])}?{request.GET.urlencode()}",
    }
    return render(request, "desk/circular.html", context, status=status)


@require_safe
def report(request: HttpRequest, circular_id: int) -> HttpResponse:
    """How far it is, and whom it did not reach; it looks again by itself while letters wait."""
    _require(request)
    written = get_object_or_404(Circular.objects.select_related("date__event"), pk=circular_id)
    rows = list(written.recipients.select_related("attendee__booking__line__order").order_by("pk"))
    letters = letters_by_key(key_of(row) for row in rows)
    failed = [(row, trouble) for row in rows if (trouble := _trouble(row, letters.get(key_of(row))))]
    told = sum(row.told_at is not None for row in rows)
    page, _way = page_and_way(written.date)
    context = {
        "page": page,
        "date_words": words.when(written.date),
        "all": len(rows),
        "told": told,
        "sent": sum(bool(letter.sent_at) for letter in letters.values()),
        "failed": failed,
        "back": reverse("events_roster", args=[written.date_id]),
    }
    answer = render(request, "desk/circular_report.html", context)
    if told + len(failed) < len(rows):
        answer["Refresh"] = "5"
    return answer


def _require(request: HttpRequest) -> None:
    if not request.user.has_perm(MAY_WRITE):
        raise PermissionDenied


def _preview(attendees: Collection[Attendee], said: dict) -> Preview:
    by_language = Counter(attendee.booking.line.order.language for attendee in attendees)
    names = dict(settings.LANGUAGES)
    first = names.get(next(iter(said)))
    sentences = []
    for code, count in sorted(by_language.items()):
        sentence = ngettext("%(count)d address in %(language)s", "%(count)d addresses in %(language)s", count)
        sentence %= {"count": count, "language": names.get(code, code)}
        if code not in said:
            sentence = _("%(whom)s: in the words that are written in %(language)s") % {
                "whom": sentence,
                "language": first,
            }
        sentences.append(sentence)
    seen = [sorted(attendee.pk for attendee in attendees), said]
    return Preview(sentences, hashlib.sha256(repr(seen).encode()).hexdigest()[:32])


def _trouble(row: Recipient, letter) -> str:
    """Why it did not reach somebody; empty where it did, or is on its way."""
    if letter and (letter.delivery in ("bounced", "complained") or letter.state == "failed"):
        return letter.reason or letter.error or _("The letter did not arrive.")
    return row.error
