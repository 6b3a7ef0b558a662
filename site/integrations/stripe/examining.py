"""Whether the account at Stripe is set up as this shop needs it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime

import stripe
from django.conf import settings
from django.urls import reverse

from integrations.stripe.client import API_VERSION
from integrations.stripe.events import LISTENED_TO
from shop.payments.gateway import Finding

# Stripe refuses nothing for it, but events older than five minutes by our clock are refused here.
CLOCKS_MAY_DIFFER = timedelta(minutes=1)


def findings(client: stripe.StripeClient, *, at: datetime) -> Iterator[Finding]:
    """What is wrong with key, webhook, version and clock. Raises StripeError where Stripe does not answer."""
    try:
        listed = client.v1.webhook_endpoints.list({"limit": 100})
    except stripe.AuthenticationError:
        yield Finding(
            "Stripe refuses the key.",
            "Copy a secret or restricted key of your account into STRIPE_SECRET_KEY and restart web and runner.",
        )
        return
    except stripe.PermissionError:
        yield Finding(
            "The key may not read webhook endpoints, so the webhook was not looked at.",
            "Give the restricted key the right to read Webhook Endpoints.",
        )
        return
    yield from _clock(listed, at=at)
    here = settings.PUBLIC_URL + reverse("stripe_webhook")
    endpoint = next((one for one in listed.auto_paging_iter() if one.url == here), None)
    if endpoint is None:
        yield Finding(
            f"Stripe tells this shop nothing: no webhook endpoint leads to {here}.",
            "Add the endpoint at Stripe, and its signing secret to STRIPE_WEBHOOK_SECRETS.",
        )
        return
    yield from _endpoint(endpoint)


def _clock(listed: stripe.ListObject, *, at: datetime) -> Iterator[Finding]:
    said = listed.last_response.headers.get("Date") if listed.last_response else None
    if said and abs(parsedate_to_datetime(said) - at) > CLOCKS_MAY_DIFFER:
        yield Finding(
            f"This machine's clock is wrong: it is {said} at Stripe.",
            "Set the clock by NTP. Events are refused when they seem older than five minutes.",
        )


def _endpoint(endpoint: stripe.WebhookEndpoint) -> Iterator[Finding]:
    if endpoint.status != "enabled":
        yield Finding(
            "The webhook endpoint is switched off at Stripe.",
            "Enable it. What was missed meanwhile is found by `manage.py reconcile`.",
        )
    missing = sorted(LISTENED_TO.keys() - set(endpoint.enabled_events))
    if missing and "*" not in endpoint.enabled_events:
        yield Finding(
            f"The webhook endpoint does not tell of {', '.join(missing)}.",
            "Select these events for the endpoint at Stripe.",
        )
    if endpoint.api_version not in (None, API_VERSION):
        yield Finding(
            f"The webhook endpoint speaks API version {endpoint.api_version}, the shop {API_VERSION}.",
            "Make one of that version, add its secret to STRIPE_WEBHOOK_SECRETS, then remove the old one.",
        )
