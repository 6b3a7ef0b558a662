"""People who can sign in, and what their groups may do."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from accounts.models import User
from demo.loader.words import SOURCE
from demo.people import PASSWORD, PEOPLE
from home.pages.lineage import FIRST_PAGES
from home.translating.rights import GROUP as TRANSLATORS
from shop.desk.rights import GROUPS, MANAGERS
from shop.desk.rights import permissions as order_permissions

EDITORS = "Editors"
PAGE_RIGHTS = ["add_page", "change_page", "publish_page"]
# A course is deleted with its chapters and lessons.
WITH_ALL_BELOW = "bulk_delete_page"
DATES = ["announce_change", "view_booking", "add_circular"]
FILE_RIGHTS = ["add_image", "change_image", "choose_image", "add_document", "change_document", "choose_document"]


def load() -> None:
    """Groups with their rights, and one person for each part."""
    for name in (EDITORS, MANAGERS):
        _give_rights(Group.objects.get_or_create(name=name)[0])
    _open_languages(Group.objects.get(name=TRANSLATORS))
    password = make_password(PASSWORD)  # once: the hash is slow on purpose
    for person in PEOPLE:
        facts = {"name": person.name, "is_staff": bool(person.group)}
        user, _ = User.objects.update_or_create(
            email=person.email, defaults=facts, create_defaults=facts | {"password": password}
        )
        user.groups.set(Group.objects.filter(name=person.group))
        EmailAddress.objects.update_or_create(
            user=user, email=person.email, defaults={"verified": True, "primary": True}
        )


def _give_rights(group: Group) -> None:
    root = Page.objects.get(depth=1)
    permissions = Permission.objects.select_related("content_type")
    rights = [*PAGE_RIGHTS, WITH_ALL_BELOW] if group.name == MANAGERS else PAGE_RIGHTS
    for right in permissions.filter(content_type__app_label="wagtailcore", codename__in=rights):
        GroupPagePermission.objects.get_or_create(group=group, page=root, permission=right)
    collection = Collection.get_first_root_node()
    for right in permissions.filter(codename__in=FILE_RIGHTS):
        GroupCollectionPermission.objects.get_or_create(group=group, collection=collection, permission=right)
    may = permissions.filter(content_type__app_label="wagtailadmin", codename="access_admin")
    may |= permissions.filter(content_type__app_label__in=["home", "media"]).exclude(codename__startswith="delete_")
    may |= permissions.filter(content_type__app_label="events", content_type__model="venue").exclude(
        codename__startswith="delete_"
    )
    may |= permissions.filter(content_type__app_label="wagtail_localize", codename="submit_translation")
    words = ("wording", "approvedtemplate")  # of letters, and of messages by WhatsApp
    may |= permissions.filter(content_type__app_label="messaging", content_type__model__in=words)
    if group.name == MANAGERS:
        may |= permissions.filter(codename__in=["change_price", "change_product_price"])
        may |= permissions.filter(content_type__app_label="events", codename__in=DATES)
        may |= order_permissions(*GROUPS[MANAGERS])
    group.permissions.set(may)


def _open_languages(group: Group) -> None:
    """Its members change and publish what is not in the source's language, and nothing that is."""
    rights = Permission.objects.filter(
        content_type__app_label="wagtailcore", codename__in=["change_page", "publish_page"]
    )
    for first in Page.objects.filter(depth=FIRST_PAGES).exclude(locale__language_code=SOURCE):
        for right in rights:
            GroupPagePermission.objects.get_or_create(group=group, page=first, permission=right)
