"""What buyers may be told by WhatsApp, in the words that it is asked to approve."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from messaging.contract import Place, TemplateKind

CONFIRMATION = TemplateKind(
    kind="order_confirmation",
    label=_("Order confirmation"),
    words=_(
        "Hello {name}, thank you for your order {number} at {shop}. Everything you need is in our e-mail and on this "
        "page: {link}\n\nAnswer STOP if you want no more messages."
    ),
    places={
        "name": Place(_("the buyer's name"), "Ada Lovelace"),
        "number": Place(_("the order's number"), "K7M2QX4P"),
        "link": Place(_("the address of the order's page"), "https://shop.example.org/en/orders/k7m2qx4p/"),
    },
)
TEMPLATES = [CONFIRMATION]
