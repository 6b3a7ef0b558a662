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
from shop.payments.inbox import Told


class SessionState(StrEnum):
    """How one attempt to pay stands at the supplier."""

    OPEN = "open"
    PROCESSING = "processing"  # the buyer is done, the money is on its way
    PAID = "paid"
    FAILED = "failed"  # the money will not come
    EXPIRED = "expired"


class DisputeState(StrEnum):
    """How a bank's asking for money back stands at the supplier."""

    INQUIRY = "inquiry"  # a question; no money was taken
    OPEN = "open"
    UNDER_REVIEW = "under_review"
    WON = "won"
    LOST = "lost"
    OVER = "over"  # a question that came to nothing


class PayoutState(StrEnum):
    """How money on its way to the shop's own bank stands."""

    UNDER_WAY = "under_way"
    PAID = "paid"
    FAILED = "failed"  # it is in the account at the supplier again


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
    """Money on its way back as the supplier knows it; `key` is empty where we did not ask for it.

    `of` names the money that it is a part of.
    """

    reference: str
    key: str
    of: str
    amount: Money
    state: RefundState


@dataclass(frozen=True)
class TriedMoney:
    """What became of tries to take some money: whose it is, why the last one was refused, and its sessions."""

    key: str
    refusal: str
    sessions: tuple[PaymentSession, ...]


@dataclass(frozen=True)
class Fee:
    """What the supplier kept for itself; the currency is that of the account. `amount` may be nothing."""

    reference: str
    amount: Money


@dataclass(frozen=True)
class Withdrawal:
    """Money that a dispute moved: less than nothing was taken, more was given back; with what it cost."""

    reference: str
    amount: Money
    fee: Money


@dataclass(frozen=True)
class DisputedMoney:
    """A dispute as the supplier knows it; `of` names the money that it is about. Times are UTC."""

    reference: str
    of: str
    state: DisputeState
    amount: Money
    reason: str
    evidence_due_by: datetime | None
    opened_at: datetime
    moved: tuple[Withdrawal, ...]


@dataclass(frozen=True)
class Finding:
    """Something that is wrong, and what a person does to mend it."""

    what: str
    mend: str


@dataclass(frozen=True)
class PaidOutPart:
    """A movement that a payout brought home; `of` names the money that moved, and `net` is without what it cost."""

    reference: str
    of: str
    net: Money


@dataclass(frozen=True)
class PaidOut:
    """A payout as the supplier knows it. Times are UTC."""

    reference: str
    state: PayoutState
    amount: Money
    arrives_at: datetime
    created_at: datetime
    parts: tuple[PaidOutPart, ...]


@dataclass(frozen=True)
class CompletedSession:
    """A session whose buyer is done; `key` and `order` are empty where another shop asked for it."""

    id: str
    key: str
    order: str
    created_at: datetime


@dataclass(frozen=True)
class Charged:
    """Money that came for this shop, as the supplier counts it."""

    reference: str
    amount: Money


@dataclass(frozen=True)
class Span:
    """Between two times (UTC), both included."""

    since: datetime
    until: datetime


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

    def tries(self, reference: str) -> TriedMoney:
        """How it stands with money that somebody tried to pay; all empty where it is not about this shop."""
        ...

    def disputes(self, reference: str) -> list[DisputedMoney]:
        """What banks asked back of that money."""
        ...

    def fee(self, reference: str) -> Fee | None:
        """What taking that money cost; none while it is not known yet."""
        ...

    def payout(self, reference: str) -> PaidOut:
        """How a payout stands, and what is in it."""
        ...

    def completed(self, span: Span) -> list[CompletedSession]:
        """Sessions made in that time whose buyers are done."""
        ...

    def refunded(self, span: Span) -> list[ReturnedMoney]:
        """All that was sent back in that time."""
        ...

    def disputed(self, span: Span) -> list[DisputedMoney]:
        """All disputes that were opened in that time."""
        ...

    def charged(self, span: Span) -> list[Charged]:
        """All that came for this shop by tries of that time."""
        ...

    def untold(self, span: Span) -> list[Told]:
        """What happened in that time and could not be told."""
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
