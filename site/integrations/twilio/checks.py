"""What stops a start with a sentence: a shop that says it writes by WhatsApp does so."""

from __future__ import annotations

import logging
import re

from django.conf import settings
from django.core.checks import Error, register

SENDER = re.compile(r"\+[1-9][0-9]{6,14}|MG[0-9a-fA-F]{32}")


@register
def messages_leave_the_house(app_configs, **kwargs) -> list[Error]:
    """Where WhatsApp is switched on and nobody carries it, people would wait for messages in vain."""
    known = settings.TWILIO_ACCOUNT_SID != settings.TWILIO_STANDIN_SID
    if not settings.WHATSAPP or known or settings.SITE_OPEN_TOOLS:
        return []
    hint = "Set TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKENS and TWILIO_WHATSAPP_SENDER, or WHATSAPP=no."
    return [Error("Messages by WhatsApp would be pretended, which is for development.", hint=hint, id="twilio.E001")]


@register
def reports_can_be_verified(app_configs, **kwargs) -> list[Error]:
    """The stand-in's token is known to everybody: with it anybody could say what became of messages."""
    tokens = set(settings.TWILIO_AUTH_TOKENS)
    if not settings.WHATSAPP or settings.SITE_OPEN_TOOLS or (tokens and settings.TWILIO_STANDIN_TOKEN not in tokens):
        return []
    hint = "Set TWILIO_AUTH_TOKENS to the auth token of your Twilio account."
    return [Error("Twilio's reports could not be verified.", hint=hint, id="twilio.E002")]


@register
def somebody_writes(app_configs, **kwargs) -> list[Error]:
    """Messages come from a number or a messaging service."""
    if not settings.WHATSAPP or SENDER.fullmatch(settings.TWILIO_WHATSAPP_SENDER):
        return []
    hint = "Set TWILIO_WHATSAPP_SENDER to a number like +14155238886, or to a messaging service's MG… ."
    return [Error("Nobody would be the sender of messages by WhatsApp.", hint=hint, id="twilio.E003")]


@register
def numbers_stay_out_of_the_log(app_configs, **kwargs) -> list[Error]:
    """At INFO and below Twilio's client logs to whom it writes."""
    if settings.SITE_OPEN_TOOLS or logging.getLogger("twilio").getEffectiveLevel() > logging.INFO:
        return []
    hint = "Keep the logger 'twilio' at WARNING or above."
    return [Error("Twilio's client would log people's numbers.", hint=hint, id="twilio.E004")]
