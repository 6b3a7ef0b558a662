"""Stripe far away: every answer takes its time, so that processes can die while they wait for it."""

from __future__ import annotations

import time
from dataclasses import replace
from uuid import uuid4

import stripe
from django.conf import settings

from integrations.stripe.gateway import StripeGateway
from integrations.stripe.standin.http import StandInHTTPClient

SECONDS_AWAY = 0.15


class FarAway(StandInHTTPClient):
    def request(self, *args, **kwargs):
        answer = super().request(*args, **kwargs)
        time.sleep(SECONDS_AWAY)
        return answer


class FarGateway(StripeGateway):
    def __init__(self) -> None:
        line = FarAway()
        super().__init__(stripe.StripeClient(settings.STRIPE_STANDIN_KEY, http_client=line, max_network_retries=1))


class KeylessGateway(FarGateway):
    """What happens where an attempt has no key of its own."""

    def open_payment(self, request):
        return super().open_payment(replace(request, key=f"{request.key}:{uuid4().hex}"))
