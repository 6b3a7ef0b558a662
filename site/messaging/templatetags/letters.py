"""What the frame of a letter asks for."""

from django import template
from django.conf import settings

from messaging.letters import Identity, identity

register = template.Library()


@register.simple_tag
def shop_identity() -> Identity:
    """Who writes: `name`, `legal`, `links`."""
    return identity()


@register.simple_tag
def shop_address() -> str:
    """The address of the shop, without a slash at its end."""
    return settings.PUBLIC_URL
