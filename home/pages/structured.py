"""Data for search engines, in the words of schema.org. A block of data: browsers do not run it."""

from __future__ import annotations

import json
from decimal import Decimal

from django.utils.safestring import SafeString, mark_safe

from money import Money, minor_digits

# What could end the block, or begin another.
ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def data_block(said: dict) -> SafeString:
    """A thing as schema.org has it, ready for a page's head."""
    text = json.dumps(said, ensure_ascii=False).translate(ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308 - escaped above


def price_of(amount: Money) -> dict[str, str]:
    """What an offer costs, as schema.org has it."""
    return {
        "price": str(Decimal(amount.minor).scaleb(-minor_digits(amount.currency))),
        "priceCurrency": amount.currency,
    }
