"""A shop that says it writes by WhatsApp does so; one that does not say it starts without a word."""

import pytest

from integrations.twilio import checks
from integrations.twilio.client import _client, client

REAL = {"TWILIO_ACCOUNT_SID": "AC" + "1" * 32, "TWILIO_AUTH_TOKENS": ["secret"]}


@pytest.fixture
def open_shop(settings):
    """The settings of a shop that is open to the world."""
    settings.SITE_OPEN_TOOLS = False
    settings.WHATSAPP = True
    return settings


def found() -> list[str]:
    tried = [checks.messages_leave_the_house, checks.reports_can_be_verified, checks.somebody_writes]
    return [error.id for check in tried for error in check(None)]


def test_an_open_shop_must_not_pretend(open_shop):
    assert found() == ["twilio.E001", "twilio.E002"]


def test_an_open_shop_with_an_account_starts(open_shop):
    for name, value in REAL.items():
        setattr(open_shop, name, value)

    assert found() == []


def test_the_stand_ins_token_beside_a_real_one_is_found(open_shop):
    open_shop.TWILIO_ACCOUNT_SID = REAL["TWILIO_ACCOUNT_SID"]
    open_shop.TWILIO_AUTH_TOKENS = ["secret", open_shop.TWILIO_STANDIN_TOKEN]

    assert found() == ["twilio.E002"]


@pytest.mark.parametrize("sender", ["", "14155238886", "whatsapp:+14155238886", "MG1"])
def test_a_sender_that_is_none_is_found(settings, sender):
    settings.TWILIO_WHATSAPP_SENDER = sender

    assert found() == ["twilio.E003"]


def test_a_shop_without_whatsapp_needs_nothing(open_shop):
    open_shop.WHATSAPP = False

    assert found() == []


def test_the_stand_in_does_not_answer_in_an_open_shop(open_shop):
    _client.cache_clear()

    with pytest.raises(Exception, match="TWILIO_ACCOUNT_SID"):
        client()


def test_the_log_has_no_numbers():
    assert checks.numbers_stay_out_of_the_log(None) == []
