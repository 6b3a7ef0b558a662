"""Checks that stop a start with a sentence."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import Error, Tags, register
from django.http.request import validate_host

OF_ONE_PROCESS = ("locmem.LocMemCache", "dummy.DummyCache")


@register
def the_address_is_the_shops_own_and_safe(app_configs, **kwargs) -> list[Error]:
    """Links in letters and at suppliers begin with it."""
    if settings.SITE_OPEN_TOOLS:
        return []
    address = urlsplit(settings.PUBLIC_URL)
    found = []
    if address.scheme != "https" or not address.hostname:
        hint = "Set PUBLIC_URL to the address that people type, such as https://shop.example.org."
        found.append(Error("PUBLIC_URL must begin with https://.", hint=hint, id="storefront.E001"))
    elif not validate_host(address.hostname, settings.ALLOWED_HOSTS):
        hint = f"Add {address.hostname} to ALLOWED_HOSTS."
        found.append(Error("The shop would not answer at its own PUBLIC_URL.", hint=hint, id="storefront.E002"))
    return found


@register(Tags.security, deploy=True)
def tools_are_closed(app_configs, **kwargs) -> list[Error]:
    """The mailbox shows every letter, and pretended payments give away the goods."""
    if not settings.SITE_OPEN_TOOLS:
        return []
    hint = "Use storefront.settings.production, where SITE_OPEN_TOOLS is off."
    return [
        Error("Mailbox, pretended payments and gallery are open to everyone.", hint=hint, id="storefront.E003"),
    ]


@register(Tags.caches)
def processes_agree(app_configs, **kwargs) -> list[Error]:
    """What one process has forgotten, another must not go on selling."""
    if not settings.CACHES["default"]["BACKEND"].endswith(OF_ONE_PROCESS):
        return []
    hint = "Use Redis or the database as cache."
    return [Error("Each process would have a cache of its own.", hint=hint, id="storefront.E004")]


@register(Tags.files)
def private_files_are_apart(app_configs, **kwargs) -> list[Error]:
    """A web server that serves pictures and styles must not come upon what was paid for."""
    private = Path(settings.PRIVATE_ROOT).resolve()
    public = [Path(root).resolve() for root in (settings.MEDIA_ROOT, settings.STATIC_ROOT) if root]
    if not any(private == root or private.is_relative_to(root) for root in public):
        return []
    hint = "Set PRIVATE_ROOT to a folder outside PICTURES_ROOT and STATIC_ROOT."
    return [Error("Private files would lie among the public ones.", hint=hint, id="storefront.E005")]
