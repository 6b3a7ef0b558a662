"""Where editors give out and take back the addresses of a date's door."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from events.catalogue import words
from events.catalogue.models import EventDate
from events.catalogue.pages import EventPage
from events.door.models import DoorLink
from events.door.operations import revoke
from events.door.queries import count_of, double_in_words, doubles_of


class DoorForm(forms.Form):
    """Another address, or the end of one."""

    label = forms.CharField(
        label=_("For whom"), max_length=80, required=False, help_text=_("E.g. “Side entrance, Sam”.")
    )
    revoke = forms.IntegerField(required=False, min_value=1, max_value=2**31, widget=forms.HiddenInput)


@require_http_methods(["GET", "HEAD", "POST"])
def door(request: HttpRequest, date_id: int) -> HttpResponse:
    """Every address of a date's door, with who is in; for whoever may edit the event."""
    date = get_object_or_404(EventDate.objects.select_related("event"), pk=date_id)
    page = date.event.source_page(EventPage)
    if page is None or not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    form = DoorForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        _carry_out(request, date, form)
        return redirect("events_door", date.pk)
    now = timezone.now()
    context = {
        "date": date,
        "page": page,
        "when": words.when(date),
        "form": form,
        "links": [{"link": link, "url": _address(link), "opens": link.opens(at=now)} for link in date.doors.all()],
        "count": count_of(date),
        "doubles": [double_in_words(scan) for scan in doubles_of(date)],
    }
    return render(request, "desk/door.html", context, status=422 if form.errors else 200)


def _carry_out(request: HttpRequest, date: EventDate, form: DoorForm) -> None:
    if number := form.cleaned_data["revoke"]:
        revoke(get_object_or_404(DoorLink, pk=number, date=date), at=timezone.now())
        messages.success(request, _("The address is no longer good."))
    else:
        DoorLink.objects.create(date=date, label=form.cleaned_data["label"], made_at=timezone.now())
        messages.success(request, _("The address is ready. Whoever has it may let people in; give it to nobody else."))


def _address(link: DoorLink) -> str:
    return f"{settings.PUBLIC_URL}{reverse('door:door', args=[link.secret])}"
