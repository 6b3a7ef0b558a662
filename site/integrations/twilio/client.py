"""The one client that speaks with Twilio, or with what answers in its place."""

from __future__ import annotations

from functools import lru_cache

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from twilio.http import HttpClient
from twilio.http.http_client import TwilioHttpClient
from twilio.rest import Client

# Twilio's client waits for ever by itself. A job asks at most twice, and its lease is 60 seconds.
TIMEOUT = 15  # seconds


def client() -> Client:
    """The client for the account of the settings."""
    return _client(settings.TWILIO_ACCOUNT_SID, settings.TWILIO_AUTH_TOKENS[0])


@lru_cache
def _client(account: str, token: str) -> Client:
    return Client(account, token, http_client=_line(account))


def _line(account: str) -> HttpClient:
    if account != settings.TWILIO_STANDIN_SID:
        return TwilioHttpClient(timeout=TIMEOUT)
    if not settings.SITE_OPEN_TOOLS:
        raise ImproperlyConfigured("Set TWILIO_ACCOUNT_SID: a shop that is open must not pretend to write to people.")
    from integrations.twilio.standin.http import StandInHttpClient  # nothing of it is loaded where it must not answer

    return StandInHttpClient()
