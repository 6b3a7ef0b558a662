"""Where events are sent: one endpoint, this shop's own."""

from __future__ import annotations

import stripe
from django.conf import settings

from integrations.stripe.events import LISTENED_TO
from integrations.stripe.standin.calls import Call
from integrations.stripe.standin.deliveries import WEBHOOK

ENDPOINT = "we_1embeddedendpointofthis"
MADE_AT = 1_790_000_000  # seconds since 1970


def list_all(call: Call) -> dict:
    return {"object": "list", "data": [_endpoint()], "has_more": False, "url": call.path}


def _endpoint() -> dict:
    return {
        "id": ENDPOINT,
        "object": "webhook_endpoint",
        "api_version": stripe.api_version,
        "application": None,
        "created": MADE_AT,
        "description": None,
        "enabled_events": sorted(LISTENED_TO),
        "livemode": False,
        "metadata": {},
        "status": "enabled",
        "url": f"{settings.PUBLIC_URL}{WEBHOOK}",
    }
