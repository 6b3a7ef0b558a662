"""Forms in which editors write products. Drafts may be unfinished; what will be sold is checked on publishing."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from modelcluster.forms import BaseChildFormSet
from wagtail.admin.forms import WagtailAdminModelForm

from home.pages.panels import PartlyShownForm
from home.pages.records import writes_record
from shop.downloads import terms
from shop.downloads.models import Kind, Product
from shop.downloads.prices import PricesField
from shop.downloads.queries import codes_that_stay

MAY_SELL = "shop.change_product_price"
SELLING = ("sale_from", "sale_until")
FACTS = ("kind", "page_count", "minutes", "languages", "sample", "stamped")


class VariantForm(WagtailAdminModelForm):
    """One variant, with a price in each currency, and a lower one for some time."""

    prices = PricesField(
        label=_("Prices"), required=False, help_text=_("With tax. E.g. 16 or 16.50. Zero makes it free.")
    )

    sale_prices = PricesField(
        label=_("Sale prices"), required=False, help_text=_("Lower than the prices. Empty: there is none.")
    )

    def clean(self) -> dict:
        cleaned = super().clean()
        priced = settings.SHOP_DEFAULT_CURRENCY in (cleaned.get("prices") or {})
        if not self.is_deferred_validation and cleaned.get("offered") and not priced and "prices" not in self.errors:
            self.add_error("prices", terms.no_price())
        if not self.is_deferred_validation:
            self._check_sale(cleaned)
        return cleaned

    def _check_sale(self, cleaned: dict) -> None:
        known = not {"prices", "sale_prices"} & self.errors.keys()
        if known and not terms.all_lower(cleaned.get("sale_prices") or {}, than=cleaned.get("prices") or {}):
            self.add_error("sale_prices", terms.not_lower())
        if not terms.in_order(cleaned.get("sale_from"), cleaned.get("sale_until")):
            self.add_error("sale_until", terms.not_in_order())


class CodedFormSet(BaseChildFormSet):
    """Rows that are known by their codes; those that were sold keep theirs."""

    drafted = False
    sold: frozenset[str] = frozenset()
    sold_words = staticmethod(terms.was_sold_as)

    @property
    def rows(self) -> list[dict]:
        """What the rows that stay say; only of those that could be read."""
        kept = [form for form in self.forms if form not in self.deleted_forms]
        return [form.cleaned_data for form in kept if getattr(form, "cleaned_data", None)]

    @property
    def codes(self) -> list[str]:
        return [row.get("code", "") for row in self.rows]

    def clean(self) -> None:
        super().clean()
        for code in self.codes:
            if code and self.codes.count(code) > 1:
                raise forms.ValidationError(terms.twice(code))
        for code in sorted(self.sold - set(self.codes)):
            raise forms.ValidationError(self.sold_words(code))


class FilesFormSet(CodedFormSet):
    """The files of a product."""

    sold_words = staticmethod(terms.belongs_to_buyers)


class ProductPageForm(PartlyShownForm):
    """A product. Only the source page, and only those who may sell, have its selling facts in their form."""

    languages = forms.MultipleChoiceField(
        label=_("Languages"), choices=settings.LANGUAGES, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        source = writes_record(self.instance, Product)
        if not source:
            self.leave_out(FACTS, ("teachers", "themes", "files", "parts"))
        if not source or not self.may(MAY_SELL):
            self.leave_out(SELLING, ("variants",))
        sold = codes_that_stay(self.instance)
        for name in ("variants", "files"):
            if name in self.formsets:
                self.formsets[name].sold = sold[name]

    def is_valid(self) -> bool:
        valid = super().is_valid()
        if valid and not self.is_deferred_validation:
            for sentence in self._flaws():
                self.add_error(None, sentence)
        return valid and not self.errors

    def clean(self) -> dict:
        cleaned = super().clean()
        if not self.is_deferred_validation and not terms.in_order(cleaned.get("sale_from"), cleaned.get("sale_until")):
            self.add_error("sale_until", terms.not_in_order())
        return cleaned

    def _flaws(self) -> list[str]:
        variants, files = self.formsets.get("variants"), self.formsets.get("files")
        if variants is None or files is None:
            return []
        pairs = [(row.get("code", ""), row.get("variant", "")) for row in files.rows]
        return terms.flaws_of(variants.codes, files=pairs, bundle=self.cleaned_data.get("kind") == Kind.BUNDLE)
