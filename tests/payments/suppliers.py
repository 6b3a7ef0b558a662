"""Stripe far away: every answer takes its time, and some who wait for it die before they hear it."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import time
from dataclasses import replace
from uuid import uuid4

import stripe
from django.conf import settings

from integrations.stripe.gateway import StripeGateway
from integrations.stripe.standin.http import StandInHTTPClient

SECONDS_AWAY = 0.1
chance = random.SystemRandom()  # a child must not inherit its parent's luck


class FarAway(StandInHTTPClient):
    dying = 0.3  # of those who wait

    def request(self, method, *args, **kwargs):
        answer = super().request(method, *args, **kwargs)
        time.sleep(SECONDS_AWAY)
        # The worst moment: the supplier has done it, and nothing here has written it down.
        if method == "post" and multiprocessing.parent_process() and chance.random() < self.dying:
            os.kill(os.getpid(), signal.SIGKILL)
        return answer


class DeadlyFarAway(FarAway):
    dying = 0.6  # so that few purchases are enough to see it


class FarGateway(StripeGateway):
    line = FarAway

    def __init__(self) -> None:
        line = self.line()
        super().__init__(stripe.StripeClient(settings.STRIPE_STANDIN_KEY, http_client=line, max_network_retries=1))


class KeylessGateway(FarGateway):
    """What happens where an attempt has no key of its own."""

    line = DeadlyFarAway

    def open_payment(self, request):
        return super().open_payment(replace(request, key=f"{request.key}:{uuid4().hex}"))
