"""Forms in which editors write events. Drafts may be unfinished; what will be sold is checked on publishing."""

from __future__ import annotations

from zoneinfo import available_timezones

from django import forms
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from events.catalogue.kept import problems_with_what_is_sold
from events.catalogue.models import Event
from events.catalogue.terms import Problem, Typed, nowhere, problems_of, zone_of
from events.catalogue.typed import PricesField
from home.pages.panels import PartlyShownForm
from home.pages.records import writes_record

MAY_SELL = "events.change_price"
MAY_CHANGE = "events.announce_change"
MAY_SEE = "events.view_booking"
SELLING = ("tickets", "options", "quotas", "cancellation")
FACTS = ("venue", "online", "spoken", "few_left", "rename_days", "join_url")
ROWS = ("teachers", "themes", "dates", "questions", "letters")
TYPED = ("dates", "tickets", "options", "quotas", "questions", "cancellation")


class DateForm(WagtailAdminModelForm):
    """One date; without a code of its own it is called by its day, once and for all."""

    zone = forms.ChoiceField(
        label=_("Time zone"),
        required=False,
        choices=lambda: [("", _("As the venue")), *((name, name) for name in sorted(available_timezones()))],
        help_text=_("Online events without a venue: that of the shop."),
    )

    def clean(self) -> dict:
        cleaned = super().clean()
        if not cleaned.get("code") and cleaned.get("day"):
            cleaned["code"] = cleaned["day"].isoformat()
        return cleaned


class OptionForm(WagtailAdminModelForm):
    """Something sold, with its price in each currency."""

    prices = PricesField(
        label=_("Prices"),
        required=False,
        help_text=_("With tax, e.g. 79 or 79.50. Zero is free. Left empty, it is not sold in that currency."),
    )


class TicketForm(OptionForm):
    """A ticket type, with its early price."""

    early_prices = PricesField(
        label=_("Early prices"), required=False, help_text=_("Lower than the prices. Empty: there is none.")
    )


class EventPageForm(PartlyShownForm):
    """An event. Only the source page has its facts, and only those who may sell have its prices and places."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        source = writes_record(self.instance, Event)
        if not source:
            self.leave_out(FACTS, ROWS)
        if not source or not self.may(MAY_SELL):
            self.leave_out((), SELLING)

    def clean(self) -> dict:
        cleaned = super().clean()
        nothing = "venue" in self.fields and not cleaned.get("venue") and not cleaned.get("online")
        if nothing and not self.is_deferred_validation:
            self.add_error("venue", nowhere())
        return cleaned

    def is_valid(self) -> bool:
        return super().is_valid() and (self.is_deferred_validation or not self._together)

    @cached_property
    def _together(self) -> list[Problem]:
        """What is wrong between rows, written beside each; rows that this editor does not see are as they were."""
        if "dates" not in self.formsets:
            return []
        forms_of = {name: self._kept(name) for name in TYPED if name in self.formsets}
        typed = Typed.of(self.instance)
        typed.zone = zone_of(self.instance)
        for name, kept in forms_of.items():
            setattr(typed, name, [form.instance for form in kept])
        found = list(problems_of(typed))
        found += problems_with_what_is_sold(self.instance, typed, at=timezone.now())
        told = [problem for problem in found if problem.rows in forms_of]
        for problem in told:
            self._tell(problem, forms_of[problem.rows])
        return told

    def _kept(self, name: str) -> list[forms.ModelForm]:
        formset = self.formsets[name]
        gone = formset.deleted_forms
        filled = [form for form in formset.forms if form not in gone and (form.has_changed() or form.instance.pk)]
        return sorted(filled, key=lambda form: form.cleaned_data.get("ORDER") or 0)

    def _tell(self, problem: Problem, kept: list[forms.ModelForm]) -> None:
        for form in kept:
            if form.instance is problem.row:
                form.add_error(problem.field if problem.field in form.fields else None, problem.words)
                return
        self.formsets[problem.rows].non_form_errors().append(problem.words)
