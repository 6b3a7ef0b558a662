"""The pages on which staff move or cancel a date, and see how far everybody is told."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin import messages
from wagtail.log_actions import log

from events.catalogue import words
from events.catalogue.forms import MAY_CHANGE
from events.catalogue.models import EventDate
from events.catalogue.pages import EventPage
from events.changes import operations
from events.changes.forms import ChangeForm
from events.changes.models import DateChange
from events.changes.preview import preview_of, report_of


def page_and_way(date: EventDate) -> tuple[EventPage | None, str]:
    """The page on which the event is written, and the way back to it."""
    page = date.event.source_page(EventPage)
    return page, reverse("wagtailadmin_pages:edit", args=[page.pk]) if page else reverse("wagtailadmin_home")


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, date_id: int) -> HttpResponse:
    """Ask what is to become of a date, show what that would mean, and begin it when just that is confirmed."""
    require(request)
    date = get_object_or_404(EventDate.objects.select_related("event"), pk=date_id)
    form = ChangeForm(request.POST or None, date=date)
    if request.method != "POST":
        return _ask(request, date, form)
    if not form.is_valid():
        return _ask(request, date, form, status=422)
    if known := DateChange.objects.filter(click=form.cleaned_data["click"], date=date).first():
        return redirect("events_change_report", known.pk)
    now = timezone.now()
    try:
        operations.require_changeable(date, form.wanted, at=now)
        shown = preview_of(date, form.wanted, form.words)
        if form.cleaned_data["mark"] != shown.mark:
            form.data = form.data.copy()
            form.data["mark"] = shown.mark
            return _ask(request, date, form, preview=shown)
        begun = operations.announce(
            date_id=date.pk,
            wanted=form.wanted,
            words=form.words,
            author=request.user,
            click=form.cleaned_data["click"],
            at=now,
        )
    except operations.CannotChange as reason:
        form.add_error(None, str(reason))
        return _ask(request, date, form, status=409)
    if page := date.event.source_page(EventPage):
        log(instance=page, action=f"events.date.{begun.kind}", user=request.user, data={"date": date.code})
    return redirect("events_change_report", begun.pk)


@require_http_methods(["GET", "HEAD"])
def report(request: HttpRequest, change_id: int) -> HttpResponse:
    """How far a change is; it looks again by itself while somebody waits to be told."""
    require(request)
    begun = get_object_or_404(DateChange.objects.select_related("date__event", "author"), pk=change_id)
    page, back = page_and_way(begun.date)
    shown = report_of(begun)
    context = {"report": shown, "page": page, "back": back, "date_words": words.when(begun.date)}
    answer = render(request, "desk/change_report.html", context)
    if not shown.done and not begun.trouble:
        answer["Refresh"] = "5"
    return answer


@require_POST
def again(request: HttpRequest, change_id: int) -> HttpResponse:
    """Have what failed done again."""
    require(request)
    get_object_or_404(DateChange, pk=change_id)
    count = operations.try_again(change_id=change_id, at=timezone.now())
    sentence = ngettext("%(count)d is tried again.", "%(count)d are tried again.", count)
    messages.success(request, sentence % {"count": count})
    return redirect("events_change_report", change_id)


@require_POST
def drop(request: HttpRequest, change_id: int) -> HttpResponse:
    """Forget a change that could not be shown."""
    require(request)
    begun = get_object_or_404(DateChange.objects.select_related("date__event"), pk=change_id)
    _page, back = page_and_way(begun.date)
    if not operations.drop(change_id=change_id, at=timezone.now()):
        messages.error(request, _("It is shown already, and everybody is being told."))
        return redirect("events_change_report", change_id)
    messages.success(request, _("It is forgotten. The date is as it was, and its sale goes on."))
    return redirect(back)


def require(request: HttpRequest) -> None:
    """Raises PermissionDenied for whoever may not move or cancel dates."""
    if not request.user.has_perm(MAY_CHANGE):
        raise PermissionDenied


def _ask(request, date: EventDate, form, *, preview=None, status: int = 200) -> HttpResponse:
    page, back = page_and_way(date)
    context = {"page": page, "date": date, "date_words": words.when(date), "form": form, "preview": preview}
    return render(request, "desk/change_date.html", context | {"back": back}, status=status)
