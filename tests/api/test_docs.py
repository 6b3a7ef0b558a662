"""What the API says of itself."""

import re

import pytest
from django.conf import settings
from django.urls import reverse

from api.problems import kind, kinds

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]
DOCS, DESCRIPTION = "/api/docs", "/api/openapi.json"


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
def test_people_find_every_address_and_every_problem(client, language):
    page = client.get(f"{DOCS}?lang={language}").content.decode()

    described = client.get(DESCRIPTION).json()["paths"]
    assert [path for path in described if path not in page] == []
    assert [one.code for one in kinds() if f'id="problem-{one.code}"' not in page] == []
    assert f'<html lang="{language}"' in page


def test_the_page_runs_nothing_inline_and_asks_nobody_else(client):
    answer = client.get(DOCS)
    page = answer.content.decode()

    assert re.findall(r"<script(?![^>]*\ssrc=)", page) == []
    assert re.findall(r"<style|\sstyle=|\son[a-z]+=", page) == []
    assert re.findall(r'(?:src|href)="(?:https?:)?//(?!testserver)[^"]*"', page) == []
    assert "script-src 'self'" in answer.headers["Content-Security-Policy"]


def test_the_description_tells_what_the_frame_adds(client):
    paths = client.get(DESCRIPTION).json()["paths"]

    add = paths["/api/cart/add"]["post"]
    assert {"lang", "Idempotency-Key"} <= {one["name"] for one in add["parameters"]}
    assert {"400", "403", "404", "409", "413", "415", "422", "429"} <= set(add["responses"])
    assert list(add["responses"]["409"]["content"]) == ["application/problem+json"]
    assert "304" in paths["/api/courses"]["get"]["responses"]


def test_what_another_view_answers_is_described_too(client):
    webhook = client.get(DESCRIPTION).json()["paths"]["/api/checkout/webhook"]["post"]

    assert [one["name"] for one in webhook["parameters"]] == ["Stripe-Signature"]
    assert list(webhook["responses"]["400"]["content"]) == ["application/problem+json"]


def test_names_of_operations_stay_when_code_moves(client):
    paths = client.get(DESCRIPTION).json()["paths"]

    names = {operation["operationId"] for methods in paths.values() for operation in methods.values()}
    assert {"courses_courses", "cart_add", "checkout_create_session", "auth_login"} <= names


def test_the_type_of_a_problem_leads_to_its_explanation(client):
    address = client.get("/api/nothing").json()["type"]

    path, anchor = address.removeprefix("http://testserver").split("#")
    assert path == reverse("api_docs")
    assert f'id="{anchor}"' in client.get(path).content.decode()


def test_a_code_is_given_once():
    with pytest.raises(ValueError, match="not-found"):
        kind("not-found", 404, "Again")
