"""A program that talks to the shop."""

import json

import pytest
from django.test import Client

JSON = "application/json"


class Program(Client):
    """Sends and reads JSON; keeps cookies; is held to the rules about forged requests."""

    def __init__(self, **headers) -> None:
        super().__init__(enforce_csrf_checks=True, headers=headers)

    def send(self, method: str, path: str, body=None, **headers):
        content = "" if body is None else json.dumps(body)
        return self.generic(method, path, content, content_type=JSON, headers=headers)

    def add(self, offer_key: str, **headers):
        return self.send("POST", "/api/cart/add", {"offer": offer_key}, **headers)

    def sign_in(self, user) -> str:
        """Gives the token for requests that change something."""
        self.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return self.get("/api/auth/session").json()["csrf_token"]


@pytest.fixture
def program():
    return Program()


def code_of(answer) -> tuple[int, str]:
    """Status and code of a problem document, which it must be."""
    assert answer.headers["Content-Type"] == "application/problem+json"
    told = answer.json()
    assert told["status"] == answer.status_code
    assert told["type"].endswith(f"/api/docs#problem-{told['code']}")
    return answer.status_code, told["code"]


@pytest.fixture(autouse=True)
def mail_is_written_down(settings):
    """Letters go through the outbox, as they do outside of tests."""
    settings.EMAIL_BACKEND = "messaging.backends.OutboxEmailBackend"
