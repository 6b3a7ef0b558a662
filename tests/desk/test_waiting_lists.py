"""Waiting lists at the desk."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from shop.contract import set_quota
from tests.factories.accounts import make_user
from tests.factories.capacity import make_limited
from tests.factories.shop import make_paid_order
from tests.factories.staff import confirm, make_support
from tests.factories.waiting import make_waiting

pytestmark = pytest.mark.django_db


@pytest.fixture
def sold_out():
    offer = make_limited(size=1)
    make_paid_order(offer)
    return offer


def test_staff_read_who_waits_in_order(sold_out):
    make_waiting(sold_out, "ada@example.org", quantity=1)
    make_waiting(sold_out, "bela@example.org")
    desk = make_support()

    assert "2" in desk.get(reverse("waiting_lists:index")).content.decode()
    page = desk.get(reverse("waiting_lists:list", args=[sold_out.pk])).content.decode()

    assert page.index("ada@example.org") < page.index("bela@example.org")
    assert "Offer places now" in page


def test_staff_let_somebody_go_first_where_enough_is_free(sold_out):
    make_waiting(sold_out)
    favoured = make_waiting(sold_out, "bela@example.org")
    desk, address = make_support(), reverse("waiting_lists:offer", args=[favoured.pk])

    assert confirm(desk, address).status_code == 409
    set_quota("hall", size=2, offers=[sold_out])
    assert confirm(desk, address).status_code == 302

    favoured.refresh_from_db()
    assert favoured.state == "offered"


def test_staff_take_somebody_off(sold_out):
    entry = make_waiting(sold_out)

    assert confirm(make_support(), reverse("waiting_lists:remove", args=[entry.pk])).status_code == 302

    entry.refresh_from_db()
    assert entry.state == "removed"


def test_who_may_only_look_is_offered_no_act(sold_out):
    make_waiting(sold_out)
    looker = make_user("lou@example.org")
    looker.user_permissions.add(*Permission.objects.filter(codename__in=["view_waiting", "access_admin"]))
    desk = Client()
    desk.force_login(looker, backend="django.contrib.auth.backends.ModelBackend")

    page = desk.get(reverse("waiting_lists:list", args=[sold_out.pk])).content.decode()

    assert ("ada@example.org" in page, "Offer places now" in page) == (True, False)
