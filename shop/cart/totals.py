"""How a sum comes about, in rows that carts, checkouts and receipts show alike."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.formats import localize
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from money import Money
from shop.cart.basket import Basket, TaxShare


@dataclass(frozen=True)
class TotalsRow:
    """One row; `kind` is soft, sum or nothing."""

    label: str
    amount: Money
    kind: str = ""


def totals_of(basket: Basket) -> list[TotalsRow]:
    """Things, the tax in them per rate, and what is to be paid."""
    things = ngettext("%(count)d thing", "%(count)d things", basket.quantity) % {"count": basket.quantity}
    return [
        TotalsRow(things, basket.total),
        *tax_rows(basket.taxes, currency=basket.currency),
        TotalsRow(_("To pay today"), basket.total, "sum"),
    ]


def tax_rows(taxes: Iterable[TaxShare], *, currency: str) -> list[TotalsRow]:
    """Tax per rate; a row that says nought where there is none."""
    rows = [
        TotalsRow(_("VAT in it, %(percent)s %%") % {"percent": localize(_short(share.percent))}, share.amount, "soft")
        for share in taxes
    ]
    return rows or [TotalsRow(_("VAT in it"), Money(0, currency), "soft")]


def _short(percent):
    """19 and not 19.00, 5.5 and not 5.50."""
    return percent.quantize(1) if percent == percent.to_integral() else percent.normalize()
