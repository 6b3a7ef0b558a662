"""What Wagtail's own groups may do with the search: editors keep synonyms and picks, and read what people look for."""

from __future__ import annotations

from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission

GROUPS = ("Editors", "Moderators")
RIGHTS = {
    "search": ("view_asked", "add_synonyms", "change_synonyms", "delete_synonyms"),
    "wagtailsearchpromotions": ("add_searchpromotion", "change_searchpromotion", "delete_searchpromotion"),
}


def give_rights(**kwargs) -> None:
    """Give them their rights where no group has any of these yet; what an owner has changed since stays."""
    for app in RIGHTS:
        create_permissions(apps.get_app_config(app), verbosity=0)  # Django's own turn may come after ours
    rights = [
        right
        for app, names in RIGHTS.items()
        for right in Permission.objects.filter(content_type__app_label=app, codename__in=names)
    ]
    if not Group.objects.filter(permissions__in=rights).exists():
        for group in Group.objects.filter(name__in=GROUPS):
            group.permissions.add(*rights)
