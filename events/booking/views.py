"""Pages of tickets. An order's secret address is enough to change and send its tickets; a code shows its own."""

from __future__ import annotations

import logging

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.contract import is_too_often, too_many
from events.booking import operations
from events.booking.forms import HolderForm
from events.booking.models import Attendee
from events.booking.paper import PDF, name_of, pdf_of
from events.booking.tickets import Ticket, tickets_of, tickets_of_order
from shop.contract import PaperFailed

logger = logging.getLogger("events.booking")


@require_safe
@never_cache
def order(request: HttpRequest, secret: str) -> HttpResponse:
    """Every ticket of an order."""
    tickets = _of_order(secret)
    papers = any(ticket.stands for ticket in tickets)
    return _private(render(request, "pages/tickets.html", {"tickets": tickets, "secret": secret, "papers": papers}))


@require_safe
@never_cache
def order_paper(request: HttpRequest, secret: str) -> HttpResponse:
    """All of them that stand, one on a page."""
    return _paper(request, _of_order(secret), otherwise=redirect("tickets:order", secret))


@require_safe
@never_cache
def ticket(request: HttpRequest, code: str) -> HttpResponse:
    """One ticket for its holder. What was cancelled says so; a code that was given up is unknown."""
    return _private(render(request, "pages/ticket.html", {"ticket": _of_code(code)}))


@require_safe
@never_cache
def ticket_paper(request: HttpRequest, code: str) -> HttpResponse:
    return _paper(request, [_of_code(code)], otherwise=redirect("tickets:ticket", code))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def rename(request: HttpRequest, secret: str, attendee_id: int) -> HttpResponse:
    """Give a ticket to somebody else."""
    shown = _one_of(secret, attendee_id)
    form = HolderForm(request.POST or None, initial={"name": shown.attendee.name, "email": shown.attendee.email})
    status = 200 if shown.may_be_renamed else 409
    if request.method == "POST" and shown.may_be_renamed:
        if form.is_valid():
            return _renamed(request, secret, attendee_id, form)
        status = 422
    context = {"ticket": shown, "form": form, "secret": secret}
    return _private(render(request, "pages/ticket_holder.html", context, status=status))


@require_POST
@never_cache
def send(request: HttpRequest, secret: str, attendee_id: int) -> HttpResponse:
    """Send a ticket once more to its holder."""
    shown = _one_of(secret, attendee_id)
    if is_too_often(request, action="ticket", key=str(attendee_id)):
        return too_many(request)
    if not shown.stands:
        messages.error(request, _("This ticket is cancelled."))
        return redirect("tickets:order", secret)
    operations.send_again(shown.attendee, cause=f"{timezone.now():%Y%m%d%H%M}")
    to = shown.attendee.email or shown.order.email
    messages.success(request, _("The ticket is on its way to %(address)s.") % {"address": to})
    return redirect("tickets:order", secret)


def _renamed(request: HttpRequest, secret: str, attendee_id: int, form: HolderForm) -> HttpResponse:
    try:
        changed = operations.rename(attendee_id=attendee_id, at=timezone.now(), **form.cleaned_data)
    except operations.TooLate as reason:
        messages.error(request, str(reason))
    else:
        told = _("The ticket is now for %(name)s. Earlier copies of it open no door any more.")
        messages.success(request, told % {"name": changed.name})
    return redirect("tickets:order", secret)


def _of_order(secret: str) -> list[Ticket]:
    tickets = tickets_of_order(secret, language=get_language(), at=timezone.now())
    if not tickets:
        raise Http404
    return tickets


def _one_of(secret: str, attendee_id: int) -> Ticket:
    attendee = get_object_or_404(Attendee, pk=attendee_id, booking__line__order__secret=secret)
    (found,) = tickets_of([attendee], language=get_language(), at=timezone.now())
    return found


def _of_code(code: str) -> Ticket:
    (found,) = tickets_of([get_object_or_404(Attendee, code=code)], language=get_language(), at=timezone.now())
    return found


def _paper(request: HttpRequest, tickets: list[Ticket], *, otherwise: HttpResponse) -> HttpResponse:
    """Those that stand as a file; where there are none or it cannot be set now, a sentence and another page."""
    standing = [ticket for ticket in tickets if ticket.stands]
    if not standing:
        messages.error(request, _("This ticket is cancelled."))
        return otherwise
    try:
        file = pdf_of(standing, language=get_language())
    except PaperFailed:
        logger.exception("Tickets of order %s could not be set.", standing[0].order.number)
        messages.error(request, _("This paper could not be made just now. Please try again in a moment."))
        return otherwise
    headers = {"Content-Disposition": f'attachment; filename="{name_of(standing)}"', "X-Robots-Tag": "noindex"}
    return HttpResponse(file, content_type=PDF, headers=headers)


def _private(response: HttpResponse) -> HttpResponse:
    response.headers["X-Robots-Tag"] = "noindex"
    return response
