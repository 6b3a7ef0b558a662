"""What goes to Twilio, and what the stand-in answers, against Twilio's own OpenAPI document.

The document's part about messages lies beside this file; where it is from and its licence stand in its `info`.
"""

import json
from pathlib import Path

import jsonschema_rs
import pytest
from twilio.http.http_client import TwilioHttpClient
from twilio.rest import Client

from integrations.twilio import client as ours
from integrations.twilio import whatsapp
from integrations.twilio.standin.http import StandInHttpClient
from messaging.models import Message
from tests.factories.twilio import in_the_past, make_told, play_dead

pytestmark = pytest.mark.django_db
DOCUMENT = json.loads((Path(__file__).parent / "messages_openapi.json").read_text())
MESSAGES = "/2010-04-01/Accounts/{AccountSid}/Messages.json"
ONE = "/2010-04-01/Accounts/{AccountSid}/Messages/{Sid}.json"


def nullable(schema):
    """OpenAPI 3.0's `nullable` in the words of JSON Schema; format words of Twilio's own are left out."""
    if isinstance(schema, list):
        return [nullable(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    changed = {name: nullable(value) for name, value in schema.items() if name not in ("nullable", "format")}
    return {"anyOf": [changed, {"type": "null"}]} if schema.get("nullable") else changed


def fits(schema: dict, value) -> None:
    whole = {**nullable(schema), "components": nullable(DOCUMENT["components"])}
    jsonschema_rs.validate(whole, value)


class Overheard(StandInHttpClient):
    """Remembers what was asked and answered."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[tuple] = []

    def request(self, method, url, params=None, data=None, **more):
        answer = super().request(method, url, params=params, data=data, **more)
        self.heard.append((method, url, params or {}, data or {}, answer.status_code, json.loads(answer.text)))
        return answer


@pytest.fixture
def line():
    """Our client, with an ear on its line."""
    ours._client.cache_clear()
    ours.client().http_client = ear = Overheard()
    yield ear.heard
    ours._client.cache_clear()


def test_what_is_sent_is_what_the_document_asks_for(line):
    make_told()

    method, url, _params, data, status, answer = line[0]
    asked = DOCUMENT["paths"][MESSAGES]["post"]
    schema = asked["requestBody"]["content"]["application/x-www-form-urlencoded"]["schema"]
    assert (method, url.endswith("/Messages.json"), status) == ("POST", True, 201)
    fits({**schema, "additionalProperties": False}, dict(data))
    assert set(data) == {"To", "From", "ContentSid", "ContentVariables", "StatusCallback"}
    assert json.loads(data["ContentVariables"])["2"] == "Ada"
    fits(asked["responses"]["201"]["content"]["application/json"]["schema"], answer)


def test_a_messaging_service_may_be_the_sender(line, settings):
    settings.TWILIO_WHATSAPP_SENDER = "MG" + "0" * 32
    make_told()

    assert line[0][3]["MessagingServiceSid"] == "MG" + "0" * 32
    assert "From" not in line[0][3]
    assert Message.objects.get(channel="whatsapp").state == "sent"


def test_what_is_looked_up_is_asked_as_the_document_says(line):
    play_dead("unanswered")
    message = make_told()
    whatsapp.find(in_the_past(message))

    _method, _url, params, _data, _status, answer = line[-1]
    asked = DOCUMENT["paths"][MESSAGES]["get"]
    known = {each["name"]: each["schema"] for each in asked["parameters"] if each["in"] == "query"}
    said = {name for name, value in params.items() if isinstance(value, str | int)}
    assert said <= set(known)
    assert params["To"] == f"whatsapp:{message.to}"
    fits(asked["responses"]["200"]["content"]["application/json"]["schema"], answer)


def test_one_message_is_shown_as_the_document_says(line):
    message = make_told()
    shown = ours.client().messages(message.supplier_id).fetch()

    fits(DOCUMENT["paths"][ONE]["get"]["responses"]["200"]["content"]["application/json"]["schema"], line[-1][5])
    assert shown.status == "queued"


def test_the_true_line_gives_up_waiting(settings):
    settings.TWILIO_ACCOUNT_SID = "AC" + "1" * 32
    ours._client.cache_clear()

    line = ours.client().http_client
    assert isinstance(ours.client(), Client)
    assert isinstance(line, TwilioHttpClient)
    assert line.timeout == ours.TIMEOUT
    ours._client.cache_clear()
