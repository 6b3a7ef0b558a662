"""A shop that is open takes real money and hears what becomes of it, or it does not start."""

import logging

import pytest
import stripe
from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured

from integrations.stripe.client import API_VERSION, RETRIES, TIMEOUT, client, is_live


def stops() -> list[str]:
    return sorted(error.id for error in run_checks() if error.id.startswith("stripe."))


@pytest.fixture
def open_shop(settings):
    settings.SITE_OPEN_TOOLS = False
    settings.STRIPE_SECRET_KEY = "rk_live_1"
    settings.STRIPE_WEBHOOK_SECRETS = ["whsec_1"]
    return settings


def test_a_developers_shop_starts_with_pretended_payments():
    assert stops() == []


def test_an_open_shop_with_its_own_keys_starts(open_shop):
    assert stops() == []


@pytest.mark.parametrize("key", ["", "sk_test_embedded"])
def test_an_open_shop_never_takes_pretended_payments(open_shop, key):
    open_shop.STRIPE_SECRET_KEY = key

    assert stops() == ["stripe.E001"]


@pytest.mark.parametrize("secrets", [[], ["whsec_embedded"], ["whsec_1", "whsec_embedded"]])
def test_an_open_shop_believes_only_what_stripe_signs(open_shop, secrets):
    open_shop.STRIPE_WEBHOOK_SECRETS = secrets

    assert stops() == ["stripe.E002"]


def test_an_open_shop_keeps_bodies_out_of_its_log(open_shop, monkeypatch):
    monkeypatch.setenv("STRIPE_LOG", "debug")

    assert stops() == ["stripe.E003"]


def test_the_loggers_level_counts_too(open_shop):
    logger = logging.getLogger("stripe")
    before = logger.level
    logger.setLevel(logging.DEBUG)

    assert stops() == ["stripe.E003"]
    logger.setLevel(before)


def test_even_without_the_checks_nobody_answers_in_stripes_place_in_an_open_shop(open_shop):
    open_shop.STRIPE_SECRET_KEY = open_shop.STRIPE_STANDIN_KEY = "sk_test_pretended"

    with pytest.raises(ImproperlyConfigured, match="pretended payments"):
        client()


def test_the_version_we_speak_is_the_librarys():
    assert stripe.api_version == API_VERSION


def test_a_buyer_never_waits_ten_seconds():
    longest_pause = 1.0  # seconds before the one repeat

    assert sum(TIMEOUT) * (1 + RETRIES) + longest_pause * RETRIES <= 10


def test_the_real_client_is_made_for_a_real_key(open_shop):
    made = client()

    assert isinstance(made._requestor._client, stripe.RequestsClient)
    assert stripe.enable_telemetry is False


@pytest.mark.parametrize(("key", "live"), [("sk_live_1", True), ("rk_live_1", True), ("sk_test_1", False), ("", False)])
def test_keys_say_whether_money_is_real(key, live):
    assert is_live(key) == live
