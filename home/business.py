"""Who sells, as invoices must say it."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.utils import translation

from home.site_frame import frame_in


@dataclass(frozen=True)
class Business:
    """The shop's name, and what the law of invoices asks of a seller; what is not known is empty."""

    name: str
    address: tuple[str, ...] = ()
    register_entry: str = ""
    vat_number: str = ""
    bank: str = ""
    email: str = ""
    phone: str = ""


def business_in(language: str) -> Business:
    """What editors wrote on the frame of that language, else on the shop's own; one query."""
    frame = frame_in(language)
    if frame is None:
        return Business(settings.WAGTAIL_SITE_NAME, (settings.WAGTAIL_SITE_NAME,))
    with translation.override(language):
        return Business(
            frame.name,
            frame.address,
            frame.register_entry,
            frame.vat_number,
            frame.bank,
            frame.email,
            frame.phone,
        )
