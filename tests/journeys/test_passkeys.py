"""A passkey in a real browser, whose devices are virtual ones of Chromium's."""

import pytest
from playwright.sync_api import expect

from demo.people import BUYER, PASSWORD
from tests.journeys import ways
from tests.journeys.visitor import PATIENCE, Device

pytestmark = pytest.mark.journey
NAME = "Telephone of the journey"


def own_device(visitor) -> None:
    """Give the browser a device that is opened by a finger, and whose finger is always the right one."""
    talk = visitor.page.context.new_cdp_session(visitor.page)
    talk.send("WebAuthn.enable")
    about = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True}
    opened = {"hasUserVerification": True, "isUserVerified": True, "automaticPresenceSimulation": True}
    talk.send("WebAuthn.addVirtualAuthenticator", {"options": about | opened})


@pytest.mark.parametrize("device", [Device(), Device(narrow=True, language="ar", dark=True)], ids=str)
def test_a_member_adds_a_passkey_signs_in_with_it_and_removes_it(arrive, device):
    member = arrive(device)
    own_device(member)
    language = device.language
    ways.sign_in(member, BUYER.email, PASSWORD)

    member.go(f"/{language}/account/profile/")
    member.press("main a[href$='/passkeys/']")
    member.looks("passkeys, none")
    member.press("main a[href$='/passkeys/add/']")
    member.write("[name=password]", PASSWORD)
    member.press("main form button[type=submit]")
    member.is_at(r"/passkeys/add/$")
    member.looks("passkey, adding")
    member.write("[name=name]", NAME)
    member.press("form[data-passkey] button")
    member.is_at(r"/passkeys/$")
    expect(member.sees(".devices__one")).to_contain_text(NAME)
    member.looks("passkeys, one")

    member.page.context.clear_cookies()
    member.go(f"/{language}/account/login/")
    member.looks("sign in")
    member.press("form[data-passkey] button")
    member.is_at(rf"/{language}/account/$")

    member.go(f"/{language}/account/passkeys/")
    member.press(".devices__one a[href$='/remove/']")
    member.is_at(r"/(passkeys/again|password/again)/")
    if "/password/again/" in member.page.url:
        member.press("main a[href*='/passkeys/again/']")
    member.looks("passkey, once more")
    member.press("form[data-passkey] button")
    member.is_at(r"/remove/$")
    member.looks("passkey, removing")
    member.press("main form button[type=submit]")
    member.is_at(r"/passkeys/$")
    expect(member.page.locator(".devices__one")).to_have_count(0, timeout=PATIENCE)
    member.without_trouble()


def test_whoever_has_no_passkey_here_is_told_and_signs_in_with_the_password(arrive):
    member = arrive()
    own_device(member)
    member.go("/en/account/login/")

    member.press("form[data-passkey] button")

    expect(member.sees("[data-passkey-words]")).to_contain_text("The passkey was not used.")
    ways.sign_in(member, BUYER.email, PASSWORD)
    member.without_trouble()


def test_without_script_no_passkey_is_offered(arrive):
    member = arrive(Device(script=False))

    member.go("/en/account/login/")

    expect(member.page.locator("form[data-passkey]")).to_be_hidden()
    ways.sign_in(member, BUYER.email, PASSWORD)
    member.without_trouble()
