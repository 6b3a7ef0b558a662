"""Secrets that stand in addresses: how they are made, and that whatever else stands there asks no database."""

import secrets

from django.urls import register_converter
from django.urls.converters import StringConverter


def new_secret() -> str:
    """A secret of 24 bytes, which nobody guesses."""
    return secrets.token_urlsafe(24)


class SecretConverter(StringConverter):
    """What `new_secret` makes."""

    regex = "[A-Za-z0-9_-]{32}"


register_converter(SecretConverter, "secret")
