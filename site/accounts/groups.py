"""Groups of the staff in which a new shop finds who may do what."""

from django.contrib.auth.models import Group, Permission
from django.db.models import QuerySet


def make_group(name: str, *, rights: QuerySet[Permission]) -> None:
    """Make a group if it is missing, with these rights and the way into the desk; what an owner changes later stays."""
    group, is_new = Group.objects.get_or_create(name=name)
    if is_new:
        access = Permission.objects.filter(content_type__app_label="wagtailadmin", codename="access_admin")
        group.permissions.set(rights | access)
