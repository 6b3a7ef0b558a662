"""The final words of a paper, in the order's language: what is written here is what it says for ever."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format, localize
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from home.business import Business, business_in
from money import Money, format_money
from shop.checkout.countries import country_name
from shop.invoices.models import Invoice
from shop.invoices.sums import TaxPart
from shop.offers.taxes import day_of
from shop.orders.models import Order, OrderLine


@dataclass(frozen=True)
class Paper:
    """What a paper is about, before it is put into words. `about` is the paper that it takes back."""

    kind: str
    name: str
    order: Order
    lines: list[OrderLine]  # none: a part of the order's sum
    parts: list[TaxPart]
    issued_at: datetime
    about: Invoice | None = None

    @property
    def gross(self) -> int:
        return sum(part.gross for part in self.parts)

    @property
    def tax(self) -> int:
        return sum(part.tax for part in self.parts)


def content_of(paper: Paper) -> dict:
    """Everything that the paper says, but for the person who bought; figures in minor units, amounts as words."""
    language = paper.order.language
    with translation.override(language):
        business = business_in(language)
        return {
            "language": language,
            "rtl": get_language_info(language)["bidi"],
            "issued_at": paper.issued_at.isoformat(),
            "name": paper.name,
            "title": _title(paper),
            "facts": _facts(paper),
            "seller": _seller(business),
            "buyer": _buyer(paper.order),
            "columns": [_("What"), _("Quantity"), _("Each"), _("VAT"), _("Together")],
            "lines": _lines(paper),
            "taxes": [{"percent": str(part.percent), "gross": part.gross, "tax": part.tax} for part in paper.parts],
            "tax_columns": [_("VAT"), _("Without VAT"), _("VAT in it"), _("Together")],
            "tax_rows": _tax_rows(paper),
            "total": [_total_label(paper), _money(paper.gross, paper)],
            "notes": _notes(paper),
        }


def taxes_in(content: dict) -> list[TaxPart]:
    """The figures of a paper again."""
    return [TaxPart(Decimal(tax["percent"]), tax["gross"], tax["tax"]) for tax in content["taxes"]]


def _title(paper: Paper) -> str:
    return _("Credit note") if paper.kind == Invoice.Kind.CREDIT_NOTE else _("Invoice")


def _facts(paper: Paper) -> list[list[str]]:
    """What stands at the top: label, value, and whether the value is a code, which has its own direction."""
    facts = [
        [_("Number"), paper.name, "code"],
        [_("Date"), _day(paper.issued_at), ""],
        [_("Order"), paper.order.number, "code"],
        [_("Paid"), _day(paper.order.paid_at), ""],
    ]
    if paper.about:
        facts.insert(2, [_("Regarding"), paper.about.name, "code"])
    return facts


def _seller(business: Business) -> dict:
    facts = [
        [_("VAT number"), business.vat_number, "code"],
        [_("Register"), business.register_entry, ""],
        [_("Bank"), business.bank, ""],
        [_("E-mail"), business.email, "code"],
        [_("Phone"), business.phone, "code"],
    ]
    return {
        "label": _("Sold by"),
        "name": business.name,
        "address": list(business.address),
        "facts": [fact for fact in facts if fact[1]],
    }


def _buyer(order: Order) -> dict:
    facts = [[_("VAT number"), order.vat_id, "code"]] if order.vat_id else []
    return {
        "label": _("Sold to"),
        "company": order.company,
        "country": country_name(order.country, language=order.language),
        "facts": facts,
    }


def _lines(paper: Paper) -> list[dict]:
    if not paper.lines:
        words = _("Part of what was paid") if paper.gross < paper.order.total_amount else _("All that was paid")
        together = _money(paper.gross, paper)
        return [{"title": words, "detail": "", "quantity": "", "each": "", "percent": "", "together": together}]
    return [
        {
            "title": line.title,
            "detail": line.detail,
            "quantity": str(line.quantity),
            "each": _money(line.unit_amount, paper),
            "percent": _percent(line.tax_percent),
            "together": _money(line.total_amount, paper),
        }
        for line in paper.lines
    ]


def _tax_rows(paper: Paper) -> list[list[str]]:
    return [
        [
            _percent(part.percent),
            _money(part.net, paper),
            _money(part.tax, paper),
            _money(part.gross, paper),
        ]
        for part in paper.parts
    ]


def _total_label(paper: Paper) -> str:
    return _("Paid back") if paper.kind == Invoice.Kind.CREDIT_NOTE else _("Paid")


def _notes(paper: Paper) -> list[str]:
    order, notes = paper.order, []
    if paper.kind == Invoice.Kind.CREDIT_NOTE:
        notes.append(_("This sum goes back the way it was paid."))
    elif paper.about:
        notes.append(_("The refund could not be carried out. This invoice takes the credit note back."))
    else:
        notes.append(_("Paid in full. The day of payment is the day of supply, unless a line says another."))
    if order.reverse_charge:
        notes.append(_("Reverse charge: the recipient owes the VAT (article 196 of directive 2006/112/EC)."))
    elif order.country not in settings.SHOP_TAX_RATES and not paper.tax:
        notes.append(_("No VAT: the place of supply lies outside the countries in which we are registered for it."))
    if order.is_test:
        notes.append(_("This was a test: no money has moved."))
    return notes


def _money(minor: int, paper: Paper) -> str:
    return format_money(Money(minor, paper.order.currency), language=paper.order.language)


def _percent(percent: Decimal) -> str:
    return _("%(percent)s %%") % {"percent": localize(percent.normalize() if percent % 1 else percent.quantize(1))}


def _day(moment: datetime) -> str:
    return date_format(day_of(moment), "DATE_FORMAT")
