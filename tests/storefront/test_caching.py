"""The shop goes on while its cache is away."""

import pytest
from django.core.cache import caches

from storefront.caching import SpareRedisCache
from tests.factories.shop import make_walk

GONE = {"default": {"BACKEND": "storefront.caching.SpareRedisCache", "LOCATION": "redis://127.0.0.1:1"}}


@pytest.fixture(autouse=True)
def gone(settings, monkeypatch):
    monkeypatch.setattr(SpareRedisCache, "rests_until", 0.0)
    settings.CACHES = settings.CACHES | GONE


def test_nothing_is_found_and_nothing_is_kept():
    cache = caches["default"]

    assert cache.get("a", "nothing") == "nothing"
    assert cache.add("a", 1) is False
    assert cache.get_or_set("a", 5) == 5
    assert cache.get_many(["a"]) == {}
    assert cache.set_many({"a": 1}) == ["a"]
    assert cache.incr("a") == 1
    assert "a" not in cache
    cache.set("a", 1)
    cache.delete("a")
    cache.delete_many(["a"])
    cache.touch("a")
    cache.clear()


def test_an_absent_redis_is_asked_once_and_then_left_alone_for_a_while(monkeypatch):
    cache = caches["default"]
    cache.get("a")
    asked = []
    monkeypatch.setattr(type(cache), "_cache", property(lambda self: asked.append(1)))

    cache.get("a")

    assert asked == []


@pytest.mark.django_db
def test_pages_cart_and_checkout_go_on_and_nobody_may_guess_passwords(client, django_user_model):
    client.defaults["HTTP_ORIGIN"] = "http://testserver"
    assert client.post("/en/cart/add/", {"offer": make_walk().key}).status_code == 302
    assert client.get("/en/cart/").status_code == 200
    assert client.get("/en/checkout/").status_code == 200
    assert client.post("/en/account/login/", {"login": "a@example.org", "password": "x"}).status_code == 429
