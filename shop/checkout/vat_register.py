"""The port to who knows which VAT numbers exist. Whoever answers keeps these promises."""

from __future__ import annotations

from functools import lru_cache
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string


class RegisterUnavailable(Exception):
    """The register gave no answer in time."""


class VatRegister(Protocol):
    """What the checkout needs from a register of VAT numbers."""

    def knows(self, vat_id: str) -> bool:
        """Whether that number is in use today. It begins with its country, without spaces.

        Answers within five seconds or raises RegisterUnavailable.
        """
        ...


def vat_register() -> VatRegister | None:
    """The register that the settings name; none where numbers are only looked at."""
    return _build(settings.SHOP_VAT_REGISTER) if settings.SHOP_VAT_REGISTER else None


@lru_cache
def _build(path: str) -> VatRegister:
    return import_string(path)()
