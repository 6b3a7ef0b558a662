"""Money: a whole number of the currency's smallest unit, its rounding and its look. No models, no floats."""

from money.amounts import CurrencyMismatch, Money, shared_out, tax_included
from money.formatting import format_money, format_round, minor_digits

__all__ = ["CurrencyMismatch", "Money", "format_money", "format_round", "minor_digits", "shared_out", "tax_included"]
