"""The line to Stripe, with nobody at the other end: stripe.StripeClient is given this and notices nothing."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import stripe
from django.db import transaction
from django.utils.datastructures import CaseInsensitiveMapping

from integrations.stripe.standin import faults
from integrations.stripe.standin.models import Fault
from integrations.stripe.standin.protocol import Answer, Request, answer

NEXT_TRY_SECONDS = 0.01  # nothing is far away here, so a repeat need not wait


class StandInHTTPClient(stripe.HTTPClient):
    """Answers in the caller's process, from rows that all processes share."""

    name = "standin"

    def request(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str] | None,
        post_data: Any = None,
        *,
        _usage: list[str] | None = None,
    ) -> tuple[str, int, Mapping[str, str]]:
        """One request. Each is a transaction of its own: a caller who holds one open is stopped with an error.

        With the true Stripe such a caller would keep rows locked for as long as the network takes.
        """
        address = urlsplit(url)
        form = address.query if method == "get" else post_data or ""
        asked = Request(method.upper(), address.path, form, CaseInsensitiveMapping(headers or {}))
        with transaction.atomic(durable=True):
            fault = faults.take(asked.method, asked.path)
        if fault in (Fault.Kind.LOST_BEFORE, Fault.Kind.TIMEOUT):
            raise _silence(fault)
        with transaction.atomic(durable=True):
            given = answer(asked, fault=fault)
        if fault == Fault.Kind.LOST_AFTER:
            raise _silence(fault)
        return _as_received(given)

    def close(self) -> None:
        """Nothing is open."""

    def _sleep_time_seconds(self, num_retries: int) -> float:
        return NEXT_TRY_SECONDS


def _as_received(given: Answer) -> tuple[str, int, Mapping[str, str]]:
    return json.dumps(given.body), given.status, CaseInsensitiveMapping(given.headers)


def _silence(fault: str) -> stripe.APIConnectionError:
    words = "Request timed out." if fault == Fault.Kind.TIMEOUT else "The connection was closed without an answer."
    return stripe.APIConnectionError(f"Unexpected error communicating with Stripe. {words}", should_retry=True)
