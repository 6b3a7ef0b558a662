"""What the frame of a letter asks for."""

from django import template
from django.conf import settings

from messaging.letters import Identity, identity
from messaging.wording import filled, remember_built_in, words_of

register = template.Library()


@register.simple_tag
def shop_identity() -> Identity:
    """Who writes: `name`, `legal`, `links`."""
    return identity()


@register.simple_tag
def shop_address() -> str:
    """The address of the shop, without a slash at its end."""
    return settings.PUBLIC_URL


@register.simple_block_tag(takes_context=True)
def worded(context, content, kind: str, part: str) -> str:
    """A part of a letter as editors worded it; what stands between the tags is the built-in one."""
    remember_built_in(kind, part, content)
    words = words_of(kind, part)
    return filled(kind, words, context, html=context.autoescape) if words else content
