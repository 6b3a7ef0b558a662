"""Who of the staff may write newsletters and send them, and the group in which a new shop finds them."""

from __future__ import annotations

from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Permission

from accounts import contract as accounts

SEND = "messaging.send_newsletter"
CHANGE = "messaging.change_newsletter"
GROUP = "Newsletter"
CODES = ("view_newsletter", "add_newsletter", "change_newsletter", "delete_newsletter", "send_newsletter")


def permissions():
    """What may be given to a group."""
    return Permission.objects.filter(content_type__app_label="messaging", codename__in=CODES)


def make_group(*, app_config, **kwargs) -> None:
    """Make the group if it is missing; what an owner has changed since is theirs, and stays."""
    create_permissions(app_config, verbosity=0)  # Django's own turn may come after ours
    accounts.make_group(GROUP, rights=permissions())
