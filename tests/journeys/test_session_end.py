"""A session is about to end while a page is open: said politely, and put off by a button."""

import pytest
from playwright.sync_api import expect

from demo.people import BUYER, PASSWORD
from tests.journeys import ways
from tests.journeys.visitor import PATIENCE, Device

pytestmark = pytest.mark.journey
TIME_RUNS_OUT = """
import time
from importlib import import_module
from django.conf import settings
from allauth.usersessions.models import UserSession
store = import_module(settings.SESSION_ENGINE).SessionStore
for one in UserSession.objects.all():
    session = store(one.session_key)
    session["until"] = int(time.time()) + 200
    session.save()
"""


@pytest.mark.parametrize("device", [Device(), Device(narrow=True, language="ar", dark=True)], ids=str)
def test_the_end_of_a_session_is_said_in_time_and_put_off(arrive, shop, device):
    member = arrive(device)
    member.page.clock.install()
    ways.sign_in(member, BUYER.email, PASSWORD)
    member.go(f"/{device.language}/account/profile/")
    expect(member.page.locator(".session-end__words")).to_have_count(0)

    shop.manage("shell", "--no-imports", "-c", TIME_RUNS_OUT)
    member.page.clock.fast_forward("25:00:00")

    member.sees(".session-end__words")
    assert member.page.locator("[data-session]").get_attribute("role") == "status"
    member.looks("session about to end")
    member.press(".session-end button")
    expect(member.page.locator(".session-end__words")).to_have_count(0, timeout=PATIENCE)

    member.page.context.clear_cookies()
    member.page.clock.fast_forward("25:00:00")
    expect(member.sees(".session-end__words")).not_to_have_text("")
    member.looks("session at its end")
