"""Forms in which editors write courses. Drafts may be unfinished; what will be sold is checked on publishing."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from modelcluster.forms import BaseChildFormSet
from wagtail.admin.forms import WagtailAdminModelForm, WagtailAdminPageForm

from courses.catalogue import terms
from courses.catalogue.models import Course
from courses.catalogue.typed import LengthField
from home.pages.panels import PartlyShownForm
from home.pages.records import writes_record
from money.typed import MoneyField, as_typed, in_minor_units

MAY_SELL = "courses.change_price"
SELLING = ("access_months", "sale_from", "sale_until")
FACTS = ("level", "spoken", "subtitles", "trailer")
AMOUNTS = ("amount", "sale_amount")


class PriceForm(WagtailAdminModelForm):
    """One currency's price, typed as money and kept in minor units."""

    currency = forms.ChoiceField(
        label=_("Currency"), choices=lambda: [(code, code) for code in settings.SHOP_CURRENCIES]
    )
    amount = MoneyField(label=_("Price"), help_text=_("With tax. E.g. 79 or 79.50. Zero makes the course free."))
    sale_amount = MoneyField(label=_("Sale price"), required=False, help_text=_("Lower than the price. E.g. 59."))

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for name in AMOUNTS:
            self.initial[name] = as_typed(getattr(self.instance, name), self.instance.currency or "EUR")

    def clean(self) -> dict:
        cleaned = super().clean()
        for name in AMOUNTS:
            if cleaned.get(name) is None:
                continue
            try:
                cleaned[name] = in_minor_units(cleaned[name], cleaned.get("currency", settings.SHOP_DEFAULT_CURRENCY))
            except forms.ValidationError as reason:
                self.add_error(name, reason)
        if not self.is_deferred_validation:
            self._check_sale(cleaned)
        return cleaned

    def _check_sale(self, cleaned: dict) -> None:
        amount, lower = cleaned.get("amount"), cleaned.get("sale_amount")
        if amount is not None and lower is not None and lower >= amount:
            self.add_error("sale_amount", terms.not_lower())
        if not terms.in_order(cleaned.get("sale_from"), cleaned.get("sale_until")):
            self.add_error("sale_until", terms.not_in_order())


class PriceFormSet(BaseChildFormSet):
    """All prices of a course: one for each currency, and one in the shop's own."""

    drafted = False

    def clean(self) -> None:
        super().clean()
        kept = [form for form in self.forms if form not in self.deleted_forms and form.cleaned_data]
        currencies = [form.cleaned_data.get("currency") for form in kept]
        for code in currencies:
            if currencies.count(code) > 1:
                raise forms.ValidationError(terms.twice(code))
        if not self.drafted and settings.SHOP_DEFAULT_CURRENCY not in currencies:
            raise forms.ValidationError(terms.no_price())


class CoursePageForm(PartlyShownForm):
    """A course. Only the source page, and only those who may sell, have its selling facts in their form."""

    subtitles = forms.MultipleChoiceField(
        label=_("Subtitles"),
        choices=settings.LANGUAGES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("The languages in which the videos have captions."),
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        source = writes_record(self.instance, Course)
        if not source:
            self.leave_out(FACTS, ("teachers", "themes"))
        if not source or not self.may(MAY_SELL):
            self.leave_out(SELLING, ("prices",))

    def defer_required_fields(self) -> None:
        super().defer_required_fields()
        self._draft_prices(True)

    def restore_required_fields(self) -> None:
        super().restore_required_fields()
        self._draft_prices(False)

    def _draft_prices(self, drafted: bool) -> None:
        if prices := self.formsets.get("prices"):
            prices.drafted = drafted

    def clean(self) -> dict:
        cleaned = super().clean()
        if not self.is_deferred_validation and not terms.in_order(cleaned.get("sale_from"), cleaned.get("sale_until")):
            self.add_error("sale_until", terms.not_in_order())
        return cleaned


class LessonPageForm(WagtailAdminPageForm):
    """A lesson; its length as people write it."""

    seconds = LengthField(
        label=_("Length"),
        required=False,
        help_text=_("Minutes and seconds, e.g. 12:30, or minutes to read, e.g. 8. Empty: the file’s own length."),
    )
