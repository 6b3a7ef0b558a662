"""What may stand in an address where somebody's secret stands; everything else is no address and asks no database."""

from django.urls import register_converter
from django.urls.converters import StringConverter


class SecretConverter(StringConverter):
    """A secret of 24 bytes, as `secrets.token_urlsafe` writes it."""

    regex = "[A-Za-z0-9_-]{32}"


register_converter(SecretConverter, "secret")
