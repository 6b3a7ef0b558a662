"""The port behind which whoever takes the money stands: our words, our types, our errors."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import lru_cache
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from money import Money


class SessionState(StrEnum):
    """How one attempt to pay stands at the supplier."""

    OPEN = "open"
    PROCESSING = "processing"  # the buyer is done, the money is on its way
    PAID = "paid"
    FAILED = "failed"  # the money will not come
    EXPIRED = "expired"


class RefundState(StrEnum):
    """How money on its way back stands at the supplier."""

    PENDING = "pending"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True)
class RequestLine:
    """One line as the supplier's page shows it."""

    title: str
    price: Money
    quantity: int


@dataclass(frozen=True)
class PaymentRequest:
    """What is to be paid, and where the buyer goes afterwards. `key` makes asking twice harmless."""

    key: str
    order: str
    email: str
    language: str
    lines: tuple[RequestLine, ...]
    return_url: str
    cancel_url: str
    expires_at: datetime


@dataclass(frozen=True)
class PaymentPage:
    """Where the buyer pays."""

    session_id: str
    url: str


@dataclass(frozen=True)
class PaymentSession:
    """An attempt as the supplier knows it. `key` is the one it was asked for with, `reference` names the money."""

    id: str
    key: str
    state: SessionState
    total: Money
    live: bool
    reference: str


@dataclass(frozen=True)
class ReturnedMoney:
    """Money on its way back as the supplier knows it; `key` is empty where we did not ask for it."""

    reference: str
    key: str
    amount: Money
    state: RefundState


@dataclass(frozen=True)
class Finding:
    """Something that is wrong, and what a person does to mend it."""

    what: str
    mend: str


class GatewayError(Exception):
    """The supplier did not do what was asked. `permanent` means that asking again will not help."""

    def __init__(self, message: str, *, permanent: bool) -> None:
        super().__init__(message)
        self.permanent = permanent


class TooLittle(GatewayError):
    """The sum is smaller than what the supplier takes."""


class PaymentGateway(Protocol):
    """What the shop needs from any payment supplier. Every call may raise GatewayError."""

    live: bool  # whether real money moves

    def open_payment(self, request: PaymentRequest) -> PaymentPage:
        """Open a page where it is paid; the same page for the same key."""
        ...

    def session(self, session_id: str) -> PaymentSession:
        """How an attempt stands now."""
        ...

    def end_session(self, session_id: str) -> PaymentSession:
        """See to it that nobody can pay there any more; tells how it stands then, which may be paid."""
        ...

    def refund(self, *, key: str, reference: str, amount: Money) -> ReturnedMoney:
        """Give money back; once for each key."""
        ...

    def refunds(self, reference: str) -> list[ReturnedMoney]:
        """All that went back of that money, whoever asked for it."""
        ...

    def examine(self, *, at: datetime) -> list[Finding]:
        """What is wrong with the account at the supplier; `at` is now (UTC)."""
        ...


def gateway() -> PaymentGateway:
    """The supplier that the settings name."""
    return _build(settings.SHOP_PAYMENT_GATEWAY)


@lru_cache
def _build(path: str) -> PaymentGateway:
    return import_string(path)()
