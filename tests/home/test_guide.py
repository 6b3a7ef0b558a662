"""Help inside the administration."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from wagtail.users.models import UserProfile

from accounts.models import User
from home.guide import topics
from tests.factories.accounts import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]


def signed_in(**fields) -> Client:
    user = make_user("marta@example.org", **fields)
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client = Client()
    client.force_login(user)
    return client


def test_the_help_tells_of_every_part_of_the_shop_once():
    html = signed_in(is_superuser=True).get("/admin/guide/").content.decode()

    shown = re.findall(r'<h2 id="([a-z]+)"', html)
    assert shown == [topic.code for topic in topics()]
    assert {"publishing", "courses", "events", "products", "orders", "translating"} <= set(shown)


def test_the_help_stands_in_the_menu():
    assert "/admin/guide/" in signed_in().get("/admin/").content.decode()


def test_only_who_may_go_there_finds_the_way():
    chief, reader = signed_in(is_superuser=True), Client()
    nele = make_user("nele@example.org")
    nele.user_permissions.add(Permission.objects.get(codename="access_admin"))
    reader.force_login(nele)

    way = 'href="/admin/orders/needs-a-person/"'
    assert way in chief.get("/admin/guide/").content.decode()
    assert way not in reader.get("/admin/guide/").content.decode()


def test_the_help_speaks_the_editors_language():
    client = signed_in()
    UserProfile.objects.update_or_create(user=User.objects.get(), defaults={"preferred_language": "de"})

    assert "Entwürfe" in client.get("/admin/guide/").content.decode()
