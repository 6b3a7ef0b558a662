"""Load balancers and containers ask for health by the machine's address, without a name and without TLS."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from outbox.contract import add

ADDRESS = {"HTTP_HOST": "10.0.0.7:8000"}


@pytest.fixture(autouse=True)
def as_in_production(settings):
    settings.ALLOWED_HOSTS = ["shop.example.org"]
    settings.SECURE_SSL_REDIRECT = True


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/health/live", "/health/ready"])
def test_a_well_process_says_so_to_whoever_asks(client, path):
    answer = client.get(path, **ADDRESS)

    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})
    assert dict(answer.cookies) == {}


@pytest.mark.django_db(transaction=True)
def test_without_its_database_a_process_lives_but_is_not_ready(client):
    name = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = "/nowhere/at/all"
    try:
        live, ready = client.get("/health/live", **ADDRESS), client.get("/health/ready", **ADDRESS)
    finally:
        connection.close()
        connection.settings_dict["NAME"] = name

    assert (live.status_code, live.json()) == (200, {"status": "ok"})
    assert (ready.status_code, ready.json()) == (503, {"status": "no database"})


def test_another_name_than_the_shops_gets_no_page(client):
    assert client.get("/en/", **ADDRESS).status_code == 400


@pytest.mark.django_db
def test_a_monitor_with_the_token_reads_how_long_the_oldest_work_waits(client, settings):
    settings.METRICS_TOKEN = "sesame"
    now = timezone.now()
    add("note", key="a", due=now - timedelta(minutes=2))
    add("note", key="b", due=now + timedelta(hours=1))

    said = client.get("/health/metrics", headers={"authorization": "Bearer sesame"}, **ADDRESS)

    lines = dict(line.split() for line in said.content.decode().splitlines() if not line.startswith("#"))
    assert lines.pop("outbox_jobs_due") == "1"
    assert 120 <= float(lines.pop("outbox_oldest_due_seconds")) < 180
    assert lines == {"outbox_jobs_given_up": "0"}


@pytest.mark.django_db
@pytest.mark.parametrize(("token", "said"), [("", ""), ("", "Bearer "), ("sesame", "Bearer open"), ("sesame", "")])
def test_nobody_else_reads_it(client, settings, token, said):
    settings.METRICS_TOKEN, settings.SECURE_SSL_REDIRECT = token, False

    answer = client.get("/health/metrics", headers={"authorization": said}, HTTP_HOST="shop.example.org", follow=True)

    assert answer.status_code == 404
