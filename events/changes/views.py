"""What the buyer of a moved date may do: look at it, and give it back."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from events.catalogue import words
from events.changes import giving_back
from events.changes.letters import place_of
from events.changes.models import Notice
from shop.contract import Way, what_goes_back


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def give_back(request: HttpRequest, secret: str) -> HttpResponse:
    """Say what would go back, and take the booking back when that is confirmed."""
    rows = Notice.objects.select_related("change__date__event", "order")
    row = get_object_or_404(rows, secret=secret, order__isnull=False, change__kind="moved")
    now, refusal, status = timezone.now(), "", 200
    if request.method == "POST":
        try:
            giving_back.give_back(secret=secret, at=now)
            return redirect("events:give_back", secret)
        except giving_back.CannotGiveBack as reason:
            refusal, status = str(reason), 409
    booked = None
    if row.given_back_at is None and not refusal:
        try:
            booked = giving_back.may_be_given_back(row, at=now)
        except giving_back.CannotGiveBack as reason:
            refusal = str(reason)
    date = row.change.date
    back = what_goes_back(booked.lines)[row.order_id] if booked else None
    context = {
        "notice": row,
        "lines": booked.lines if booked else [],
        "amount": back.amount if back and back.way != Way.NOTHING else None,
        "refusal": refusal,
        "title": place_of(date, language=get_language()).page.title,
        "when": words.when(date),
        "zone": words.zone(date),
    }
    answer = render(request, "pages/give_back.html", context, status=status)
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer
