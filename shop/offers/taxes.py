"""Tax inside prices: which rate holds where, for which class of goods."""

from decimal import Decimal

from django.conf import settings


def tax_percent(*, country: str, tax_class: str) -> Decimal:
    """The rate in percent for a buyer's country; zero where the shop collects no tax.

    Digital goods are taxed where the buyer lives (directive 2006/112/EC, article 58).
    """
    return Decimal(settings.SHOP_TAX_RATES.get(country, {}).get(tax_class, "0"))
