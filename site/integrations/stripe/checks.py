"""What stops a start with a sentence: a shop that is open takes real money and hears what becomes of it."""

from __future__ import annotations

import logging
import os

import stripe
from django.conf import settings
from django.core.checks import Error, register


@register
def payments_are_real(app_configs, **kwargs) -> list[Error]:
    """An open shop must never take pretended payments."""
    if settings.STRIPE_SECRET_KEY not in ("", settings.STRIPE_STANDIN_KEY) or settings.SITE_OPEN_TOOLS:
        return []
    hint = "Set STRIPE_SECRET_KEY to a secret or restricted key of your Stripe account."
    return [Error("Payments would be pretended, which is for development.", hint=hint, id="stripe.E001")]


@register
def webhooks_can_be_verified(app_configs, **kwargs) -> list[Error]:
    """Without the endpoint's secret no event can be believed; the stand-in's own is known to everybody."""
    secrets = set(settings.STRIPE_WEBHOOK_SECRETS)
    if secrets and (settings.SITE_OPEN_TOOLS or settings.STRIPE_STANDIN_WEBHOOK_SECRET not in secrets):
        return []
    hint = "Set STRIPE_WEBHOOK_SECRETS to the signing secret of your endpoint /api/checkout/webhook."
    return [Error("Stripe's events could not be verified.", hint=hint, id="stripe.E002")]


@register
def bodies_stay_out_of_the_log(app_configs, **kwargs) -> list[Error]:
    """At its lowest level Stripe's client logs whole bodies, buyers' addresses among them."""
    loud = logging.getLogger("stripe").getEffectiveLevel() <= logging.DEBUG
    if settings.SITE_OPEN_TOOLS or not (loud or "debug" in (stripe.log, os.environ.get("STRIPE_LOG"))):
        return []
    hint = "Unset STRIPE_LOG and keep the logger 'stripe' at INFO or above."
    return [Error("Stripe's client would log what buyers say.", hint=hint, id="stripe.E003")]


@register
def the_version_is_the_librarys(app_configs, **kwargs) -> list[Error]:
    """What Stripe answers has the shape that the installed library describes."""
    from integrations.stripe.client import API_VERSION

    if stripe.api_version == API_VERSION:
        return []
    hint = "Read Stripe's changelog between the two, then change API_VERSION in integrations/stripe/client.py."
    return [Error(f"The library speaks {stripe.api_version}, we speak {API_VERSION}.", hint=hint, id="stripe.E004")]
