"""Many dates at once, by a rule such as “every Tuesday until June”. They go into the page's draft."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from dateutil.rrule import MONTHLY, WEEKLY, rrule
from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.admin.widgets import AdminDateInput, AdminTimeInput

from events.catalogue.models import Event
from events.catalogue.pages import EventPage
from events.catalogue.rows import DateRow
from events.catalogue.terms import code_of
from home.pages.records import writes_record

MOST = 200  # dates at once
EVERY = [("weekly", _("Every week")), ("fortnightly", _("Every other week")), ("monthly", _("Every month"))]


class RuleForm(forms.Form):
    """When it takes place, how often, and until when."""

    first = forms.DateField(
        label=_("First day"), widget=AdminDateInput, help_text=_("From this day on, e.g. the first Tuesday.")
    )
    until = forms.DateField(label=_("Last day"), widget=AdminDateInput, help_text=_("No date after it."))
    every = forms.ChoiceField(label=_("How often"), choices=EVERY)
    weekdays = forms.TypedMultipleChoiceField(
        label=_("On"),
        choices=[*WEEKDAYS.items()],
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None: the weekday of the first day. Every month: the same one in it, e.g. its first Sunday."),
    )
    starts = forms.TimeField(label=_("Begins"), widget=AdminTimeInput, help_text=_("By the clock there, e.g. 19:00."))
    ends = forms.TimeField(label=_("Ends"), widget=AdminTimeInput)
    more_days = forms.IntegerField(
        label=_("Days later"), min_value=0, max_value=60, initial=0, help_text=_("0: it ends on the same day.")
    )

    def clean(self) -> dict:
        cleaned = super().clean()
        first, until, starts, ends = (cleaned.get(name) for name in ("first", "until", "starts", "ends"))
        if first and until and until < first:
            self.add_error("until", _("The last day must not come before the first."))
        if starts and ends and cleaned.get("more_days") == 0 and ends <= starts:
            self.add_error("ends", _("It must end after it begins."))
        if not self.errors and len(self.days) > MOST:
            self.add_error("until", _("That is more than 200 dates. Take an earlier last day."))
        if not self.errors and not self.days:
            self.add_error("until", _("No date falls into that time."))
        return cleaned

    @property
    def days(self) -> list[date]:
        said = self.cleaned_data
        return days_by(said["every"], said["first"], said["until"], weekdays=said["weekdays"])

    def rows(self) -> list[DateRow]:
        """A row for each day. Clock times, so that they stay the same when summer time begins or ends."""
        said = self.cleaned_data
        after = timedelta(days=said["more_days"])
        return [
            DateRow(
                code=day.isoformat(),
                day=day,
                starts=said["starts"],
                last_day=day + after if after else None,
                ends=said["ends"],
            )
            for day in self.days
        ]


def days_by(every: str, first: date, until: date, *, weekdays: list[int]) -> list[date]:
    """Which days a rule names, one more than MOST at most; weekdays count from Monday, 0."""
    days = weekdays or [first.weekday()]
    if every == "monthly":
        place = _place_in_month(first)
        named = [day for day in _days(MONTHLY, first, until, byweekday=days) if _place_in_month(day) == place]
    else:
        named = _days(WEEKLY, first, until, byweekday=days, interval=2 if every == "fortnightly" else 1)
    return named[: MOST + 1]


def _place_in_month(day: date) -> int:
    """The how-manieth of its weekday a day is."""
    return (day.day - 1) // 7 + 1


def _days(frequency: int, first: date, until: date, **options) -> list[date]:
    begin, end = (datetime.combine(day, time()) for day in (first, until))
    return [moment.date() for moment in rrule(frequency, dtstart=begin, until=end, **options)]


def dates(request: HttpRequest, page_id: int) -> HttpResponse:
    """Ask for the rule, and write its dates into a new draft of the page; what is there already stays."""
    page = get_object_or_404(EventPage, pk=page_id)
    if not page.permissions_for_user(request.user).can_edit() or not writes_record(page, Event):
        raise PermissionDenied
    form = RuleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        added = add_dates(page, form.rows(), user=request.user)
        words = ngettext(
            "%(added)d date was added to the draft. Publish it, and it can be booked.",
            "%(added)d dates were added to the draft. Publish it, and they can be booked.",
            added,
        )
        messages.success(request, words % {"added": added})
        return redirect("wagtailadmin_pages:edit", page.pk)
    status = 422 if request.method == "POST" else 200
    return render(request, "desk/bulk_dates.html", {"page": page, "form": form}, status=status)


def add_dates(page: EventPage, rows: list[DateRow], *, user=None) -> int:
    """Add dates to a new draft of a page; those whose code is there already are left alone. Returns how many."""
    draft = page.get_latest_revision_as_object()
    known = {code_of(row) for row in draft.dates.all()}
    new = [row for row in rows if row.code not in known]
    draft.dates = [*draft.dates.all(), *new]
    draft.save_revision(user=user, log_action=True)
    return len(new)
