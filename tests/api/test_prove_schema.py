"""schemathesis asks every address what its own description allows and what it forbids, and finds nothing."""

from __future__ import annotations

import pytest
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings

from tests.factories.capacity import make_limited
from tests.factories.courses import make_course
from tests.factories.downloads import make_product
from tests.factories.events import in_days, make_event
from tests.factories.shop import make_postcard
from tests.factories.waiting import make_waiting

pytestmark = [pytest.mark.prove, pytest.mark.django_db]
EXAMPLES = 80
# An address that is one, a country that is one, its VAT number, a good password, the place where a page has ended.
MEANT = {"email", "country", "name", "company", "vat_id", "password", "after"}
MEANT |= {"whatsapp", "by_whatsapp", "quantity", "from", "to", "near"}
BY_MEANING = {"consent-missing", "idempotency-key-taken"}
ONLY_SIGNED = ("POST", "/api/checkout/webhook")  # nothing that is made up is heard there
ADDRESSES = [
    ("GET", "/api/courses"),
    ("GET", "/api/courses/{course_id}"),
    ("GET", "/api/events"),
    ("GET", "/api/events/{event_id}"),
    ("GET", "/api/products"),
    ("GET", "/api/products/{product_id}"),
    ("GET", "/api/search"),
    ("POST", "/api/waiting"),
    ("GET", "/api/waiting/{secret}"),
    ("POST", "/api/waiting/{secret}/take"),
    ("GET", "/api/cart"),
    ("POST", "/api/cart/add"),
    ("DELETE", "/api/cart/remove"),
    ("POST", "/api/checkout/create-session"),
    ("GET", "/api/auth/session"),
    ("POST", "/api/auth/register"),
    ("POST", "/api/auth/login"),
    ("POST", "/api/auth/logout"),
]


@pytest.fixture
def schema(db):
    """The shop behind its own door, in this test's transaction."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    import schemathesis  # a second to load, which only this proof should take

    yield schemathesis.openapi.from_wsgi("/api/openapi.json", get_wsgi_application())
    for signal in signals:
        signal.connect(close_old_connections)


def test_every_address_is_asked(schema):
    described = {(found.ok().method.upper(), found.ok().path) for found in schema.get_all_operations()}

    assert described == {*ADDRESSES, ONLY_SIGNED}


@pytest.mark.parametrize("mode", ["positive", "negative"])
@pytest.mark.parametrize(("method", "path"), ADDRESSES)
def test_answers_are_as_described(schema, method, path, mode):
    from schemathesis import GenerationMode
    from schemathesis.specs.openapi.checks import positive_data_acceptance

    card = make_postcard()
    there = {
        "course_id": make_course().pk,
        "event_id": make_event(dates=[in_days(5)]).pk,
        "product_id": make_product().pk,
        "secret": make_waiting(make_limited(size=0), at=timezone.now()).secret,
    }
    operation = schema[path][method]

    @given(case=operation.as_strategy(generation_mode=GenerationMode(mode)))
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    def ask(case):
        if mode == "positive":
            _name_real_things(case, there, card)
        answer = case.call()
        case.validate_response(answer, excluded_checks=[positive_data_acceptance] if is_about_meaning(answer) else None)

    ask()


def is_about_meaning(answer) -> bool:
    """Whether a refusal is about what no description of shapes can say."""
    if answer.status_code != 422:
        return False
    told = answer.json()
    fields = {error["field"] for error in told.get("errors", [])}
    return told["code"] in BY_MEANING or (bool(fields) and fields <= MEANT)


def _name_real_things(case, there, card) -> None:
    """Every other time what is asked for is there."""
    if case.path_parameters and len(repr(case.headers)) % 2:
        case.path_parameters = {name: there[name] for name in case.path_parameters}
    if isinstance(case.body, dict) and "offer" in case.body and len(case.body["offer"]) % 2:
        case.body["offer"] = card.key
    if isinstance(case.body, dict) and case.body.get("items"):
        case.body["items"] = [{"offer": card.key}]
        case.body |= {"email": "ada@example.org", "accepted": ["terms"]}
