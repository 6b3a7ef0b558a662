"""Businesses that buy: their VAT number, how it was checked, and whether they owe the tax themselves."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from django.conf import settings
from django.core.checks import Error, register
from stdnum.eu import vat
from stdnum.exceptions import ValidationError as NotWellFormed

from shop.checkout.vat_register import RegisterUnavailable, vat_register
from shop.orders.models import Order

logger = logging.getLogger("shop.checkout")

# Northern Ireland ("xi") belongs to the union for goods, and not for what is sold here.
UNION = {"GR" if code == "el" else code.upper() for code in vat.MEMBER_STATES} - {"XI"}
RULES = ("never", "format", "confirmed")


class UnknownNumber(Exception):
    """The register has no such number."""


def well_formed(number: str, *, country: str) -> str:
    """A VAT number of that country as it is written down, its check digits looked at; empty if it is none.

    The country's letters before it may be left out.
    """
    prefix = "EL" if country == "GR" else country
    for candidate in (number, prefix + number):
        try:
            found = vat.validate(candidate)
        except NotWellFormed:
            continue
        if found.startswith(prefix):
            return found
    return ""


def checked(vat_id: str) -> str:
    """How a well-formed number was checked. Asks the register, so not to be called in a transaction.

    A register that does not answer never stops anybody from buying. Raises UnknownNumber.
    """
    register_of_numbers = vat_register()
    if register_of_numbers is None:
        return Order.VatCheck.FORMAT
    try:
        known = register_of_numbers.knows(vat_id)
    except RegisterUnavailable as error:
        logger.warning("The register of VAT numbers: %s", error)
        return Order.VatCheck.NO_ANSWER
    if not known:
        raise UnknownNumber(vat_id)
    return Order.VatCheck.CONFIRMED


def owes_the_tax(*, country: str, vat_id: str, vat_check: str) -> bool:
    """Whether the buyer owes the tax: a business of another member of the union (directive 2006/112/EC, article 196).

    SHOP_REVERSE_CHARGE says what must be known of its number.
    """
    abroad = country in UNION and settings.SHOP_COUNTRY in UNION and country != settings.SHOP_COUNTRY
    enough = {
        "never": (),
        "format": tuple(Order.VatCheck),
        "confirmed": (Order.VatCheck.CONFIRMED,),
    }[settings.SHOP_REVERSE_CHARGE]
    return bool(vat_id) and abroad and vat_check in enough


@dataclass(frozen=True)
class Standing:
    """How a VAT number was checked and what follows from it; `ask_again` says that a register's word would help."""

    vat_check: str
    reverse_charge: bool
    ask_again: bool


def standing_of(*, country: str, vat_id: str) -> Standing:
    """What a buyer from that country owes, with a well-formed number or none.

    Asks the register, so not to be called in a transaction. Raises UnknownNumber.
    """
    vat_check = checked(vat_id) if vat_id else ""
    owes = owes_the_tax(country=country, vat_id=vat_id, vat_check=vat_check)
    confirmed = owes_the_tax(country=country, vat_id=vat_id, vat_check=Order.VatCheck.CONFIRMED)
    return Standing(vat_check=vat_check, reverse_charge=owes, ask_again=confirmed and not owes)


@register
def the_rule_can_be_kept(app_configs, **kwargs) -> list[Error]:
    """Numbers cannot be confirmed without somebody who knows them."""
    if settings.SHOP_REVERSE_CHARGE not in RULES:
        words = f"SHOP_REVERSE_CHARGE must be one of {', '.join(RULES)}, not {settings.SHOP_REVERSE_CHARGE!r}."
        return [Error(words, id="shop.E002")]
    if settings.SHOP_REVERSE_CHARGE == "confirmed" and not settings.SHOP_VAT_REGISTER:
        hint = "Set SHOP_VAT_REGISTER to integrations.vies.ViesRegister, or SHOP_REVERSE_CHARGE to format."
        return [Error("No business could ever owe its tax itself.", hint=hint, id="shop.E003")]
    return []


@register
def numbers_are_not_confirmed_by_a_stand_in(app_configs, **kwargs) -> list[Error]:
    """An open shop must not believe what only pretends to be a register."""
    if settings.SITE_OPEN_TOOLS or "standin" not in settings.SHOP_VAT_REGISTER:
        return []
    hint = "Set SHOP_VAT_REGISTER to integrations.vies.ViesRegister, or leave it empty."
    return [Error("VAT numbers would be confirmed by a stand-in.", hint=hint, id="shop.E004")]
