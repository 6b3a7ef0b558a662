"""What staff say when they move or cancel a date."""

from __future__ import annotations

import secrets
from datetime import datetime, time, timedelta

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput, AdminTimeInput

from events.catalogue.models import EventDate
from events.catalogue.words import there
from events.changes.models import DateChange
from events.changes.operations import Wanted

OUT_OF_DATE = _("This page is out of date. Look at it once more, then confirm.")


class ClickForm(forms.Form):
    """A form that is sent once, however often it is clicked, and does what its sender saw."""

    click = forms.RegexField(
        r"^[0-9a-f]{32}$",
        widget=forms.HiddenInput,
        initial=lambda: secrets.token_hex(16),
        error_messages={"required": OUT_OF_DATE, "invalid": OUT_OF_DATE},
    )
    mark = forms.CharField(required=False, max_length=32, widget=forms.HiddenInput)


class ChangeForm(ClickForm):
    """Moved or cancelled; times as the clock on the wall shows them there."""

    kind = forms.ChoiceField(
        label=_("What happens to it"),
        choices=[
            (DateChange.Kind.MOVED, _("It is moved to another time")),
            (DateChange.Kind.CANCELLED, _("It is cancelled, and everybody gets their money back")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose whether it is moved or cancelled")},
    )
    day = forms.DateField(label=_("First day"), required=False, widget=AdminDateInput)
    starts = forms.TimeField(
        label=_("Begins"), required=False, widget=AdminTimeInput, help_text=_("By the clock there, e.g. 19:00.")
    )
    last_day = forms.DateField(
        label=_("Last day"), required=False, widget=AdminDateInput, help_text=_("Empty: the same day.")
    )
    ends = forms.TimeField(label=_("Ends"), required=False, widget=AdminTimeInput)
    admission = forms.TimeField(
        label=_("Doors open"), required=False, widget=AdminTimeInput, help_text=_("Empty: when it begins.")
    )
    give_back_until = forms.DateField(
        label=_("May be given back until"),
        required=False,
        widget=AdminDateInput,
        help_text=_("With this day ends the time in which buyers get everything back. Empty: bookings are kept."),
    )

    def __init__(self, *args, date: EventDate, **kwargs) -> None:
        first, last = there(date.starts_at, date), there(date.ends_at, date)
        initial = {"day": first.date(), "starts": first.time(), "ends": last.time()}
        initial["last_day"] = last.date() if last.date() != first.date() else None
        initial["admission"] = there(date.admission_at, date).time() if date.admission_at else None
        super().__init__(*args, initial=initial | kwargs.pop("initial", {}), **kwargs)
        self.date = date
        for code, name in settings.LANGUAGES:
            self.fields[f"words_{code}"] = forms.CharField(
                label=_("Your words (%(language)s)") % {"language": name},
                required=False,
                max_length=1000,
                widget=forms.Textarea(attrs={"rows": 2, "dir": "auto", "lang": code}),
            )

    def clean(self) -> dict:
        cleaned = super().clean()
        if self.errors or cleaned["kind"] == DateChange.Kind.CANCELLED:
            return cleaned
        for name in ("day", "starts", "ends"):
            if not cleaned.get(name):
                self.add_error(name, _("Say when it takes place from now on"))
        if self.errors:
            return cleaned
        until = self._end_of(cleaned.get("give_back_until"))
        if until and until > self._at(cleaned["day"], cleaned["starts"]):
            self.add_error("give_back_until", _("This day must come before the new date."))
        return cleaned

    @property
    def wanted(self) -> Wanted:
        """What it says, in UTC."""
        said = self.cleaned_data
        if said["kind"] == DateChange.Kind.CANCELLED:
            return Wanted(said["kind"])
        return Wanted(
            said["kind"],
            starts_at=self._at(said["day"], said["starts"]),
            ends_at=self._at(said.get("last_day") or said["day"], said["ends"]),
            admission_at=self._at(said["day"], said["admission"]) if said.get("admission") else None,
            give_back_until=self._end_of(said.get("give_back_until")),
        )

    @property
    def words(self) -> dict[str, str]:
        """What staff say to all, by language; languages without words are left out."""
        said = {code: self.cleaned_data.get(f"words_{code}", "").strip() for code, _name in settings.LANGUAGES}
        return {code: words for code, words in said.items() if words}

    def _at(self, day, clock) -> datetime:
        return datetime.combine(day, clock, tzinfo=self.date.timezone)

    def _end_of(self, day) -> datetime | None:
        """The midnight with which a day ends."""
        return self._at(day + timedelta(days=1), time()) if day else None
