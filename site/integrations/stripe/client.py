"""The one client that speaks with Stripe, or with what answers in its place."""

from __future__ import annotations

from functools import lru_cache

import stripe
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

API_VERSION = "2026-10-28.endive"  # the version that this code was written against; the library's own
# Together with the one retry a buyer waits less than ten seconds, whatever happens.
TIMEOUT = (2.0, 2.5)  # seconds to connect, and to read
RETRIES = 1


def client() -> stripe.StripeClient:
    """The client for the key of the settings."""
    return _client(settings.STRIPE_SECRET_KEY, settings.STRIPE_API_BASE)


def is_live(key: str) -> bool:
    """Whether real money moves with that key."""
    return key.startswith(("sk_live_", "rk_live_"))


@lru_cache
def _client(key: str, base: str) -> stripe.StripeClient:
    stripe.enable_telemetry = False  # it writes a file into the home of whoever runs this
    return stripe.StripeClient(
        key,
        stripe_version=API_VERSION,
        base_addresses={"api": base} if base else None,
        max_network_retries=RETRIES,
        http_client=_transport(key),
    )


def _transport(key: str) -> stripe.HTTPClient:
    if key != settings.STRIPE_STANDIN_KEY:
        return stripe.RequestsClient(timeout=TIMEOUT)
    if not settings.SITE_OPEN_TOOLS:
        raise ImproperlyConfigured("Set STRIPE_SECRET_KEY: a shop that is open must not take pretended payments.")
    from integrations.stripe.standin.http import StandInHTTPClient  # nothing of it is loaded where it must not answer

    return StandInHTTPClient()
